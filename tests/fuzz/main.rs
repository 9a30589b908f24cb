//! Fuzzing that anyone can run, with stable Rust and nothing but this repository: `README.md` says how. Each target
//! reads something that somebody else wrote; inputs are made from stored ones, and `targets/` says what must hold for
//! all of them.
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::exit,
    reason = "a test that cannot read its files should stop at once, and this one has no harness to print for it"
)]
#![expect(clippy::case_sensitive_file_extension_comparisons, reason = "the paths are the engine's")]

mod archive;
mod engine;
mod features;
mod minimise;
mod mutate;
mod options;
mod random;
mod runner;
mod store;
mod supervisor;
#[path = "../suite/support.rs"]
#[expect(dead_code, reason = "only its pages and its XML are needed here")]
mod support;
mod targets;

use std::process::ExitCode;

use crate::options::{Options, Role, USAGE};
use crate::supervisor::{supervise, work};
use crate::targets::{KINDS, Kind};

fn main() -> ExitCode {
    let options = match Options::read(std::env::args().skip(1)) {
        Ok(options) => options,
        Err(wrong) => {
            println!("{wrong}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let wanted: Vec<&'static Kind> = KINDS.iter().filter(|kind| options.wants(kind.name)).collect();
    if options.role == Role::List {
        for kind in wanted {
            println!("fuzz::{}: test", kind.name);
        }
        return ExitCode::SUCCESS;
    }
    let asked = options.is_asked_for();
    if asked && wanted.is_empty() || options.replay.is_some() && wanted.len() != 1 {
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        println!("name one of the targets: {}\n{USAGE}", names.join(", "));
        return ExitCode::from(2);
    }
    if options.role == Role::Worker {
        let ended = wanted.iter().map(|kind| work(kind, &options)).max();
        std::process::exit(ended.unwrap_or(0));
    }
    if asked && options.replay.is_none() {
        println!("the number of these inputs: --seed {}", options.first_number());
    }
    let options = Options { seed: Some(options.first_number()), ..options };
    let shares = wanted.len().max(1);
    let seconds = options.seconds.unwrap_or(0.0) / f64::from(u32::try_from(shares).unwrap());
    let broken = wanted.iter().filter(|kind| !supervise(kind, &options, seconds)).count();
    if broken > 0 {
        println!("fuzz: {broken} of {} targets failed", wanted.len());
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}
