//! `source/tracking`: an address with parameters that only follow readers.

use crate::check::rules::source::address::is_tracking;
use crate::check::rules::source::listed::Listed;
use crate::content::redirected;
use crate::diagnostic::{Code, Diagnostic, Safety};

/// Reports an address that says where its author found it.
pub(super) fn judge(listed: &Listed<'_>) -> Option<Diagnostic> {
    let address = listed.value("url")?;
    if let Some(target) = redirected(address) {
        let message = "this address leads to the page through another, which follows readers";
        let finding = listed.finding(Code::SourceTracking, "url", message.to_owned());
        let fix = listed.replace("url", &target, Safety::Safe);
        return Some(finding.hint(format!("write `{target}`")).fix(fix));
    }
    let (clean, removed) = without(address)?;
    let message = format!("`{removed}` in the address follows readers and names no page");
    let finding = listed.finding(Code::SourceTracking, "url", message);
    let fix = listed.replace("url", &clean, Safety::Safe);
    Some(finding.hint(format!("write `{clean}`")).fix(fix))
}

/// Returns an address without its parameters that follow readers, and the first of these.
fn without(address: &str) -> Option<(String, String)> {
    let (before, fragment) = match address.split_once('#') {
        Some((before, fragment)) => (before, format!("#{fragment}")),
        None => (address, String::new()),
    };
    let (path, query) = before.split_once('?')?;
    let (gone, kept): (Vec<&str>, Vec<&str>) = query.split('&').partition(|part| is_tracking(part));
    let first = gone.first()?.split('=').next()?.to_owned();
    let query = if kept.is_empty() { String::new() } else { format!("?{}", kept.join("&")) };
    Some((format!("{path}{query}{fragment}"), first))
}

#[cfg(test)]
mod tests {
    use super::without;
    use crate::check::rules::source::listed::tests::{each, marked};

    #[test]
    fn parameters_that_follow_readers_are_told() {
        let of = |url: &str| {
            marked(|input, report| each(input, report, super::judge), &format!("url: {url}"))
        };
        assert_eq!(of("https://e.org/?utm_source=x"), ["https://e.org/?utm_source=x"]);
        let through = "https://www.google.com/url?q=https://e.org/a%3Fb&sa=D&source=docs";
        assert_eq!(of(through), [through]);
        assert_eq!(super::redirected(through).unwrap(), "https://e.org/a?b");
        for url in ["https://e.org/?id=3", "https://e.org/utm_source=x", "https://e.org/#?fbclid=3"]
        {
            assert!(of(url).is_empty(), "{url}");
        }
    }

    #[test]
    fn the_rest_of_an_address_stays() {
        let clean = |address: &str| without(address).map(|(clean, _)| clean);
        assert_eq!(clean("https://e.org/a?id=3&fbclid=x&b#c").unwrap(), "https://e.org/a?id=3&b#c");
        assert_eq!(clean("https://e.org/a?utm_source=x&utm_medium=y").unwrap(), "https://e.org/a");
        assert_eq!(clean("https://e.org/a?id=3"), None);
    }
}
