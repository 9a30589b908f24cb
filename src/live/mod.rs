//! A site while somebody is writing it: a [`Worker`] waits for changes; its [`Updater`] looks at the files and makes a
//! new state; [`Live`] shows the newest one to the server, making a page when it is requested. While nothing is wrong,
//! it shows what a clean build would write; if something is, the last good page stays.
//!
//! A bug in nutgraf ends nothing here: a panic is caught where there is a next attempt, an [`Observer`] is told what to
//! report, and what was good stays.

mod check;
mod checked;
mod judgement;
mod lock;
mod makers;
mod observer;
mod page;
mod shown;
mod site;
mod state;
mod update;
mod worker;

#[cfg(test)]
mod tests;

pub use observer::{Observer, Refresh};
pub use site::{Live, LiveSettings};
pub use update::Updater;
pub use worker::Worker;
