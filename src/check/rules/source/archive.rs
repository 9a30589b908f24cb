//! `source/no-archive`, `source/archive-mismatch` and `source/archive-refused`: copies of what is cited.

use crate::check::rules::source::address::{host, original, page};
use crate::check::rules::source::listed::Listed;
use crate::diagnostic::{Code, Diagnostic};

/// The hosts of archive.today.
const REFUSED: &[&str] = &[
    "archive.today",
    "archive.ph",
    "archive.is",
    "archive.li",
    "archive.vn",
    "archive.md",
    "archive.fo",
];

/// Reports a source on the web that has neither an archived copy nor a reason.
pub(super) fn missing(listed: &Listed<'_>) -> Option<Diagnostic> {
    let source = listed.source;
    listed.value("url")?;
    if source.doi.is_some() || source.archive_url.is_some() || source.archive_note.is_some() {
        return None;
    }
    let message = format!("`{}` has no archived copy", source.id);
    let hint =
        "add `archive_url` and `archive_date`, or say in `archive_note` why there is no copy";
    Some(listed.finding(Code::SourceNoArchive, "url", message).hint(hint))
}

/// Reports an archived copy of something else.
pub(super) fn mismatch(listed: &Listed<'_>) -> Option<Diagnostic> {
    let source = listed.source;
    let written = listed.value("url")?;
    let copied = original(source.archive_url.as_deref()?)?;
    // A DOI leads to some other address, of which the copy may be.
    if source.doi.is_some() || page(&copied)? == page(written)? {
        return None;
    }
    let message = format!("the archived copy is of `{copied}`, and the source is at `{written}`");
    let hint = "give the address of a copy of this source, or correct `url`";
    Some(listed.finding(Code::SourceArchiveMismatch, "archive_url", message).hint(hint))
}

/// Reports an archive on which nobody should rely.
pub(super) fn refused(listed: &Listed<'_>) -> Option<Diagnostic> {
    let refused = |address: &Option<String>| {
        address.as_deref().and_then(host).filter(|host| REFUSED.contains(&host.as_str()))
    };
    let archived = refused(&listed.source.archive_url).map(|host| ("archive_url", host));
    let (key, host) = archived.or_else(|| refused(&listed.source.url).map(|host| ("url", host)))?;
    let message = format!("`{host}` is not an archive to rely on");
    let hint = "link to a copy in the Wayback Machine, at Perma.cc or in a national web archive; else say why there is none in `archive_note`";
    Some(listed.finding(Code::SourceArchiveRefused, key, message).hint(hint))
}

#[cfg(test)]
mod tests {
    use crate::check::rules::source::listed::tests::{each, marked};

    #[test]
    fn a_page_has_a_copy_or_a_reason() {
        let of = |keys: &str| marked(|input, report| each(input, report, super::missing), keys);
        assert_eq!(of("url: https://e.org/x"), ["https://e.org/x"]);
        for keys in [
            "kind: book",
            "url: https://e.org\n    archive_note: None is known.",
            "url: https://e.org\n    archive_url: https://perma.cc/A",
            "url: https://doi.org/10.1000/182",
        ] {
            assert!(of(keys).is_empty(), "{keys}");
        }
    }

    #[test]
    fn a_copy_is_of_the_source() {
        let of = |url: &str, copy: &str| {
            marked(
                |input, report| each(input, report, super::mismatch),
                &format!("url: {url}\n    archive_url: {copy}"),
            )
        };
        let copy = "https://web.archive.org/web/2020/https://e.org/b";
        assert_eq!(of("https://e.org/a", copy), [copy]);
        for (url, copy) in [
            ("https://e.org/b/", copy),
            ("http://www.e.org/b", copy),
            ("https://e.org/a", "https://perma.cc/ABCD-1234"),
            ("https://doi.org/10.1000/182", copy),
        ] {
            assert!(of(url, copy).is_empty(), "{url} {copy}");
        }
    }

    #[test]
    fn some_archives_are_refused() {
        let of = |keys: &str| marked(|input, report| each(input, report, super::refused), keys);
        assert_eq!(of("archive_url: https://archive.ph/AbC"), ["https://archive.ph/AbC"]);
        assert_eq!(of("url: https://archive.is/AbC"), ["https://archive.is/AbC"]);
        for keys in [
            "archive_url: https://archive.org/details/x",
            "url: https://en.wikipedia.org/wiki/archive.today",
            "archive_url: https://archive.example/",
        ] {
            assert!(of(keys).is_empty(), "{keys}");
        }
    }
}
