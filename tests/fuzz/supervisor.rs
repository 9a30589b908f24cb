//! The parent of the processes that work: it survives what they do not, a stack overflow or an endless input, and finds
//! the input that caused it.

use std::fs;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use crate::engine::{Ended, Engine, indented};
use crate::minimise::minimise;
use crate::options::Options;
use crate::runner::{GAVE_UP, Runner};
use crate::store;
use crate::targets::Kind;

/// The stack of a thread of the program that reads an article: the default of Rust's threads.
const STACK: usize = 2 << 20;
/// A worker's exit status when something does not hold.
const BROKEN: i32 = 1;
/// A worker's exit status when another worker should go on.
const FULL: i32 = 2;
/// How often a target is restarted after it took its process down.
const ATTEMPTS: u64 = 4;

/// Runs a target in its own process; returns whether everything held.
pub(crate) fn supervise(kind: &Kind, options: &Options, seconds: f64) -> bool {
    let mut ok = true;
    let mut before = None;
    let mut number = options.first_number();
    let mut attempts = 0;
    let began = Instant::now();
    while attempts < ATTEMPTS {
        let mut options = options.clone();
        options.seed = Some(number);
        number += 1;
        let left = (seconds - began.elapsed().as_secs_f64()).max(0.0);
        options.seconds = options.seconds.map(|_| left);
        let mut process = worker(kind, &options).stdin(Stdio::null()).spawn().unwrap();
        let current = store::current(kind.name, process.id());
        let status = process.wait().unwrap();
        match status.code() {
            Some(0) => return ok,
            Some(BROKEN) => return false,
            Some(FULL) => continue,
            _ => attempts += 1,
        }
        let law = ending(status);
        if store::waiting_laws(kind.name).iter().any(|known| law.starts_with(known)) {
            println!("{}: known, and waiting for a fix: {law}", kind.name);
            drop(fs::remove_file(current));
            continue;
        }
        ok = false;
        let input = fs::read(&current).unwrap_or_default();
        drop(fs::remove_file(current));
        // Stored inputs would cause it again and again.
        if before.as_ref() == Some(&input) {
            break;
        }
        let small = minimise(&input, &mut |small| ends_alike(kind, small, status));
        println!("{}: {law}", kind.name);
        again(kind.name, &law, input.len(), &small);
        before = Some(input);
        if options.replay.is_some() {
            break;
        }
    }
    ok
}

/// Runs one target in this process, on a stack as large as the program's; returns the exit status.
pub(crate) fn work(kind: &'static Kind, options: &Options) -> i32 {
    let options = options.clone();
    let work = move || match &options.replay {
        Some(file) => replay(kind, file),
        None => Engine::new(kind, &options).work(options.seconds.unwrap_or(0.0)),
    };
    let thread = std::thread::Builder::new().stack_size(STACK).spawn(work).unwrap();
    match thread.join() {
        Ok(Ended::Held) => 0,
        Ok(Ended::Full) => FULL,
        Ok(Ended::Broken) | Err(_) => BROKEN,
    }
}

/// Runs the input in a file.
fn replay(kind: &'static Kind, file: &Path) -> Ended {
    let input = fs::read(file).unwrap_or_else(|error| {
        println!("{}: {error}", file.display());
        Vec::new()
    });
    match Runner::new(kind).run(&input) {
        Ok(_) => println!("{}: {} holds", kind.name, file.display()),
        Err(failure) => {
            println!("{}: {}\n  {}", kind.name, failure.law, indented(&failure.detail));
            return Ended::Broken;
        }
    }
    Ended::Held
}

/// Keeps an input, and says how to run it again.
pub(crate) fn again(target: &str, law: &str, before: usize, small: &[u8]) {
    let path = store::keep(target, law, small);
    println!("  the input, {} bytes of {before}: {}", small.len(), path.display());
    println!("  again: cargo test --test fuzz -- {target} --replay {}", path.display());
    println!("  when it is fixed, keep it as tests/fuzz/seeds/{target}/NAME");
}

fn worker(kind: &Kind, options: &Options) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--worker", "--exact", kind.name]);
    let numbers = [
        ("--seconds", options.seconds.map(|number| number.to_string())),
        ("--runs", options.runs.map(|number| number.to_string())),
        ("--seed", options.seed.map(|number| number.to_string())),
        ("--replay", options.replay.as_ref().map(|file| file.display().to_string())),
    ];
    for (name, value) in numbers {
        command.args(value.iter().flat_map(|value| [name, value]));
    }
    command.args(options.waiting.then_some("--waiting"));
    command
}

/// Returns whether a process that runs this input ends as another did.
fn ends_alike(kind: &Kind, input: &[u8], status: ExitStatus) -> bool {
    let file = store::found_folder(kind.name).join(format!("smaller-{}", std::process::id()));
    fs::write(&file, input).unwrap();
    let options = Options { replay: Some(file.clone()), ..Options::default() };
    let mut command = worker(kind, &options);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let mut process = command.spawn().unwrap();
    let ended = process.wait().unwrap();
    for rest in [file, store::current(kind.name, process.id())] {
        drop(fs::remove_file(rest));
    }
    ended == status
}

/// Returns how a process ended, as a broken law.
fn ending(status: ExitStatus) -> String {
    match status.code() {
        Some(GAVE_UP) => "an input ends, and fits into memory".to_owned(),
        _ => format!("no input ends the process ({status})"),
    }
}
