//! [`InputFile`]: a text file as it is parsed: UTF-8, without byte-order mark, lines ending in `\n`. So a file from
//! Windows gives the same bytes, and lines and columns are those that its editor shows.

use std::borrow::Cow;
use std::string::FromUtf8Error;
use std::sync::Arc;

use crate::characters::{clean, find_byte, forbidden, is_blank};
use crate::content::conflicts::conflicts;
use crate::content::head::{is_lfs_pointer, lfs_pointer};
use crate::diagnostic::{Code, Diagnostic, Findings, Outcome, Place};
use crate::node::control_finding;
use crate::path::SitePath;
use crate::span::Span;

/// The maximum size of a text file in bytes.
pub const MAX_FILE: usize = 4 << 20;

/// A text file of the site.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// Its path.
    pub path: SitePath,
    /// Its text.
    pub text: Arc<str>,
}

impl InputFile {
    /// Checks the bytes of a file. `None` if they are not text that can be parsed.
    pub fn new(path: &SitePath, bytes: Vec<u8>) -> Outcome<Option<Self>> {
        let refuse = |code, span: Option<Span>, message: String, hint: &str| {
            let place = Place { path: path.clone(), span };
            Outcome::new(None, vec![Diagnostic::new(code, place, message).hint(hint)])
        };
        if bytes.len() > MAX_FILE {
            let message =
                format!("this file has {:.1} MB; at most 4 MB are allowed", megabytes(bytes.len()));
            return refuse(
                Code::FileTooLarge,
                None,
                message,
                "split the article, or move data out of it",
            );
        }
        if is_lfs_pointer(&bytes) {
            return Outcome::new(None, vec![lfs_pointer(path)]);
        }
        let text = match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let message = format!("line {} is not UTF-8 text", line_of(&error));
                return refuse(Code::FileEncoding, None, message, "save the file as UTF-8");
            }
        };
        let text = normalise(text);
        let has_forbidden = forbidden(&text).next().is_some();
        if has_forbidden && let Some(at) = text.find('\0') {
            return refuse(
                Code::FileEncoding,
                Some(Span::new(at, at)),
                "there is a NUL byte here".into(),
                "remove it; is this file really text, saved as UTF-8?",
            );
        }
        if is_blank(&text) {
            return refuse(
                Code::FileEmpty,
                None,
                "this file is empty".into(),
                "write an article that begins with front matter between two `---` lines, or delete the file",
            );
        }
        let mut findings = Findings::default();
        let text = readable(path, text, has_forbidden, &mut findings);
        Outcome::new(Some(Self { path: path.clone(), text: text.into() }), findings.into_vec())
    }
}

/// Returns a text without what no text may hold, and reports it.
fn readable(path: &SitePath, text: String, has_forbidden: bool, findings: &mut Findings) -> String {
    let text = if has_forbidden {
        controls(path, &text, findings);
        without_controls(text)
    } else {
        findings.extend(lost(path, &text));
        text
    };
    let text = match conflicts(path, &text) {
        Some((found, clean)) => {
            findings.extend(found);
            clean
        }
        None => text,
    };
    bidi_controls(path, &text, findings);
    text
}

/// Returns the finding about characters that another program could not read, outside of code, which may show them.
fn lost(path: &SitePath, text: &str) -> Option<Diagnostic> {
    text.find('\u{fffd}')?;
    let (mut at, mut in_code, mut found) = (0, false, Vec::new());
    for line in text.split_inclusive('\n') {
        let begins = line.trim_start_matches([' ', '>']);
        in_code ^= begins.starts_with("```") || begins.starts_with("~~~");
        let is_code = in_code || line.contains('`') || line.contains("<code");
        let signs = line.match_indices('\u{fffd}').filter(|_| !is_code);
        found.extend(signs.map(|(sign, _)| at + sign));
        at += line.len();
    }
    let first = *found.first()?;
    let place = Place::new(path, Span::new(first, first + '\u{fffd}'.len_utf8()));
    let more = if found.len() > 1 {
        format!(" ({} times in this file)", found.len())
    } else {
        String::new()
    };
    let message =
        format!("`\u{fffd}` stands for a character that another program could not read{more}");
    let hint = "write the character that belongs here; if there are many, copy the text from its original again";
    Some(Diagnostic::new(Code::TextGarbled, place, message).hint(hint))
}

/// Returns the line that is not UTF-8.
fn line_of(error: &FromUtf8Error) -> usize {
    let valid = error.as_bytes().get(..error.utf8_error().valid_up_to());
    valid.map_or(1, |valid| valid.split(|byte| *byte == b'\n').count())
}

#[expect(clippy::cast_precision_loss, reason = "a size for people")]
fn megabytes(bytes: usize) -> f64 {
    bytes as f64 / 1e6
}

/// Removes a byte-order mark and makes every line end in `\n`.
pub fn normalise(text: String) -> String {
    let text = if let Some(rest) = text.strip_prefix('\u{feff}') { rest.to_owned() } else { text };
    let has_return = find_byte(text.as_bytes(), 0, |byte| byte == b'\r').is_some();
    if has_return { text.replace("\r\n", "\n").replace('\r', "\n") } else { text }
}

/// Returns the text of a content file with `�` in place of each character that no text may hold.
pub fn without_controls(text: String) -> String {
    match clean(&text) {
        Cow::Borrowed(_) => text,
        Cow::Owned(clean) => clean,
    }
}

/// Reports characters that no text may hold, the first on each line, with their places in the clean text.
fn controls(path: &SitePath, text: &str, findings: &mut Findings) {
    let length = char::REPLACEMENT_CHARACTER.len_utf8();
    let (mut taken, mut put) = (0, 0);
    let mut line_end = 0;
    for (at, c) in forbidden(text) {
        let start = at - taken + put;
        (taken, put) = (taken + c.len_utf8(), put + length);
        if at >= line_end {
            line_end = at + text.get(at..).and_then(|rest| rest.find('\n')).unwrap_or(text.len());
            let span = Span::new(start, start + length);
            findings.push(control_finding(Place::new(path, span), c));
        }
    }
}

/// Reports invisible characters that change the direction of the text (Unicode UAX #9; CVE-2021-42574 shows the harm).
/// One finding per line, for the first of them.
fn bidi_controls(path: &SitePath, text: &str, findings: &mut Findings) {
    // All of them are U+202A to U+202E and U+2066 to U+2069: the first two bytes are E2 80 or E2 81.
    if find_byte(text.as_bytes(), 0, |byte| byte == 0xe2).is_none() {
        return;
    }
    let is_control = |c: char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut line_end = 0;
    for (at, c) in text.match_indices(is_control) {
        if at < line_end {
            continue;
        }
        line_end = at + text.get(at..).and_then(|rest| rest.find('\n')).unwrap_or(text.len());
        let code = c.chars().next().map_or(0, u32::from);
        let message = format!(
            "an invisible control character (U+{code:04X}) changes the direction of the text here"
        );
        let place = Place::new(path, Span::new(at, at + c.len()));
        findings.push(Diagnostic::new(Code::TextBidi, place, message).hint("remove it unless the text needs it; it can make text read differently from what it says"));
    }
}
