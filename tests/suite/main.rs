//! The integration tests, one binary: what a site's author and its readers see. `support` builds sites; each other
//! module tests one aspect of them. Every file of this folder is a module here (`tidy` checks it).
#![expect(
    clippy::unwrap_used,
    clippy::disallowed_methods,
    reason = "a test that cannot read its files should stop at once"
)]
#![expect(
    clippy::case_sensitive_file_extension_comparisons,
    clippy::format_collect,
    clippy::string_slice,
    reason = "the paths and texts are the tests' own, and short"
)]

mod addresses;
mod bad_input;
mod borrowed;
mod check;
mod checking;
mod circles;
mod cli;
mod client;
mod clone;
mod company;
mod content;
mod copied;
mod crowds;
mod days;
mod deploy;
mod determinism;
mod dialects;
mod distribution;
mod every_fact;
mod few_words;
mod files;
mod findings_page;
mod first_hour;
mod first_site;
mod fixes;
mod fmt;
mod foreign_keys;
mod frames;
mod front_lines;
mod golden;
mod guide;
mod guide_reference;
mod health;
mod history;
mod hostile;
mod incremental;
mod knock_on;
mod languages;
mod links;
mod lookalikes;
mod machines;
mod make_a_theme;
mod many;
mod marks;
mod mixtures;
mod old_addresses;
mod partial;
mod pictures;
mod places;
mod planted;
mod planted_faults;
mod planted_text;
mod pointed;
mod preflight;
mod preview;
mod question_data;
mod question_lists;
mod questions;
mod repository;
mod rules;
mod search;
mod serve;
mod short_forms;
mod short_sources;
mod site;
mod snapshots;
mod starter;
mod support;
mod tidy;
mod too_long;
mod upkeep;
mod views;
mod workflow;
