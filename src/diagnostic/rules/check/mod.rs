//! The rules of `nutgraf check`, one file per group.

pub(in crate::diagnostic) mod access;
pub(in crate::diagnostic) mod allow;
pub(in crate::diagnostic) mod article;
pub(in crate::diagnostic) mod citation;
pub(in crate::diagnostic) mod correction;
pub(in crate::diagnostic) mod history;
pub(in crate::diagnostic) mod number;
pub(in crate::diagnostic) mod origin;
pub(in crate::diagnostic) mod question;
pub(in crate::diagnostic) mod quotation;
pub(in crate::diagnostic) mod site;
pub(in crate::diagnostic) mod snapshot;
pub(in crate::diagnostic) mod source;
pub(in crate::diagnostic) mod time;
