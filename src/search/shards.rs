//! [`Shard`]: a part of the terms. Where a shard begins depends on the terms close by and on nothing else, so an edit
//! changes only the shards of its words.

use std::cmp::Ordering;

use crate::site::ShardKey;

/// How far a border looks in both directions, in the measure of [`size`]: no shard but the first and the last is smaller,
/// and most are less than twice as large.
const REACH: usize = 20 << 10;

/// The most characters that a term can share with the one before it: what one character can say.
const MOST_SHARED: usize = 35;

/// Returns the key of the shard that begins with a term. The script does the same: 32-bit FNV-1a, by UTF-16 units.
fn key_of(term: &str) -> ShardKey {
    ShardKey(hash(term))
}

fn hash(term: &str) -> u32 {
    let step = |hash: u32, unit: u16| (hash ^ u32::from(unit)).wrapping_mul(0x0100_0193);
    term.encode_utf16().fold(0x811c_9dc5, step)
}

/// A part of the terms, with the pages in which each occurs.
#[derive(Debug)]
pub struct Shard {
    /// Which one it is.
    pub key: ShardKey,
    /// Its file.
    pub json: String,
    /// Its first term; the first shard begins with the empty one.
    pub(super) first: String,
}

/// Compares terms as the script does: by UTF-16 units.
pub(super) fn compare(a: &str, b: &str) -> Ordering {
    if a.is_ascii() && b.is_ascii() { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

/// Divides terms, in order, into shards.
pub(super) fn divide(terms: &[(&str, &str)]) -> Vec<Shard> {
    let places: Vec<Place> = terms
        .iter()
        .scan(0, |end, (term, postings)| {
            *end += size(term, postings);
            Some(Place { rank: rank(term), end: *end })
        })
        .collect();
    let mut shards = Vec::new();
    let mut open = OpenShard::new("");
    for (n, (term, postings)) in terms.iter().enumerate() {
        if n > 0 && begins(&places, n) {
            shards.push(open.close());
            open = OpenShard::new(term);
        }
        open.push(term, postings);
    }
    shards.push(open.close());
    shards
}

/// A term among the others.
struct Place {
    /// A shard begins with the lowest around.
    rank: u32,
    /// The size of the terms up to this one.
    end: usize,
}

/// Returns how much there is to say about a term: in powers of two, so that an edit seldom makes a difference.
fn size(term: &str, postings: &str) -> usize {
    (term.len() + postings.len() + 2).next_power_of_two()
}

/// A second hash: keys of shards, which begin where it is low, should differ in all of their bits.
fn rank(term: &str) -> u32 {
    hash(term).wrapping_mul(0x9e37_79b1)
}

/// Whether a shard begins with this term: whether its rank is the lowest within reach. So shards are of about the same size,
/// which they would not be if each term were judged alone. A lower rank is seldom far, so few terms are looked at.
fn begins(places: &[Place], n: usize) -> bool {
    let Some((before, [here, after @ ..])) = places.split_at_checked(n) else { return false };
    let start = before.last().map_or(0, |place| place.end);
    let mut near_before = before.iter().rev().take_while(|place| start - place.end < REACH);
    let mut near_after = after.iter().take_while(|place| place.end - here.end < REACH);
    near_before.all(|place| place.rank > here.rank)
        && near_after.all(|place| place.rank >= here.rank)
}

struct OpenShard<'t> {
    first: &'t str,
    last: &'t str,
    terms: String,
    postings: String,
}

impl<'t> OpenShard<'t> {
    fn new(first: &'t str) -> Self {
        Self { first, last: "", terms: String::new(), postings: String::new() }
    }

    fn push(&mut self, term: &'t str, postings: &str) {
        push_term(&mut self.terms, self.last, term);
        self.last = term;
        self.postings.push_str(postings);
        self.postings.push(' ');
    }

    fn close(self) -> Shard {
        // Terms are letters, digits and `=`, so nothing in them needs to be escaped.
        let json = format!("[\"{}\",\"{}\"]\n", self.terms.trim_end(), self.postings.trim_end());
        Shard { key: key_of(self.first), json, first: self.first.to_owned() }
    }
}

/// Adds a term to a list: how many characters (UTF-16 units) it shares with the one before, as a digit in base 36, and the
/// rest.
pub(super) fn push_term(list: &mut String, last: &str, term: &str) {
    let (mut shared, mut bytes) = (0, 0);
    for (a, b) in last.chars().zip(term.chars()) {
        if a != b || shared + a.len_utf16() > MOST_SHARED {
            break;
        }
        shared += a.len_utf16();
        bytes += a.len_utf8();
    }
    let digit = u32::try_from(shared).ok().and_then(|shared| char::from_digit(shared, 36));
    list.push(digit.unwrap_or('0'));
    list.push_str(term.get(bytes..).unwrap_or_default());
    list.push(' ');
}

#[cfg(test)]
mod tests {
    use super::{Shard, divide, key_of};

    #[test]
    fn terms_share_their_beginnings() {
        let shards = divide(&[("carbon", "AB"), ("care", "BC"), ("über", "CD")]);
        let [Shard { key, json, first }] = shards.as_slice() else { panic!("{shards:?}") };
        assert_eq!(json, "[\"0carbon 3e 0über\",\"AB BC CD\"]\n");
        assert_eq!((first.as_str(), *key), ("", key_of("")));
    }

    #[test]
    fn an_edit_changes_only_the_shards_of_its_words() {
        let terms: Vec<String> = (0..20_000).map(|n| format!("word{n:05}")).collect();
        let all = |more: &[&str]| {
            let mut terms: Vec<&str> =
                terms.iter().map(String::as_str).chain(more.iter().copied()).collect();
            terms.sort_unstable();
            let terms: Vec<_> = terms.into_iter().map(|term| (term, "ABCDEFGH")).collect();
            divide(&terms)
        };
        let (before, after) = (all(&[]), all(&["word00017x", "word10000x", "zebra"]));
        assert!((12..40).contains(&before.len()), "{}", before.len());
        let texts: Vec<&str> = before.iter().map(|shard| shard.json.as_str()).collect();
        let new = after.iter().filter(|shard| !texts.contains(&shard.json.as_str())).count();
        assert!(new <= 6, "{new}");
    }
}
