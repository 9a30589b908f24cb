//! `time/updated`: an `updated` that no entry of the log explains.

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::diagnostic::Code;

/// Reports an `updated` that is later than the newest entry of `updates`; one that is earlier is found when the article
/// is read.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let Some(written) = input.prose.keys.get("updated") else { return };
    let Some(updated) = input.article.updated.as_ref().map(|updated| updated.day) else { return };
    let newest = input.article.updates.iter().map(|update| update.date).max();
    let date = input.article.date.as_ref().map(|date| date.day);
    let Some(known) = newest.max(date).filter(|known| updated > *known) else { return };
    let message = match newest {
        Some(newest) => {
            format!("`updated` says {updated}, and the newest entry of `updates` is of {newest}")
        }
        None => format!(
            "`updated` says {updated}, and no entry of `updates` says what changed after {known}"
        ),
    };
    let hint = format!(
        "add an entry to `updates` that says what changed on {updated}, or remove `updated`"
    );
    report.add(Code::TimeUpdated, written.value, message, hint);
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_change_that_is_told_by_its_day_is_told_in_words() {
        let of = |lines: &str| found(check, &format!("---\ntitle: T\n{lines}---\n"));
        let told = [("time/updated", "2026-03-05".to_owned())];
        assert_eq!(of("date: 2026-03-01\nupdated: 2026-03-05\n"), told);
        let log = "updates:\n  - {date: 2026-03-04, note: N}\n";
        assert_eq!(of(&format!("date: 2026-03-01\nupdated: 2026-03-05\n{log}")), told);
        for lines in [
            "date: 2026-03-01\nupdated: 2026-03-01\n".to_owned(),
            format!("date: 2026-03-01\nupdated: 2026-03-04\n{log}"),
            format!("date: 2026-03-01\n{log}"),
        ] {
            assert_eq!(of(&lines), [], "{lines}");
        }
    }
}
