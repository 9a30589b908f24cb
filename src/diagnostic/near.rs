//! Which of many words may be meant by a word that is not one of them.

/// The maximum length of words that are compared letter by letter, without a common beginning and end. Longer than any
/// file name; a table for two words of 30,000 letters would fill the memory.
const LONGEST: usize = 256;

/// Returns the word of `words` nearest to `word`, if it is near enough to be meant.
pub fn did_you_mean<'w>(word: &str, words: impl IntoIterator<Item = &'w str>) -> Option<&'w str> {
    nearest(word, words, 1).into_iter().next()
}

/// Returns the `most` words of `words` nearest to `word`, as far as they are near enough to be meant, nearest first.
pub fn nearest<'w>(
    word: &str,
    words: impl IntoIterator<Item = &'w str>,
    most: usize,
) -> Vec<&'w str> {
    let word = word.to_lowercase();
    let chars: Vec<char> = word.chars().collect();
    let allowed = (chars.len() / 3).clamp(1, 4);
    let letters = letters(&word);
    let mut found: Vec<(usize, &str)> = Vec::with_capacity(most + 1);
    let mut table = DistanceTable::default();
    let mut other: Vec<char> = Vec::with_capacity(word.len());
    for candidate in words {
        if !may_be_near(&word, &letters, candidate, allowed) {
            continue;
        }
        other.clear();
        if candidate.is_ascii() {
            other.extend(candidate.bytes().map(|byte| char::from(byte.to_ascii_lowercase())));
        } else {
            other.extend(candidate.to_lowercase().chars());
        }
        if let Some(distance) = table.distance(&chars, &other, allowed) {
            let at = found.partition_point(|known| *known < (distance, candidate));
            found.insert(at, (distance, candidate));
            found.truncate(most);
        }
    }
    found.into_iter().map(|(_, candidate)| candidate).collect()
}

/// How often each byte occurs in a word, ignoring case.
fn letters(word: &str) -> [i32; 256] {
    let mut counts = [0; 256];
    for byte in word.bytes() {
        counts[usize::from(byte.to_ascii_lowercase())] += 1;
    }
    counts
}

/// A cheap test whether the edit distance can be small at all: a broken link may ask for the nearest of thousands of
/// files. An edit removes at most four bytes and adds at most four. The bytes of letters outside ASCII may change with
/// their case, so such words are never refused.
fn may_be_near(word: &str, letters: &[i32; 256], candidate: &str, allowed: usize) -> bool {
    let difference = candidate.len().abs_diff(word.len());
    if !candidate.is_ascii() || !word.is_ascii() {
        return difference <= 4 * allowed;
    }
    if difference > allowed {
        return false;
    }
    let mut counts = *letters;
    let mut missing = 0_usize;
    for byte in candidate.bytes() {
        let count = &mut counts[usize::from(byte.to_ascii_lowercase())];
        *count -= 1;
        missing += usize::from(*count < 0);
    }
    missing <= allowed
}

/// The memory in which distances are computed, kept from one word to the next.
#[derive(Default)]
struct DistanceTable {
    cells: Vec<usize>,
    /// The row in which each letter was last found.
    rows: Vec<(char, usize)>,
}

impl DistanceTable {
    /// Returns the number of letters to insert, delete, change, or swap with their neighbour (Damerau and Levenshtein),
    /// if it is at most `allowed`. Only the cells near the diagonal are computed: the others are further away.
    fn distance(&mut self, a: &[char], b: &[char], allowed: usize) -> Option<usize> {
        if a.len().abs_diff(b.len()) > allowed {
            return None;
        }
        // A common beginning and end cost nothing: names in one folder differ in their middle.
        let same = a.iter().zip(b).take_while(|(a, b)| a == b).count();
        let (a, b) = (a.get(same..)?, b.get(same..)?);
        let same = a.iter().rev().zip(b.iter().rev()).take_while(|(a, b)| a == b).count();
        let (a, b) = (a.get(..a.len() - same)?, b.get(..b.len() - same)?);
        if a.len().max(b.len()) > LONGEST {
            return None;
        }
        let Self { cells, rows } = self;
        // The cell (i + 1, j + 1) is the distance between the first i letters and the first j; a frame of cells that
        // are too far away surrounds them.
        let width = b.len() + 2;
        cells.clear();
        cells.resize((a.len() + 2) * width, allowed + 1);
        rows.clear();
        (0..=a.len().min(allowed)).for_each(|i| cells[(i + 1) * width + 1] = i);
        (0..=b.len().min(allowed)).for_each(|j| cells[width + j + 1] = j);
        for i in 1..=a.len() {
            let mut column = 0;
            for j in i.saturating_sub(allowed).max(1)..=(i + allowed).min(b.len()) {
                let met = rows.iter().find(|(letter, _)| *letter == b[j - 1]);
                let row = met.map_or(0, |(_, row)| *row);
                let swap = cells[row * width + column] + (i - row - 1) + 1 + (j - column - 1);
                let differs = usize::from(a[i - 1] != b[j - 1]);
                if differs == 0 {
                    column = j;
                }
                let change = cells[i * width + j] + differs;
                let delete = cells[i * width + j + 1] + 1;
                let insert = cells[(i + 1) * width + j] + 1;
                cells[(i + 1) * width + j + 1] = swap.min(change).min(delete).min(insert);
            }
            match rows.iter_mut().find(|(letter, _)| *letter == a[i - 1]) {
                Some((_, row)) => *row = i,
                None => rows.push((a[i - 1], i)),
            }
        }
        cells.last().copied().filter(|distance| *distance <= allowed)
    }
}

#[cfg(test)]
mod tests {
    use super::{did_you_mean, nearest};

    #[test]
    fn words_of_many_thousand_letters_are_compared_in_little_room() {
        let long = |begin: &str, end: &str| format!("{begin}{}{end}", "x".repeat(40_000));
        // Both ends differ: the rest would need thirteen gigabytes.
        assert_eq!(did_you_mean(&long("a", "b"), [long("c", "d").as_str()]), None);
        // One end differs: all the rest is equal and costs nothing.
        assert_eq!(did_you_mean(&long("a", ""), [long("c", "").as_str()]), Some(&*long("c", "")));
    }

    proptest::proptest! {
        #[test]
        fn the_cheap_test_never_loses_a_near_word(word in "[a-cA-Cé]{1,9}", words in proptest::collection::vec("[a-cA-Cé]{1,9}", 0..6)) {
            let allowed = (word.chars().count() / 3).clamp(1, 4);
            let distance = |other: &str| strsim::damerau_levenshtein(&word.to_lowercase(), &other.to_lowercase());
            let mut near: Vec<_> = words.iter().map(|other| (distance(other), other.as_str())).filter(|(d, _)| *d <= allowed).collect();
            near.sort_unstable();
            proptest::prop_assert_eq!(did_you_mean(&word, words.iter().map(String::as_str)), near.first().map(|(_, other)| *other));
            let two: Vec<_> = near.into_iter().take(2).map(|(_, other)| other).collect();
            proptest::prop_assert_eq!(nearest(&word, words.iter().map(String::as_str), 2), two);
        }

        #[test]
        fn long_words_have_the_distance_that_the_whole_table_gives(word in "[ab]{8,24}", other in "[ab]{8,24}") {
            let allowed = (word.len() / 3).clamp(1, 4);
            let near = (strsim::damerau_levenshtein(&word, &other) <= allowed).then_some(other.as_str());
            proptest::prop_assert_eq!(did_you_mean(&word, [other.as_str()]), near);
        }
    }
}
