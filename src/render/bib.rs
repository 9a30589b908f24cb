//! `cite.bib`: the page as a BibLaTeX `@online` entry, for readers who cite it.

use crate::path::Route;
use crate::render::parts::BibParts;
use crate::render::renderer::Renderer;

impl Renderer<'_> {
    /// Returns the entry of a page.
    pub(super) fn bib(&self, parts: &BibParts<'_>) -> String {
        let BibParts { title, route, authors, date, lang } = *parts;
        let mut out = format!("@online{{{},\n", key(route, date.map(|date| date.day.year())));
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                for part in ["  ", name, " = {", value, "},\n"] {
                    out.push_str(part);
                }
            }
        };
        // Inner braces keep the names of organisations whole and the title's capitals as they are.
        let authors: Vec<String> = self
            .author_names(authors)
            .iter()
            .map(|name| {
                if name.contains(' ')
                    && !is_torn(name)
                    && self.config.author.as_deref() != Some(name)
                    && *name != self.config.title
                {
                    tex(name)
                } else {
                    format!("{{{}}}", tex(name))
                }
            })
            .collect();
        field("author", &authors.join(" and "));
        field("title", &format!("{{{}}}", tex(title)));
        field("organization", &format!("{{{}}}", tex(&self.config.title)));
        if let Some(date) = date {
            field("date", &date.day.to_string());
            field("year", &date.day.year().to_string());
        }
        if let Some(url) = self.url(route) {
            field("url", &url);
        }
        field("langid", babel(lang.unwrap_or(&self.config.language)).unwrap_or_default());
        out.push_str("}\n");
        out
    }
}

/// Whether BibTeX would take a name apart: at a comma, or at the word `and` in any case.
fn is_torn(name: &str) -> bool {
    name.contains(',') || name.split_whitespace().any(|word| word.eq_ignore_ascii_case("and"))
}

/// Returns the key: the address and the year. Two addresses have two keys, so what a key may not have, whatever its
/// script, is written as its code point.
fn key(route: &Route, year: Option<i16>) -> String {
    let mut key = String::new();
    for c in route.as_str().trim_matches('/').chars() {
        match c {
            c if c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.') => key.push(c),
            '/' => key.push(':'),
            c => key.extend(
                std::iter::once('+').chain(c.escape_unicode().filter(char::is_ascii_hexdigit)),
            ),
        }
    }
    if key.is_empty() {
        key.push_str("home");
    }
    match year {
        Some(year) => format!("{key}-{year}"),
        None => key,
    }
}

/// The languages that biblatex knows, by babel's and polyglossia's names for them (its manual, 2.2.3).
const BABEL: &[(&str, &str)] = &[
    ("ar", "arabic"),
    ("bg", "bulgarian"),
    ("ca", "catalan"),
    ("cs", "czech"),
    ("da", "danish"),
    ("de", "german"),
    ("de-AT", "austrian"),
    ("de-CH", "swissgerman"),
    ("el", "greek"),
    ("en", "english"),
    ("en-AU", "australian"),
    ("en-CA", "canadian"),
    ("en-GB", "british"),
    ("en-NZ", "newzealand"),
    ("en-US", "american"),
    ("es", "spanish"),
    ("et", "estonian"),
    ("eu", "basque"),
    ("fi", "finnish"),
    ("fr", "french"),
    ("gl", "galician"),
    ("hr", "croatian"),
    ("hu", "hungarian"),
    ("is", "icelandic"),
    ("it", "italian"),
    ("lt", "lithuanian"),
    ("lv", "latvian"),
    ("mr", "marathi"),
    ("nb", "norsk"),
    ("nl", "dutch"),
    ("nn", "nynorsk"),
    ("no", "norsk"),
    ("pl", "polish"),
    ("pt", "portuguese"),
    ("pt-BR", "brazilian"),
    ("ro", "romanian"),
    ("ru", "russian"),
    ("sk", "slovak"),
    ("sl", "slovene"),
    ("sr", "serbian"),
    ("sv", "swedish"),
    ("tr", "turkish"),
    ("uk", "ukrainian"),
];

/// Returns the name of a language: of its form in a region, else of the language; `None` if biblatex knows neither.
fn babel(tag: &str) -> Option<&'static str> {
    let mut parts = tag.split('-');
    let language = parts.next()?;
    let region = parts.find(|part| part.len() == 2);
    let named = |wanted: &str| {
        BABEL.iter().find(|(tag, _)| tag.eq_ignore_ascii_case(wanted)).map(|(_, name)| *name)
    };
    region.and_then(|region| named(&format!("{language}-{region}"))).or_else(|| named(language))
}

/// Escapes the special characters of TeX.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            // BibTeX counts braces, even after a backslash.
            '{' => out.push_str("\\textbraceleft{}"),
            '}' => out.push_str("\\textbraceright{}"),
            '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{babel, is_torn, key, tex};
    use crate::path::Route;

    #[test]
    fn two_addresses_have_two_keys() {
        let key = |path: &str| key(&Route::page(path.split('/')), Some(2026));
        assert_eq!(key("guide/heat-pumps"), "guide:heat-pumps-2026");
        assert_ne!(key("他说"), key("她说"));
        assert_ne!(key("a/b"), key("a-b"));
        assert!(key("他说").is_ascii());
    }

    #[test]
    fn languages_have_the_names_that_biblatex_knows() {
        for (tag, name) in [
            ("de", Some("german")),
            ("DE-at", Some("austrian")),
            ("en-Latn-GB", Some("british")),
            ("en-IE", Some("english")),
            ("zh-Hans", None),
        ] {
            assert_eq!(babel(tag), name, "{tag}");
        }
    }

    #[test]
    fn a_name_with_a_comma_or_an_and_is_one_name() {
        assert!(is_torn("Acme, Inc.") && is_torn("Marks AND Spencer") && is_torn("Smith and Sons"));
        assert!(!is_torn("Ada Lovelace") && !is_torn("Andy Anderson"));
    }

    #[test]
    fn a_title_cannot_break_out_of_its_entry() {
        let set = tex("50 % } @book{x");
        assert_eq!(set, "50 \\% \\textbraceright{} @book\\textbraceleft{}x");
        assert_eq!(tex("a\\b\nc"), "a\\textbackslash{}b c");
    }
}
