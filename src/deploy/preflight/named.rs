//! Names in a message.

/// The maximum number of files named in a message.
const NAMED: usize = 5;

/// Returns the first of these names, and whether there are more.
pub(super) fn named<T: std::fmt::Display>(names: &[T]) -> String {
    let first: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > NAMED { " and more" } else { "" };
    format!("{}{more}", first.join(", "))
}
