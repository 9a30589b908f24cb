//! Publishes a built site on a branch of a git remote, as GitHub Pages expects it. It knows files, routes and git, but
//! no articles.
//!
//! The user's own `git` (2.31 or newer) does the work, with plumbing commands only: nothing is checked out, and the
//! index, working tree, `HEAD`, branches, stash, hooks and configuration of the user's repository are not touched. A
//! deploy leaves only objects there and, as after every push, the remote-tracking branch. Objects are made aside, so
//! that an interrupted deploy leaves no partial object.

mod addresses;
mod branch;
mod git;
mod known;
mod listing;
mod past;
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
pub use past::{Past, PastError};
pub use remote::{GitHub, holds_password, printable, redact};
pub use repository::{Head, Relation, Remote, Repository};
pub use trouble::GitIssue;
pub use verify::{Difference, Published, verify};
pub use workflow::Workflow;
pub use workplace::{ScratchFolder, WorkplaceError};
