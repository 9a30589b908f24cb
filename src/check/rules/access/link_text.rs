//! `access/link-text` and `access/bare-address`: the text of a link does not say where it leads.

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::report::Report;
use crate::content::{LinkId, LinkTarget};
use crate::diagnostic::Code;

/// Reports links whose text says nothing, or is an address.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let vague = words(input.language);
    for passage in &input.prose.passages {
        for (range, id) in &passage.links {
            let text = passage.slice(range).trim();
            let span = passage.span(range);
            if text.is_empty() {
                continue;
            }
            if is_vague(text, vague) && !is_named(input, *id, text) {
                let message = format!("the link `{text}` does not say where it leads");
                let hint = "link the words that name what is there, such as its title";
                report.add(Code::AccessLinkText, span, message, hint);
            } else if is_address(text) {
                let link = input.article.links.get(id.0);
                let is_named =
                    link.is_some_and(|link| link.span.slice(input.text).starts_with('['));
                let code = if is_named { Code::AccessLinkText } else { Code::AccessBareAddress };
                let message =
                    "the text of this link is an address, which is read out letter by letter";
                let hint = "write what is there: `[the name of the page](address)`";
                report.add(code, span, message, hint);
            }
        }
    }
}

/// Whether a link leads to a section of this name: then "link" is about links.
fn is_named(input: &ArticleInput<'_>, id: LinkId, text: &str) -> bool {
    let link = input.article.links.get(id.0);
    link.is_some_and(|link| match &link.target {
        LinkTarget::Anchor(anchor) => anchor.eq_ignore_ascii_case(text),
        _ => false,
    })
}

/// Whether a text says nothing about what is linked.
pub(super) fn is_vague(text: &str, words: &[&str]) -> bool {
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    // The longest of them has fewer letters.
    text.len() <= 40 && words.contains(&text.to_lowercase().as_str())
}

/// Whether a text is a web address.
pub(super) fn is_address(text: &str) -> bool {
    ["https://", "http://", "www."].iter().any(|start| text.starts_with(start))
        && !text.contains(char::is_whitespace)
}

/// Returns the texts of links that say nothing, in a language.
pub(super) fn words(language: Language) -> &'static [&'static str] {
    match language {
        Language::English => ENGLISH,
        Language::German => GERMAN,
        Language::French => FRENCH,
        Language::Spanish => SPANISH,
        Language::Other => &[],
    }
}

const ENGLISH: &[&str] = &[
    "here",
    "this",
    "that",
    "there",
    "click here",
    "click",
    "read more",
    "more",
    "link",
    "this link",
    "the link",
    "see here",
    "go here",
    "look here",
    "right here",
    "over here",
    "read here",
    "learn more",
    "find out more",
    "see more",
    "this page",
    "this one",
    "click this",
    "follow this link",
    "read this",
    "more here",
    "continue reading",
    "details here",
    "found here",
    "available here",
];

const GERMAN: &[&str] = &[
    "hier",
    "klicken sie hier",
    "hier klicken",
    "klick hier",
    "mehr",
    "weiterlesen",
    "mehr lesen",
    "link",
    "dieser link",
    "diesem link",
    "siehe hier",
    "mehr erfahren",
    "weitere informationen",
    "dort",
];

const FRENCH: &[&str] = &[
    "ici",
    "cliquez ici",
    "cliquer ici",
    "lire la suite",
    "en savoir plus",
    "lien",
    "ce lien",
    "plus",
    "voir ici",
    "là",
    "lire plus",
    "cette page",
];

const SPANISH: &[&str] = &[
    "aquí",
    "haga clic aquí",
    "haz clic aquí",
    "clic aquí",
    "leer más",
    "más",
    "enlace",
    "este enlace",
    "más información",
    "ver más",
    "esta página",
    "ver aquí",
    "saber más",
];

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(body: &str) -> Vec<(&'static str, String)> {
        found(check, &format!("---\ntitle: Why?\n---\n{body}\n"))
    }

    #[test]
    fn words_that_name_nothing_are_told() {
        for text in ["here", "This", "click here", "Read more…", "https://example.org/a"] {
            let body = format!("See [{text}](https://example.org/a).");
            assert_eq!(of(&body), [("access/link-text", text.to_owned())]);
        }
        assert_eq!(of("See <https://example.org/>.").len(), 1);
        assert_eq!(
            of("See https://example.org/ now.").first().map(|it| it.0),
            Some("access/bare-address")
        );
    }

    #[test]
    fn words_that_name_something_are_not() {
        for body in [
            "See [the report](https://example.org/a).",
            "See [example.org](https://example.org/).",
            "Look here: [Here lies Arthur](https://example.org/a).",
            "See `https://example.org/`.",
            "A list of [link](#link).\n\n## Link",
        ] {
            assert_eq!(of(body), [], "{body}");
        }
    }
}
