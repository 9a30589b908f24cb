//! Findings as commands of GitHub's workflows, one line each, which GitHub shows beside the lines of a pull request
//! (GitHub Docs, "Workflow commands for GitHub Actions").

use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::human::TextOf;
use crate::diagnostic::severity::Severity;

/// Renders one finding. `folder` is the path of the site in its repository, empty or with a final slash.
pub fn render(finding: &Diagnostic, folder: &str, text_of: TextOf<'_>) -> String {
    let command = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info | Severity::Off => "notice",
    };
    let mut properties = vec![("file", format!("{folder}{}", finding.place.path))];
    if let Some(span) = finding.place.span
        && let Some(index) = text_of(&finding.place.path)
    {
        let (start, end) = (index.position(span.start), index.position(span.end));
        properties.push(("line", start.line.to_string()));
        properties.push(("endLine", end.line.to_string()));
        if start.line == end.line {
            properties.push(("col", start.column.to_string()));
            properties.push(("endColumn", end.column.to_string()));
        }
    }
    properties.push(("title", finding.code.name().to_owned()));
    let properties: Vec<String> =
        properties.iter().map(|(key, value)| format!("{key}={}", property(value))).collect();
    let text = match &finding.hint {
        Some(hint) => format!("{}\n{hint}", finding.message),
        None => finding.message.clone(),
    };
    format!("::{command} {}::{}", properties.join(","), data(&text))
}

/// Escapes a message, as `@actions/core` does.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::render;
    use crate::diagnostic::{Code, Diagnostic, Place};
    use crate::path::SitePath;
    use crate::span::{LineIndex, Span};

    #[test]
    fn what_means_something_to_github_is_escaped() {
        let path = SitePath::new("content/a, b.md").unwrap();
        let text_of = |_: &SitePath| Some(Rc::new(LineIndex::new("one\ntwo\n")));
        let finding =
            Diagnostic::new(Code::LinkBroken, Place::new(&path, Span::new(5, 6)), "100%\n::x");
        assert_eq!(
            render(&finding.hint("mend: it"), "docs/", &text_of),
            "::error file=docs/content/a%2C b.md,line=2,endLine=2,col=2,endColumn=3,title=link/broken::100%25%0A::x%0Amend: it"
        );
    }
}
