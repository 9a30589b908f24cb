//! [`Config`]: the meaning of `site.toml`, as data.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::config::base_url::BaseUrl;
use crate::config::build::IgnoreList;
use crate::config::feed::FeedOptions;
use crate::diagnostic::{Levels, Severity};
use crate::digest::Digest;
use crate::path::SitePath;
use crate::span::Span;

/// The settings of a site.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct Config {
    /// The digest of the file's settings and of those that the command line sets instead.
    pub digest: Digest,
    /// The file they were read from: `site.toml`.
    pub path: SitePath,
    /// The site's name.
    pub title: String,
    /// The address of the published site; without it there are no absolute URLs.
    pub base_url: Option<BaseUrl>,
    /// Where it was set.
    pub base_url_place: BaseUrlPlace,
    /// One or two sentences about the site.
    pub description: Option<String>,
    /// The language of pages that do not set one, a BCP 47 tag.
    pub language: String,
    /// How dates are written for readers.
    pub dates: DateForm,
    /// The author of articles that do not name one.
    pub author: Option<String>,
    /// The theme's name.
    pub theme: String,
    /// Its place in `site.toml`, if it is set there.
    pub theme_span: Option<Span>,
    /// The time zone in which civil dates begin and end.
    pub time_zone: TimeZone,
    /// Whether it is set; otherwise it is UTC, and authors may be anywhere.
    pub has_time_zone: bool,
    /// `[build] output_dir`, relative to the site's root.
    pub output_dir: String,
    /// Its place in `site.toml`, if it is set there.
    pub output_dir_span: Option<Span>,
    /// `[build] ignore`.
    pub ignore: IgnoreList,
    /// `[feed]`.
    pub feed: FeedOptions,
    /// The maximum number of entries on a page of a list.
    pub per_page: usize,
    /// Whether the overview of how the explainers stand is published.
    pub health: bool,
    /// Whether questions are published as data.
    pub questions_json: bool,
    /// Whether the site has a search.
    pub search: bool,
    /// How Markdown is read.
    pub markdown: MarkdownOptions,
    /// Severities that differ from a code's own.
    pub levels: Levels,
    /// Topics that have settings, by slug.
    pub topics: BTreeMap<String, TopicSettings>,
    /// The site's menu.
    pub menu: Vec<MenuItem>,
    /// `[theme_options]` as written: only the theme knows which options exist and which values they allow.
    pub theme_options: Vec<ThemeOption>,
    /// Where and how `deploy` publishes the site.
    pub deploy: DeployOptions,
}

/// How dates are written for readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum DateForm {
    /// As the language does.
    Language,
    /// Day, month, year.
    DayFirst,
    /// Month, day, year.
    MonthFirst,
    /// As machines write them.
    Iso,
}

impl DateForm {
    /// The forms, by their names in `site.toml`.
    pub const ALL: &[(&str, DateForm)] = &[
        ("language", Self::Language),
        ("day-first", Self::DayFirst),
        ("month-first", Self::MonthFirst),
        ("iso", Self::Iso),
    ];
}

/// `[markdown]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
pub struct MarkdownOptions {
    /// How raw HTML is treated.
    pub html: RawHtml,
    /// Whether `$…$` is a formula.
    pub math: bool,
    /// Whether quotation marks and dashes are made typographic.
    pub smart_punctuation: bool,
    /// The hosts whose pages an `<iframe>` may show, as browsers compare their names.
    pub embed_hosts: Vec<String>,
    /// The language whose quotation marks are meant, unless an article has its own.
    pub language: String,
    /// Whether the words of each article are collected, for `[search]`.
    pub words: bool,
}

/// How raw HTML in Markdown is treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// What is on the allow-list is kept, the rest is dropped.
    Sanitize,
    /// All of it is kept.
    Allow,
    /// It is shown as text.
    Escape,
}

/// `[topics.<slug>]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TopicSettings {
    /// The name to show.
    pub name: Option<String>,
    /// What the topic is about.
    pub description: Option<String>,
}

/// One `[[menu]]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// The text of the link.
    pub name: String,
    /// Its target: a path of this site, or a full URL.
    pub url: String,
    /// The place of `url` in `site.toml`.
    pub span: Span,
}

/// One line of `[theme_options]`.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeOption {
    /// Its name.
    pub name: String,
    /// The place of the name in `site.toml`.
    pub name_span: Span,
    /// Its value.
    pub value: serde_json::Value,
    /// The place of the value.
    pub value_span: Span,
}

/// Where `base_url` was set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BaseUrlPlace {
    /// Nowhere.
    Nowhere,
    /// In `site.toml`.
    Settings(Span),
    /// On the command line.
    CommandLine,
}

/// `[deploy]`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeployOptions {
    /// The branch that is published; a name that git accepts.
    pub branch: String,
    /// Its place in `site.toml`, if it is set there.
    pub branch_span: Option<Span>,
    /// The name of the git remote that it is pushed to.
    pub remote: String,
    /// Its place in `site.toml`, if it is set there.
    pub remote_span: Option<Span>,
    /// The custom domain: a host name in lower case, as DNS has it.
    pub cname: Option<String>,
    /// Its place in `site.toml`, if it is set there.
    pub cname_span: Option<Span>,
}

/// The settings that a command line can replace.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `--base-url`.
    pub base_url: Option<BaseUrl>,
}

impl Config {
    /// Returns the path part of every URL: `/`, or `/repo/` if the site is in a folder of its host.
    pub fn base_path(&self) -> &str {
        self.base_url.as_ref().map_or("/", BaseUrl::path)
    }

    /// Whether a build must run the rules of `nutgraf check`.
    pub fn needs_check(&self) -> bool {
        self.health || self.has_check_errors()
    }

    /// Whether it makes errors of what only `nutgraf check` finds, so that a build must look for it, too.
    pub fn has_check_errors(&self) -> bool {
        let mut levels = self.levels.iter();
        levels.any(|(code, level)| *level == Severity::Error && code.check_rule().is_some())
    }
}
