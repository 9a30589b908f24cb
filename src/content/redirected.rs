//! Addresses that lead to a page through another one: programs put them around links that are copied from them.

use percent_encoding::percent_decode_str;

/// The pages through which programs lead, each with the parameter that has the address: documents and mails of Google,
/// posts of Facebook.
const REDIRECTS: &[(&str, &str)] = &[
    ("www.google.com/url?", "q="),
    ("www.google.com/url?", "url="),
    ("l.facebook.com/l.php?", "u="),
    ("lm.facebook.com/l.php?", "u="),
    ("www.linkedin.com/redir/redirect?", "url="),
    ("slack-redir.net/link?", "url="),
];

/// Returns the address to which one of these pages leads.
pub fn redirected(address: &str) -> Option<String> {
    let rest = address.strip_prefix("https://").or_else(|| address.strip_prefix("http://"))?;
    REDIRECTS.iter().find_map(|(page, key)| {
        let query = rest.strip_prefix(page)?.split('#').next()?;
        let value = query.split('&').find_map(|part| part.strip_prefix(key))?;
        let target = percent_decode_str(value).decode_utf8().ok()?.into_owned();
        let is_address = target.starts_with("https://") || target.starts_with("http://");
        let is_plain =
            target.bytes().all(|byte| byte.is_ascii_graphic() && !b"\"'`<>".contains(&byte));
        (is_address && is_plain).then_some(target)
    })
}

#[cfg(test)]
mod tests {
    use super::redirected;

    #[test]
    fn an_address_in_another_is_found() {
        let google = "https://www.google.com/url?sa=t&q=https://e.org/a%3Fb&source=docs";
        assert_eq!(redirected(google).as_deref(), Some("https://e.org/a?b"));
        for plain in [
            "https://www.google.com/search?q=https://e.org/",
            "https://www.google.com/url?q=e",
            "https://e.org/",
        ] {
            assert_eq!(redirected(plain), None, "{plain}");
        }
    }
}
