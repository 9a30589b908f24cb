//! What every page has: the site, its head, and the small things that others are made of.

use serde::Serialize;

/// HTML that the engine made; printed as it is.
pub type Html = tera::Value;

/// The site, the same on every page.
#[derive(Debug, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// One or two sentences about it.
    pub description: Option<String>,
    /// Its language, a BCP 47 tag.
    pub language: String,
    /// Who writes articles that name nobody.
    pub author: Option<String>,
    /// The home page.
    pub href: String,
    /// The home page's absolute URL, where `base_url` is set.
    pub url: Option<String>,
    /// The menu of `site.toml`; empty if none is written.
    pub menu: Vec<LinkView>,
    /// The list of topics.
    pub topics: LinkView,
    /// The list of questions.
    pub questions: LinkView,
    /// The list of sources.
    pub sources: LinkView,
    /// The list of updates.
    pub updates: LinkView,
    /// The Atom feed, if there is one.
    pub atom: Option<LinkView>,
    /// The JSON feed, if there is one.
    pub json_feed: Option<LinkView>,
    /// Every option that the theme declares, with its value from `[theme_options]` or else its default.
    pub theme_options: serde_json::Value,
    /// The program and its version, for `<meta name="generator">`.
    pub generator: String,
}

/// The page being rendered: what its `<head>` says.
#[derive(Debug, Serialize)]
pub struct PageView {
    /// `article`, `page`, `home`, `topics`, `topic`, `questions`, `sources`, `updates`, `404` or `redirect`.
    pub kind: &'static str,
    /// The title of the page alone.
    pub title: String,
    /// For `<title>`: with the site's name, and the number of the page of a list.
    pub full_title: String,
    /// For `<meta name="description">`; empty if there is none.
    pub description: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Its address.
    pub href: String,
    /// Its absolute URL, where `base_url` is set.
    pub url: Option<String>,
    /// The item type by which Zotero files it: `webpage`.
    pub item_type: &'static str,
    /// `article` or `website`, for Open Graph.
    pub og_type: &'static str,
    /// The picture of social cards.
    pub image: Option<ImageView>,
    /// When it was published, RFC 3339 or a day.
    pub published: Option<String>,
    /// When it was last changed, RFC 3339 or a day.
    pub modified: Option<String>,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// What it is about; the first is the primary topic.
    pub topics: Vec<String>,
    /// Feeds of this page's own, beside the site's.
    pub feeds: Vec<LinkView>,
    /// The BibTeX entry of this page.
    pub bib: Option<String>,
    /// The JSON-LD graph, ready for a `<script type="application/ld+json">`.
    pub json_ld: Html,
}

/// A picture.
#[derive(Debug, Serialize)]
pub struct ImageView {
    /// Its absolute URL, or its address where there is no `base_url`.
    pub url: String,
    /// What it shows.
    pub alt: String,
    /// Its width in pixels.
    pub width: Option<u32>,
    /// Its height in pixels.
    pub height: Option<u32>,
}

/// A link.
#[derive(Clone, Debug, Serialize)]
pub struct LinkView {
    /// What it says.
    pub name: String,
    /// Where it leads.
    pub href: String,
}

/// A date.
#[derive(Clone, Debug, Serialize)]
pub struct DateView {
    /// For `datetime`: as written, `2026-11-23`, `2026-11` or with a time.
    pub iso: String,
    /// For readers, in the page's language.
    pub text: String,
}
