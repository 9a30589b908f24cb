//! [`quotations`]: what stands between quotation marks.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::characters::find_byte;

/// Returns what is between the outermost quotation marks of a text, without the marks. Marks of any language are read,
/// and typewriter's; an apostrophe is none. A mark that is never closed begins no quotation.
pub(super) fn quotations(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut after = 0;
    let mut pairs = BTreeMap::new();
    while let Some(at) = next_mark(text, after) {
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        let start = at + c.len_utf8();
        after = start;
        let Some(closing) = opens(text, at, c) else { continue };
        let pairs = pairs.entry(c).or_insert_with(|| Pairs::of(text, c, closing));
        let Some(end) = pairs.end(at) else { continue };
        if end == start {
            continue;
        }
        found.push(start..end);
        after =
            end + text.get(end..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
    }
    found
}

/// Returns where a character stands that may be a mark: most text has none.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    // The first bytes of `«»`, `“”„‘’‚` and `「『`.
    let is_first = |byte: u8| matches!(byte, b'"' | b'\'' | 0xc2 | 0xe2 | 0xe3);
    find_byte(text.as_bytes(), from, is_first)
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

/// Where quotations end that one mark opens: found in one pass for all of them, because a text may be full of marks that
/// nothing closes.
enum Pairs {
    /// The mark, or a sign that is used like it, closes as well: the next closing mark ends any quotation before it.
    Flat(Vec<usize>),
    /// Quotations in quotations: each opening mark and the closing one that belongs to it, in order.
    Nested(Vec<(usize, usize)>),
}

impl Pairs {
    fn of(text: &str, opening: char, closing: &[char]) -> Self {
        let closes = |at: usize, c: char| closing.contains(&c) && ends(text, at, c);
        if closing.contains(&opening) {
            let ends = text.char_indices().filter(|(at, c)| closes(*at, *c));
            return Self::Flat(ends.map(|(at, _)| at).collect());
        }
        let mut open = Vec::new();
        let mut pairs = Vec::new();
        for (at, c) in text.char_indices() {
            if c == opening {
                open.push(at);
            } else if closes(at, c)
                && let Some(start) = open.pop()
            {
                pairs.push((start, at));
            }
        }
        pairs.sort_unstable();
        Self::Nested(pairs)
    }

    /// Returns where the quotation ends whose opening mark is at byte `at`.
    fn end(&self, at: usize) -> Option<usize> {
        match self {
            Self::Flat(ends) => ends.get(ends.partition_point(|end| *end <= at)).copied(),
            Self::Nested(pairs) => {
                let n = pairs.binary_search_by_key(&at, |(start, _)| *start).ok()?;
                pairs.get(n).map(|(_, end)| *end)
            }
        }
    }
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
    fn quotations_in_quotations_belong_to_their_own_marks() {
        assert_eq!(found("„Er rief ‚Halt‘ und „Nein“ dazu.“"), ["Er rief ‚Halt‘ und „Nein“ dazu."]);
        assert_eq!(found("„Offen, und „zu“ danach"), ["zu"]);
        assert_eq!(found("«» «a» «b"), ["a"]);
        assert_eq!(found("‘It’s ‘so’ here’ and ‘there’"), ["It’s ‘so’ here", "there"]);
    }

    #[test]
    fn many_marks_that_nothing_closes_are_read_in_one_pass() {
        // If each looked for its end alone, this would be ten thousand million steps for each kind.
        for unclosed in ["„a ", "‚a ", "«a ", "» »a ", "‘a ", "\"a ", "'a ", "「a ", "『a "]
        {
            let text = unclosed.repeat(100_000);
            assert!(found(&text).len() <= 1, "{unclosed}");
        }
        assert_eq!(found(&"„a ".repeat(50_000)).len(), 0);
        assert_eq!(found(&format!("{}{}", "„a ".repeat(50_000), "“ ".repeat(50_000))).len(), 1);
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
