//! `check --since`: what changed since a commit, and what changed without a word.

use std::sync::Arc;

use anyhow::Context as _;
use nutgraf::check::{HistoryInput, check_history};
use nutgraf::config::{Config, Overrides};
use nutgraf::content::Article;
use nutgraf::deploy::{Past, Repository};
use nutgraf::diagnostic::{Code, Diagnostic};
use nutgraf::engine::{Assembled, BuildOptions, assemble, excerpt_text, read_config};
use nutgraf::path::SitePath;

use crate::cli::check::args::CheckArgs;
use crate::cli::environment::clock;
use crate::cli::place::SiteLocation;
use crate::cli::workflow::git;

/// Returns the site's content as it was; `None` if nothing was asked for, and the branch has no upstream.
pub(super) fn past(args: &CheckArgs, place: &SiteLocation) -> anyhow::Result<Option<Past>> {
    let root = place.files.real_root();
    // Without `--since`, nothing about git is worth an error: a site may well be in no repository.
    let Some(reference) = args.since.as_deref() else {
        let repository = Repository::find(&git(root)).ok().flatten();
        return Ok(repository.and_then(|repository| repository.past(None, root).ok().flatten()));
    };
    let repository = Repository::find(&git(root))?
        .context("`--since` needs a git repository; run `git init` to create one")?;
    Ok(repository.past(Some(reference), root)?)
}

/// Returns what changed without a word since the content was as `past` has it.
pub(super) fn silent_changes(
    args: &CheckArgs,
    (place, config): (&SiteLocation, &Arc<Config>),
    now: &Assembled,
    past: &Past,
) -> anyhow::Result<Vec<Diagnostic>> {
    let matters = |path: &&SitePath| **path == place.config || path.below("content").is_some();
    if !past.changed.iter().any(|path| matters(&path)) {
        return Ok(Vec::new());
    }
    let files = &past.files()?;
    // If the settings of that time cannot be read, those of today may still fit.
    let settings = read_config(files, &place.config, &Overrides::default())?.value;
    let settings = settings.unwrap_or_else(|| Config::clone(config));
    let clock = clock(args.now);
    let options = BuildOptions { drafts: false, overrides: Overrides::default(), clock };
    let before = assemble(files, settings, &options)?;
    let text_of = |article: &Article| {
        excerpt_text(&place.files, &article.path)
            .map(|text| text.text().to_owned())
            .unwrap_or_default()
    };
    Ok(check_history(&HistoryInput { before: &before.site, now: &now.site, text_of: &text_of }))
}

/// Whether a finding is about what changed.
pub(super) fn is_recent(finding: &Diagnostic, past: &Past) -> bool {
    finding.code.group() == Code::HistoryPageGone.group()
        || past.changed.contains(&finding.place.path)
}
