//! [`lower`]: words as the lists of the rules have them.

use std::borrow::Cow;

/// Returns words in lower case, with typewriter's apostrophes. Most words are so already.
pub(in crate::check) fn lower(words: &str) -> Cow<'_, str> {
    let (all, has_capital) = words.bytes().fold((0, false), |(all, has_capital), byte| {
        (all | byte, has_capital | byte.is_ascii_uppercase())
    });
    if all.is_ascii() {
        return if has_capital { words.to_ascii_lowercase().into() } else { words.into() };
    }
    let lower = words.to_lowercase();
    Cow::Owned(if lower.contains('’') { lower.replace('’', "'") } else { lower })
}
