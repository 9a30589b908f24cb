//! What would go wrong with a deploy, found before anything is pushed. Settings and repository are judged by
//! [`of_settings`], what was built by [`of_site`], what stands on the branch by [`of_branch`].

mod branch;
mod links;
mod named;
mod settings;
mod site;

pub use branch::{Wish, of_branch};
pub use settings::{DeployContext, beside_workflow, of_settings};
pub use site::{of_site, shown};
