//! `[check]` of `site.toml`: how severe each kind of finding is, by its code or for a whole group of codes.

use crate::diagnostic::{Code, Diagnostic, Levels, Safety, Severity, did_you_mean};
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
            report_unknown(d, key);
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
        if is_fixed(code) && level != Severity::Error {
            d.report_with_hint(
                Code::FieldInvalid,
                value.span,
                format!("`{code}` is always an error: the page could not be rendered correctly"),
                "remove the line; only warnings can be changed",
            );
            continue;
        }
        levels.insert(code, level);
    }
    Some(levels)
}

/// Returns the codes of a group whose level can be changed.
fn of_group(group: &str) -> impl Iterator<Item = Code> {
    Code::ALL.iter().copied().filter(move |code| code.group() == group && !is_fixed(*code))
}

/// Whether a code is an error on every site.
fn is_fixed(code: Code) -> bool {
    code.severity() == Severity::Error && code.check_rule().is_none()
}

fn report_unknown(d: &mut Decoder<'_>, key: &Key<'_>) {
    let names = Code::ALL.iter().flat_map(|code| [code.name(), code.group()]);
    let near = did_you_mean(&key.text, names);
    let hint = near.map_or_else(
        || "run `nutgraf explain` to list every code".to_owned(),
        |near| format!("did you mean `{near}`?"),
    );
    let fix =
        near.and_then(|near| d.fix(key.span, &key.text, near, Safety::of_guess(&key.text, near)));
    let message = format!("there is no finding named `{}`", key.text);
    let finding = Diagnostic::new(Code::FieldUnknown, d.place(key.span), message);
    d.findings.push(finding.hint(hint).fix(fix));
}
