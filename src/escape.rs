//! Escapes text for HTML, XML and JSON; no other module does. Characters that [`is_forbidden`] names become U+FFFD, so
//! no field can make a page or feed malformed.

use crate::characters::{PIECE, is_forbidden, may_be_forbidden};

/// `&`, `<` or `>`.
const MARKUP: u8 = 1;
/// A quotation mark, which can end an attribute.
const QUOTE: u8 = 1 << 1;
/// The first byte of U+2028 and U+2029, which can end a line of a script.
const SEPARATOR: u8 = 1 << 2;
/// The first byte of a character that may be forbidden.
const DOUBTFUL: u8 = 1 << 3;

/// What needs a closer look in the content of an element, in a quoted attribute and in a `<script>`.
const IN_CONTENT: u8 = MARKUP | DOUBTFUL;
const IN_QUOTES: u8 = IN_CONTENT | QUOTE;
const IN_SCRIPT: u8 = IN_CONTENT | SEPARATOR;

/// What each byte is: one of the above, or nothing.
const KINDS: [u8; 256] = {
    let mut kinds = [0; 256];
    let mut byte = 0_u8;
    loop {
        kinds[byte as usize] = match byte {
            b'&' | b'<' | b'>' => MARKUP,
            b'"' | b'\'' => QUOTE,
            0xe2 => SEPARATOR,
            _ if may_be_forbidden(byte) => DOUBTFUL,
            _ => 0,
        };
        if byte == u8::MAX {
            break kinds;
        }
        byte += 1;
    }
};

/// Finds the first byte from `at` on that is one of these kinds. Most texts have no byte of any kind: long ones are
/// looked at many bytes at a time, the rest byte by byte, in the table.
fn find(bytes: &[u8], at: usize, kinds: u8) -> Option<usize> {
    let is_wanted = |byte: &u8| KINDS[usize::from(*byte)] & kinds != 0;
    let (pieces, rest) = bytes.get(at..)?.as_chunks::<PIECE>();
    for (n, piece) in pieces.iter().enumerate() {
        let is_plain = |byte: &u8| {
            !matches!(byte, b'&' | b'<' | b'>' | b'"' | b'\'' | 0xe2) && !may_be_forbidden(*byte)
        };
        if !piece.iter().fold(true, |plain, byte| plain & is_plain(byte))
            && let Some(found) = piece.iter().position(is_wanted)
        {
            return Some(at + n * PIECE + found);
        }
    }
    rest.iter().position(is_wanted).map(|found| bytes.len() - rest.len() + found)
}

/// Returns the length of the forbidden character that begins at `at`, if there is one.
fn forbidden_at(text: &str, at: usize) -> Option<usize> {
    let c = text.get(at..)?.chars().next()?;
    is_forbidden(c).then(|| c.len_utf8())
}

/// Appends `text` for HTML or XML, for element content and quoted attributes.
pub fn html_into(text: &str, out: &mut String) {
    escape_into(text, IN_QUOTES, out);
}

/// Appends `text` for the content of an element, where quotation marks need no escaping.
pub fn content_into(text: &str, out: &mut String) {
    escape_into(text, IN_CONTENT, out);
}

/// Appends a value of raw HTML for a quoted attribute: its character references are kept, and nothing in it can end the
/// attribute.
pub fn written_into(value: &str, out: &mut String) {
    references_into(value, IN_QUOTES, out);
}

/// Appends text of raw HTML for the content of an element: its character references are kept, and nothing in it is
/// markup.
pub fn written_content_into(text: &str, out: &mut String) {
    references_into(text, IN_CONTENT, out);
}

fn references_into(text: &str, kinds: u8, out: &mut String) {
    let mut parts = text.split('&');
    escape_into(parts.next().unwrap_or(""), kinds, out);
    for part in parts {
        let begins_reference = part.starts_with(|c: char| c == '#' || c.is_ascii_alphabetic());
        out.push_str(if begins_reference { "&" } else { "&amp;" });
        escape_into(part, kinds, out);
    }
}

fn escape_into(text: &str, kinds: u8, out: &mut String) {
    let bytes = text.as_bytes();
    let mut written = 0;
    let mut at = 0;
    while let Some(found) = find(bytes, at, kinds) {
        at = found;
        let (replacement, length) = match bytes[at] {
            b'&' => ("&amp;", 1),
            b'<' => ("&lt;", 1),
            b'>' => ("&gt;", 1),
            b'"' => ("&quot;", 1),
            b'\'' => ("&#39;", 1),
            _ => {
                let Some(length) = forbidden_at(text, at) else {
                    at += 1;
                    continue;
                };
                ("\u{fffd}", length)
            }
        };
        out.push_str(text.get(written..at).unwrap_or(""));
        out.push_str(replacement);
        at += length;
        written = at;
    }
    out.push_str(text.get(written..).unwrap_or(""));
}

/// Writes `text` for HTML, as templates do with every value.
pub(crate) fn html_to(text: &str, out: &mut dyn std::io::Write) -> std::io::Result<()> {
    if find(text.as_bytes(), 0, IN_QUOTES).is_some() {
        out.write_all(html(text).as_bytes())
    } else {
        out.write_all(text.as_bytes())
    }
}

/// Escapes `text` for HTML or XML.
pub fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    html_into(text, &mut out);
    out
}

/// Returns a value as JSON that is safe inside `<script>`: nothing in it can end the script or begin a comment, and it
/// parses to the same value (WHATWG HTML §4.12.1.3, "Restrictions for contents of script elements").
pub fn json_in_script(
    value: &(impl serde::Serialize + ?Sized),
) -> Result<String, serde_json::Error> {
    serialised(value, ScriptFormatter)
}

/// Writes JSON like `serde_json`, but escapes the characters that mean something in a script.
struct ScriptFormatter;

/// Returns a value as JSON for a file of its own.
pub fn json(value: &(impl serde::Serialize + ?Sized)) -> Result<String, serde_json::Error> {
    serialised(value, FileFormatter)
}

/// Appends a value as JSON for a file of its own.
pub(crate) fn json_into(
    value: &(impl serde::Serialize + ?Sized),
    out: &mut Vec<u8>,
) -> Result<(), serde_json::Error> {
    value.serialize(&mut serde_json::Serializer::with_formatter(out, FileFormatter))
}

fn serialised(
    value: &(impl serde::Serialize + ?Sized),
    formatter: impl serde_json::ser::Formatter,
) -> Result<String, serde_json::Error> {
    let mut out = Vec::with_capacity(24 << 10);
    value.serialize(&mut serde_json::Serializer::with_formatter(&mut out, formatter))?;
    Ok(String::from_utf8(out).expect("JSON is text"))
}

/// Writes JSON like `serde_json`, but replaces characters that no text may hold.
struct FileFormatter;

impl serde_json::ser::Formatter for FileFormatter {
    fn write_string_fragment<W: std::io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> std::io::Result<()> {
        writer.write_all(crate::characters::clean(fragment).as_bytes())
    }

    fn write_char_escape<W: std::io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        escape: serde_json::ser::CharEscape,
    ) -> std::io::Result<()> {
        write_char_escape(writer, escape)
    }
}

/// Writes a character that JSON escapes. Control characters are not text, even when escaped.
fn write_char_escape<W: std::io::Write + ?Sized>(
    writer: &mut W,
    escape: serde_json::ser::CharEscape,
) -> std::io::Result<()> {
    use serde_json::ser::CharEscape;
    match escape {
        CharEscape::Backspace
        | CharEscape::FormFeed
        | CharEscape::CarriageReturn
        | CharEscape::AsciiControl(_) => writer.write_all("\u{fffd}".as_bytes()),
        other => serde_json::ser::Formatter::write_char_escape(
            &mut serde_json::ser::CompactFormatter,
            writer,
            other,
        ),
    }
}

impl serde_json::ser::Formatter for ScriptFormatter {
    fn write_string_fragment<W: std::io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> std::io::Result<()> {
        let bytes = fragment.as_bytes();
        let mut written = 0;
        let mut at = 0;
        while let Some(found) = find(bytes, at, IN_SCRIPT) {
            at = found;
            let (replacement, length): (&[u8], usize) = match (bytes[at], bytes.get(at + 1..at + 3))
            {
                (b'<', _) => (b"\\u003c", 1),
                (b'>', _) => (b"\\u003e", 1),
                (b'&', _) => (b"\\u0026", 1),
                (0xe2, Some([0x80, 0xa8])) => (b"\\u2028", 3),
                (0xe2, Some([0x80, 0xa9])) => (b"\\u2029", 3),
                _ => {
                    let Some(length) = forbidden_at(fragment, at) else {
                        at += 1;
                        continue;
                    };
                    ("\u{fffd}".as_bytes(), length)
                }
            };
            writer.write_all(bytes.get(written..at).unwrap_or(&[]))?;
            writer.write_all(replacement)?;
            at += length;
            written = at;
        }
        writer.write_all(bytes.get(written..).unwrap_or(&[]))
    }

    fn write_char_escape<W: std::io::Write + ?Sized>(
        &mut self,
        writer: &mut W,
        escape: serde_json::ser::CharEscape,
    ) -> std::io::Result<()> {
        write_char_escape(writer, escape)
    }
}

/// The maximum length in bytes of a character reference that is resolved, including its semicolon.
const LONGEST_REFERENCE: usize = 32;

/// Resolves character references as browsers do in attributes (WHATWG HTML §13.2.5.73), if they end with a semicolon.
/// An unknown name stays as it is written.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        out.push_str(before);
        // No reference is longer, and an unterminated one must not be searched through again for each `&`.
        let end = after.bytes().take(LONGEST_REFERENCE).position(|byte| byte == b';');
        let resolved =
            end.and_then(|end| Some((reference(after.get(..end)?)?, after.get(end + 1..)?)));
        if let Some((characters, tail)) = resolved {
            out.push_str(&characters);
            rest = tail;
        } else {
            out.push('&');
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

fn reference(name: &str) -> Option<String> {
    let c = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "colon" => ':',
        "Tab" => '\t',
        "NewLine" => '\n',
        _ => {
            let Some(number) = name.strip_prefix('#') else { return named(name) };
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(code)?
        }
    };
    Some(c.into())
}

/// Returns the characters of any other name. The parser of Markdown has the list of all 2,125.
fn named(name: &str) -> Option<String> {
    if !name.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let reference = format!("x&{name};");
    let mut text = String::new();
    for event in pulldown_cmark::Parser::new(&reference) {
        if let pulldown_cmark::Event::Text(part) = event {
            text.push_str(&part);
        }
    }
    text.strip_prefix('x').filter(|text| !text.starts_with('&') || name == "amp").map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{
        content_into, html, json, json_in_script, unescape, written_content_into, written_into,
    };

    #[test]
    fn nothing_in_a_text_is_markup() {
        assert_eq!(html("<a href=\"x\">&'"), "&lt;a href=&quot;x&quot;&gt;&amp;&#39;");
        let mut content = String::new();
        content_into("<a \"b\">'", &mut content);
        assert_eq!(content, "&lt;a \"b\"&gt;'");
        assert_eq!(html("a\u{0}b\u{85}c\u{ffff}d\té\n"), "a\u{fffd}b\u{fffd}c\u{fffd}d\té\n");
    }

    #[test]
    fn references_of_raw_html_stay_and_nothing_else_is_markup() {
        let (mut value, mut content) = (String::new(), String::new());
        written_into("caf&eacute; &#65; & <\"'>", &mut value);
        written_content_into("&nbsp;<b>\" && x", &mut content);
        assert_eq!(value, "caf&eacute; &#65; &amp; &lt;&quot;&#39;&gt;");
        assert_eq!(content, "&nbsp;&lt;b&gt;\" &amp;&amp; x");
    }

    #[test]
    fn json_cannot_end_its_script() {
        let safe = json_in_script("</script><!--<script>\u{2028}&é\u{20ac}").unwrap();
        assert!(!safe.contains(['<', '>', '&', '\u{2028}']));
        assert_eq!(
            serde_json::from_str::<String>(&safe).unwrap(),
            "</script><!--<script>\u{2028}&é\u{20ac}"
        );
    }

    #[test]
    fn what_is_no_character_reaches_neither_html_nor_json() {
        let text = "a\u{1}\u{7f}\u{8}\r\u{80}\u{fdd0}\u{fffe}\u{1fffe}\u{10ffff}b \u{a0}😀\u{fdcf}\t\n\"\\";
        let clean = format!("a{}b \u{a0}😀\u{fdcf}\t\n\"\\", "\u{fffd}".repeat(9));
        assert_eq!(html(text), clean.replace('"', "&quot;"));
        for written in [json(text).unwrap(), json_in_script(text).unwrap()] {
            assert_eq!(serde_json::from_str::<String>(&written).unwrap(), clean);
        }
        let plain = "a \u{a0}😀 \"é\" \n";
        assert_eq!(json(plain).unwrap(), serde_json::to_string(plain).unwrap());
    }

    #[test]
    fn references_are_resolved() {
        assert_eq!(unescape("a&amp;b&#x3a;&#58;&nope;&"), "a&b::&nope;&");
    }
}
