//! Publishing a built site on a branch of a git remote, as GitHub Pages takes it. It knows files, routes and git, and no
//! articles.
//!
//! The user's own `git` (2.31 or newer) does the work, by plumbing only: nothing is checked out, and neither index,
//! working tree, `HEAD`, branches, stash, hooks nor configuration of the user's repository are touched. What a deploy
//! leaves there are objects and, as after every push, what git remembers of the remote's branch. Objects are made aside, so
//! that a deploy which is cut off leaves no half of one.

mod addresses;
mod branch;
mod git;
mod known;
mod listing;
pub mod preflight;
mod quarantine;
mod remote;
mod repository;
mod trouble;
mod verify;
pub mod workflow;
mod workplace;

pub use branch::{Branch, Changes, ReplaceOptions, Snapshot, Tip};
pub use git::{Git, GitError};
pub use listing::{FileList, ListingError, TreeEntry, TreeEntryKind};
pub use remote::{GitHub, holds_password, printable, redact};
pub use repository::{Head, Relation, Remote, Repository};
pub use trouble::GitIssue;
pub use verify::{Difference, Published, verify};
pub use workflow::Workflow;
pub use workplace::{ScratchFolder, WorkplaceError};
