//! `citation/link`: a link to another site that is none of the sources.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::check::input::ArticleInput;
use crate::check::prose::{MarkKind, Part, Passage};
use crate::check::report::Report;
use crate::content::LinkTarget;
use crate::diagnostic::Code;

/// Returns the addresses of all sources that an article may cite.
fn addresses(input: &ArticleInput<'_>) -> BTreeSet<String> {
    let mut known = BTreeSet::new();
    for source in input.sources.all() {
        let doi = source.doi_address();
        let addresses = [source.url.as_deref(), source.archive_url.as_deref(), doi.as_deref()];
        known.extend(addresses.into_iter().flatten().map(key));
    }
    known
}

/// Reports each link to another site that readers would take for a source, and that is not listed as one.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if !input.article.is_explainer() {
        return;
    }
    // There may be many shared sources, and most articles link to no other site.
    let known = LazyCell::new(|| addresses(input));
    let judged = |part: Part| {
        matches!(part, Part::Body | Part::Answer(_) | Part::KeyPoint(_) | Part::Standfirst)
    };
    for passage in input.prose.passages.iter().filter(|it| judged(it.part)) {
        for (range, id) in &passage.links {
            let Some(link) = input.article.links.get(id.0) else { continue };
            let LinkTarget::External(address) = &link.target else { continue };
            let is_web = address.starts_with("http:") || address.starts_with("https:");
            // A page of the site itself is no source.
            let is_own = input.home.is_some_and(|home| is_below(address, home));
            if !is_web
                || is_own
                || known.contains(&key(address))
                || cites_host(input, passage, range.start, address)
            {
                continue;
            }
            let message = format!("`{address}` is linked, but is none of the sources");
            let hint =
                "list it in `sources` with its title, publisher and date, and cite it: `[@id]`";
            report.add(Code::CitationLink, link.span, message, hint);
        }
    }
}

/// Whether an address is one of the site. That of a site without one is nobody's, and stands in many examples.
fn is_below(address: &str, home: &str) -> bool {
    let (address, home) = (key(address), key(home));
    let home = home.trim_end_matches('?');
    let rest = address.strip_prefix(home).filter(|_| home != "example.org");
    rest.is_some_and(|rest| rest.starts_with(['/', '?']))
}

/// Whether the sentence of a link cites something of the same host.
fn cites_host(input: &ArticleInput<'_>, passage: &Passage, at: usize, address: &str) -> bool {
    let Some(host) = host(address) else { return false };
    let Some(sentence) = passage.sentence_at(at) else { return false };
    let start = passage.sentences.get(sentence).map_or(0, |it| it.start);
    let next = passage.sentences.get(sentence + 1).map_or(usize::MAX, |it| it.start);
    let first = passage.marks.partition_point(|mark| mark.at < start);
    let marks = passage.marks.iter().skip(first).take_while(|mark| mark.at <= next);
    let cited = marks.filter_map(|mark| match mark.kind {
        MarkKind::Citation(id) => Some(input.cited(id)),
        MarkKind::Note(_) => None,
    });
    let sources = cited.flatten().filter_map(|cited| input.sources.get(&cited.id));
    sources
        .filter_map(|source| source.url.as_deref())
        .any(|url| self::host(url).is_some_and(|it| it == host))
}

fn host(address: &str) -> Option<String> {
    let url = url::Url::parse(address).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// Returns what two addresses of one page have in common.
fn key(address: &str) -> String {
    let Ok(url) = url::Url::parse(address) else { return address.to_owned() };
    let host = url.host_str().unwrap_or_default();
    let host = host.strip_prefix("www.").unwrap_or(host);
    let path = url.path().trim_end_matches('/');
    let query: Vec<&str> = url
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|part| !part.is_empty() && !part.starts_with("utm_") && !part.starts_with("fbclid"))
        .collect();
    format!("{host}{path}?{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(body: &str) -> usize {
        let text = format!(
            "---\ntitle: Why?\nsources:\n  - id: a\n    title: A\n    url: https://www.example.org/a/\n---\n\n{body}\n"
        );
        found(check, &text).len()
    }

    #[test]
    fn a_link_to_what_is_no_source_is_told() {
        assert_eq!(of("Read [it](https://example.com/x)."), 1);
        assert_eq!(of("Read [it](https://example.org/b)."), 1);
    }

    #[test]
    fn sources_neighbours_and_other_schemes_are_not() {
        for body in [
            "Read [it](http://example.org/a?utm_source=x#y).",
            "Read [it](https://example.org/b) [@a].",
            "Read [it](https://desk.example.org/b/).",
            "Write to [us](mailto:a@example.org), or see [above](#why).",
        ] {
            assert_eq!(of(body), 0, "{body}");
        }
    }
}
