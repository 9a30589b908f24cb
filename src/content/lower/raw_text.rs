//! Plain text of raw HTML.

use crate::content::document::{RawPart, RawPiece, each_piece};
use crate::escape::unescape;

/// The elements that stand within a line; any other begins a new one.
const WITHIN_A_LINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "cite", "code", "data", "del", "dfn", "em", "i", "ins", "kbd",
    "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
];

/// The elements whose content nobody sees.
const UNSEEN: &[&str] = &["script", "style", "template", "title"];

/// Returns the text between the tags, with a line for each block.
pub(super) fn raw_text(parts: &[RawPart]) -> String {
    let mut out = String::new();
    let mut unseen: Option<String> = None;
    each_piece(parts, |piece| match piece {
        RawPiece::Text(text) if unseen.is_none() => out.push_str(&unescape(text)),
        RawPiece::Text(_) => {}
        RawPiece::Tag(tag) => {
            let (tag, ends) = tag.strip_prefix('/').map_or((tag, false), |tag| (tag, true));
            let name = tag.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
            let name = name.to_ascii_lowercase();
            match &unseen {
                Some(begun) if ends && *begun == name => unseen = None,
                Some(_) => {}
                None if !ends && UNSEEN.contains(&name.as_str()) => unseen = Some(name),
                None if WITHIN_A_LINE.contains(&name.as_str()) => {}
                None => out.push('\n'),
            }
        }
    });
    out
}
