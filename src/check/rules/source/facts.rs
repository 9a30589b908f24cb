//! `source/no-date`, `source/no-publisher` and `source/no-accessed`: what readers need to know of a source.

use crate::check::rules::source::listed::Listed;
use crate::content::SourceKind;
use crate::diagnostic::{Code, Diagnostic};

/// How a note says in English, German, French or Spanish that there is no date, or what is known of it.
const DATE_WORDS: &[&str] = &[
    "date",
    "dates",
    "dated",
    "undated",
    "datum",
    "datiert",
    "undatiert",
    "daté",
    "fecha",
    "day",
    "month",
    "year",
];

/// How a note says that the author has not read the source.
const NOT_READ: &[&str] =
    &["not read", "not seen", "nicht gelesen", "pas lu", "pas lue", "no leído", "no leída"];

/// Reports a source without a date, unless its note says why. A web page has none, often: there it counts when it was
/// read, or archived.
pub(super) fn no_date(listed: &Listed<'_>) -> Option<Diagnostic> {
    let source = listed.source;
    let dateless = matches!(source.kind, Some(SourceKind::Webpage | SourceKind::Dataset));
    let instead = source.accessed.or(source.archive_date);
    if source.published.is_some() || (dateless && instead.is_some()) || explains_date(listed) {
        return None;
    }
    let message = format!("the source `{}` has no date", source.id);
    let hint = if dateless {
        "add `published`, or `accessed` with the day on which you read it"
    } else {
        "add `published`, as exactly as you know it; if the work gives no date, say so in `note`"
    };
    Some(listed.finding(Code::SourceNoDate, "published", message).hint(hint))
}

fn explains_date(listed: &Listed<'_>) -> bool {
    let note = listed.source.note.as_deref().unwrap_or_default().to_lowercase();
    let is_year = |word: &str| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let mut words = note.split(|c: char| !c.is_alphanumeric());
    words.any(|word| DATE_WORDS.contains(&word) || is_year(word))
}

/// Reports a source of which it is not said who published or wrote it.
pub(super) fn no_publisher(listed: &Listed<'_>) -> Option<Diagnostic> {
    let source = listed.source;
    if source.publisher.is_some() || !source.authors.is_empty() {
        return None;
    }
    let message = format!("the source `{}` has neither publisher nor author", source.id);
    let hint = "add `publisher` or `author`: readers judge a source by whose it is";
    Some(listed.finding(Code::SourceNoPublisher, "publisher", message).hint(hint))
}

/// Reports a source on the web of which it is not said when it was read. What has a DOI does not change.
pub(super) fn no_accessed(listed: &Listed<'_>) -> Option<Diagnostic> {
    let source = listed.source;
    listed.value("url")?;
    let note = source.note.as_deref().unwrap_or_default().to_lowercase();
    let stays = source.doi.is_some() || source.archive_date.is_some();
    if source.accessed.is_some() || stays || NOT_READ.iter().any(|words| note.contains(words)) {
        return None;
    }
    let message = format!("it is not said when `{}` was read", source.id);
    let hint = "add `accessed` with the day on which you saw that it says this; if you have not read it, say `not read` in `note`";
    Some(listed.finding(Code::SourceNoAccessed, "url", message).hint(hint))
}

#[cfg(test)]
mod tests {
    use crate::check::rules::source::listed::tests::{each, marked};

    #[test]
    fn a_work_has_a_date_or_its_note_says_why_not() {
        let of = |keys: &str| marked(|input, report| each(input, report, super::no_date), keys);
        assert_eq!(of("kind: report"), ["a"]);
        assert_eq!(of("note: It came as an update."), ["a"]);
        assert_eq!(of("kind: webpage\n    url: https://e.org"), ["a"]);
        for keys in [
            "published: 2020",
            "kind: webpage\n    accessed: 2026-01-01",
            "note: It has no date.",
            "note: Der Text ist undatiert.",
        ] {
            assert!(of(keys).is_empty(), "{keys}");
        }
    }

    #[test]
    fn a_work_has_somebody_behind_it() {
        let of =
            |keys: &str| marked(|input, report| each(input, report, super::no_publisher), keys);
        assert_eq!(of("kind: report"), ["a"]);
        for keys in ["publisher: P", "author: A", "author: [A, B]"] {
            assert!(of(keys).is_empty(), "{keys}");
        }
    }

    #[test]
    fn what_is_on_the_web_was_read_on_a_day() {
        let of = |keys: &str| marked(|input, report| each(input, report, super::no_accessed), keys);
        assert_eq!(of("url: https://e.org/x"), ["https://e.org/x"]);
        for keys in [
            "kind: book",
            "url: https://e.org\n    accessed: 2026-01-01",
            "url: https://doi.org/10.1000/182",
            "url: https://e.org\n    note: The post was not read.",
        ] {
            assert!(of(keys).is_empty(), "{keys}");
        }
    }
}
