//! [`Config`]: what `site.toml` means, as data.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::config::base_url::BaseUrl;
use crate::diagnostic::Levels;
use crate::digest::Digest;
use crate::path::SitePath;
use crate::span::Span;

/// The settings of a site.
#[derive(Clone, Debug)]
pub struct Config {
    /// The digest of what was written and what the command line said instead.
    pub digest: Digest,
    /// Where they were read: `site.toml`.
    pub path: SitePath,
    /// The site's name.
    pub title: String,
    /// Where the site is published; without it there are no absolute URLs.
    pub base_url: Option<BaseUrl>,
    /// Where it was said.
    pub base_url_place: BaseUrlPlace,
    /// One or two sentences about the site.
    pub description: Option<String>,
    /// The language of pages that name none, a BCP 47 tag.
    pub language: String,
    /// Who writes articles that name nobody.
    pub author: Option<String>,
    /// The theme's name.
    pub theme: String,
    /// Where it stands in `site.toml`, if it stands there.
    pub theme_span: Option<Span>,
    /// Where civil dates begin and end.
    pub time_zone: TimeZone,
    /// `[build] output_dir`, relative to the site's root.
    pub output_dir: String,
    /// Where it stands in `site.toml`, if it stands there.
    pub output_dir_span: Option<Span>,
    /// How many entries a feed holds.
    pub feed_limit: usize,
    /// How many entries a page of a list holds.
    pub per_page: usize,
    /// How Markdown is read.
    pub markdown: MarkdownOptions,
    /// Severities that differ from a code's own.
    pub levels: Levels,
    /// Topics that have settings, by slug.
    pub topics: BTreeMap<String, TopicSettings>,
    /// The site's menu.
    pub menu: Vec<MenuItem>,
    /// `[theme_options]` as it is written: which options there are, and what they may be, only the theme knows.
    pub theme_options: Vec<ThemeOption>,
    /// Where and how `deploy` publishes.
    pub deploy: DeployOptions,
}

/// `[markdown]`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct MarkdownOptions {
    /// What becomes of raw HTML.
    pub html: RawHtml,
    /// Whether `$…$` is a formula.
    pub math: bool,
    /// Whether quotation marks and dashes are made typographic.
    pub smart_punctuation: bool,
}

/// What becomes of raw HTML in Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum RawHtml {
    /// What is on the allow-list stays, the rest is dropped.
    Sanitize,
    /// All of it stays.
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
    /// What the link says.
    pub name: String,
    /// Where it leads: a path of this site, or a whole URL.
    pub url: String,
    /// Where `url` stands in `site.toml`.
    pub span: Span,
}

/// One line of `[theme_options]`.
#[derive(Clone, Debug, PartialEq)]
pub struct ThemeOption {
    /// Its name.
    pub name: String,
    /// Where the name stands in `site.toml`.
    pub name_span: Span,
    /// Its value.
    pub value: serde_json::Value,
    /// Where the value stands.
    pub value_span: Span,
}

/// Where `base_url` was said.
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
    /// The branch that is published; a name that git takes.
    pub branch: String,
    /// Where it stands in `site.toml`, if it stands there.
    pub branch_span: Option<Span>,
    /// The name of the git remote that it is pushed to.
    pub remote: String,
    /// Where it stands in `site.toml`, if it stands there.
    pub remote_span: Option<Span>,
    /// The custom domain: a host name in lower case, as DNS has it.
    pub cname: Option<String>,
    /// Where it stands in `site.toml`, if it stands there.
    pub cname_span: Option<Span>,
}

/// What a command line may say instead of `site.toml`.
#[derive(Clone, Debug, Default)]
pub struct Overrides {
    /// `--base-url`.
    pub base_url: Option<BaseUrl>,
}

impl Config {
    /// The path part of every URL: `/`, or `/repo/` where the site lies in a folder of its host.
    pub fn base_path(&self) -> &str {
        self.base_url.as_ref().map_or("/", BaseUrl::path)
    }
}
