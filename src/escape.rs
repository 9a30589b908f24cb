//! Text into HTML, XML and scripts: the one place where escaping is done. Control characters that neither HTML nor
//! XML 1.0 may hold become U+FFFD, so that no field can make a page or feed malformed.

/// Appends `text` for HTML or XML, in content as well as in quoted attributes.
pub fn html_into(text: &str, out: &mut String) {
    let bytes = text.as_bytes();
    let mut written = 0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let (replacement, length) = match byte {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            b'\t' | b'\n' => ("", 0),
            0..=0x1f | 0x7f => ("\u{fffd}", 1),
            // U+0080 to U+009F are controls too; U+FFFE and U+FFFF are no characters.
            0xc2 if matches!(bytes.get(at + 1), Some(0x80..=0x9f)) => ("\u{fffd}", 2),
            0xef if matches!(bytes.get(at + 1..at + 3), Some([0xbf, 0xbe | 0xbf])) => ("\u{fffd}", 3),
            _ => ("", 0),
        };
        if length == 0 {
            at += 1;
            continue;
        }
        out.push_str(text.get(written..at).unwrap_or(""));
        out.push_str(replacement);
        at += length;
        written = at;
    }
    out.push_str(text.get(written..).unwrap_or(""));
}

/// `text` for HTML or XML.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    html_into(text, &mut out);
    out
}

/// JSON made safe inside `<script>`: nothing in it can end the script or begin a comment, and it parses to the same
/// value (WHATWG HTML §4.12.1.3, "Restrictions for contents of script elements").
pub fn json_in_script(json: &str) -> String {
    let bytes = json.as_bytes();
    let mut out = String::with_capacity(json.len() + json.len() / 16);
    let mut written = 0;
    for (at, byte) in bytes.iter().enumerate() {
        let (replacement, length) = match byte {
            b'<' => ("\\u003c", 1),
            b'>' => ("\\u003e", 1),
            b'&' => ("\\u0026", 1),
            0xe2 if bytes.get(at + 1..at + 3) == Some(&[0x80, 0xa8]) => ("\\u2028", 3),
            0xe2 if bytes.get(at + 1..at + 3) == Some(&[0x80, 0xa9]) => ("\\u2029", 3),
            _ => continue,
        };
        out.push_str(json.get(written..at).unwrap_or(""));
        out.push_str(replacement);
        written = at + length;
    }
    out.push_str(json.get(written..).unwrap_or(""));
    out
}

/// Resolves the character references of HTML attributes that authors use: the five of XML and numbers.
/// An unknown name stays as it is written.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        let resolved = after.split_once(';').and_then(|(name, tail)| Some((reference(name)?, tail)));
        match resolved {
            Some((c, tail)) => {
                out.push(c);
                rest = tail;
            }
            None => {
                out.push('&');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<char> {
    match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        "colon" => Some(':'),
        "Tab" => Some('\t'),
        "NewLine" => Some('\n'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{html, json_in_script, unescape};

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(html("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
        assert_eq!(html("a\u{0}b\u{85}c\u{ffff}d\té\n"), "a\u{fffd}b\u{fffd}c\u{fffd}d\té\n");
    }

    #[test]
    fn json_cannot_end_its_script() {
        let json = serde_json::to_string("</script><!--<script>\u{2028}&").unwrap();
        let safe = json_in_script(&json);
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), "</script><!--<script>\u{2028}&");
    }

    #[test]
    fn references_are_resolved() {
        assert_eq!(unescape("a&amp;b&#x3a;&#58;&nope;&"), "a&b::&nope;&");
    }
}
