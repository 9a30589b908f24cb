//! `list health`: one line for each published explainer. The one in which most is missing comes first.

use std::io::{self, Write as _};
use std::sync::Arc;

use jiff::civil::Date;
use nutgraf::config::Overrides;
use nutgraf::engine::{Assembled, BuildOptions, Builder, CheckRequest};
use nutgraf::site::{Health, sort_by_gaps};
use serde_json::{Value, json};

use crate::cli::args::{Global, ListArgs, ListFormat};
use crate::cli::build::cache;
use crate::cli::environment::clock;
use crate::cli::list::{line_index, status};
use crate::cli::place::SiteLocation;
use crate::cli::report::words;
use crate::cli::status::{Status, unless_closed};

/// Lists how the explainers stand. The rules of `check` look for figures without a source.
pub(super) fn list(global: &Global, args: &ListArgs) -> anyhow::Result<Status> {
    let place = SiteLocation::find(global)?;
    let Some(config) = place.settings(global)?.map(Arc::new) else {
        return Ok(Status::Unusable);
    };
    let options =
        BuildOptions { drafts: false, overrides: Overrides::default(), clock: clock(args.now) };
    let cache = cache(&place, global);
    let mut builder = Builder::new();
    if let Some(cache) = &cache {
        builder.remember(cache);
    }
    let assembled = builder.assemble_for_check(&place.files, &config, &options, &|_| true)?;
    let today = options.clock.today(&config);
    let request =
        CheckRequest { today, drafts: false, wanted: &|_| true, silent_changes: Vec::new() };
    let checked = builder.check(&place.files, &assembled, &request)?;
    if let Some(cache) = &cache {
        builder.keep(cache);
    }
    let mut all = assembled.site.health(&checked.unsourced());
    sort_by_gaps(&mut all);
    unless_closed(print(&place, args.format, (&assembled, today), &all))?;
    status(&assembled)
}

fn print(
    place: &SiteLocation,
    format: ListFormat,
    (assembled, today): (&Assembled, Date),
    all: &[Health],
) -> anyhow::Result<()> {
    let mut out = io::stdout().lock();
    let mut objects = Vec::new();
    for health in all {
        let article = &assembled.site.page(health.page).article;
        let (file, title) = (&article.path, &article.title);
        let line = line_index(place, file)?.position(article.title_span.start).line;
        let text = text(health, today);
        match format {
            ListFormat::Human => writeln!(out, "{file}:{line}\t{text}  {title}")?,
            ListFormat::Json => objects.push(json!({
                "file": file,
                "line": line,
                "text": text,
                "title": title,
                "questions": health.questions,
                "open_questions": health.open,
                "unsourced_figures": health.unsourced,
                "oldest_source": health.oldest.map(|date| date.to_string()),
                "checked": health.checked.map(|(day, _)| day),
                "checked_by": health.checked.map(|(_, by)| by.key()),
                "days": health.checked.map(|(day, _)| days(day, today)),
            })),
        }
    }
    if format == ListFormat::Json {
        writeln!(out, "{}", Value::from(objects))?;
    }
    Ok(())
}

/// Returns what the line of an explainer says.
fn text(health: &Health, today: Date) -> String {
    let questions = match health.questions {
        0 => "no questions".to_owned(),
        all => format!("{} of {} open", health.open, words(all, "question")),
    };
    let figures = words(health.unsourced, "unsourced figure");
    let oldest = match health.oldest {
        Some(date) => format!("oldest source {date}"),
        None => "no dated source".to_owned(),
    };
    let checked = health.checked.map(|(day, by)| (days(day, today), by.key()));
    let age = match checked {
        Some((1, key)) => format!("1 day since `{key}`"),
        Some((days, key)) => format!("{days} days since `{key}`"),
        None => "no date".to_owned(),
    };
    format!("{questions}, {figures}, {oldest}, {age}")
}

/// Returns how many days ago a day was.
fn days(day: Date, today: Date) -> i32 {
    day.until(today).map_or(0, |span| span.get_days())
}
