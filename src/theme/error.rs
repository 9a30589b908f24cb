//! Turns Tera's errors into findings: template, line, column, and the chain of calls that led there.

use tera::{Error, ErrorKind, ReportError};

use crate::diagnostic::{Code, Diagnostic, Fix, Place, Safety, did_you_mean, once};
use crate::path::SitePath;
use crate::span::Span;
use crate::theme::builtin::builtin_file;
use crate::theme::sources::TemplateSources;

/// Returns the findings for an error. `template` is the requested one, in case the error names none.
pub fn findings_of(error: &Error, template: &str, sources: &TemplateSources) -> Vec<Diagnostic> {
    let place = |name: &str| place_of(name, None, sources);
    let simple = |code, place, message: String, hint: &str| {
        vec![Diagnostic::new(code, place, message).hint(hint)]
    };
    match error.kind() {
        ErrorKind::SyntaxError(report) => {
            vec![reported(error, report, Code::TemplateSyntax, sources)]
        }
        ErrorKind::RenderingError(report) => {
            vec![reported(error, report, Code::TemplateError, sources)]
        }
        // Errors in combining templates come as one text with several reports.
        ErrorKind::Msg(text) => reports(text, template, sources),
        ErrorKind::CircularExtend { tpl, inheritance_chain } => {
            let chain = inheritance_chain.join(" → ");
            let hint = format!(
                "`extends` the level below by its prefix: `default/{}`",
                tpl.rsplit('/').next().unwrap_or(tpl)
            );
            simple(
                Code::TemplateSyntax,
                place(tpl),
                format!("templates extend each other in a circle: {chain}"),
                &hint,
            )
        }
        ErrorKind::CircularInclude { tpl, include_chain } => simple(
            Code::TemplateSyntax,
            place(tpl),
            format!("templates include each other in a circle: {}", include_chain.join(" → ")),
            "a template cannot include itself; use a loop or a component",
        ),
        ErrorKind::MissingParent { current, parent } => {
            let message = format!("this template extends `{parent}`, which does not exist");
            vec![missing((current, parent), place(current), message, sources)]
        }
        ErrorKind::TemplateNotFound(name) => {
            let message = format!("there is no template named `{name}`");
            vec![missing((template, name), place(template), message, sources)]
        }
        other => simple(
            Code::TemplateError,
            place(template),
            lower_first(&other.to_string()),
            "fix the template",
        ),
    }
}

/// Returns the finding for an error that knows its place.
fn reported(
    error: &Error,
    report: &ReportError,
    code: Code,
    sources: &TemplateSources,
) -> Diagnostic {
    let range = report.span().range.clone();
    let mut finding = Diagnostic::new(
        code,
        place_of(report.filename(), Some(range.into()), sources),
        lower_first(report.message()),
    );
    // The notes are only in the printed form.
    for line in error.to_string().lines() {
        if let Some((label, place)) =
            line.strip_prefix("note: ").and_then(|note| located(note, sources))
        {
            finding = finding.related(place, label);
        }
    }
    let part = (report.filename(), Some(report.span().range.clone().into()));
    let fix = meant(report.message()).and_then(|meant| fix(part, meant, sources));
    finding.hint(hint_for(report.message())).fix(fix)
}

/// Returns the finding that a template names another one that does not exist.
fn missing(
    (template, name): (&str, &str),
    place: Place,
    message: String,
    sources: &TemplateSources,
) -> Diagnostic {
    let near = suggestion(name, sources);
    let hint = near.map_or_else(
        || {
            "name a template of this theme, or of a theme it extends, such as `default/base.html`"
                .into()
        },
        |near| format!("did you mean `{near}`?"),
    );
    let fix = near.and_then(|near| fix((template, None), (name, near), sources));
    Diagnostic::new(Code::ThemeMissingTemplate, place, message).hint(hint).fix(fix)
}

fn suggestion<'s>(name: &str, sources: &'s TemplateSources) -> Option<&'s str> {
    let names = sources.keys().flat_map(|known| {
        [known.as_str(), known.split_once('/').map_or(known.as_str(), |(_, bare)| bare)]
    });
    did_you_mean(name, names)
}

/// Returns a fix that writes another name in a template, or in a part of it. `None` in a built-in theme, and if it is
/// not known which of several places is meant.
fn fix(
    (template, part): (&str, Option<Span>),
    (wrong, right): (&str, &str),
    sources: &TemplateSources,
) -> Option<Fix> {
    let (path, text) = sources.get(template)?;
    if builtin_file(path).is_some() || right.contains(['"', '\'', '\\']) {
        return None;
    }
    let span = once(text, part.unwrap_or_else(|| Span::new(0, text.len())), wrong)?;
    Some(Fix::replace(path, span, right, Safety::of_guess(wrong, right)))
}

/// Returns the missing name, and the nearest of those that Tera lists: `Variable `x` is not defined. Available
/// variables: a, b`.
fn meant(message: &str) -> Option<(&str, &str)> {
    let (head, list) = message.split_once("Available ")?;
    let wanted = head.split('`').nth(1)?;
    let known = list.split_once(": ")?.1;
    let known = known.split(", ").map(|name| name.trim_matches(['`', '.', '\n', ' ']));
    Some((wanted, did_you_mean(wanted, known)?))
}

fn hint_for(message: &str) -> String {
    let lower = message.to_lowercase();
    if let Some((_, near)) = meant(message) {
        format!("did you mean `{near}`?")
    } else if message.starts_with("there is no file `static/") {
        "write the path relative to `static/`, or add the file".into()
    } else if message.contains("`super`") {
        "write `{{ super() }}`, with parentheses".into()
    } else if lower.contains("block") {
        "the extended template must have a block of this name".into()
    } else if lower.contains("not defined") || lower.contains("not found in") {
        "write `x or \"…\"` for a value that may be missing; the guide lists what templates can use"
            .into()
    } else if lower.contains("is not a colour") {
        "write a colour such as `#00625c`".into()
    } else if lower.contains("no colour has") {
        "use a smaller `ratio`, or backgrounds that are more alike".into()
    } else if lower.contains("recursion") {
        "a component must not call itself endlessly".into()
    } else {
        "this is Tera 2: most examples on the web are for Tera 1".into()
    }
}

/// Splits the text of several reports: `error: message`, ` --> file:line:column`, excerpt.
fn reports(text: &str, template: &str, sources: &TemplateSources) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let mut message: Option<&str> = None;
    for line in text.lines() {
        if let Some(found) = line.strip_prefix("error: ") {
            message = Some(found);
        } else if let (Some(found), Some(at)) = (message, line.trim_start().strip_prefix("--> ")) {
            if let Some((_, place)) = located(at, sources) {
                // `file:line:column`
                let at = at.rsplitn(3, ':').last().unwrap_or_default();
                let missing = found
                    .strip_prefix("Unknown template `")
                    .and_then(|rest| rest.split('`').next());
                let said = lower_first(found);
                findings.push(match missing {
                    Some(name) => self::missing((at, name), place, said, sources),
                    None => {
                        Diagnostic::new(Code::TemplateSyntax, place, said).hint(hint_for(found))
                    }
                });
            }
            message = None;
        }
    }
    if findings.is_empty() {
        findings.push(
            Diagnostic::new(
                Code::TemplateError,
                place_of(template, None, sources),
                lower_first(text.lines().next().unwrap_or("the template failed")),
            )
            .hint(hint_for(text)),
        );
    }
    findings
}

/// `label file:line:column` or `file:line:column`: the label, and the place.
fn located(text: &str, sources: &TemplateSources) -> Option<(String, Place)> {
    let (head, column) = text.rsplit_once(':')?;
    let (head, line) = head.rsplit_once(':')?;
    let (label, name) = head.rsplit_once(' ').unwrap_or(("", head));
    let (line, column): (usize, usize) = (line.parse().ok()?, column.parse().ok()?);
    let (_, source) = sources.get(name)?;
    let start: usize = source.split_inclusive('\n').take(line.checked_sub(1)?).map(str::len).sum();
    let in_line =
        source.get(start..)?.char_indices().nth(column.saturating_sub(1)).map_or(0, |(at, _)| at);
    let at = start + in_line;
    Some((label.to_owned(), place_of(name, Some(Span::new(at, at + 1)), sources)))
}

/// Returns the file of a template.
fn place_of(name: &str, span: Option<Span>, sources: &TemplateSources) -> Place {
    let found = sources.get(name);
    match found {
        Some((path, _)) => Place { path: path.clone(), span },
        None => Place {
            path: SitePath::new(name).unwrap_or_else(|_| {
                SitePath::new("templates").expect("a path in a program is a path")
            }),
            span: None,
        },
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.trim_end_matches('.').chars();
    match chars.next() {
        Some(first) => first.to_lowercase().chain(chars).collect(),
        None => String::new(),
    }
}
