//! Words in messages.

/// Joins words as `a`, `b` or `c`: how a message lists the right values.
pub fn list_of<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut quoted: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match quoted.pop() {
        None => String::new(),
        Some(last) if quoted.is_empty() => last,
        Some(last) => format!("{} or {last}", quoted.join(", ")),
    }
}

/// Returns a text with every invisible character, except line breaks, written as its number: `<U+202E>`.
pub fn visible(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |out, c| {
        if c != '\n' && is_unprintable(c) {
            out + &format!("<U+{:04X}>", u32::from(c))
        } else {
            out + c.encode_utf8(&mut [0; 4])
        }
    })
}

/// Whether a character is a control, or is invisible and changes how its neighbours are shown.
pub(super) fn is_unprintable(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}' | '\u{061c}')
}
