//! `access/abbreviation`: letters that are never spelt out on the page.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::prose::{Part, Passage};
use crate::check::report::Report;
use crate::check::rules::access::known::{is_known, is_shouted};
use crate::check::rules::access::spelt::spelt_out;
use crate::diagnostic::Code;

/// Reports each abbreviation that a reader may not know, where it first stands.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    if input.language != Language::English {
        return;
    }
    let passages = input.prose.passages.as_slice();
    let mut used: BTreeMap<&str, (usize, &Passage, Range<usize>)> = BTreeMap::new();
    for passage in passages.iter().filter(|passage| is_read(passage)) {
        for range in abbreviations(&passage.text) {
            let letters = passage.slice(&range).trim_end_matches('s');
            let linked = passage.links.iter().any(|(link, _)| link.contains(&range.start));
            if !is_known(letters) && !linked && !passage.is_quoted(range.start) {
                let number = used.len();
                used.entry(letters).or_insert((number, passage, range));
            }
        }
    }
    if used.is_empty() {
        return;
    }
    let wanted: BTreeSet<&str> = used.keys().copied().collect();
    let spelt = spelt_out(passages, &wanted);
    let mut left: Vec<_> =
        used.into_iter().filter(|(letters, _)| !spelt.contains(letters)).collect();
    left.sort_by_key(|(_, (number, ..))| *number);
    for (letters, (_, passage, range)) in left {
        let message = format!("`{letters}` is spelt out nowhere on this page");
        let hint = format!("spell it out where readers meet it first: `the long form ({letters})`");
        report.add(Code::AccessAbbreviation, passage.span(&range), message, hint);
    }
}

/// Whether a passage is read as running text.
fn is_read(passage: &Passage) -> bool {
    passage.is_running_text()
        && !matches!(passage.part, Part::Was(_) | Part::Title | Part::Question(_))
}

/// Returns the words of a text that are two to six capital letters, with an s or without, and no part of another word,
/// a number, an address or a name. Three such words in a row are shouted.
pub(super) fn abbreviations(text: &str) -> Vec<Range<usize>> {
    // In all of them, a capital letter follows another letter.
    let is_inside = |two: &[u8]| matches!(two, [b'A'..=b'Z' | b'a'..=b'z', b'A'..=b'Z']);
    if !text.as_bytes().windows(2).any(is_inside) {
        return Vec::new();
    }
    let mut found: Vec<(Range<usize>, bool)> = Vec::new();
    let is_joint = |c: char| {
        c.is_alphanumeric() || matches!(c, '&' | '_' | '@' | '#' | '/' | '.' | '\\' | '*')
    };
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if !c.is_alphanumeric() {
            at += c.len_utf8();
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        let length = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
        let range = at..at + length;
        at = range.end;
        let word = rest.get(..length).unwrap_or_default();
        let letters = word.strip_suffix('s').unwrap_or(word);
        if word.len() == 4 && word.ends_with("aaS") {
            found.push((range, true));
            continue;
        }
        if !(2..=6).contains(&letters.len())
            || !letters.bytes().all(|byte| byte.is_ascii_uppercase())
        {
            continue;
        }
        let mut before = text.get(..range.start).unwrap_or_default().chars().rev();
        let mut after = text.get(range.end..).unwrap_or_default().chars();
        let joined_before = match before.next() {
            Some('-' | '–' | '\'' | '’') => before.next().is_some_and(char::is_alphanumeric),
            Some('.') => false,
            Some(c) => is_joint(c) && c != '*' && c != '/',
            None => false,
        };
        let joined_after = match after.next() {
            Some('.' | '_' | '@' | '#' | '\\') => after.next().is_some_and(char::is_alphanumeric),
            Some('-' | '–') => {
                after.next().is_some_and(|c| c.is_ascii_digit() || c.is_uppercase())
            }
            Some(c) => c == '&' || c.is_alphanumeric(),
            None => false,
        };
        let is_own =
            !joined_before && !joined_after && !is_shouted(word) && !is_in_name(text, &range);
        found.push((range, is_own));
    }
    let near = |a: &Range<usize>, b: &Range<usize>| {
        text.get(a.end..b.start).is_some_and(|between| between.trim().is_empty())
    };
    let shouted = |n: usize| {
        (n.saturating_sub(2)..=n).any(|first| match found.get(first..first + 3) {
            Some([(a, _), (b, _), (c, _)]) => near(a, b) && near(b, c),
            _ => false,
        })
    };
    let own = found.iter().enumerate().filter(|(n, (_, is_own))| *is_own && !shouted(*n));
    own.map(|(_, (range, _))| range.clone()).collect()
}

/// Whether letters are part of a name, "Git LFS" or "RAND Corporation": a word with a capital letter that does not begin
/// a sentence stands beside them.
fn is_in_name(text: &str, range: &Range<usize>) -> bool {
    let is_name = |word: &str| {
        let mut chars = word.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    };
    let after = text.get(range.end..).unwrap_or_default();
    if let Some(next) = after.strip_prefix(' ')
        && is_name(next)
    {
        return true;
    }
    let before = text.get(..range.start).unwrap_or_default();
    let Some(before) = before.strip_suffix(' ') else { return false };
    let start = before.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| {
        at + before.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8)
    });
    let begins = before.get(..start).unwrap_or_default().trim_end();
    let begins = begins.is_empty() || begins.ends_with(['.', '!', '?', ':', '”', '"']);
    !begins && before.get(start..).is_some_and(is_name)
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(body: &str) -> Vec<String> {
        let found = found(check, &format!("---\ntitle: Why?\n---\n{body}\n"));
        found.into_iter().map(|(_, text)| text).collect()
    }

    #[test]
    fn letters_that_nobody_explains_are_told_once() {
        assert_eq!(of("The HSM failed. All HSMs fail."), ["HSM"]);
        assert_eq!(of("We went through the JAB, with the CSPs."), ["JAB", "CSPs"]);
        assert_eq!(of("It is an ACME-based service, a SaaS."), ["ACME", "SaaS"]);
    }

    #[test]
    fn what_is_spelt_out_or_known_is_not() {
        for body in [
            "The hardware security module (HSM) failed. The HSM was old.",
            "The HSM (hardware security module) failed.",
            "HSM stands for hardware security module.",
            "The Joint Authorization Board met. JAB members agreed.",
            "The EU and NASA sent a PDF about HTTP.",
            "Part II and Part XIV. Read README.md, RFC 822 and ISO-8601, POA&M, A/B.",
            "PLEASE READ THIS NOW. It must NOT fail.",
            "The [IETF](https://www.ietf.org/) met.",
            "“The HSM failed,” he said.",
            "Run `HSM`.",
            "Use the Git LFS, or RAND Corporation data in VS Code.",
            "## HSM",
        ] {
            assert_eq!(of(body), [""; 0], "{body}");
        }
    }
}
