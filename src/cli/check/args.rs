//! What can be typed after `nutgraf check`.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};
use jiff::civil::Date;

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Nothing is published. Drafts are read if they are named, or with --drafts.\n\nExit status: 0 no errors, 1 errors (or, with --strict, warnings), 2 errors in usage, settings or the system."
)]
#[expect(clippy::struct_excessive_bools, reason = "one an option, as they are typed")]
pub(crate) struct CheckArgs {
    /// The articles or folders to check [default: the whole site]
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,
    /// Read drafts too
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Correct what can be corrected safely, and show the difference
    #[arg(long)]
    pub(crate) fix: bool,
    /// With --fix: also make corrections that are only likely to be meant
    #[arg(long = "unsafe", requires = "fix")]
    pub(crate) all_fixes: bool,
    /// Only what changed since the history of REF and yours parted, and what changed without a word; needs git
    #[arg(long, value_name = "REF")]
    pub(crate) since: Option<String>,
    /// Leave out the findings in FILE, which an earlier `check --format json` printed
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Treat warnings as errors
    #[arg(long)]
    pub(crate) strict: bool,
    /// Use DATE as today
    #[arg(long, value_name = "DATE")]
    pub(crate) now: Option<Date>,
    /// Neither use nor write `.nutgraf/cache`: read everything again
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Show every finding, however many there are, instead of their kinds
    #[arg(long)]
    pub(crate) all: bool,
    /// How to print findings: for people on stderr, or on stdout for programs
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: CheckFormat,
}

/// How `check` prints findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum CheckFormat {
    /// With excerpts, for people
    Human,
    /// One line each: `path:line:column: severity[code]: message`
    Short,
    /// One JSON object per line
    Json,
    /// A SARIF 2.1.0 document, for code hosts and editors
    Sarif,
    /// Commands of GitHub's workflows, which show each finding beside its line
    Github,
}
