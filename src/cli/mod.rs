//! The only code that prints, reads the clock and the environment, and decides how the program ends. A command joins
//! calls of the library and holds no knowledge of its own.

mod args;
mod build;
mod deploy;
mod explain;
mod list;
mod local;
mod man;
mod preview;
mod report;
mod schema;
mod serve;
mod signals;
mod starter;
mod workflow;

use std::io::{self, Write as _};
use std::panic::PanicHookInfo;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Mutex, PoisonError};

use anyhow::Context as _;
use clap::{CommandFactory as _, Parser as _};
use nutgraf::bug;
use nutgraf::build::{Clock, read_config};
use nutgraf::config::{Config, Overrides};
use nutgraf::diagnostic::{Levels, finish};
use nutgraf::files::{DiskFiles, real_path};
use nutgraf::path::SitePath;

use crate::cli::args::{Args, Command, Format, Global};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// All is well; warnings are allowed.
    Fine,
    /// The content has errors.
    Findings,
    /// The settings have errors.
    Unusable,
}

/// Runs the program: 0 fine, 1 the content has errors, 2 usage, settings or the world.
pub(crate) fn run() -> ExitCode {
    std::panic::set_hook(Box::new(tell_panic));
    let args = match Args::try_parse() {
        Ok(args) => args,
        Err(error) => {
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

/// Prints what a panic says, once however often it comes: whoever catches it says what to do.
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

/// A reader such as `head` that has seen enough is no error.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Goes on when the reader of what is printed went away: that silences the program, and changes neither what it does
/// nor how it ends.
fn unless_closed(printed: anyhow::Result<()>) -> anyhow::Result<()> {
    match printed {
        Err(error) if is_closed_pipe(&error) => Ok(()),
        other => other,
    }
}

fn command(args: Args) -> anyhow::Result<Status> {
    let Args { global, command } = args;
    match command {
        Command::Build(args) => build::build(&global, &args),
        Command::Serve(args) => serve::serve(&global, &args),
        Command::Preview(args) => preview::preview(&global, &args),
        Command::Clean(args) => build::clean(&global, &args),
        Command::Init(args) => starter::init(&global, &args),
        Command::New(args) => starter::article::new(&global, &args),
        Command::Deploy(args) if args.workflow => workflow::deploy(&global, &args),
        Command::Deploy(args) => deploy::deploy(&global, &args),
        Command::List(args) => list::list(&global, &args),
        Command::Explain(args) => explain::explain(&args),
        Command::Schema => schema::print(),
        Command::Man(args) => man::man(&args),
        Command::Completions { shell } => {
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut Args::command(), "nutgraf", &mut text);
            io::stdout().lock().write_all(&text)?;
            Ok(Status::Fine)
        }
    }
}

/// Where the site is: its root, its files, and its settings' path inside.
struct Place {
    root: PathBuf,
    files: DiskFiles,
    config: SitePath,
}

impl Place {
    /// The folder of `--config`; else `--root`; else the nearest folder above that has a `site.toml`.
    fn find(global: &Global) -> anyhow::Result<Self> {
        Self::find_if_any(global)?.context("there is no `site.toml` here or in a folder above; `nutgraf init` makes a site, `--root DIR` names the folder of one")
    }

    /// As [`Place::find`], but `None` where no folder was named and none is found.
    #[expect(clippy::disallowed_methods, reason = "the command line decides which folder is meant")]
    fn find_if_any(global: &Global) -> anyhow::Result<Option<Self>> {
        let here = std::env::current_dir().context("the current folder cannot be found")?;
        let (root, name) = match (&global.config, &global.root) {
            (Some(config), _) => {
                let config = here.join(config);
                let name = config
                    .file_name()
                    .and_then(|name| name.to_str())
                    .context("`--config` names no file")?
                    .to_owned();
                (config.parent().context("`--config` names no file")?.to_owned(), name)
            }
            (None, Some(root)) => (here.join(root), "site.toml".to_owned()),
            (None, None) => {
                let found = here.ancestors().find(|folder| folder.join("site.toml").is_file());
                let Some(root) = found else { return Ok(None) };
                (root.to_owned(), "site.toml".to_owned())
            }
        };
        anyhow::ensure!(
            root.is_dir(),
            "`{}` is no folder; `--root` names the folder that holds `site.toml`",
            root.display()
        );
        let config = SitePath::new(&name)
            .with_context(|| format!("`{name}` cannot be the name of a settings file"))?;
        let files = DiskFiles::new(&root)?;
        Ok(Some(Self { root, files, config }))
    }

    /// The site's settings. `None` where they cannot be used: why is then reported.
    fn settings(&self, global: &Global) -> anyhow::Result<Option<Config>> {
        let mut findings = Vec::new();
        let config = read_config(&self.files, &self.config, &Overrides::default())?
            .collect_into(&mut findings);
        if config.is_none() {
            let findings = finish(&Levels::new(), findings);
            report::findings(global, Format::Human, &self.files, &findings)?;
        }
        Ok(config)
    }
}

/// Today, unless `--now` says otherwise.
fn clock(now: Option<jiff::civil::Date>) -> Clock {
    now.map_or_else(|| Clock::At(jiff::Timestamp::now()), Clock::Day)
}

/// The user's home folder, which must never become an output folder.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line reads the environment for the library"
)]
fn home() -> Option<PathBuf> {
    std::env::var("HOME")
        .or_else(|_| std::env::var("USERPROFILE"))
        .ok()
        .filter(|home| !home.is_empty())
        .map(PathBuf::from)
}

/// Where this user's programs keep what is neither settings nor to be shared. `None` where there is no home.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line reads the environment for the library"
)]
fn state_folder() -> Option<PathBuf> {
    // https://specifications.freedesktop.org/basedir-spec/: a relative one is none.
    let variable =
        |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|it| it.is_absolute());
    let folder = variable("XDG_STATE_HOME").or_else(|| {
        if cfg!(windows) {
            return variable("LOCALAPPDATA");
        }
        // A home that is not there is not to be made.
        let home = variable("HOME").filter(|home| home.is_dir())?;
        let macos = cfg!(target_os = "macos");
        Some(home.join(if macos { "Library/Application Support" } else { ".local/state" }))
    });
    folder.map(|folder| folder.join("nutgraf"))
}

/// A path as it is shown: from the current folder if it lies there.
#[expect(clippy::disallowed_methods, reason = "only for showing")]
fn shown(path: &Path) -> String {
    let here = std::env::current_dir().ok();
    let relative = here
        .as_ref()
        .and_then(|here| path.strip_prefix(here).ok())
        .filter(|relative| !relative.as_os_str().is_empty());
    relative.unwrap_or(path).display().to_string()
}
