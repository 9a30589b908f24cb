//! Short texts made of long ones: [`cut`], for descriptions and feeds.

use unicode_normalization::char::is_combining_mark;

/// Abbreviations after which a sentence goes on, in lower case, without their last full stop.
const ABBREVIATIONS: &[&str] = &[
    "abs", "al", "approx", "apr", "art", "aug", "av", "bd", "bzw", "ca", "capt", "cf", "chap",
    "co", "col", "corp", "dec", "dept", "dr", "ed", "eds", "etc", "excl", "feb", "fig", "figs",
    "gen", "gov", "hon", "hr", "hrsg", "inc", "incl", "inkl", "jan", "jr", "jul", "jun", "kap",
    "lt", "ltd", "m", "max", "messrs", "min", "mio", "mlle", "mme", "mr", "mrd", "mrs", "ms", "mt",
    "mtl", "nbr", "no", "nos", "nov", "nr", "oct", "okt", "op", "p", "pp", "pres", "prof", "rep",
    "resp", "rev", "sec", "sen", "sept", "sgt", "sog", "sr", "st", "str", "tel", "univ", "usw",
    "v", "vgl", "vol", "vols", "vs",
];

/// Cuts a text to at most `limit` characters, after a sentence if enough text remains, else between two words.
pub fn cut(text: &str, limit: usize) -> String {
    let text = text.trim();
    let Some((end, _)) = text.char_indices().nth(limit) else { return text.to_owned() };
    let head = text.get(..end).unwrap_or(text);
    let stops = head
        .rmatch_indices(['.', '!', '?', '…', '。', '！', '？', '｡', '؟', '۔', '।', '॥', '።', '။']);
    let sentence =
        stops.filter_map(|(at, stop)| sentence_end(text, at, stop)).find(|at| *at <= end);
    if let Some(at) = sentence.filter(|at| *at * 3 > end) {
        return head.get(..at).unwrap_or(head).to_owned();
    }
    let word = head.get(..break_before(text, end)).unwrap_or(head).trim_end();
    let loose = |c: char| c.is_whitespace() || ",;:–—-(（、，；：،؛“„«「『".contains(c);
    format!("{}…", word.trim_end_matches(loose))
}

/// Returns where a sentence ends whose stop is at byte `at`, with the quotation marks and brackets that close it; `None`
/// if the stop ends none.
fn sentence_end(text: &str, at: usize, stop: &str) -> Option<usize> {
    let after = at + stop.len();
    let rest = text.get(after..)?;
    let closed = rest
        .trim_start_matches(['"', '\'', ')', ']', '”', '’', '»', '“', '」', '』', '）', '】', '›']);
    let end = text.len() - closed.len();
    if matches!(stop, "。" | "！" | "？" | "｡") {
        return Some(end);
    }
    if !(closed.is_empty() || closed.starts_with(char::is_whitespace)) {
        return None;
    }
    if stop == "." {
        // Whatever stands before it: no sentence begins with a small letter.
        let goes_on = closed.trim_start().starts_with(char::is_lowercase);
        if goes_on || is_abbreviated(text.get(..at)?) {
            return None;
        }
    }
    Some(end)
}

/// Whether a text ends with a word after which a full stop ends no sentence: an abbreviation, an initial, a number such as
/// that of a day in other languages.
fn is_abbreviated(before: &str) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“' | '„' | '«'));
    let word = word.into_iter().next().unwrap_or_default();
    let mut letters = word.chars();
    let is_initial = letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none();
    let is_dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    let is_number = word.len() <= 2 && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit());
    is_initial
        || is_dotted
        || is_number
        || ABBREVIATIONS.binary_search(&word.to_lowercase().as_str()).is_ok()
}

/// Returns the last place, at or before byte `end`, at which a text may be broken: at white space, or beside a character
/// of a script that puts none between words.
fn break_before(text: &str, end: usize) -> usize {
    let head = text.get(..end).unwrap_or(text);
    let mut next = text.get(end..).and_then(|rest| rest.chars().next());
    let mut within = None;
    for (at, c) in head.char_indices().rev() {
        let here = at + c.len_utf8();
        if let Some(next) = next {
            if c.is_whitespace() || next.is_whitespace() {
                return here;
            }
            let sticks = is_combining_mark(next)
                || "\u{200d}\u{fe0f}\u{fe0e}".contains(next)
                || c == '\u{200d}';
            if !sticks {
                within.get_or_insert(here);
                if (is_unspaced(c) || is_unspaced(next))
                    && !sticks_to_last(next)
                    && !sticks_to_next(c)
                {
                    return here;
                }
            }
        }
        next = Some(c);
    }
    // One word that never ends: it is broken between two characters.
    within.unwrap_or(end)
}

/// Whether a character belongs to a script that is written without spaces between words: Thai, Lao, Tibetan, Myanmar,
/// Khmer, Han, kana, and what is printed as wide as these.
fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c),
        0x0e00..=0x0fff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x1950..=0x19ff | 0xa9e0..=0xa9ff | 0xaa60..=0xaa7f)
        || is_wide(c)
}

/// Whether a character is Han, kana, bopomofo or Yi, or as wide as these; not Hangul, which has spaces.
pub(super) fn is_wide(c: char) -> bool {
    matches!(u32::from(c),
        0x2e80..=0x303e | 0x3041..=0x312f | 0x3190..=0x4dbf | 0x4e00..=0x9fff | 0xa000..=0xa4cf | 0xf900..=0xfaff
        | 0xfe30..=0xfe4f | 0xff01..=0xff60 | 0xff65..=0xff9f | 0xffe0..=0xffe6 | 0x1_6fe0..=0x1_b2fb | 0x2_0000..=0x3_fffd)
}

/// Whether no line begins with this character.
fn sticks_to_last(c: char) -> bool {
    "、。，．・：；？！）］｝〕〉》」』】〙〗ーぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ々…‥,.:;!?)]}”’»ะาำๅ".contains(c)
}

/// Whether no line ends with this character.
fn sticks_to_next(c: char) -> bool {
    "（［｛〔〈《「『【〘〖([{“‘„«เแโใไເແໂໃໄ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::{ABBREVIATIONS, cut};

    #[test]
    fn texts_are_cut_at_a_sentence_or_word() {
        assert_eq!(cut("One sentence. Another that is long.", 20), "One sentence.");
        assert_eq!(cut("No sentence ends within these", 20), "No sentence ends…");
        assert_eq!(cut("short", 20), "short");
        assert_eq!(cut(&"ä".repeat(30), 20), format!("{}…", "ä".repeat(20)));
        assert_eq!(cut("He said “yes.” And then he left us.", 20), "He said “yes.”");
    }

    #[test]
    fn no_sentence_ends_after_an_abbreviation() {
        assert!(ABBREVIATIONS.is_sorted());
        for text in [
            "A law of the U.S. government that",
            "A law of the U.S. Congress that is",
            "It was made by Dr. Smith in the end",
            "A letter of J. Smith to his friends",
            "Das Gesetz vom 3. April ist in Kraft",
            "Es geht z.B. Wasser durch die Rohre",
            "It is about 5 p.m. there and now we",
            "It was so e.g. there and then we went",
        ] {
            let cut = cut(text, 24);
            assert!(cut.ends_with('…'), "{cut}");
        }
        assert_eq!(cut("It ended in 1990. Then it began again.", 24), "It ended in 1990.");
    }

    #[test]
    fn scripts_without_spaces_are_cut_between_characters() {
        assert_eq!(
            cut(&format!("GPT {}", "他说".repeat(20)), 20),
            format!("GPT {}…", "他说".repeat(8))
        );
        assert_eq!(cut("這是一個句子。這是另一個更長的句子", 10), "這是一個句子。");
        assert_eq!(cut("「はい。」それから彼は行きました", 10), "「はい。」");
        assert_eq!(cut("スーパーコンピューター", 8), "スーパーコン…");
        assert_eq!(cut("ประเทศไทยเป็นประเทศที่สวยงาม", 11), "ประเทศไทย…");
        assert_eq!(cut("한국어는 띄어쓰기를 합니다", 10), "한국어는 띄어쓰기를…");
    }

    #[test]
    fn what_is_seen_as_one_character_stays_whole() {
        assert_eq!(cut(&"e\u{301}".repeat(20), 5), format!("{}…", "e\u{301}".repeat(2)));
    }
}
