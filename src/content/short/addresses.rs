//! What an address says about the work behind it: [`Reference`] knows what a text names, [`id_words`] and [`title`] what to
//! call it.

use crate::content::doi;
use crate::content::link::check_external;
use crate::path::slugify;

/// What a text names in place of a source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reference<'n> {
    /// An address, and nothing else.
    Address(&'n str),
    /// A DOI, with or without `doi:`.
    Doi(&'n str),
    /// An address without its `https://`.
    Host(&'n str),
    /// A title and an address: `The minutes, https://…`.
    Titled(&'n str, &'n str),
    /// An address with a space in it.
    Spaced(&'n str),
    /// Something else.
    Other(&'n str),
}

impl<'n> Reference<'n> {
    /// Reads a text.
    pub(super) fn of(text: &'n str) -> Self {
        let text = text.trim();
        if let Some(doi) = doi::doi(text) {
            return Self::Doi(doi);
        }
        let lower = text.to_ascii_lowercase();
        let at = lower.find("https://").or_else(|| lower.find("http://"));
        match at.and_then(|at| text.split_at_checked(at)) {
            Some(("", address)) if address.contains(char::is_whitespace) => Self::Spaced(address),
            Some(("", address)) => Self::Address(address),
            Some((title, address)) if !address.contains(char::is_whitespace) => {
                let signs = [' ', ',', ':', '-', '–', '(', '.', '<', '[', ']', ';'];
                let address = address.trim_end_matches([')', '>']);
                Self::Titled(title.trim_matches(signs), address)
            }
            Some(_) => Self::Other(text),
            None if text.contains("://") && !text.contains(char::is_whitespace) => {
                Self::Address(text)
            }
            None if is_host(text) => Self::Host(text),
            None => Self::Other(text),
        }
    }
}

/// Whether a text is an address that lacks its `https://`: `www.example.org/x`, `example.org/x`.
fn is_host(text: &str) -> bool {
    let (host, path) = text.split_once('/').unwrap_or((text, ""));
    let is_named = |label: &str| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let labels: Vec<&str> = host.split('.').collect();
    let ends = labels.last().is_some_and(|label| {
        label.len() > 1 && label.bytes().all(|byte| byte.is_ascii_alphabetic())
    });
    // `minutes.pdf` is a file.
    let is_site = labels.first() == Some(&"www") || text.contains('/') && !path.is_empty();
    labels.len() > 1
        && labels.iter().all(|label| is_named(label))
        && ends
        && is_site
        && check_external(&format!("https://{text}")).is_ok()
}

/// Returns an address as readers see it while it has no title.
pub(super) fn shown(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let shown = rest.trim_end_matches('/');
    if shown.is_empty() { address } else { shown }
}

/// Returns the host and the last part of the path, without its ending.
fn parts(address: &str) -> (&str, &str) {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let (host, path) = rest.split_once('/').unwrap_or((rest, ""));
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let name = last.split_once('.').map_or(last, |(name, _)| name);
    let is_plain = !matches!(name, "index" | "default" | "home");
    (host, if is_plain { name } else { "" })
}

/// Returns the words of a part of an address.
fn words(part: &str) -> impl Iterator<Item = &str> {
    part.split(['-', '_', '+', ',', '~']).filter(|word| !word.is_empty())
}

/// Returns the label of a host that says whose it is: `example` of `www.example.org` and of `data.example.co.uk`.
fn label(host: &str) -> &str {
    let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
    let host = host.split(':').next().unwrap_or_default();
    let labels: Vec<&str> = host.split('.').collect();
    let is_public = |label: &&str| {
        matches!(
            *label,
            "ac" | "co" | "com" | "edu" | "gob" | "gouv" | "gov" | "net" | "or" | "org"
        )
    };
    let number = match labels.as_slice() {
        [.., _, second, last] if last.len() == 2 && is_public(second) => 3,
        [_, ..] => 2,
        [] => return "",
    };
    labels.len().checked_sub(number).and_then(|at| labels.get(at)).copied().unwrap_or(host)
}

/// Returns an id for an address: the name of its host, and the words at its end.
pub(super) fn id_words(address: &str) -> String {
    let (host, last) = parts(address);
    let mut id = slugify(label(host));
    for word in words(last).map(slugify) {
        if !word.is_ascii() || id.len() + word.len() > 40 {
            break;
        }
        let is_said = id.split('-').any(|other| other == word);
        if !word.is_empty() && !is_said {
            if !id.is_empty() {
                id.push('-');
            }
            id.push_str(&word);
        }
    }
    id
}

/// Returns the words that an address consists of, in lower case.
pub(super) fn all_words(address: &str) -> Vec<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 2);
    words.filter(|word| !matches!(*word, "www")).map(str::to_lowercase).collect()
}

/// Guesses a title from the words at the end of an address, if these are words.
pub(super) fn title(address: &str) -> Option<String> {
    let (_, last) = parts(address);
    let is_of_word = |c: char| c.is_alphanumeric();
    let words: Vec<&str> = words(last).collect();
    let are_words = words.iter().all(|word| word.chars().all(is_of_word));
    let is_word = |word: &&str| word.len() > 2 && word.chars().all(char::is_alphabetic);
    let has_vowel = |word: &&str| word.to_lowercase().contains(['a', 'e', 'i', 'o', 'u', 'y']);
    let named = words.iter().filter(|word| is_word(word) && has_vowel(word)).count();
    if !are_words || named == 0 || named * 2 < words.len() {
        return None;
    }
    let text = words.join(" ");
    let mut letters = text.chars();
    let first = letters.next()?.to_uppercase();
    Some(first.chain(letters).collect())
}

#[cfg(test)]
mod tests {
    use super::{Reference, id_words, title};

    #[test]
    fn an_id_says_whose_it_is_and_what() {
        for (address, id) in [
            ("https://www.example.org/reports/heat-pumps.html", "example-heat-pumps"),
            ("https://data.example.co.uk/x/2024/", "example-2024"),
            ("https://example.org", "example"),
            ("https://example.org/?id=5", "example"),
            ("http://localhost:8000/a_b", "localhost-a-b"),
            ("https://example.org/example", "example"),
            ("https://example.org/über", "example"),
            ("https://127.0.0.1/x", "0-x"),
        ] {
            assert_eq!(id_words(address), id, "{address}");
        }
    }

    #[test]
    fn a_title_is_guessed_from_words() {
        let told = |address| title(address);
        assert_eq!(told("https://e.org/how-we-heat.pdf").as_deref(), Some("How we heat"));
        assert_eq!(told("https://e.org/report-2024/").as_deref(), Some("Report 2024"));
        for address in [
            "https://e.org/",
            "https://e.org/12345",
            "https://e.org/a%20b",
            "https://e.org/x3f-9-1",
        ] {
            assert_eq!(told(address), None, "{address}");
        }
    }

    #[test]
    fn what_a_text_names() {
        for (text, named) in [
            ("https://e.org/x", Reference::Address("https://e.org/x")),
            ("ftp://e.org/x", Reference::Address("ftp://e.org/x")),
            ("doi:10.1234/abc", Reference::Doi("10.1234/abc")),
            ("10.1234/abc", Reference::Doi("10.1234/abc")),
            ("www.e.org/x", Reference::Host("www.e.org/x")),
            ("example.org/x", Reference::Host("example.org/x")),
            ("A, https://e.org", Reference::Titled("A", "https://e.org")),
            ("https://e.org/a b", Reference::Spaced("https://e.org/a b")),
            ("minutes.pdf", Reference::Other("minutes.pdf")),
            ("isbn:978-3", Reference::Other("isbn:978-3")),
            ("A title/subtitle", Reference::Other("A title/subtitle")),
        ] {
            assert_eq!(Reference::of(text), named, "{text}");
        }
    }
}
