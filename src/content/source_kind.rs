//! [`SourceKind`]: what kind of work a source is.

use serde::{Deserialize, Serialize};

/// The kinds of works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the names say it")]
pub enum SourceKind {
    Article,
    Report,
    Book,
    Dataset,
    Law,
    Case,
    Interview,
    Statement,
    Speech,
    Broadcast,
    Post,
    Webpage,
    Document,
}

impl SourceKind {
    /// The kinds, by their names in front matter.
    pub const ALL: &[(&str, SourceKind)] = &[
        ("article", Self::Article),
        ("report", Self::Report),
        ("book", Self::Book),
        ("dataset", Self::Dataset),
        ("law", Self::Law),
        ("case", Self::Case),
        ("interview", Self::Interview),
        ("statement", Self::Statement),
        ("speech", Self::Speech),
        ("broadcast", Self::Broadcast),
        ("post", Self::Post),
        ("webpage", Self::Webpage),
        ("document", Self::Document),
    ];

    /// Returns the name in front matter.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}
