//! Findings in few lines: each on one, or, if there are very many, each kind of them with its first places.

use std::collections::{BTreeMap, BTreeSet};

use annotate_snippets::{Group, Level, Renderer, renderer::DecorStyle};

use crate::diagnostic::code::Code;
use crate::diagnostic::finding::Diagnostic;
use crate::diagnostic::human::{TextOf, level_of, location, plain};
use crate::diagnostic::severity::Severity;

/// How many places are named of each kind.
const PLACES: usize = 3;

/// Renders one finding on one line, `path:line:column: severity[code]: message`, as editors and compilers have it. A
/// finding about a whole file is at its beginning.
pub fn short(finding: &Diagnostic, text_of: TextOf<'_>) -> String {
    let place = match finding.place.span.and_then(|_| text_of(&finding.place.path)) {
        Some(_) => location(&finding.place, text_of),
        None => format!("{}:1:1", finding.place.path),
    };
    let message = plain(&finding.message).replace('\n', " ");
    format!("{place}: {}[{}]: {message}", finding.severity, finding.code.name())
}

/// Renders each kind of finding as a block: how often it was found and in how many files, the first places, and what to
/// do. Errors come last, where readers look first, and what was found most often comes last among them.
pub fn grouped(findings: &[&Diagnostic], text_of: TextOf<'_>, color: bool) -> Vec<String> {
    let mut kinds: BTreeMap<(Severity, Code), Vec<&Diagnostic>> = BTreeMap::new();
    for finding in findings {
        kinds.entry((finding.severity, finding.code)).or_default().push(finding);
    }
    let mut kinds: Vec<_> = kinds.into_iter().collect();
    let count = |of: &[&Diagnostic]| of.iter().map(|finding| finding.count()).sum::<usize>();
    kinds.sort_by_key(|((severity, code), of)| (*severity == Severity::Error, count(of), *code));
    let blocks = kinds.iter().map(|((severity, code), of)| {
        let level = level_of(*severity);
        let files = of.iter().map(|finding| &finding.place.path).collect::<BTreeSet<_>>().len();
        let (files, times) = (words(files, "file"), words(count(of), "time"));
        let summary = code.rule().summary.trim_end_matches('.');
        let title = level.primary_title(format!("{times} in {files}: {summary}")).id(code.name());
        let mut group = Group::with_title(title);
        // What only says how many more there are is no place.
        let mut told = of.iter().filter(|finding| finding.more == 0);
        for finding in told.by_ref().take(PLACES) {
            let place = location(&finding.place, text_of);
            let note = format!("{place}: {}", plain(&finding.message));
            group = group.element(Level::NOTE.message(note));
        }
        let hint = of.iter().find_map(|finding| finding.hint.as_deref());
        if let Some(hint) = hint {
            let which = if count(of) > 1 { "for the first: " } else { "" };
            group = group.element(Level::HELP.message(format!("{which}{}", plain(hint))));
        }
        let renderer = if color { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    });
    blocks.collect()
}

fn words(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use super::{grouped, short};
    use crate::diagnostic::{Code, Diagnostic, Place};
    use crate::path::SitePath;
    use crate::span::{LineIndex, Span};

    fn finding(path: &str, code: Code, span: Option<Span>) -> Diagnostic {
        let place = Place { path: SitePath::new(path).unwrap(), span };
        Diagnostic::new(code, place, "wrong\nhere").hint("mend it")
    }

    #[test]
    fn a_finding_fits_on_a_line() {
        let text_of = |_: &SitePath| Some(Rc::new(LineIndex::new("one\ntwo\n")));
        let at = finding("a.md", Code::LinkBroken, Some(Span::new(5, 6)));
        assert_eq!(short(&at, &text_of), "a.md:2:2: error[link/broken]: wrong here");
        let whole = finding("a.md", Code::FileNotPublished, None);
        assert_eq!(short(&whole, &text_of), "a.md:1:1: warning[file/not-published]: wrong here");
    }

    #[test]
    fn each_kind_is_shown_once_with_its_first_places() {
        let text_of = |_: &SitePath| None;
        let mut all: Vec<Diagnostic> =
            (0..5).map(|n| finding(&format!("{n}.md"), Code::LinkBroken, None)).collect();
        all.push(Diagnostic { more: 7, ..finding("4.md", Code::LinkBroken, None) });
        all.push(finding("9.md", Code::SourceUnused, None));
        let all: Vec<&Diagnostic> = all.iter().collect();
        let blocks = grouped(&all, &text_of, false);
        let [warning, error] = blocks.as_slice() else { panic!("{blocks:#?}") };
        assert!(warning.starts_with("warning[source/unused]: 1 time in 1 file: "), "{warning}");
        assert!(error.starts_with("error[link/broken]: 12 times in 5 files: "), "{error}");
        assert_eq!(error.matches("= note: ").count(), 3, "{error}");
        assert!(
            error.contains("0.md: wrong") && error.contains("= help: for the first: mend it"),
            "{error}"
        );
    }
}
