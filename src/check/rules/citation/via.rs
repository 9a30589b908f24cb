//! `citation/via`: a mark says in words that one source was read through another.

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::content::CitedSource;
use crate::diagnostic::Code;

/// Words that say so.
const WORDS: &[&str] = &[
    "cited in",
    "quoted in",
    "cited by",
    "quoted by",
    "as cited",
    "via",
    "zitiert nach",
    "zit. n.",
    "zit. nach",
    "cité dans",
    "cité par",
    "citado en",
    "citado por",
];

/// Reports each mark that says that its source was read through another one.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    for citation in &input.article.citations {
        let sources = citation.sources();
        for source in sources {
            if let Some(words) = via(source) {
                tell(input, source, words, report);
            }
        }
    }
}

fn via(source: &CitedSource) -> Option<&'static str> {
    let said = [source.prefix.as_deref(), source.locator.as_deref()];
    let said: Vec<String> = said.into_iter().flatten().map(str::to_lowercase).collect();
    WORDS.iter().copied().find(|words| {
        said.iter().any(|text| {
            let padded = format!(" {text} ");
            padded.contains(&format!(" {words} "))
        })
    })
}

fn tell(input: &ArticleInput<'_>, source: &CitedSource, words: &str, report: &mut Report) {
    let draws = input.sources.get(&source.id).is_some_and(|source| !source.derives_from.is_empty());
    if draws {
        return;
    }
    let message = format!("`{words}` says that one source was read through another");
    let hint = format!(
        "list the original as a source of its own, and give `{}` the key `derives_from` with its id",
        source.id
    );
    report.add(Code::CitationVia, source.span, message, hint);
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(mark: &str, more: &str) -> usize {
        let text = format!(
            "---\ntitle: Why?\nsources:\n  - id: a\n    title: A\n{more}  - id: b\n    title: B\n---\n\nIt is {mark}.\n"
        );
        found(check, &text).len()
    }

    #[test]
    fn a_mark_that_says_so_is_told() {
        assert_eq!(of("[@a, cited in B]", ""), 1);
        assert_eq!(of("[quoted in @a]", ""), 1);
    }

    #[test]
    fn other_words_and_a_source_that_says_so_itself_are_not() {
        for (mark, more) in [
            ("[@a, p. 3]", ""),
            ("[@a, Via Roma 3, viaduct]", "    derives_from: [b]\n"),
            ("[@a, cited in B]", "    derives_from: [b]\n"),
            ("[see @a]", ""),
        ] {
            assert_eq!(of(mark, more), 0, "{mark}");
        }
    }
}
