//! `list due`: what somebody promised to review, by owner and month.

use std::collections::BTreeMap;
use std::io::{self, Write as _};

use jiff::civil::Date;
use nutgraf::content::Review;
use nutgraf::path::SitePath;
use nutgraf::span::LineIndex;
use serde_json::{Value, json};

use crate::cli::args::{Global, ListArgs, ListFormat};
use crate::cli::list::{Listed, line_index, listed, reviews, status};
use crate::cli::place::SiteLocation;
use crate::cli::report::words;
use crate::cli::status::{Status, unless_closed};

/// What stands in place of an owner.
const NO_OWNER: &str = "no owner";

/// Lists what is to be reviewed.
pub(super) fn list(global: &Global, args: &ListArgs) -> anyhow::Result<Status> {
    let Some(Listed { place, assembled, today }) = listed(global, args)? else {
        return Ok(Status::Unusable);
    };
    let all = reviews(&assembled).collect();
    unless_closed(print(&place, args.format, all, (today, global.quiet)))?;
    status(&assembled)
}

/// Prints the reviews, each with its owner and day: those of an owner together, the earliest first.
fn print(
    place: &SiteLocation,
    format: ListFormat,
    reviews: Vec<Review<'_>>,
    (today, quiet): (Date, bool),
) -> anyhow::Result<()> {
    let mut due: Vec<(Option<String>, Review<'_>)> =
        reviews.into_iter().map(|review| (review.owner(), review)).collect();
    // What nobody keeps comes first: somebody has to take it.
    due.sort_by(|(owner, one), (other, another)| {
        let key = |review: &Review<'_>| (review.day, review.article.path.clone(), review.span());
        (owner, key(one)).cmp(&(other, key(another)))
    });
    let mut lines: BTreeMap<&SitePath, LineIndex> = BTreeMap::new();
    let mut out = io::stdout().lock();
    let mut objects = Vec::new();
    for (owner, review) in &due {
        let path = &review.article.path;
        if !lines.contains_key(path) {
            lines.insert(path, line_index(place, path)?);
        }
        let line = lines.get(path).map_or(1, |index| index.position(review.span().start).line);
        let (day, is_late) = (review.day, review.day < today);
        match format {
            ListFormat::Human => {
                let late = if is_late { "  (overdue)" } else { "" };
                let owner = owner.as_deref().unwrap_or(NO_OWNER);
                writeln!(out, "{path}:{line}\t{owner}  {day}  {}{late}", review.text())?;
            }
            ListFormat::Json => objects.push(json!({
                "file": path,
                "line": line,
                "text": review.text(),
                "owner": owner,
                "due": day,
                "month": month(day),
                "overdue": is_late,
                "question": review.question.map(|question| &question.anchor),
            })),
        }
    }
    match format {
        ListFormat::Json => writeln!(out, "{}", Value::from(objects))?,
        ListFormat::Human if !quiet && due.len() > 1 => summary(&due)?,
        ListFormat::Human => {}
    }
    Ok(())
}

/// Says how much is due in each month, and whose it is.
fn summary(due: &[(Option<String>, Review<'_>)]) -> anyhow::Result<()> {
    let mut months: BTreeMap<String, BTreeMap<&str, usize>> = BTreeMap::new();
    for (owner, review) in due {
        let owners = months.entry(month(review.day)).or_default();
        *owners.entry(owner.as_deref().unwrap_or(NO_OWNER)).or_default() += 1;
    }
    let mut out = io::stderr().lock();
    for (month, owners) in months {
        let each: Vec<String> =
            owners.iter().map(|(owner, count)| format!("{owner} {count}")).collect();
        writeln!(out, "{month}: {} ({})", words(owners.values().sum(), "review"), each.join(", "))?;
    }
    Ok(())
}

fn month(day: Date) -> String {
    format!("{:04}-{:02}", day.year(), day.month())
}
