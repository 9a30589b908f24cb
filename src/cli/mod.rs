//! The only code that prints, reads the clock and the environment, and decides how the program ends. A command combines
//! calls of the library and has no knowledge of its own.

mod args;
mod build;
mod check;
mod deploy;
mod due;
mod environment;
mod explain;
mod fmt;
mod forms;
mod health;
mod list;
mod local;
mod man;
mod place;
mod preview;
mod question_schema;
mod report;
mod rewrite;
mod schema;
mod serve;
mod signals;
mod site_schema;
mod starter;
mod status;
mod suggest;
mod wanted;
mod workflow;

use std::ffi::OsString;
use std::io::{self, Write as _};
use std::panic::PanicHookInfo;
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use clap::{CommandFactory as _, Parser as _};
use nutgraf::bug;

use crate::cli::args::{Args, Command, What};
use crate::cli::status::{Status, is_closed_pipe};

/// Returns the arguments with `help COMMAND` written as `COMMAND --help`, which says the same and is no command of its own.
fn with_help(mut args: Vec<OsString>) -> Vec<OsString> {
    if args.get(1).is_some_and(|first| first == "help") && args.len() < 4 {
        args.remove(1);
        args.push("--help".into());
    }
    args
}

/// Runs the program: 0 fine, 1 the content has errors, 2 usage, settings or the system.
pub(crate) fn run() -> ExitCode {
    std::panic::set_hook(Box::new(tell_panic));
    let args = match Args::try_parse_from(with_help(std::env::args_os().collect())) {
        Ok(args) => args,
        Err(mut error) => {
            let typed: Vec<_> = std::env::args().skip(1).collect();
            suggest::improve(&mut error, &typed);
            drop(error.print());
            return ExitCode::from(if error.use_stderr() { 2 } else { 0 });
        }
    };
    let color = args.global.color;
    color.apply();
    let outcome = bug::catch(|| command(args));
    match outcome {
        Ok(Ok(Status::Fine)) => ExitCode::SUCCESS,
        Ok(Ok(Status::Findings)) => ExitCode::from(1),
        Ok(Ok(Status::Unusable)) => ExitCode::from(2),
        Ok(Err(error)) if is_closed_pipe(&error) => ExitCode::SUCCESS,
        Ok(Err(error)) => {
            drop(writeln!(anstream::stderr(), "{}: {error:#}", report::error_label()));
            ExitCode::from(2)
        }
        Err(bug) => {
            drop(writeln!(io::stderr(), "{bug}; nothing was published"));
            ExitCode::from(2)
        }
    }
}

/// Prints the message of a panic, once however often it comes: the code that catches it says what to do.
fn tell_panic(panic: &PanicHookInfo<'_>) {
    static LAST: Mutex<String> = Mutex::new(String::new());
    let text = panic.to_string();
    let mut last = LAST.lock().unwrap_or_else(PoisonError::into_inner);
    if *last != text {
        // Nothing can be done about an error here.
        drop(writeln!(io::stderr().lock(), "nutgraf: {text}"));
        *last = text;
    }
}

fn command(args: Args) -> anyhow::Result<Status> {
    let Args { global, command } = args;
    match command {
        Command::Build(args) => build::build(&global, &args),
        Command::Check(args) => check::check(&global, &args),
        Command::Fmt(args) => fmt::fmt(&global, &args),
        Command::Serve(args) => serve::serve(&global, &args),
        Command::Preview(args) => preview::preview(&global, &args),
        Command::Clean(args) => build::clean(&global, &args),
        Command::Init(args) => starter::init(&global, &args),
        Command::New(args) => starter::article::new(&global, &args),
        Command::Deploy(args) if args.workflow => workflow::deploy(&global, &args),
        Command::Deploy(args) => deploy::deploy(&global, &args),
        Command::List(args) if args.what == What::Due => due::list(&global, &args),
        Command::List(args) if args.what == What::Health => health::list(&global, &args),
        Command::List(args) => list::list(&global, &args),
        Command::Explain(args) => explain::explain(&args),
        Command::Schema(args) => schema::print(&args),
        Command::Man(args) => man::man(&args),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "nutgraf", &mut text);
            io::stdout().lock().write_all(&text)?;
            Ok(Status::Fine)
        }
    }
}
