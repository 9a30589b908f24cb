//! What would go wrong with a deploy, found before anything is pushed. Settings and repository are judged by
//! [`of_settings`], what was built by [`of_site`], what stands on the branch by [`of_branch`].

mod branch;
mod links;
mod settings;
mod site;

pub use branch::{Wish, of_branch};
pub use settings::{Ground, beside_workflow, of_settings};
pub use site::{of_site, shown};

/// So many files are named in a message.
const NAMED: usize = 5;

/// The first of these names; that there are more.
fn named<T: std::fmt::Display>(names: &[T]) -> String {
    let first: Vec<String> = names.iter().take(NAMED).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > NAMED { " and more" } else { "" };
    format!("{}{more}", first.join(", "))
}
