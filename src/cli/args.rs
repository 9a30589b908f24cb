//! What can be typed: plain structs, no behaviour.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use nutgraf::config::BaseUrl;

use crate::cli::check::CheckArgs;
use crate::cli::forms::{FmtArgs, QuestionsForm};

/// Makes a static site out of explainer pages: questions answered, every claim traced to its source.
#[derive(Debug, Parser)]
#[command(name = "nutgraf", version, propagate_version = false, disable_help_subcommand = true)]
#[command(
    after_help = "A first site:\n  nutgraf init my-site\n  cd my-site\n  nutgraf serve\n\nExit status: 0 success, 1 errors in the content, 2 errors in usage, settings or the system."
)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(Clone, Debug, ClapArgs)]
pub(crate) struct Global {
    /// The site's folder [default: the nearest folder with a `site.toml`, from here upwards]
    #[arg(
        short,
        long,
        // As git and make have it.
        short_alias = 'C',
        global = true,
        value_name = "DIR",
        help_heading = "Global options"
    )]
    pub(crate) root: Option<PathBuf>,
    /// The settings file; its folder is the site's folder
    #[arg(
        short,
        long,
        global = true,
        value_name = "FILE",
        conflicts_with = "root",
        help_heading = "Global options"
    )]
    pub(crate) config: Option<PathBuf>,
    /// Print errors only
    #[arg(short, long, global = true, conflicts_with = "verbose", help_heading = "Global options")]
    pub(crate) quiet: bool,
    /// Print more
    #[arg(short, long, global = true, help_heading = "Global options")]
    pub(crate) verbose: bool,
    /// When to use colours
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        default_value = "auto",
        help_heading = "Global options"
    )]
    pub(crate) color: Color,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// Tells the streams.
    pub(crate) fn apply(self) {
        match self {
            Self::Auto => anstream::ColorChoice::Auto,
            Self::Always => anstream::ColorChoice::Always,
            Self::Never => anstream::ColorChoice::Never,
        }
        .write_global();
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Create a starter site
    Init(InitArgs),
    /// Create a draft article in `content/`, with a skeleton to fill in
    New(NewArgs),
    /// Build the site into its output folder
    Build(BuildArgs),
    /// Check the site, or some of its articles, as an editor does
    Check(CheckArgs),
    /// Move questions from the front matter into the text, or back
    Fmt(FmtArgs),
    /// Show the site in the browser and keep it up to date while you write
    #[command(visible_alias = "dev")]
    Serve(ServeArgs),
    /// Show a built folder as GitHub Pages will
    Preview(PreviewArgs),
    /// Publish the site on GitHub Pages, or any branch of a git remote
    Deploy(DeployArgs),
    /// List drafts, open questions, uncited or all sources, or what is due for review
    List(ListArgs),
    /// Explain a finding by its code
    Explain(ExplainArgs),
    /// Print the JSON Schema of the front matter or of another file, for editors
    Schema(SchemaArgs),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page, or write the manual pages of all commands into a folder
    #[command(hide = true)]
    Man(ManArgs),
    /// Remove the files that nutgraf wrote, and nothing else
    Clean(CleanArgs),
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Everything is rendered first and published only if there are no errors; until then the old site is untouched.\nFiles that nutgraf did not write are never changed or removed."
)]
#[expect(clippy::struct_excessive_bools, reason = "one an option, as they are typed")]
pub(crate) struct BuildArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
    /// Where the site will be published [default: `base_url` of site.toml]
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<BaseUrl>,
    /// Publish drafts too
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Treat warnings as errors
    #[arg(long)]
    pub(crate) strict: bool,
    /// Use DATE as today in findings about dates
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) now: Option<Date>,
    /// Publish into a folder that holds other files, and keep them all
    #[arg(long)]
    pub(crate) adopt: bool,
    /// Neither use nor write `.nutgraf/cache`: rebuild everything
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// Rebuild everything and compare it with the cache
    #[arg(long, hide = true, conflicts_with = "no_cache")]
    pub(crate) verify_cache: bool,
    /// Show every finding, however many there are, instead of their kinds
    #[arg(long)]
    pub(crate) all: bool,
    /// How to print findings: for people on stderr, or on stdout as one line or one JSON object each
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: Format,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "Pages are rendered when they are requested, and the output folder is never touched.\nPress Ctrl-C to stop."
)]
#[expect(clippy::struct_excessive_bools, reason = "one an option, as they are typed")]
pub(crate) struct ServeArgs {
    /// The port [default: 4747, or the next free one]
    #[arg(short, long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    /// The address to listen on; `0.0.0.0` lets the whole network read the site, and its drafts
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    pub(crate) open: bool,
    /// Check for changes every MS milliseconds, for network and container file systems that do not report changes
    #[arg(long, value_name = "MS", value_parser = clap::value_parser!(u64).range(1..))]
    pub(crate) poll: Option<u64>,
    /// Leave drafts out, as `build` does
    #[arg(long)]
    pub(crate) no_drafts: bool,
    /// Where the site will be published [default: `base_url` of site.toml]
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<BaseUrl>,
    /// How the browser opens a place in a file: `vscode`, `zed`, `idea` …, or an address with `{path}`, `{line}`
    /// and `{column}` [default: $VISUAL or $EDITOR, if it is an editor with a window]
    #[arg(long, value_name = "EDITOR", env = "NUTGRAF_EDITOR")]
    pub(crate) editor: Option<String>,
    /// Use DATE as today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) now: Option<Date>,
    /// Do not use `.nutgraf/cache`
    #[arg(long)]
    pub(crate) no_cache: bool,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "As on GitHub Pages: the site is below the path of its base URL; `/a` shows `a.html` or redirects to `/a/`; a missing page shows `404.html` with status 404; names are case-sensitive; files whose names begin with a dot are shown, links and `.git` are not; browsers may cache files for ten minutes, so reload to see a rebuild. No script is added.\n\nAssumed, because GitHub does not document it: only `index.html` is a folder's page, `/a.html/` and empty parts of a path lead nowhere, a redirect keeps the query, the 404 page may be cached like any other, and outside the base path there is only a redirect from `/` to it.\n\nPress Ctrl-C to stop."
)]
pub(crate) struct PreviewArgs {
    /// The built folder [default: `[build] output_dir` of site.toml, else `public`]
    pub(crate) dir: Option<PathBuf>,
    /// The port [default: 4748, or the next free one]; 0 means any free port
    #[arg(short, long, value_name = "PORT")]
    pub(crate) port: Option<u16>,
    /// The address to listen on; `0.0.0.0` lets the whole network read the folder
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) host: String,
    /// Open the site in the browser
    #[arg(short = 'O', long)]
    pub(crate) open: bool,
    /// Where the site will be published [default: `base_url` of site.toml, else the root of a host]
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<BaseUrl>,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "The site is built from scratch, checked, committed to the branch `gh-pages` of `origin`, pushed by your own git (2.31 or newer), fetched again and compared; `[deploy]` in site.toml can name another branch or remote. Your working tree, index, branches, stash, hooks and settings are not touched.\n\nA push is forced only with --force --no-history, and then only over the commit that was inspected (a lease)."
)]
#[expect(clippy::struct_excessive_bools, reason = "one an option, as they are typed")]
pub(crate) struct DeployArgs {
    /// Only check what would go wrong; contact no remote
    #[arg(long, conflicts_with_all = ["dry_run", "force", "no_history"])]
    pub(crate) check: bool,
    /// Show which pages would be added, changed and removed; publish nothing
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// Write the workflow with which GitHub builds and publishes the site, or bring it up to date, and show the
    /// difference; publish nothing
    #[arg(long, conflicts_with_all = ["check", "dry_run", "no_history", "base_url", "strict", "now"])]
    pub(crate) workflow: bool,
    /// Publish over what others published or what newer sources made (it stays in the history); with --workflow, overwrite
    /// a workflow that was changed by hand or that nutgraf did not write
    #[arg(long)]
    pub(crate) force: bool,
    /// Reduce the branch to one commit and drop what was published before; needs --force if there is anything to drop
    #[arg(long)]
    pub(crate) no_history: bool,
    /// Where the site will be published [default: `base_url` of site.toml]
    #[arg(short = 'u', long, value_name = "URL", value_parser = base_url)]
    pub(crate) base_url: Option<BaseUrl>,
    /// Treat warnings as errors: do not publish if there are any
    #[arg(long)]
    pub(crate) strict: bool,
    /// Use DATE as today in findings about dates
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) now: Option<Date>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct OutputArgs {
    /// The output folder [default: `[build] output_dir` of site.toml, else `public`]
    #[arg(short, long = "output-dir", value_name = "DIR")]
    pub(crate) output_dir: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct CleanArgs {
    #[command(flatten)]
    pub(crate) output: OutputArgs,
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// With excerpts, for people
    Human,
    /// One line each: `path:line:column: severity[code]: message`
    Short,
    /// One JSON object per line
    Json,
}

#[derive(Debug, ClapArgs)]
#[command(
    after_help = "In a clone of a GitHub repository, the site's address is taken from the remote `origin`."
)]
pub(crate) struct InitArgs {
    /// The folder [default: the current one]
    pub(crate) dir: Option<PathBuf>,
    /// Add a workflow with which GitHub builds and publishes the site on every push
    #[arg(long)]
    pub(crate) github: bool,
    /// Overwrite existing files
    #[arg(long)]
    pub(crate) force: bool,
    /// Use DATE as today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) now: Option<Date>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct NewArgs {
    /// The article's title; put it in quotes if it has characters that are special to the shell, such as `?`
    #[arg(required = true)]
    pub(crate) title: Vec<String>,
    /// Where its questions are: in the text, under `## Questions`, or in the YAML of the front matter
    #[arg(long, value_name = "FORM", default_value = "text")]
    pub(crate) questions: QuestionsForm,
    /// Use DATE as today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) now: Option<Date>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct SchemaArgs {
    /// What the schema describes
    #[arg(value_name = "FILE", default_value = "front-matter")]
    pub(crate) of: SchemaOf,
}

/// What can have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// The front matter of an article
    FrontMatter,
    /// `content/sources.yaml`
    Sources,
    /// `site.toml`
    Site,
    /// `questions.json`, which a site publishes
    Questions,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ListArgs {
    /// What to list
    pub(crate) what: What,
    /// How to print the list
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(crate) format: ListFormat,
    /// Use DATE as today
    #[arg(long, value_name = "DATE", value_parser = day)]
    pub(crate) now: Option<Date>,
}

/// How a list is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// Lines of `path:line`, a tab, and the text
    Human,
    /// A JSON array of objects with `file`, `line` and `text`
    Json,
}

/// What can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum What {
    /// Articles with `draft: true`
    Drafts,
    /// Questions that are still open
    Unanswered,
    /// Sources that are listed but never cited
    Uncited,
    /// Articles and answers whose `review_by` has passed
    Stale,
    /// Articles and answers to be reviewed, by owner and month
    Due,
    /// All sources, with the number of pages that cite each
    Sources,
    /// How each explainer stands: open questions, unsourced figures, age
    Health,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ExplainArgs {
    /// The code that findings show in brackets; without it, all codes are listed
    pub(crate) code: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ManArgs {
    /// Write one page per command into this folder
    #[arg(long, value_name = "DIR")]
    pub(crate) dir: Option<PathBuf>,
}

fn base_url(text: &str) -> Result<BaseUrl, String> {
    BaseUrl::new(text)
        .map_err(|error| format!("{error}; write it as `{}`", BaseUrl::meant(text, &error)))
}

fn day(text: &str) -> Result<Date, String> {
    text.parse().map_err(|_| "this is not a day; write one such as `2026-11-23`".to_owned())
}
