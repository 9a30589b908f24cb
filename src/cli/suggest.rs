//! What somebody means who types a command that does not exist: most of them have another name elsewhere.

use clap::CommandFactory as _;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use nutgraf::diagnostic::did_you_mean;

use crate::cli::args::Args;

/// Commands of other tools, each with what does the same here.
const MEANT: &[(&[&str], &str)] = &[
    (
        &["lint", "validate", "verify", "test", "doctor", "audit", "status", "proofread"],
        "`nutgraf check` judges the site as an editor does; `nutgraf deploy --check` looks for what would go wrong on GitHub Pages",
    ),
    (
        &["publish", "push", "upload", "release", "gh-deploy", "ship", "gh-pages", "sync"],
        "`nutgraf deploy` publishes the site; `nutgraf deploy --check` only looks whether it could",
    ),
    (
        &["start", "run", "watch", "server", "develop", "live", "up", "s", "serv", "liveserve"],
        "`nutgraf serve` shows the site in the browser and keeps it up to date",
    ),
    (
        &["view", "open", "show", "browse"],
        "`nutgraf serve --open` shows the site while you write; `nutgraf preview --open` shows what was built",
    ),
    (
        &["create", "add", "post", "article", "page", "draft", "write", "compose"],
        "`nutgraf new \"TITLE\"` begins an article",
    ),
    (
        &["setup", "scaffold", "quickstart", "bootstrap", "new-site", "create-site", "site"],
        "`nutgraf init DIR` makes a site",
    ),
    (
        &["generate", "gen", "render", "make", "compile", "export", "b", "dist"],
        "`nutgraf build` writes the site into its output folder",
    ),
    (&["remove", "rm", "purge", "reset", "delete"], "`nutgraf clean` removes what nutgraf wrote"),
    (
        &["ls", "drafts", "stale", "sources", "unanswered", "uncited"],
        "`nutgraf list drafts` lists drafts; `nutgraf list --help` says what else can be listed",
    ),
    (&["why", "error", "code", "codes", "rules"], "`nutgraf explain CODE` explains a finding"),
    (&["version", "usage"], "write it with dashes: `nutgraf --version`, `nutgraf --help`"),
    (
        &["update", "upgrade", "install", "self-update"],
        "nutgraf is updated in the way in which it was installed, such as `cargo install`",
    ),
    (
        &["convert", "import", "migrate"],
        "there is no such command; the guide says how to move from Zola, Hugo or Jekyll",
    ),
];

/// Replaces clap's guess, which only compares letters, where it is known what is meant.
pub(super) fn improve(error: &mut clap::Error, typed: &[String]) {
    let remedy = match error.kind() {
        ErrorKind::InvalidSubcommand => command_meant(error),
        ErrorKind::UnknownArgument => argument_meant(error, typed),
        _ => None,
    };
    let Some(remedy) = remedy else { return };
    error.remove(ContextKind::SuggestedSubcommand);
    error.remove(ContextKind::SuggestedArg);
    error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![remedy.into()]));
}

/// Says what to write in place of an argument that a command does not have.
fn argument_meant(error: &clap::Error, typed: &[String]) -> Option<String> {
    let Some(ContextValue::String(argument)) = error.get(ContextKind::InvalidArg) else {
        return None;
    };
    let commands = Args::command();
    let is_command = |word: &&String| commands.find_subcommand(word).is_some();
    let command = typed.iter().find(is_command)?;
    match (command.as_str(), argument.as_str()) {
        ("build", "--watch" | "-w" | "--serve" | "--live") => {
            Some("`nutgraf serve` shows the site in the browser and keeps it up to date".to_owned())
        }
        (_, option) if option.starts_with('-') => None,
        ("init", _) => {
            let words = typed.iter().skip_while(|word| *word != command).skip(1);
            let words = words.take_while(|word| !word.starts_with('-'));
            let name = words.map(String::as_str).collect::<Vec<_>>().join(" ");
            Some(format!("put a name with spaces in quotes: `nutgraf init \"{name}\"`"))
        }
        (command @ ("build" | "serve" | "deploy"), file)
            if file.to_lowercase().ends_with(".md") =>
        {
            Some(format!("`nutgraf {command}` always takes the whole site: leave the file out"))
        }
        (command @ ("build" | "serve" | "dev" | "deploy" | "clean"), folder) => {
            Some(format!("for a site in another folder, write `nutgraf {command} --root {folder}`"))
        }
        _ => None,
    }
}

/// Says which command may be meant.
fn command_meant(error: &clap::Error) -> Option<String> {
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else {
        return None;
    };
    let typed = typed.to_lowercase();
    let commands = Args::command();
    let own = commands.get_subcommands().filter(|it| !it.is_hide_set());
    let is_slip = did_you_mean(&typed, own.map(clap::Command::get_name)).is_some();
    let names = MEANT.iter().flat_map(|(names, _)| names.iter().copied());
    let near = did_you_mean(&typed, names).filter(|_| !is_slip);
    let is_meant = |names: &[&str]| names.iter().any(|it| *it == typed || Some(*it) == near);
    let meant = MEANT.iter().find(|(names, _)| is_meant(names));
    meant.map(|(_, remedy)| (*remedy).to_owned())
}
