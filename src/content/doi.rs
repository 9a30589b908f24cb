//! DOIs: names of works that stay the same when addresses change. Browsers do not open `doi:10.1000/182`, but they all
//! open its address at doi.org (DOI Handbook, §2.2 "Syntax of a DOI name" and §3.8 "URL presentation").

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// The characters of a DOI that must be encoded in an address (DOI Handbook, §2.5.2.4 "Mandatory encoding").
const ENCODED: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// Returns the DOI in a text, without what people write before it: `doi:`, `DOI `, or nothing.
pub(crate) fn doi(text: &str) -> Option<&str> {
    let text = text.trim();
    let bare = match text.get(..3) {
        Some(word) if word.eq_ignore_ascii_case("doi") => {
            text.get(3..)?.trim_start_matches(|c: char| c == ':' || c.is_whitespace())
        }
        _ => text,
    };
    is_doi(bare).then_some(bare)
}

/// Returns the DOI in an address at doi.org, as written there.
pub(crate) fn doi_of_address(address: &str) -> Option<&str> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let known = scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http");
    let (host, path) = rest.split_once('/')?;
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (known && matches!(host, "doi.org" | "dx.doi.org") && is_doi(path)).then_some(path)
}

/// Whether a text is a DOI: `10.`, the registrant's digits, a slash, and a suffix.
fn is_doi(text: &str) -> bool {
    let Some((prefix, suffix)) = text.split_once('/') else { return false };
    let registrant = prefix.strip_prefix("10.").unwrap_or("");
    let is_number = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    registrant.split('.').all(is_number)
        && registrant.len() >= 4
        && !suffix.is_empty()
        && !suffix.chars().any(|c| c.is_whitespace() || c.is_control())
}

/// Returns the address of a DOI.
pub(crate) fn address(doi: &str) -> String {
    format!("https://doi.org/{}", utf8_percent_encode(doi, ENCODED))
}

#[cfg(test)]
mod tests {
    use super::{address, doi, doi_of_address};

    #[test]
    fn a_doi_is_known_however_it_is_written() {
        for text in [
            "10.1000/182",
            "doi:10.1000/182",
            "DOI: 10.1000/182",
            "DOI 10.1000/182",
            " Doi:10.1000/182 ",
        ] {
            assert_eq!(doi(text), Some("10.1000/182"), "{text}");
        }
        for text in [
            "10.1000",
            "10.abc/x",
            "10.12/x",
            "11.1000/x",
            "doi:",
            "10.1000/",
            "10.1000/a b",
            "https://a.org/",
        ] {
            assert_eq!(doi(text), None, "{text}");
        }
        assert_eq!(doi_of_address("http://dx.doi.org/10.1000/182"), Some("10.1000/182"));
        assert_eq!(doi_of_address("https://doi.org/about"), None);
    }

    #[test]
    fn its_address_is_one_that_browsers_open() {
        assert_eq!(address("10.1000/182"), "https://doi.org/10.1000/182");
        assert_eq!(
            address("10.1002/(SICI)1096-8644(199601)99:1<1::AID-AJPA1>3.0.CO;2-1#%"),
            "https://doi.org/10.1002/(SICI)1096-8644(199601)99:1%3C1::AID-AJPA1%3E3.0.CO;2-1%23%25"
        );
    }
}
