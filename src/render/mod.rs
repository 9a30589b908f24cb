//! A [`Site`] in, bytes out; no input and no output is done here. [`plan()`] names every page that will exist, a
//! [`Gatherer`] takes from the site what one of them is made from, a [`Renderer`] makes it from these parts. A job is
//! small, and its view is made only when it is rendered.

mod article;
mod bib;
mod feed;
mod html;
mod lists;
mod parts;
mod plan;
mod questions;
mod sitemap;
mod sources;
mod structured_data;
pub mod view;

pub use parts::{Gatherer, Parts};
pub use plan::{Job, Plan, Recipe, plan};

use std::sync::Arc;

use tera::Context;

use crate::config::Config;
use crate::content::{Article, Moment};
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::path::{Route, encode_path};
use crate::render::parts::{LinkParts, TopicName};
use crate::render::view::{DateView, Html, LinkView, PageView, SiteView};
use crate::site::{Page, Site, Target};
use crate::theme::{Theme, Words};

/// What is the same for all pages of a site.
pub struct Setting {
    digest: Digest,
    site: tera::Value,
}

impl Setting {
    /// What all pages of `site` see of it.
    pub fn new(site: &Site, theme: &Theme, config: &Config) -> Self {
        let view = site_view(site, theme, config);
        let text = serde_json::to_string(&view).expect("a view is plain data");
        let digest = Digest::of_value(&(text, theme.digest, config.digest));
        Self { digest, site: tera::Value::from_serializable(&view) }
    }
}

/// Makes pages from their parts.
#[derive(Clone, Copy)]
pub struct Renderer<'a> {
    setting: &'a Setting,
    theme: &'a Theme,
    config: &'a Config,
}

impl<'a> Renderer<'a> {
    /// Makes pages that look as `theme` says.
    pub fn new(setting: &'a Setting, theme: &'a Theme, config: &'a Config) -> Self {
        Self { setting, theme, config }
    }

    /// The key of an output: as long as it is the same, so are the bytes.
    pub fn key(&self, parts: &Parts<'_>) -> Digest {
        match parts {
            // What is copied does not depend on how pages look, and its bytes are known to whoever copies it.
            Parts::Copy(_) => parts.digest(),
            _ => Digest::of_value(&(self.setting.digest, parts)),
        }
    }

    /// Makes an output from its parts. A fault of a template is a finding; nothing is half made.
    pub fn render(&self, parts: &Parts<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let rendered = match parts {
            Parts::Article(parts) => self.article(parts),
            Parts::Home(intro, list, topics) => self.home(intro.as_deref(), list, topics),
            Parts::Topics(topics) => self.topics(topics),
            Parts::Topic(topic, list) => self.topic(topic, list),
            Parts::QuestionIndex(topics) => self.question_index(topics),
            Parts::Questions(topic, list) => self.questions(topic, list),
            Parts::Sources(list) => self.sources(list),
            Parts::Updates(list) => self.updates(list),
            Parts::NotFound => self.not_found(),
            Parts::Redirect(to, lang) => self.redirect(to, *lang),
            Parts::Bib(parts) => Ok(self.bib(parts)),
            Parts::Atom(topic, entries) => Ok(self.atom(topic.as_ref(), entries)),
            Parts::JsonFeed(entries) => Ok(self.json_feed(entries)),
            Parts::Sitemap(entries) => Ok(self.sitemap(entries)),
            Parts::SitemapIndex(parts) => Ok(self.sitemap_index(*parts)),
            Parts::Robots => Ok(self.robots()),
            Parts::Copy(_) => Ok(String::new()),
        };
        rendered.map(String::into_bytes)
    }

    /// Renders a template with what every page has and what this one adds.
    fn template(
        &self,
        name: &str,
        lang: &str,
        page: &PageView,
        add: impl FnOnce(&mut Context),
    ) -> Result<String, Vec<Diagnostic>> {
        let mut context = Context::new();
        context.insert_value("site", self.setting.site.clone());
        context.insert_value("lang", tera::Value::from(lang));
        context.insert_value("words", self.theme.words(lang).as_value());
        context.insert("page", page);
        add(&mut context);
        self.theme.render(name, &context)
    }

    fn words(&self, lang: &str) -> Arc<Words> {
        self.theme.words(lang)
    }

    fn lang<'s>(&'s self, article: &'s Article) -> &'s str {
        article.lang.as_deref().unwrap_or(&self.config.language)
    }

    /// The address of a route, as pages link to it.
    fn href(&self, route: &Route) -> String {
        href(self.config, route)
    }

    /// The absolute URL of a route; its address where there is no `base_url`.
    fn absolute(&self, route: &Route) -> String {
        absolute(self.config, route)
    }

    /// The absolute URL of a route, where there can be one.
    fn url(&self, route: &Route) -> Option<String> {
        self.config.base_url.as_ref().map(|base| base.absolute(route))
    }

    /// The address of a target, seen from `page`; with scheme and host if `absolute`.
    fn target(&self, page: &Page, target: &Target, absolute: bool) -> String {
        let address = address(self.config, target, absolute);
        match target {
            Target::Anchor(_) if absolute => self.absolute(&page.route) + &address,
            _ => address,
        }
    }

    fn link(&self, link: &LinkParts<'_>) -> LinkView {
        LinkView { name: link.title.to_owned(), href: self.href(link.route) }
    }

    fn topic_link(&self, topic: &TopicName<'_>) -> LinkView {
        let href = self.href(&Route::page(["topics", topic.slug]));
        LinkView { name: topic.name.to_owned(), href }
    }

    /// The head of a page that is no article.
    fn list_page(
        &self,
        kind: &'static str,
        title: String,
        route: &Route,
        number: usize,
    ) -> PageView {
        let words = self.words(&self.config.language);
        let numbered = if number > 1 {
            words
                .phrase("list_page", 0, &[("number", &number.to_string())])
                .map(|text| format!("{title} ({text})"))
        } else {
            None
        };
        let shown = numbered.as_ref().unwrap_or(&title);
        let full_title = if kind == "home" {
            shown.clone()
        } else {
            format!("{shown} · {}", self.config.title)
        };
        let json_ld = self.list_graph(kind, shown, route);
        PageView {
            kind,
            full_title,
            title,
            description: if kind == "home" {
                self.config.description.clone().unwrap_or_default()
            } else {
                String::new()
            },
            direction: direction(&self.config.language),
            href: self.href(route),
            url: self.url(route),
            item_type: "webpage",
            og_type: "website",
            image: None,
            published: None,
            modified: None,
            authors: Vec::new(),
            topics: Vec::new(),
            feeds: Vec::new(),
            bib: None,
            json_ld,
        }
    }
}

/// A moment as pages show it.
fn date_view(moment: &Moment, words: &Words) -> DateView {
    DateView { iso: moment.text.clone(), text: words.day(moment.day) }
}

/// The address of a route, as pages link to it.
fn href(config: &Config, route: &Route) -> String {
    joined(config.base_path(), route.encoded().trim_start_matches('/'))
}

/// The absolute URL of a route; its address where there is no `base_url`.
fn absolute(config: &Config, route: &Route) -> String {
    config.base_url.as_ref().map_or_else(|| href(config, route), |base| base.absolute(route))
}

/// The address of a target; with scheme and host if `is_absolute`, but for an anchor, which is one of its own page.
fn address(config: &Config, target: &Target, is_absolute: bool) -> String {
    let of_route = |route: &Route| {
        if is_absolute { absolute(config, route) } else { href(config, route) }
    };
    let fragment = |anchor: &str| format!("#{}", encode_path(anchor));
    match target {
        Target::External(url) => url.clone(),
        Target::Anchor(anchor) => fragment(anchor),
        Target::Page { route, anchor, .. } => {
            of_route(route) + &anchor.as_deref().map(fragment).unwrap_or_default()
        }
        Target::Home => of_route(&Route::home()),
        Target::File { route, suffix, .. } => of_route(route) + suffix,
        Target::Site(path) => {
            let base = match &config.base_url {
                Some(base) if is_absolute => base.as_str(),
                _ => config.base_path(),
            };
            format!("{base}{}", path.trim_start_matches('/'))
        }
        Target::Nowhere => String::new(),
    }
}

/// Two texts as one, without the machinery of formatting: pages have hundreds of addresses.
fn joined(a: &str, b: &str) -> String {
    let mut out = String::with_capacity(a.len() + b.len());
    out.push_str(a);
    out.push_str(b);
    out
}

/// HTML as templates get it.
fn safe(html: &str) -> Html {
    Html::safe_string(html)
}

/// The direction of a language's script.
fn direction(lang: &str) -> &'static str {
    let mut tags = lang.split('-');
    let rtl = matches!(
        tags.next().unwrap_or_default(),
        "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb" | "syr"
    );
    let latin = tags.any(|tag| tag.eq_ignore_ascii_case("latn"));
    if rtl && !latin { "rtl" } else { "ltr" }
}

fn site_view(site: &Site, theme: &Theme, config: &Config) -> SiteView {
    let words = theme.words(&config.language);
    let named = |key: &str, segment: &str| LinkView {
        name: words.word(key).to_owned(),
        href: href(config, &Route::page([segment])),
    };
    let has_feed = plan::has_feed(site, config);
    let feed = |file: &str| {
        has_feed.then(|| LinkView {
            name: config.title.clone(),
            href: format!("{}{file}", config.base_path()),
        })
    };
    let menu = config
        .menu
        .iter()
        .zip(&site.menu)
        .map(|(item, target)| LinkView {
            name: item.name.clone(),
            href: address(config, target, false),
        })
        .collect();
    SiteView {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        author: config.author.clone(),
        href: config.base_path().to_owned(),
        url: config.base_url.as_ref().map(|base| base.as_str().to_owned()),
        menu,
        topics: named("topics_title", "topics"),
        questions: named("questions_title", "questions"),
        sources: named("sources_title", "sources"),
        updates: named("updates_title", "updates"),
        atom: feed("atom.xml"),
        json_feed: feed("feed.json"),
        theme_options: theme.options.clone(),
        generator: concat!("nutgraf ", env!("CARGO_PKG_VERSION")).to_owned(),
    }
}
