//! Fuzzing one target: first every stored seed, then new inputs made from those that were worth keeping.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use crate::features::Features;
use crate::minimise::minimise;
use crate::mutate::Mutator;
use crate::options::Options;
use crate::random::Random;
use crate::runner::{Failure, Runner};
use crate::store::{self, Seed};
use crate::supervisor::again;
use crate::targets::Kind;

/// The number of inputs that are kept to make others from.
const MOST_KEPT: usize = 4000;

/// How the work of a process ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// Everything held.
    Held,
    /// Something did not.
    Broken,
    /// Everything held so far, and another process should go on.
    Full,
}

/// Works on one target.
pub(crate) struct Engine<'o> {
    kind: &'static Kind,
    options: &'o Options,
    runner: Runner,
    kept: Vec<Vec<u8>>,
    seen: Features,
    full: bool,
    /// The beginnings of the laws that inputs in `waiting/` break, and how often new inputs did.
    waiting: BTreeMap<String, u64>,
    /// The laws that new inputs broke, and how often.
    found: BTreeMap<String, u64>,
}

impl<'o> Engine<'o> {
    /// Starts without any inputs.
    pub(crate) fn new(kind: &'static Kind, options: &'o Options) -> Self {
        Self {
            kind,
            options,
            runner: Runner::new(kind),
            kept: Vec::new(),
            seen: Features::default(),
            full: false,
            waiting: BTreeMap::new(),
            found: BTreeMap::new(),
        }
    }

    /// Does all of it, or as much as one process can.
    pub(crate) fn work(mut self, seconds: f64) -> Ended {
        let began = Instant::now();
        let mut ok = self.replay(&store::seeds(self.kind.name));
        if self.options.waiting {
            ok &= self.replay(&store::waiting(self.kind.name));
        } else {
            let laws = store::waiting_laws(self.kind.name);
            self.waiting = laws.into_iter().map(|law| (law, 0)).collect();
        }
        let until = began + Duration::from_secs_f64(seconds);
        ok &= self.search(until);
        self.report(began.elapsed());
        match ok {
            false => Ended::Broken,
            true if self.full => Ended::Full,
            true => Ended::Held,
        }
    }

    /// Runs the stored inputs: all laws must hold for them.
    fn replay(&mut self, seeds: &[Seed]) -> bool {
        let mut ok = true;
        for seed in seeds {
            match self.runner.run(&seed.bytes) {
                Ok(features) => drop(self.seen.learn(&features)),
                Err(failure) => {
                    ok = false;
                    println!("{}: the seed `{}` fails", self.kind.name, seed.name);
                    println!("  {}\n  {}", failure.law, indented(&failure.detail));
                }
            }
            if !seed.made {
                self.kept.push(seed.bytes.clone());
            }
        }
        ok
    }

    /// Makes inputs until the time is over or there are enough.
    fn search(&mut self, until: Instant) -> bool {
        let mut random = Random::new(self.options.first_number(), self.kind.name);
        let mutator = Mutator { words: self.kind.words, archive: self.kind.archive };
        if self.kept.is_empty() {
            self.kept.push(Vec::new());
        }
        let most = self.options.most_runs();
        let mut made = 0;
        while made < most
            && !self.full
            && (self.options.seconds.is_none() || Instant::now() < until)
        {
            let input = {
                // The most recently kept inputs have been tried least.
                let late = self.kept.len() - random.below(self.kept.len().min(20)) - 1;
                // The shorter of two: it runs faster, and shows as much.
                let (one, other) = (random.below(self.kept.len()), random.below(self.kept.len()));
                let shorter = self.kept[one].len() < self.kept[other].len();
                let any = if shorter { one } else { other };
                let first = if random.once_in(3) { late } else { any };
                let second = random.below(self.kept.len());
                mutator.make(&mut random, &self.kept[first], &self.kept[second])
            };
            made += 1;
            self.full = self.options.seconds.is_some() && self.runner.is_full();
            match self.runner.run(&input) {
                Ok(features) => {
                    if self.seen.learn(&features) && self.kept.len() < MOST_KEPT {
                        self.kept.push(input);
                    }
                }
                Err(failure) => self.take(&input, failure),
            }
        }
        self.found.is_empty()
    }

    /// Counts a failure; one of a new kind is minimised, kept and reported.
    fn take(&mut self, input: &[u8], failure: Failure) {
        let known = self.waiting.iter_mut().find(|(law, _)| failure.law.starts_with(*law));
        if let Some((_, count)) = known {
            *count += 1;
            return;
        }
        let count = self.found.entry(failure.law.clone()).or_default();
        *count += 1;
        if *count > 1 {
            return;
        }
        let runner = &mut self.runner;
        let same = |small: &[u8]| runner.run(small).is_err_and(|other| other.law == failure.law);
        let small = minimise(input, &mut { same });
        // The wording is that of the minimised input, which is the one that people look at.
        let detail = self.runner.run(&small).err().map_or(failure.detail, |small| small.detail);
        println!("{}: {}\n  {}", self.kind.name, failure.law, indented(&detail));
        again(self.kind.name, &failure.law, input.len(), &small);
    }

    fn report(&self, spent: Duration) {
        println!(
            "{}: {} runs in {:.1} s, {} seeds, {} inputs kept for {} features{}{}",
            self.kind.name,
            self.runner.runs,
            spent.as_secs_f64(),
            store::seeds(self.kind.name).len(),
            self.kept.len(),
            self.seen.count(),
            tally("; BROKEN", &self.found),
            tally("; known, and waiting for a fix", &self.waiting),
        );
    }
}

fn tally(title: &str, laws: &BTreeMap<String, u64>) -> String {
    let each = laws.iter().map(|(law, count)| format!("\n    {count} × {law}"));
    if laws.is_empty() { String::new() } else { format!("{title}:{}", each.collect::<String>()) }
}

/// Returns a text, shortened, as lines below another one.
pub(crate) fn indented(text: &str) -> String {
    let short: String = text.chars().take(1500).collect();
    short.replace('\n', "\n  ")
}
