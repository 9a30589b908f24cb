//! Names in a message.

/// So many files are named in a message.
const NAMED: usize = 5;

/// The first of these names; that there are more.
pub(super) fn named<T: std::fmt::Display>(names: &[T]) -> String {
    let first: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > NAMED { " and more" } else { "" };
    format!("{}{more}", first.join(", "))
}
