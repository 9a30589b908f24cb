//! What every page sees of the site.

use serde::Serialize;

use crate::config::{Config, MenuItem};
use crate::render::address::{address, href};
use crate::render::view::describe::views;
use crate::render::view::page::{FeedView, LinkView};
use crate::site::{Generated, PageNumber, QuestionFilter, SearchFile, Site, Target, TopicId};
use crate::theme::Theme;

views! {
    /// The site, the same on every page.
    #[derive(Debug, Serialize)]
    pub struct SiteView {
        /// The site's name.
        pub title: String,
        /// One or two sentences about it.
        pub description: Option<String>,
        /// Its language, a BCP 47 tag.
        pub language: String,
        /// The author of articles that do not name one.
        pub author: Option<String>,
        /// The home page.
        pub href: String,
        /// The home page's absolute URL, if `base_url` is set.
        pub url: Option<String>,
        /// The menu: that of `site.toml`, or else the lists of topics, questions, sources and updates.
        pub menu: Vec<LinkView>,
        /// The language of the menu: that of the site, or English if its names are the theme's, and the theme does not speak it.
        pub menu_language: String,
        /// The list of topics.
        pub topics: LinkView,
        /// The list of questions.
        pub questions: LinkView,
        /// The list of sources.
        pub sources: LinkView,
        /// The list of updates, if the site has one.
        pub updates: Option<LinkView>,
        /// The search page, if the site has a search.
        pub search: Option<LinkView>,
        /// The description of the search for browsers, if it has one.
        pub search_description: Option<String>,
        /// The list of everything by letter, if the site has a search.
        pub a_to_z: Option<LinkView>,
        /// The site's feeds, if it has any: Atom first, then JSON Feed.
        pub feeds: Vec<FeedView>,
        /// Every option that the theme declares, with its value from `[theme_options]` or else its default.
        pub theme_options: serde_json::Value,
        /// The program and its version, for `<meta name="generator">`.
        pub generator: String,
    }
}

/// The lists in the menu if `site.toml` has no menu: the word that names each, and its first page.
const LISTS: [(&str, Generated<TopicId>); 4] = [
    ("topics_title", Generated::Topics),
    ("questions_title", Generated::QuestionList(QuestionFilter::All, PageNumber::FIRST)),
    ("sources_title", Generated::Sources(PageNumber::FIRST)),
    ("updates_title", Generated::Updates(PageNumber::FIRST)),
];

/// What a site with a search has besides.
const SEARCH: (&str, Generated<TopicId>) = ("search_title", Generated::Search(SearchFile::Page));
const A_TO_Z: (&str, Generated<TopicId>) = ("a_to_z_title", Generated::AToZ(PageNumber::FIRST));
const SEARCH_DESCRIPTION: Generated<TopicId> = Generated::Search(SearchFile::Description);

impl SiteView {
    /// Returns what pages see of `site`.
    pub(crate) fn new(site: &Site, theme: &Theme, config: &Config) -> Self {
        let words = theme.words(&config.language);
        let generated = site.generated(config);
        let link = |(word, page): (&str, Generated<TopicId>)| LinkView {
            name: words.word(word).to_owned(),
            href: href(config, &site.route_of(page)),
        };
        let optional = |(word, page)| generated.contains(&page).then(|| link((word, page)));
        let menu = if config.menu.is_empty() {
            LISTS.into_iter().filter(|(_, page)| generated.contains(page)).map(link).collect()
        } else {
            let items = config.menu.iter().zip(&site.menu);
            let item_link = |(item, target): (&MenuItem, &Target)| LinkView {
                name: item.name.clone(),
                href: address(config, target, false),
            };
            items.map(item_link).collect()
        };
        let feeds = generated.iter().filter_map(|page| match page {
            Generated::Feed(format) => {
                let route = site.route_of(*page);
                Some(FeedView::new(config.title.clone(), *format, &route, (config, &words)))
            }
            _ => None,
        });
        let [topics, questions, sources, updates] = LISTS;
        Self {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.language.clone(),
            author: config.author.clone(),
            href: config.base_path().to_owned(),
            url: config.base_url.as_ref().map(|base| base.as_str().to_owned()),
            menu,
            menu_language: if config.menu.is_empty() && words.is_foreign() {
                words.language().to_owned()
            } else {
                config.language.clone()
            },
            topics: link(topics),
            questions: link(questions),
            sources: link(sources),
            updates: optional(updates),
            search: optional(SEARCH),
            search_description: generated
                .contains(&SEARCH_DESCRIPTION)
                .then(|| href(config, &site.route_of(SEARCH_DESCRIPTION))),
            a_to_z: optional(A_TO_Z),
            feeds: feeds.collect(),
            theme_options: theme.options.clone(),
            generator: concat!("nutgraf ", env!("CARGO_PKG_VERSION")).to_owned(),
        }
    }
}
