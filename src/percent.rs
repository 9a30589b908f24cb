//! Percent-encoding of addresses that authors write: [`encode_unsafe`] and [`encode_fragment`].

use std::fmt::Write as _;

use crate::path::encode_path;

/// Percent-encodes what follows the `#` of a URL. A text fragment (WICG, "URL Fragment Text Directives") stays as it is
/// written: in it, an encoded comma is not a comma.
pub(crate) fn encode_fragment(fragment: &str) -> String {
    match fragment.split_once(DIRECTIVE) {
        Some((anchor, directive)) => {
            format!("{}{DIRECTIVE}{}", encode_path(anchor), encode_unsafe(directive))
        }
        None => encode_path(fragment).into_owned(),
    }
}

/// What separates an anchor from instructions for the browser.
pub(crate) const DIRECTIVE: &str = ":~:";

/// Percent-encodes what no valid URL string holds (WHATWG URL, "URL code points"), and nothing else: what is written as
/// an address stays that address.
pub(crate) fn encode_unsafe(url: &str) -> String {
    let is_unsafe = |c: char| {
        c.is_ascii_control()
            || matches!(c, ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}')
    };
    if !url.contains(is_unsafe) {
        return url.to_owned();
    }
    let mut out = String::with_capacity(url.len() + 8);
    for c in url.chars() {
        if is_unsafe(c) {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}
