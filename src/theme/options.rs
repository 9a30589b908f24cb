//! The options of a theme: the declarations in `[options.NAME]` of `theme.toml`, and `[theme_options]` of `site.toml`
//! checked against them. If neither a theme nor those that it extends declare any, every option is accepted.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::config::Config;
use crate::diagnostic::{
    Code, Diagnostic, Fix, Place, Safety, did_you_mean, exactly, in_quotes, list_of,
};
use crate::node::decode::{Decoder, MapReader, list, one_of, owned};
use crate::node::{Node, NodeKind};
use crate::theme::colour::Colour;

/// The declared options, by name.
pub(super) type DeclaredOptions = BTreeMap<String, Declared>;

/// An option that a theme declares.
pub(super) struct Declared {
    kind: OptionKind,
    default: Value,
    description: Option<String>,
}

/// The values that an option can have.
#[derive(Clone)]
enum OptionKind {
    /// `#rgb` or `#rrggbb`; templates get the long form in lower case.
    Color,
    /// Any text.
    Text,
    /// `true` or `false`.
    Flag,
    /// One of these words.
    Choice(Vec<String>),
}

/// Why a value is not of its kind, and what to write.
struct OptionFault {
    message: String,
    hint: String,
    /// The word that was written, and the one that may be meant.
    meant: Option<(String, String)>,
}

impl OptionFault {
    fn new(message: String, hint: String) -> Self {
        Self { message, hint, meant: None }
    }
}

impl OptionKind {
    /// Returns the value as templates get it. `example` is a valid value, for the hint.
    fn read(&self, name: &str, value: &Value, example: &Value) -> Result<Value, OptionFault> {
        let wanted = match self {
            Self::Color => "a colour",
            Self::Text => "text",
            Self::Flag => "`true` or `false`",
            Self::Choice(_) => "one of the theme's words",
        };
        match (self, value) {
            (Self::Color, Value::String(text)) => match Colour::parse(text) {
                Some(colour) => Ok(colour.to_string().into()),
                None => Err(OptionFault::new(
                    format!("`{text}` is not a colour of the form `#rgb` or `#rrggbb`"),
                    format!("write it as `{name} = {example}`"),
                )),
            },
            (Self::Text, Value::String(_)) | (Self::Flag, Value::Bool(_)) => Ok(value.clone()),
            (Self::Choice(words), Value::String(text)) if words.contains(text) => Ok(value.clone()),
            (Self::Choice(words), Value::String(text)) => {
                let words = || words.iter().map(String::as_str);
                let near = did_you_mean(text, words());
                let hint = near.map_or_else(
                    || format!("write {}", list_of(words())),
                    |near| {
                        format!(
                            "did you mean `{near}`? the allowed values are {}",
                            list_of(words())
                        )
                    },
                );
                let meant = near.map(|near| (text.clone(), near.to_owned()));
                Err(OptionFault { message: format!("`{name}` cannot be `{text}`"), hint, meant })
            }
            _ => Err(OptionFault::new(
                format!("`{name}` is {}, not {wanted}", described(value)),
                match self {
                    Self::Flag => format!("write `{name} = {example}`, without quotes"),
                    _ => format!("write it in quotes: `{name} = {example}`"),
                },
            )),
        }
    }

    /// Returns a value of this kind, if the theme has none to show.
    fn example(&self) -> Value {
        match self {
            Self::Color => "#00625c".into(),
            Self::Text => "…".into(),
            Self::Flag => true.into(),
            Self::Choice(words) => words.first().map_or("…", String::as_str).into(),
        }
    }
}

/// Names the kind of a value, for a message.
fn described(value: &Value) -> &'static str {
    match value {
        Value::Null => "nothing",
        Value::Bool(_) => "a truth value",
        Value::Number(_) => "a number",
        Value::String(_) => "text",
        Value::Array(_) => "a list",
        Value::Object(_) => "a table",
    }
}

/// Reads `[options]` of a `theme.toml`.
pub(super) fn declared(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<DeclaredOptions> {
    let NodeKind::Mapping(entries) = &node.kind else {
        d.wrong_type(node, "a table", Some("write `[options.NAME]` for each option".into()));
        return None;
    };
    let mut options = DeclaredOptions::new();
    for (key, node) in entries {
        let name = &key.text;
        // Templates use it as `site.theme_options.NAME`.
        let fits = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
        if !fits {
            d.report_with_hint(
                Code::FieldInvalid,
                key.span,
                format!("`{name}` cannot be used as a name in templates"),
                "begin with a lower-case letter; lower-case letters, digits and `_` can follow",
            );
        } else if let Some(option) = declaration(d, node) {
            options.insert(name.to_string(), option);
        }
    }
    Some(options)
}

/// Reads one `[options.NAME]`.
fn declaration(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Declared> {
    let kinds = [
        ("color", &OptionKind::Color),
        ("text", &OptionKind::Text),
        ("flag", &OptionKind::Flag),
        ("choice", &OptionKind::Choice(Vec::new())),
    ];
    let mut table = MapReader::new(d, node, "a table")?;
    let kind = table.required(d, "kind", "\"color\"", |d, node| one_of(d, node, &kinds)).cloned();
    let kind = match kind {
        Some(OptionKind::Choice(_)) => table
            .required(d, "choices", "[\"narrow\", \"wide\"]", |d, node| list(d, node, owned))
            .map(OptionKind::Choice),
        other => other,
    };
    let description = table.optional(d, "description", owned);
    let example = kind.as_ref().map_or("…".into(), OptionKind::example);
    let default = table.required(d, "default", &example.to_string(), |d, node| {
        let value = node.to_json();
        match kind.as_ref()?.read("default", &value, &example) {
            Ok(value) => Some(value),
            Err(OptionFault { message, hint, meant }) => {
                let span = node.shown_span();
                let fix = meant.and_then(|(wrong, right)| {
                    d.fix(span, &wrong, &right, Safety::of_guess(&wrong, &right))
                });
                let finding = Diagnostic::new(Code::FieldInvalid, d.place(span), message);
                d.findings.push(finding.hint(hint).fix(fix));
                None
            }
        }
    });
    // If the kind is unknown, so are the keys that belong to it.
    if kind.is_some() {
        table.finish(d);
    } else {
        table.report_missing(d);
    }
    Some(Declared { kind: kind?, default: default?, description })
}

/// Returns the options as templates see them: those of `site.toml`, checked, and the defaults of all others.
pub(super) fn checked(
    config: &Config,
    declared: &DeclaredOptions,
    findings: &mut Vec<Diagnostic>,
) -> Value {
    let written = config.theme_options.iter();
    if declared.is_empty() {
        return written.map(|option| (option.name.clone(), option.value.clone())).collect();
    }
    let mut values: serde_json::Map<String, Value> =
        declared.iter().map(|(name, option)| (name.clone(), option.default.clone())).collect();
    for option in written {
        let name = option.name.as_str();
        let known = || declared.keys().map(String::as_str);
        let Some(Declared { kind, default, description }) = declared.get(name) else {
            let place = Place::new(&config.path, option.name_span);
            let near = did_you_mean(name, known());
            let hint = near.map_or_else(
                || format!("its options: {}", list_of(known())),
                |near| format!("did you mean `{near}`?"),
            );
            let is_free = |near: &&str| config.theme_options.iter().all(|it| it.name != *near);
            let fix = near.filter(is_free).and_then(|near| {
                let span = exactly(option.name_span, name)
                    .or_else(|| in_quotes(option.name_span, name))?;
                Some(Fix::replace(&config.path, span, near, Safety::of_guess(name, near)))
            });
            let message = format!("the theme `{}` has no option `{name}`", config.theme);
            let finding = Diagnostic::new(Code::ThemeOptionUnknown, place, message);
            findings.push(finding.hint(hint).fix(fix));
            continue;
        };
        match kind.read(name, &option.value, default) {
            Ok(value) => {
                values.insert(name.to_owned(), value);
            }
            Err(OptionFault { message, hint, meant }) => {
                let place = Place::new(&config.path, option.value_span);
                let fix = meant.and_then(|(wrong, right)| {
                    let fits = !right.contains(['"', '\'', '\\']);
                    let span = in_quotes(option.value_span, &wrong).filter(|_| fits)?;
                    let safety = Safety::of_guess(&wrong, &right);
                    Some(Fix::replace(&config.path, span, &right, safety))
                });
                let about =
                    description.as_ref().map_or_else(String::new, |text| format!(" ({text})"));
                let finding = Diagnostic::new(Code::ThemeOption, place, message);
                findings.push(finding.hint(format!("{hint}{about}")).fix(fix));
            }
        }
    }
    Value::Object(values)
}
