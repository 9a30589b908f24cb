//! [`Repair`]: what may be done to lines of YAML that do not fit the rest.

use crate::diagnostic::Safety;
use crate::node::yaml::recovery::patched::Patch;

/// A guess at what was meant.
pub(super) struct Repair {
    pub(super) patches: Vec<Patch>,
    /// What the patches do, and whether nothing else can be meant; `None` where they only step over what is at fault.
    pub(super) title: Option<(&'static str, Safety)>,
    /// What is wrong, if the guess is right and the parser could not know it.
    pub(super) instead: Option<Slip>,
}

/// What is wrong.
pub(super) struct Slip {
    /// The byte where it begins.
    pub(super) at: usize,
    pub(super) message: String,
    pub(super) hint: String,
}

impl Repair {
    pub(super) fn titled(title: &'static str, safety: Safety) -> impl Fn(Vec<Patch>) -> Self {
        move |patches| Self { patches, title: Some((title, safety)), instead: None }
    }

    pub(super) fn stepping_over(patches: Vec<Patch>) -> Self {
        Self { patches, title: None, instead: None }
    }
}

/// What replaces the parts that cannot be read.
pub(super) struct Stand<'a> {
    /// Replaces a value.
    pub(super) value: char,
    /// The words that are keys anywhere in texts of this kind.
    pub(super) keys: &'a [&'a str],
}

/// Returns a text in quotes: double ones, as people write them, if no character of the text has a meaning there.
pub(super) fn quoted(text: &str) -> String {
    if text.contains(['"', '\\']) {
        format!("'{}'", text.replace('\'', "''"))
    } else {
        format!("\"{text}\"")
    }
}
