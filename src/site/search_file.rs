//! [`SearchFile`]: the search page and the files that its script reads.

use std::fmt;

use crate::site::numbers::PageNumber;

/// A page or file of the search. What the files contain, `search` says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SearchFile {
    /// The search page.
    Page,
    /// The script of the page.
    Script,
    /// What the script reads first.
    Contents,
    /// A part of the terms. Only a linked site knows which there are.
    Terms(ShardKey),
    /// A block of what results show.
    Cards(PageNumber),
    /// The description by which browsers offer the search (`OpenSearch` 1.1).
    Description,
}

impl SearchFile {
    /// Returns the name of the file in its folder.
    pub(crate) fn name(self) -> String {
        match self {
            Self::Page => "index.html".to_owned(),
            Self::Script => "search.js".to_owned(),
            Self::Contents => "index.json".to_owned(),
            Self::Terms(key) => format!("terms-{key}.json"),
            Self::Cards(number) => format!("pages-{}.json", number.get()),
            Self::Description => "opensearch.xml".to_owned(),
        }
    }

    /// Whether it is made from the text of all pages.
    pub(crate) fn is_of_index(self) -> bool {
        matches!(self, Self::Contents | Self::Terms(_) | Self::Cards(_))
    }

    /// Returns the part of the terms that is published at a path.
    pub(crate) fn terms_at(path: &str) -> Option<Self> {
        let key = path.strip_prefix("search/terms-")?.strip_suffix(".json")?;
        ShardKey::parse(key).map(Self::Terms)
    }
}

/// Which part of the terms it is: the hash of its first term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ShardKey(pub(crate) u32);

impl ShardKey {
    /// Reads a key as it is written in the name of a file.
    fn parse(text: &str) -> Option<Self> {
        let is_hex = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_key = text.len() == 8 && text.bytes().all(is_hex);
        is_key.then(|| u32::from_str_radix(text, 16).ok().map(Self)).flatten()
    }
}

impl fmt::Display for ShardKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:08x}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::{SearchFile, ShardKey};

    #[test]
    fn a_part_of_the_terms_is_known_by_its_path() {
        let file = SearchFile::Terms(ShardKey(0xab));
        assert_eq!(SearchFile::terms_at(&format!("search/{}", file.name())), Some(file));
        for path in [
            "search/terms-.json",
            "search/terms-+00000ab.json",
            "search/terms-000000AB.json",
            "search/terms-0000000ab.json",
            "search/terms-000000ab",
            "terms-000000ab.json",
        ] {
            assert_eq!(SearchFile::terms_at(path), None, "{path}");
        }
    }
}
