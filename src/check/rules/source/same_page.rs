//! `source/same-page`: one page that is listed as two sources.

use std::collections::BTreeMap;

use crate::check::input::{ArticleInput, SiteInput};
use crate::check::report::Report;
use crate::check::rules::source::address::page;
use crate::content::{SHARED_SOURCES, Source};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::SitePath;

/// What is known of a page: the first source with its address.
type Known<'a> = BTreeMap<String, (&'a Source, Place)>;

/// Reports each page that an article lists twice.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let mut known = Known::new();
    for source in &input.article.sources {
        if let Some(found) = judge(source, report.place(source.span), &mut known) {
            report.push(found);
        }
    }
}

/// Reports each page that is twice among the shared sources, or that an article lists although they have it.
pub(in crate::check::rules) fn check_site(input: &SiteInput<'_>, findings: &mut Vec<Diagnostic>) {
    let Ok(path) = SitePath::new(SHARED_SOURCES) else { return };
    let mut known = Known::new();
    for source in &input.site.shared().sources {
        findings.extend(judge(source, Place::new(&path, source.span), &mut known));
    }
    if known.is_empty() {
        return;
    }
    for article in input.articles {
        for source in &article.sources {
            let place = Place::new(&article.path, source.span);
            let first = page_of(source).and_then(|page| known.get(&page));
            findings.extend(first.map(|(first, there)| told(source, place, first, there)));
        }
    }
}

fn judge<'a>(source: &'a Source, place: Place, known: &mut Known<'a>) -> Option<Diagnostic> {
    let page = page_of(source)?;
    if let Some((first, there)) = known.get(&page) {
        return Some(told(source, place, first, there));
    }
    known.insert(page, (source, place));
    None
}

fn told(source: &Source, place: Place, first: &Source, there: &Place) -> Diagnostic {
    let message = format!("`{}` is the same page as `{}`", source.id, first.id);
    let hint = "keep one of them, and cite it in both places";
    Diagnostic::new(Code::SourceSamePage, place, message)
        .related(there.clone(), "listed first here")
        .hint(hint)
}

fn page_of(source: &Source) -> Option<String> {
    page(source.url.as_deref()?)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn a_page_is_one_source_whatever_its_address_looks_like() {
        let of = |one: &str, two: &str| {
            let text = format!(
                "---\ntitle: T\nsources:\n  - {{id: a, title: A, url: \"{one}\"}}\n  - {{id: b, title: B, url: \"{two}\"}}\n---\n"
            );
            found(check, &text)
        };
        let told = [("source/same-page", "b".to_owned())];
        assert_eq!(of("https://e.org/a", "http://www.e.org/a/?utm_source=x#p"), told);
        for (one, two) in [
            ("https://e.org/a", "https://e.org/b"),
            ("https://e.org/?id=1", "https://e.org/?id=2"),
            ("https://e.org/#/a", "https://e.org/#/b"),
        ] {
            assert_eq!(of(one, two), [], "{one} {two}");
        }
    }
}
