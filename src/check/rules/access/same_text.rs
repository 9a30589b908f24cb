//! `access/same-text`: two links with the same text lead to two places.

use std::collections::BTreeMap;

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::check::rules::access::link_text::{is_address, is_vague, words};
use crate::content::LinkTarget;
use crate::diagnostic::Code;
use crate::span::Span;

/// Reports each text of links that lead to more than one place, at the second place.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let vague = words(input.language);
    let mut seen: BTreeMap<String, (Place, Span, bool)> = BTreeMap::new();
    for passage in &input.prose.passages {
        for (range, id) in &passage.links {
            let text = passage.slice(range).trim();
            let letters = text.chars().filter(|c| c.is_alphabetic()).count();
            if letters < 2 || is_vague(text, vague) || is_address(text) {
                continue;
            }
            let Some(place) =
                input.article.links.get(id.0).and_then(|link| Place::of(&link.target))
            else {
                continue;
            };
            let folded = text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
            let span = passage.span(range);
            let (first, at, told) =
                seen.entry(folded).or_insert_with(|| (place.clone(), span, false));
            if *first == place || *told {
                continue;
            }
            *told = true;
            let message = format!("two links `{text}` lead to two places");
            let hint = "let the text of each say where it leads: many people go from link to link, without the words around";
            let at = report.place(*at);
            let finding = report.finding(Code::AccessSameText, span, message).hint(hint);
            report.push(finding.related(at, "the first leads elsewhere"));
        }
    }
}

/// Where a link leads, as a reader would say: the way to write it makes no difference, nor does the section of another
/// page.
#[derive(Clone, PartialEq)]
struct Place(String);

impl Place {
    fn of(target: &LinkTarget) -> Option<Self> {
        let place = match target {
            LinkTarget::External(address) => {
                let address = address.split('#').next().unwrap_or_default();
                let address = address.trim_start_matches("https://").trim_start_matches("http://");
                address.trim_start_matches("www.").trim_end_matches('/').to_owned()
            }
            LinkTarget::Article { path, .. } => path.to_string(),
            LinkTarget::Site { path, .. } => path.clone(),
            LinkTarget::Nowhere => return None,
            other => format!("{other:?}"),
        };
        Some(Self(place))
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(body: &str) -> usize {
        found(check, &format!("---\ntitle: Why?\n---\n{body}\n")).len()
    }

    #[test]
    fn one_text_for_two_places_is_told_once() {
        assert_eq!(of("[Report](https://a.example/1) and [report](https://a.example/2)."), 1);
        assert_eq!(of("[Report](#a), [report](#b) and [Report](#c)."), 1);
    }

    #[test]
    fn one_place_or_two_texts_are_not() {
        for body in [
            "[Report](https://a.example/1) and [report](http://www.a.example/1/).",
            "[Report one](https://a.example/1) and [report two](https://a.example/2).",
            "[1](https://a.example/1) and [1](https://a.example/2).",
            "[here](https://a.example/1) and [here](https://a.example/2).",
        ] {
            assert_eq!(of(body), 0, "{body}");
        }
    }
}
