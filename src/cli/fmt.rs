//! `fmt`: writes articles in another form, in place, that means the same.

use std::io::{self, Write as _};

use nutgraf::config::Config;
use nutgraf::content::{Role, role};
use nutgraf::files::{Files as _, OwnFolder, real_path};
use nutgraf::path::SitePath;
use nutgraf::recast::{QuestionsForm, recast};

use crate::cli::args::Global;
use crate::cli::forms::FmtArgs;
use crate::cli::place::SiteLocation;
use crate::cli::report;
use crate::cli::rewrite::OldFile;
use crate::cli::status::{Status, unless_closed};
use crate::cli::wanted::Wanted;

/// What was done.
#[derive(Default)]
struct Done {
    changed: Vec<SitePath>,
    /// The articles that stay as they are, though they should not, each with the reason.
    left: Vec<(SitePath, String)>,
}

/// Writes articles in the form that is wanted.
pub(crate) fn fmt(global: &Global, args: &FmtArgs) -> anyhow::Result<Status> {
    let Some(form) = args.questions else {
        anyhow::bail!(
            "`fmt` does one thing so far: `nutgraf fmt --questions text PATH` moves the questions of articles from the front matter into the text, and `--questions yaml` moves them back"
        );
    };
    anyhow::ensure!(
        !args.paths.is_empty(),
        "no article is named, and `fmt` changes only what is; name articles or folders, or `content` for all of them"
    );
    let place = SiteLocation::find(global)?;
    let articles = articles(&place, &Wanted::of(&place, &args.paths)?)?;
    let Some(config) = place.settings(global)? else { return Ok(Status::Unusable) };
    let root = OwnFolder::open(&real_path(&place.root)?)?;
    let mut done = Done::default();
    for path in articles {
        match write(&root, &path, (form.into(), &config), args.check) {
            Ok(true) => done.changed.push(path),
            Ok(false) => {}
            Err(error) => done.left.push((path, format!("{error:#}"))),
        }
    }
    unless_closed(tell(global, args, &done))?;
    let is_unwanted = !done.left.is_empty() || args.check && !done.changed.is_empty();
    Ok(if is_unwanted { Status::Findings } else { Status::Fine })
}

/// Returns the articles that were named, and those in the folders that were.
fn articles(place: &SiteLocation, wanted: &Wanted) -> anyhow::Result<Vec<SitePath>> {
    let is_article = |path: &SitePath| role(path) == Role::Article;
    let all = place.files.walk("content")?.files;
    for named in wanted.named() {
        let is_known = named.as_str() == "content"
            || all.iter().any(|path| path == named || path.below(named.as_str()).is_some());
        anyhow::ensure!(
            is_known && (is_article(named) || !all.contains(named)),
            "`{named}` is no article, and has none; name an article below `content`, or a folder of them"
        );
    }
    Ok(all.into_iter().filter(|path| is_article(path) && wanted.has(path)).collect())
}

/// Writes an article in another form, unless `only_checks`. Says whether it changes.
fn write(
    root: &OwnFolder,
    path: &SitePath,
    (form, config): (QuestionsForm, &Config),
    only_checks: bool,
) -> anyhow::Result<bool> {
    let Some(old) = OldFile::read(root, path)? else { return Ok(false) };
    let Some(new) = recast(path, &old.text, form, &config.markdown)? else { return Ok(false) };
    if !only_checks {
        old.replace(root, path, &new)?;
    }
    Ok(true)
}

fn tell(global: &Global, args: &FmtArgs, done: &Done) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    for path in &done.changed {
        writeln!(out, "{path}")?;
    }
    let mut err = io::stderr().lock();
    for (path, why) in &done.left {
        writeln!(err, "{path}: not changed: {why}")?;
    }
    if global.quiet {
        return Ok(());
    }
    let articles = report::words(done.changed.len(), "article");
    let verb = if args.check { "would be changed" } else { "changed" };
    match done.left.len() {
        0 => writeln!(err, "{articles} {verb}")?,
        left => writeln!(err, "{articles} {verb}, {left} cannot be")?,
    }
    Ok(())
}
