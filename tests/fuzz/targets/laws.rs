//! The laws for all findings, wherever they come from.

use std::rc::Rc;

use nutgraf::diagnostic::{Diagnostic, Fix, Outcome, Place, apply, human, json};
use nutgraf::path::SitePath;
use nutgraf::span::LineIndex;

use crate::runner::Failure;

/// The number of findings that are shown, since each is shown in the same way.
const SHOWN: usize = 40;

/// Finds the text of a file, as it was parsed.
pub(crate) type TextOf<'a> = &'a dyn Fn(&SitePath) -> Option<Rc<LineIndex>>;

/// Checks that each finding is inside the text of its file, says what to do next, and can be shown, and that its fixes
/// can be applied.
pub(crate) fn findings(findings: &[Diagnostic], text_of: TextOf<'_>) -> Result<(), Failure> {
    for finding in findings {
        let places = finding.related.iter().map(|(place, _)| place).chain([&finding.place]);
        for place in places {
            in_text(place, text_of, finding)?;
        }
        for fix in &finding.fixes {
            can_be_made(fix, text_of, finding)?;
        }
        if finding.hint.as_ref().is_none_or(|hint| hint.trim().is_empty()) {
            return broken("a finding says what to do next", finding);
        }
        if finding.message.trim().is_empty() || finding.message.ends_with('.') {
            return broken("a finding says what is wrong, without a final stop", finding);
        }
    }
    for finding in findings.iter().take(SHOWN) {
        drop(human::render(finding, text_of, true));
        let line = json::render(finding, text_of);
        if line.contains('\n') || serde_json::from_str::<serde_json::Value>(&line).is_err() {
            return broken("a finding is one line of JSON", finding);
        }
    }
    Ok(())
}

fn in_text(place: &Place, text_of: TextOf<'_>, finding: &Diagnostic) -> Result<(), Failure> {
    let (Some(span), Some(text)) = (place.span, text_of(&place.path)) else { return Ok(()) };
    match text.text().get(span.start as usize..span.end as usize) {
        Some(_) => Ok(()),
        None => broken("a finding stands in the text of its file", finding),
    }
}

/// Checks that a fix can be applied, and changes each file that it names.
fn can_be_made(fix: &Fix, text_of: TextOf<'_>, finding: &Diagnostic) -> Result<(), Failure> {
    for edit in &fix.edits {
        let Some(text) = text_of(&edit.path) else {
            return broken("a fix names a file that is there", finding);
        };
        let others = fix.edits.iter().filter(|other| other.path == edit.path);
        if apply(text.text(), others).is_ok_and(|fixed| fixed != text.text()) {
            continue;
        }
        return broken("a fix can be made and changes its file", finding);
    }
    Ok(())
}

/// Checks that an error says why, if nothing came of a file.
pub(crate) fn nothing_without_an_error<T>(outcome: &Outcome<Option<T>>) -> Result<(), Failure> {
    if outcome.value.is_none() && !outcome.findings.iter().any(Diagnostic::is_error) {
        let detail = format!("{:#?}", outcome.findings);
        return Err(Failure::new("where nothing comes of a file, an error says why", detail));
    }
    Ok(())
}

fn broken(law: &str, finding: &Diagnostic) -> Result<(), Failure> {
    Err(Failure::new(law, format!("{finding:#?}")))
}

/// Returns the text of the only file.
pub(crate) fn only(
    path: &SitePath,
    text: &str,
) -> impl Fn(&SitePath) -> Option<Rc<LineIndex>> + use<> {
    let (path, index) = (path.clone(), Rc::new(LineIndex::new(text)));
    move |asked| (*asked == path).then(|| Rc::clone(&index))
}
