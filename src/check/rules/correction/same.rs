//! `correction/same`: a correction whose two texts are the same.

use crate::check::input::ArticleInput;
use crate::check::prose::{Part, Passage};
use crate::check::report::Report;
use crate::diagnostic::Code;

/// Reports each entry that says the same under `was` and `now`.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    for (n, update) in input.article.updates.iter().enumerate() {
        let (Some(was), Some(now)) = (&update.was, &update.now) else { continue };
        if folded(&was.text) != folded(&now.text) {
            continue;
        }
        let mut passages = input.prose.of(Part::Now(n));
        let span =
            passages.next().map_or_else(|| input.prose.keys.nearest("updates"), Passage::whole);
        let hint = "write under `was` what it said, word for word, and under `now` what it says";
        report.add(Code::CorrectionSame, span, "`was` and `now` say the same", hint);
    }
}

/// Returns a text without what readers do not notice: white space, and the kinds of quotation marks and dashes. Case and
/// all other signs may be what was corrected.
fn folded(text: &str) -> String {
    let folded: String = text
        .chars()
        .map(|c| match c {
            '“' | '”' | '„' | '«' | '»' => '"',
            '‘' | '’' => '\'',
            '–' | '—' => '-',
            c => c,
        })
        .collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_correction_says_two_things() {
        let of = |was: &str, now: &str| {
            let text = format!(
                "---\ntitle: T\nupdates:\n  - date: 2026-01-02\n    kind: correction\n    note: N\n    was: '{was}'\n    now: '{now}'\n---\n"
            );
            found(check, &text)
        };
        assert_eq!(
            of("Ten  “chapters”", "Ten \"chapters\""),
            [("correction/same", "Ten \"chapters\"".to_owned())]
        );
        for (was, now) in [("Ten", "Eleven"), ("1.5", "15"), ("may", "May")] {
            assert_eq!(of(was, now), [], "{was} {now}");
        }
    }
}
