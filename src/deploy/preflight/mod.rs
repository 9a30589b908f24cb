//! Finds what would go wrong with a deploy before anything is pushed. [`of_settings`] checks the settings and the
//! repository, [`of_site`] the built site, [`of_branch`] the branch.

mod branch;
mod links;
mod named;
mod settings;
mod site;

pub use branch::{Wish, of_branch};
pub use settings::{DeployContext, beside_workflow, of_settings};
pub use site::{as_deployed, of_site, shown};
