//! `list`: drafts, open questions, sources, reviews, the health of articles. One line each, `path:line<TAB>text`.

use std::io::{self, Write as _};
use std::sync::Arc;

use jiff::civil::Date;
use nutgraf::config::Overrides;
use nutgraf::content::{Article, Review, SHARED_SOURCES, Source, normalise, without_controls};
use nutgraf::diagnostic::{Code, Diagnostic};
use nutgraf::digest::Digested;
use nutgraf::engine::{Assembled, BuildOptions, assemble};
use nutgraf::files::Files as _;
use nutgraf::path::SitePath;
use nutgraf::span::{LineIndex, Span};
use serde_json::json;

use crate::cli::args::{Global, ListArgs, ListFormat, What};
use crate::cli::environment::clock;
use crate::cli::place::SiteLocation;
use crate::cli::status::{Status, unless_closed};

/// One line of a list.
struct ListLine {
    path: SitePath,
    span: Span,
    text: String,
}

/// Lists what was asked for. If a site has errors, whatever can be read is listed.
pub(crate) fn list(global: &Global, args: &ListArgs) -> anyhow::Result<Status> {
    let Some(Listed { place, assembled, today }) = listed(global, args)? else {
        return Ok(Status::Unusable);
    };
    let lines = lines(args.what, &assembled, today)?;
    unless_closed(print(&place, args.format, lines))?;
    status(&assembled)
}

/// What is listed of.
pub(super) struct Listed {
    pub(super) place: SiteLocation,
    pub(super) assembled: Arc<Assembled>,
    pub(super) today: Date,
}

/// Reads the site. `None` if its settings cannot be used.
pub(super) fn listed(global: &Global, args: &ListArgs) -> anyhow::Result<Option<Listed>> {
    let place = SiteLocation::find(global)?;
    let Some(config) = place.settings(global)? else { return Ok(None) };
    let options =
        BuildOptions { drafts: false, overrides: Overrides::default(), clock: clock(args.now) };
    let assembled = assemble(&place.files, config, &options)?;
    let today = options.clock.today(&assembled.config);
    Ok(Some(Listed { place, assembled, today }))
}

/// Says that a list may be incomplete, if the site has errors.
pub(super) fn status(assembled: &Assembled) -> anyhow::Result<Status> {
    let errors = assembled.findings.iter().filter(|finding| finding.is_error()).count();
    if errors > 0 {
        writeln!(
            io::stderr().lock(),
            "the site has errors, so this list may be incomplete; run `nutgraf build` to see them"
        )?;
        return Ok(Status::Findings);
    }
    Ok(Status::Fine)
}

fn lines(what: What, assembled: &Assembled, today: Date) -> anyhow::Result<Vec<ListLine>> {
    let title = |article: &Article, text: String| ListLine {
        path: article.path.clone(),
        span: article.title_span,
        text,
    };
    Ok(match what {
        What::Drafts => assembled
            .articles
            .iter()
            .filter(|article| article.draft)
            .map(|article| title(article, article.title.clone()))
            .collect(),
        What::Unanswered => {
            published(assembled).flat_map(|article| open_questions(article)).collect()
        }
        What::Stale => reviews(assembled)
            .filter(|review| review.day < today)
            .map(|review| ListLine {
                path: review.article.path.clone(),
                span: review.span(),
                text: format!("{}  {}", review.day, review.text()),
            })
            .collect(),
        What::Due => unreachable!("`cli::due` lists it"),
        What::Uncited => assembled
            .findings
            .iter()
            .filter(|finding| finding.code == Code::SourceUnused)
            .map(|finding| ListLine {
                path: finding.place.path.clone(),
                span: finding.place.span.unwrap_or_default(),
                text: source_title(&assembled.articles, &assembled.site.shared().sources, finding),
            })
            .collect(),
        What::Sources => all_sources(assembled)?,
        What::Health => unreachable!("`cli::health` lists it"),
    })
}

/// Returns the reviews of what is published.
pub(super) fn reviews(assembled: &Assembled) -> impl Iterator<Item = Review<'_>> {
    published(assembled).flat_map(|article| Review::of(article))
}

fn published(assembled: &Assembled) -> impl Iterator<Item = &Arc<Digested<Article>>> {
    assembled.articles.iter().filter(|article| !article.draft)
}

fn open_questions(article: &Article) -> impl Iterator<Item = ListLine> {
    article.questions.iter().filter(|question| !question.is_answered()).map(|question| ListLine {
        path: article.path.clone(),
        span: question.span,
        text: question.text.clone(),
    })
}

fn all_sources(assembled: &Assembled) -> anyhow::Result<Vec<ListLine>> {
    let own = assembled
        .articles
        .iter()
        .flat_map(|article| article.sources.iter().map(|source| (article.path.clone(), source)));
    let shared_path = SitePath::new(SHARED_SOURCES)?;
    let shared = assembled.site.shared().sources.iter().map(|source| (shared_path.clone(), source));
    let cited = |source: &Source| {
        assembled
            .site
            .sources()
            .iter()
            .map(|found| (&found.source, found.cited_by.len()))
            .find(|(found, _)| {
                (source.normal_url.is_some() && found.normal_url == source.normal_url)
                    || (found.id == source.id && found.title == source.title)
            })
            .map_or(0, |(_, pages)| pages)
    };
    let line = |(path, source): (SitePath, &Arc<Digested<Source>>)| ListLine {
        path,
        span: source.span,
        text: format!("{}  {} (cited by {})", source.id, source.title, cited(source)),
    };
    Ok(own.chain(shared).map(line).collect())
}

fn source_title(
    articles: &[Arc<Digested<Article>>],
    shared: &[Arc<Digested<Source>>],
    finding: &Diagnostic,
) -> String {
    let own = articles
        .iter()
        .filter(|article| article.path == finding.place.path)
        .flat_map(|article| &article.sources);
    own.chain(shared).find(|source| Some(source.span) == finding.place.span).map_or_else(
        || finding.message.clone(),
        |source| format!("{}  {}", source.id, source.title),
    )
}

/// Returns the lines of a file.
pub(super) fn line_index(place: &SiteLocation, path: &SitePath) -> anyhow::Result<LineIndex> {
    let bytes = place.files.read(path)?.unwrap_or_default();
    let text = without_controls(normalise(String::from_utf8_lossy(&bytes).into_owned()));
    Ok(LineIndex::new(text))
}

fn print(place: &SiteLocation, format: ListFormat, mut lines: Vec<ListLine>) -> anyhow::Result<()> {
    lines.sort_by(|a, b| (&a.path, a.span).cmp(&(&b.path, b.span)));
    let mut index: Option<(SitePath, LineIndex)> = None;
    let mut out = io::stdout().lock();
    let mut objects = Vec::new();
    for line in lines {
        if index.as_ref().is_none_or(|(path, _)| *path != line.path) {
            index = Some((line.path.clone(), line_index(place, &line.path)?));
        }
        let number = index.as_ref().map_or(1, |(_, index)| index.position(line.span.start).line);
        match format {
            ListFormat::Human => writeln!(out, "{}:{number}\t{}", line.path, line.text)?,
            ListFormat::Json => {
                objects.push(json!({ "file": line.path, "line": number, "text": line.text }));
            }
        }
    }
    if format == ListFormat::Json {
        writeln!(out, "{}", serde_json::Value::from(objects))?;
    }
    Ok(())
}
