//! `[check]` of `site.toml`: how severe each kind of finding is, by its code or for a whole group of codes.

use crate::diagnostic::{Code, Levels, Severity};
use crate::node::decode::{Decoder, one_of};
use crate::node::{Key, Node, NodeKind};

const LEVELS: &[(&str, Severity)] = &[
    ("error", Severity::Error),
    ("warning", Severity::Warning),
    ("info", Severity::Info),
    ("off", Severity::Off),
];

/// Reads the levels. What is said of a code overrides what is said of its group, in whichever order.
pub(super) fn levels(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Levels> {
    let NodeKind::Mapping(entries) = &node.kind else {
        d.wrong_type(node, "a table of codes", None);
        return None;
    };
    let mut levels = Levels::new();
    let is_group = |(key, _): &&(Key<'_>, Node<'_>)| !key.text.contains('/');
    for (key, value) in entries.iter().filter(is_group) {
        let mut codes = of_group(&key.text).peekable();
        if codes.peek().is_none() {
            report_unchangeable(d, key);
            continue;
        }
        let Some(level) = one_of(d, value, LEVELS) else { continue };
        levels.extend(codes.map(|code| (code, level)));
    }
    for (key, value) in entries.iter().filter(|entry| !is_group(entry)) {
        let Some(code) = Code::named(&key.text) else {
            report_unknown(d, key);
            continue;
        };
        let Some(level) = one_of(d, value, LEVELS) else { continue };
        if code.is_fixed() && level != Severity::Error {
            let message =
                format!("`{code}` is always an error: the page could not be rendered correctly");
            d.report_with_hint(Code::FieldInvalid, value.span, message, ONLY_WARNINGS);
            continue;
        }
        levels.insert(code, level);
    }
    Some(levels)
}

/// Returns the codes of a group whose level can be changed.
fn of_group(group: &str) -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(move |code| code.group() == group && !code.is_fixed())
}

const ONLY_WARNINGS: &str = "remove the line; only warnings can be changed";

/// Reports a key that is no group with a code whose level can be changed.
fn report_unchangeable(d: &mut Decoder<'_>, key: &Key<'_>) {
    if !Code::ALL.iter().any(|code| code.group() == key.text) {
        report_unknown(d, key);
        return;
    }
    let message = format!(
        "each finding of `{}` is always an error: the page could not be rendered correctly",
        key.text
    );
    d.report_with_hint(Code::FieldInvalid, key.span, message, ONLY_WARNINGS);
}

fn report_unknown(d: &mut Decoder<'_>, key: &Key<'_>) {
    let changeable = Code::ALL.iter().filter(|code| !code.is_fixed());
    let names = changeable.flat_map(|code| [code.name(), code.group()]);
    let otherwise = "run `nutgraf explain` to list every code";
    d.report_no_finding(Code::FieldUnknown, (&key.text, key.span), names, otherwise);
}
