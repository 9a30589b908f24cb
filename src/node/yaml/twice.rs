//! What to say of a key that appears twice in a map.

use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Place, Safety};
use crate::node::Key;
use crate::path::SitePath;
use crate::span::{Span, line_start};

/// Returns the finding that a key appears twice.
pub(super) fn duplicate(path: &SitePath, key: &Key<'_>, first: Span) -> Diagnostic {
    let message = format!("`{}` appears twice", key.text);
    Diagnostic::new(Code::YamlDuplicateKey, Place::new(path, key.span), message)
        .related(Place::new(path, first), "first here")
        .hint("keep one of them, or merge them into one list")
}

/// Returns the finding that a key seems to begin an item of a list, without its dash.
pub(super) fn undashed((path, text, base): (&SitePath, &str, usize), key: &Key<'_>) -> Diagnostic {
    let message = format!("a second `{}` begins here, but no new item of the list", key.text);
    let place = Place::new(path, key.span);
    let finding = Diagnostic::new(Code::YamlDuplicateKey, place, message);
    let hint = format!(
        "if a new item begins here, write `- {}: …`, with the dash below those of the other items; otherwise remove one of the two",
        key.text
    );
    let dash = (key.span.start as usize).saturating_sub(base + 2);
    let has_room = text.get(dash..dash + 2) == Some("  ");
    let fix = has_room.then(|| {
        let span = Span::new(dash, dash + 2).shifted(base);
        let title = "begin a new item".to_owned();
        let edits = vec![Edit { path: path.clone(), span, text: "- ".to_owned() }];
        Fix { title, edits, safety: Safety::Unsafe }
    });
    finding.hint(hint).fix(fix)
}

/// Returns the finding that a key of the item at `item` is not indented as far as it must be.
pub(super) fn outside(
    (path, text, base): (&SitePath, &str, usize),
    key: &Key<'_>,
    item: Span,
) -> Diagnostic {
    let message = format!(
        "`{}` stands outside of the list above it: there is one at this depth already",
        key.text
    );
    let at = (item.start as usize).saturating_sub(base);
    let line = line_start(text, at);
    let depth = at - line;
    let count = if depth == 1 { "1 space".to_owned() } else { format!("{depth} spaces") };
    Diagnostic::new(Code::YamlDuplicateKey, Place::new(path, key.span), message)
        .related(Place::new(path, item), "the item begins here")
        .hint(format!(
            "if it belongs to this item, write {count} before it; otherwise remove one of the two"
        ))
}
