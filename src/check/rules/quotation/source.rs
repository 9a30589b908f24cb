//! [`Texts`]: the stored texts of the sources that an article quotes, each folded once.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::check::fold::{Budget, Part, Quotation, Text, find};
use crate::check::input::ArticleInput;
use crate::check::stored::{StoredText, stored};
use crate::digest::Digest;

/// A stored text with its words.
pub(super) struct Words<'a> {
    /// What is stored.
    pub(super) stored: StoredText<'a>,
    /// Its words.
    pub(super) words: Text,
}

impl Words<'_> {
    /// Returns what consecutive words say, on one line.
    pub(super) fn said(&self, words: &Range<usize>) -> String {
        let range = self.words.range(words);
        let text = self.stored.text.get(range).unwrap_or_default();
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Returns a word in lower case.
    pub(super) fn lower(&self, word: usize) -> String {
        self.said(&(word..word + 1)).to_lowercase().replace('’', "'")
    }

    /// Returns the places of the parts of a quotation, if all are there in order.
    pub(super) fn places(
        &self,
        parts: &[Part],
        from: usize,
        budget: &Budget,
    ) -> Option<Vec<Range<usize>>> {
        let mut from = from;
        let mut places = Vec::new();
        for part in parts {
            let place = find(&self.words, part, from, budget)?;
            from = place.end;
            places.push(place);
        }
        Some(places)
    }
}

/// What is stored of each source.
pub(super) struct Texts<'a> {
    texts: BTreeMap<&'a str, Vec<Words<'a>>>,
}

impl<'a> Texts<'a> {
    /// Folds what is stored of the sources with these ids.
    pub(super) fn of(
        input: &ArticleInput<'a>,
        ids: &BTreeSet<&'a str>,
        quotations: &[Quotation],
    ) -> Self {
        let mut vocabulary: BTreeSet<Digest> = BTreeSet::new();
        for quotation in quotations {
            quotation.add_to(&mut vocabulary);
        }
        let fold = |id: &str| -> Vec<Words<'a>> {
            let texts = stored(input, id).into_iter();
            texts
                .map(|stored| Words { words: Text::of(stored.text, &vocabulary), stored })
                .collect()
        };
        Self { texts: ids.iter().map(|id| (*id, fold(id))).collect() }
    }

    /// Returns what is stored of a source.
    pub(super) fn get(&self, id: &str) -> &[Words<'a>] {
        self.texts.get(id).map(Vec::as_slice).unwrap_or_default()
    }
}
