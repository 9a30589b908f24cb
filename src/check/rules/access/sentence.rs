//! `access/sentence`: a sentence of more than forty words.

use crate::check::input::ArticleInput;
use crate::check::prose::Part;
use crate::check::report::Report;
use crate::diagnostic::Code;

/// Sentences of more words are hard to follow.
const MOST: usize = 40;

/// Reports each long sentence of the author's own.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    for passage in input.prose.passages.iter().filter(|passage| passage.is_running_text()) {
        if matches!(passage.part, Part::Was(_) | Part::Now(_)) {
            continue;
        }
        for sentence in &passage.sentences {
            let text = passage.slice(sentence);
            // White space stands between two words, and most sentences have too little of it.
            let gaps = text.bytes().filter(|byte| !byte.is_ascii_graphic()).count();
            if gaps < MOST {
                continue;
            }
            let words = text.split_whitespace();
            let words = words.filter(|word| word.contains(char::is_alphanumeric)).count();
            if words > MOST {
                let message = format!("this sentence has {words} words");
                let hint = "make two or three of it: readers lose the thread after 25 or so";
                report.add(Code::AccessSentence, passage.span(sentence), message, hint);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn more_than_forty_words_are_told() {
        let of = |body: &str| found(check, &format!("---\ntitle: Why?\n---\n{body}\n")).len();
        let long = |words: usize| format!("{}end.", "Word ".repeat(words - 1));
        assert_eq!(of(&long(41)), 1);
        assert_eq!(of(&long(40)), 0);
        assert_eq!(of(&format!("{} {}", long(30), long(30))), 0);
        assert_eq!(of(&format!("> {}", long(50))), 0);
        assert_eq!(of(&format!("# {}", long(50))), 0);
    }
}
