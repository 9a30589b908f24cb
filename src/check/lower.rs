//! [`lower`]: words as the lists of the rules have them.

use std::borrow::Cow;

/// Returns words in lower case, with typewriter's apostrophes. Most words are so already.
pub(in crate::check) fn lower(words: &str) -> Cow<'_, str> {
    if words.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(words);
    }
    let lower = words.to_lowercase();
    Cow::Owned(if lower.contains('’') { lower.replace('’', "'") } else { lower })
}
