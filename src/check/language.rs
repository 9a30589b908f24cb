//! [`Language`]: the languages whose words the rules can read.

/// A language that some rule can read, or any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// German.
    German,
    /// French.
    French,
    /// Spanish.
    Spanish,
    /// One whose words no rule knows.
    Other,
}

impl Language {
    /// Returns the language of a BCP 47 tag, by its primary subtag.
    pub fn of_tag(tag: &str) -> Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "en" => Self::English,
            "de" => Self::German,
            "fr" => Self::French,
            "es" => Self::Spanish,
            _ => Self::Other,
        }
    }
}
