//! Findings about articles that only the whole build can have: they depend on the day, or on other files.

use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::engine::assembled::BuildOptions;
use crate::path::SitePath;
use crate::site::Site;

/// Returns the finding about a second file that would introduce the home page.
pub(super) fn second_home(path: &SitePath, first: &SitePath) -> Diagnostic {
    let message = format!("`{path}` and `{first}` would both introduce the home page");
    let finding = Diagnostic::new(Code::RouteDuplicate, Place::file(path), message);
    finding.related(Place::file(first), "the other file").hint("delete one of them")
}

/// Reports dates in the future: the articles are published all the same, but it may be a typing mistake.
pub(super) fn future_dates(
    site: &Site,
    options: &BuildOptions,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) {
    let today = options.clock.latest_day(config);
    for (_, page) in site.explainers() {
        for day in page.article.past_days.iter().filter(|day| day.value > today) {
            let finding = Diagnostic::new(
                Code::DateFuture,
                Place::new(&page.article.path, day.span),
                format!("the date {} is in the future", day.value),
            );
            let date = page.article.date.as_ref();
            findings.push(if date.is_some_and(|date| date.day == day.value) {
                finding.hint(format!(
                    "the article is published anyway; to hold it back until then, write `publish_on: {}`",
                    day.value
                ))
            } else {
                finding.hint("write the day on which it was done; nothing here waits for that day")
            });
        }
    }
}
