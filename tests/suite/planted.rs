//! Faults are planted into our own site and into the starter, one at a time, and `nutgraf check` must find each at its
//! place. The text that nobody touched must have no finding. Where a fault goes, and in which words, is decided by a
//! generator with a fixed seed, so that a failure can be repeated. `SHOW=1` shows what was missed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use nutgraf::config::{Config, Overrides};
use nutgraf::diagnostic::{Code, Diagnostic, finish};
use nutgraf::engine::{BuildOptions, Builder, CheckRequest, Clock, Look, read_config};
use nutgraf::files::MemoryFiles;
use nutgraf::path::SitePath;
use nutgraf::span::LineIndex;

use crate::planted_faults::FAULTS;
use crate::support::{DiskSite, replace_samples, tree};

/// The day on which the sites are checked: our own is dated three days before.
const TODAY: &str = "2026-11-27";

/// At least so many of a hundred faults must be found.
const WANTED: usize = 95;

/// A generator of numbers: `SplitMix64` (Steele, Lea and Flood, 2014).
pub(crate) struct Dice(u64);

impl Dice {
    /// Returns a number below `sides`.
    pub(crate) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % sides.max(1) as u64).unwrap()
    }

    /// Returns one of several things.
    pub(crate) fn pick<'t, T>(&mut self, things: &'t [T]) -> &'t T {
        &things[self.roll(things.len())]
    }
}

/// A file with a fault.
pub(crate) struct Planted {
    /// Its new text.
    pub(crate) text: String,
    /// The lines, counted from 1, on one of which the fault must be found; `None` if any place in the site will do.
    pub(crate) lines: Option<std::ops::RangeInclusive<usize>>,
}

/// A site, read again and again.
struct Checked {
    files: BTreeMap<String, Vec<u8>>,
    config: Arc<Config>,
    builder: Builder,
    /// The file that had a fault when the site was last read.
    changed: Option<String>,
}

impl Checked {
    fn new(files: BTreeMap<String, Vec<u8>>) -> Self {
        let memory = in_memory(&files);
        let path = SitePath::new("site.toml").unwrap();
        let config = read_config(&memory, &path, &Overrides::default()).unwrap().value.unwrap();
        Self { files, config: Arc::new(config), builder: Builder::new(), changed: None }
    }

    /// Checks the site with another text in one of its files.
    fn with(&mut self, path: &str, text: &str) -> Vec<Diagnostic> {
        let before = self.files.insert(path.to_owned(), text.into());
        let mended = self.changed.replace(path.to_owned()).unwrap_or_default();
        let changed: Vec<&str> = [path, &mended].into_iter().filter(|it| !it.is_empty()).collect();
        let findings = self.check(&changed);
        self.files.insert(path.to_owned(), before.unwrap());
        findings
    }

    fn check(&mut self, changed: &[&str]) -> Vec<Diagnostic> {
        let files = in_memory(&self.files);
        let today = TODAY.parse().unwrap();
        let clock = Clock::Day(today);
        let options = BuildOptions { drafts: false, overrides: Overrides::default(), clock };
        let changed: BTreeSet<SitePath> =
            changed.iter().map(|path| SitePath::new(path).unwrap()).collect();
        let look = if changed.is_empty() { Look::Everything } else { Look::At(&changed) };
        let assembled = self.builder.assemble(&files, &self.config, &options, look).unwrap();
        let request =
            CheckRequest { today, drafts: false, wanted: &|_| true, silent_changes: Vec::new() };
        let checked = self.builder.check(&files, &assembled, &request).unwrap();
        let mut findings = finish(&self.config.levels, checked.findings);
        findings.extend(assembled.findings.iter().cloned());
        findings
    }
}

fn in_memory(files: &BTreeMap<String, Vec<u8>>) -> MemoryFiles {
    files.iter().fold(MemoryFiles::new(), |all, (path, bytes)| all.with(path, bytes.clone()))
}

/// Our own site.
fn own() -> Checked {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files =
        BTreeMap::from([("site.toml".to_owned(), std::fs::read(root.join("site.toml")).unwrap())]);
    for (path, bytes) in tree(&root.join("content")) {
        // The guide says what the program does: its examples have faults on purpose.
        if !path.starts_with("_pages/guide/") {
            files.insert(format!("content/{path}"), bytes);
        }
    }
    Checked::new(files)
}

/// The site that `nutgraf init` makes, with its sample texts replaced.
fn starter() -> Checked {
    let here = DiskSite::empty();
    here.run(&["init", "site", "--now", "2026-11-26"]).exits(0);
    replace_samples(&here.path("site"));
    Checked::new(tree(&here.path("site")))
}

/// Whether a finding is one of the expected, at its place.
fn is_found(finding: &Diagnostic, codes: &[&str], planted: &Planted, path: &str) -> bool {
    let Some(lines) = &planted.lines else { return codes.contains(&finding.code.name()) };
    let at = finding.place.path.as_str() == path;
    let line =
        finding.place.span.map(|span| LineIndex::new(&*planted.text).position(span.start).line);
    at && codes.contains(&finding.code.name()) && line.is_some_and(|line| lines.contains(&line))
}

#[test]
fn what_is_planted_is_found_and_nothing_else() {
    let mut dice = Dice(2026);
    let (mut planted, mut missed) = (0, Vec::new());
    let mut kinds = BTreeSet::new();
    for (name, mut site, rounds) in [("own", own(), 5), ("starter", starter(), 2)] {
        let clean = site.check(&[]);
        let judged = |finding: &&Diagnostic| finding.code.check_rule().is_some();
        let alarms: Vec<&Diagnostic> = clean.iter().filter(judged).collect();
        assert!(alarms.is_empty(), "{name}: nothing is wrong with the text, but {alarms:#?}");
        let articles: Vec<String> = site
            .files
            .keys()
            .filter(|path| {
                path.ends_with(".md") && !path.contains("_pages") && *path != "content/index.md"
            })
            .cloned()
            .collect();
        for fault in FAULTS {
            for _ in 0..rounds {
                // Not every article has what can be broken in this way.
                let start = dice.roll(articles.len());
                let made =
                    articles.iter().cycle().skip(start).take(articles.len()).find_map(|path| {
                        let text = String::from_utf8(site.files[path].clone()).unwrap();
                        Some((path.clone(), (fault.plant)(&text, &mut dice)?))
                    });
                let Some((path, it)) = made else { continue };
                let findings = site.with(&path, &it.text);
                planted += 1;
                kinds.insert(fault.name);
                if !findings.iter().any(|finding| is_found(finding, fault.codes, &it, &path)) {
                    let here = findings.iter().filter(|it| it.place.path.as_str() == path);
                    let told: Vec<String> =
                        here.map(|it| format!("{} {}", it.code, it.message)).collect();
                    let around = it.lines.clone().map(|lines| {
                        it.text
                            .lines()
                            .skip(lines.start() - 1)
                            .take(lines.clone().count())
                            .collect::<Vec<_>>()
                            .join("\n")
                    });
                    missed
                        .push(format!("{name} {path}: {}: {around:?}, but {told:#?}", fault.name));
                }
            }
        }
    }
    let found = planted - missed.len();
    assert!(planted >= 200 && kinds.len() >= 30, "{planted} faults of {} kinds", kinds.len());
    let told = format!("{found} of {planted} faults of {} kinds were found; missed:", kinds.len());
    assert!(found * 100 >= planted * WANTED, "{told}\n{}", missed.join("\n"));
    let shown = std::env::var_os("SHOW").is_some();
    assert!(!shown, "{told}\n{}", missed.join("\n"));
}

#[test]
fn every_fault_is_expected_to_be_found_by_a_rule_that_exists() {
    for fault in FAULTS {
        for code in fault.codes {
            assert!(Code::named(code).is_some(), "{}: {code}", fault.name);
        }
    }
}
