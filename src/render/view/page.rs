//! What every page has: its head, and the small views that other views are made of.

use jiff::civil::Date;
use serde::Serialize;

use crate::config::Config;
use crate::content::{Moment, PartialDate};
use crate::path::Route;
use crate::render::address::href;
use crate::render::view::describe::views;
use crate::site::{FeedFormat, Generated, Page, PageNumber};
use crate::theme::Words;

/// HTML that the engine made; printed as it is.
pub type Html = tera::Value;

views! {
    /// The page being rendered: what its `<head>` says.
    #[derive(Debug, Serialize)]
    pub struct PageView {
        /// `article`, `page`, `home`, `topics`, `topic`, `questions`, `sources`, `updates`, `health`, `404` or `redirect`.
        pub kind: &'static str,
        /// The title of the page, without the site's name.
        pub title: String,
        /// For `<title>`: with the site's name and, in a list, the number of the page.
        pub full_title: String,
        /// For `<meta name="description">`; empty if there is none.
        pub description: String,
        /// `ltr` or `rtl`.
        pub direction: &'static str,
        /// Its address.
        pub href: String,
        /// Its absolute URL, if `base_url` is set.
        pub url: Option<String>,
        /// The item type that Zotero stores it as: `webpage`.
        pub item_type: &'static str,
        /// `article` or `website`, for Open Graph.
        pub og_type: &'static str,
        /// The picture for social cards.
        pub image: Option<ImageView>,
        /// When it was published: RFC 3339 or a day.
        pub published: Option<String>,
        /// When it was last changed: RFC 3339 or a day.
        pub modified: Option<String>,
        /// Who wrote it.
        pub authors: Vec<String>,
        /// What it is about; the first is the primary topic.
        pub topics: Vec<String>,
        /// This page's own feeds, in addition to the site's.
        pub feeds: Vec<FeedView>,
        /// The BibTeX entry of this page.
        pub bib: Option<String>,
        /// The questions of this page as data, if they are published: those of the article, or all of the site.
        pub questions_json: Option<String>,
        /// The JSON-LD graph, ready for a `<script type="application/ld+json">`.
        pub json_ld: Html,
    }

    /// A picture.
    #[derive(Debug, Serialize)]
    pub struct ImageView {
        /// Its absolute URL, or its address if there is no `base_url`.
        pub url: String,
        /// What it shows.
        pub alt: String,
        /// Its width in pixels.
        pub width: Option<u32>,
        /// Its height in pixels.
        pub height: Option<u32>,
    }

    /// A link.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct LinkView {
        /// What it says.
        pub name: String,
        /// Where it leads.
        pub href: String,
    }

    /// A feed.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct FeedView {
        /// Its title.
        pub name: String,
        /// Its address.
        pub href: String,
        /// Its media type.
        pub media_type: &'static str,
        /// What a link to it says.
        pub label: String,
    }

    /// A date.
    #[derive(Clone, Debug, Hash, Serialize)]
    pub struct DateView {
        /// For `datetime`: as written, `2026-11-23`, `2026-11` or with a time.
        pub iso: String,
        /// For readers, in the page's language.
        pub text: String,
    }
}

/// Wraps HTML for templates.
pub(in crate::render) fn safe(html: &str) -> Html {
    Html::safe_string(html)
}

impl LinkView {
    /// Returns a link to a page, with its title.
    pub(in crate::render) fn to_page(page: &Page, config: &Config) -> Self {
        Self { name: page.article.title.clone(), href: href(config, &page.route) }
    }

    /// Returns a link to the list of a topic.
    pub(in crate::render) fn to_topic(name: &str, slug: &str, config: &Config) -> Self {
        let route = Generated::Topic(slug, PageNumber::FIRST).route();
        Self { name: name.to_owned(), href: href(config, &route) }
    }
}

impl FeedView {
    /// Returns the feed at a route, named in these words.
    pub(in crate::render) fn new(
        name: String,
        format: FeedFormat,
        route: &Route,
        (config, words): (&Config, &Words),
    ) -> Self {
        let label = match format {
            FeedFormat::Atom => "feed_atom",
            FeedFormat::Json => "feed_json",
        };
        Self {
            name,
            href: href(config, route),
            media_type: format.media_type(),
            label: words.word(label).to_owned(),
        }
    }
}

impl DateView {
    /// Returns a moment as pages show it.
    pub(in crate::render) fn new(moment: &Moment, words: &Words) -> Self {
        Self { iso: moment.text.clone(), text: words.day(moment.day) }
    }

    /// Returns a day as pages show it.
    pub(in crate::render) fn of_day(day: Date, words: &Words) -> Self {
        Self { iso: day.to_string(), text: words.day(day) }
    }

    /// Returns a date of which perhaps only the year is known as pages show it.
    pub(in crate::render) fn of(date: PartialDate, words: &Words) -> Self {
        Self { iso: date.to_string(), text: words.date(date) }
    }
}
