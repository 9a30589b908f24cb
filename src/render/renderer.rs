//! [`Renderer`]: makes pages from their parts, and sees nothing else except what is the same for all pages.

use std::sync::Arc;

use tera::Context;

use crate::config::Config;
use crate::content::Article;
use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::path::{Route, encode_path};
use crate::render::address::{absolute, address, href, joined};
use crate::render::direction::direction;
use crate::render::parts::{LinkParts, Parts, TopicName};
use crate::render::view::{LinkView, PageView, SiteView};
use crate::site::{Page, PageNumber, Site, Target};
use crate::theme::{Theme, Words};

/// What is the same for all pages of a site.
pub struct SiteContext {
    digest: Digest,
    site: tera::Value,
}

impl SiteContext {
    /// Returns what all pages of `site` see of it.
    pub fn new(site: &Site, theme: &Theme, config: &Config) -> Self {
        let view = SiteView::new(site, theme, config);
        let text = serde_json::to_string(&view).expect("a view is plain data");
        let digest = Digest::of_value(&(text, theme.digest, config.digest));
        Self { digest, site: tera::Value::from_serializable(&view) }
    }
}

/// Makes pages from their parts.
#[derive(Clone, Copy)]
pub struct Renderer<'a> {
    setting: &'a SiteContext,
    pub(super) theme: &'a Theme,
    pub(super) config: &'a Config,
}

impl<'a> Renderer<'a> {
    /// Returns a renderer that uses `theme`.
    pub fn new(setting: &'a SiteContext, theme: &'a Theme, config: &'a Config) -> Self {
        Self { setting, theme, config }
    }

    /// Returns the key of an output: equal keys mean equal bytes.
    pub fn key(&self, parts: &Parts<'_>) -> Digest {
        match parts {
            // A copied file does not depend on the theme, and whatever copies it knows its bytes.
            Parts::Copy(_) => parts.digest(),
            // So is what the script reads.
            Parts::SearchFile(_) => parts.digest(),
            _ => Digest::of_value(&(self.setting.digest, parts)),
        }
    }

    /// Makes an output from its parts. A fault in a template is a finding; nothing is left half made.
    pub fn render(&self, parts: &Parts<'_>) -> Result<Vec<u8>, Vec<Diagnostic>> {
        let rendered = match parts {
            Parts::Article(parts) => self.article(parts),
            Parts::Home(intro, list, topics) => self.home(intro.as_deref(), list, topics),
            Parts::Topics(topics) => self.topics(topics),
            Parts::Topic(topic, files, list) => self.topic(topic, files, list),
            Parts::QuestionList(parts) => self.question_list(parts),
            Parts::Questions(topic, feeds, list) => self.questions(topic, feeds, list),
            Parts::Sources(list) => self.sources(list),
            Parts::Updates(list) => self.updates(list),
            Parts::Health(list) => self.health(list),
            Parts::AToZ(list, letters) => self.a_to_z(list, letters),
            Parts::Search => self.search(),
            Parts::SearchFile(text) => Ok((*text).to_owned()),
            Parts::SearchDescription => Ok(self.search_description()),
            Parts::NotFound => self.not_found(),
            Parts::Redirect(to, lang) => self.redirect(to, *lang),
            Parts::Bib(parts) => Ok(self.bib(parts)),
            Parts::Feed(parts) => Ok(self.feed(parts)),
            Parts::AnswerFeed(parts) => Ok(self.answer_feed(parts)),
            Parts::QuestionData(parts) => Ok(self.question_data(parts)),
            Parts::Sitemap(entries) => Ok(self.sitemap(entries)),
            Parts::SitemapIndex(parts) => Ok(self.sitemap_index(*parts)),
            Parts::Robots => Ok(self.robots()),
            Parts::Copy(_) => Ok(String::new()),
        };
        rendered.map(String::into_bytes)
    }

    /// Renders a template with what every page has and what this page adds.
    pub(super) fn template(
        &self,
        name: &str,
        lang: &str,
        page: &PageView,
        add: impl FnOnce(&mut Context),
    ) -> Result<String, Vec<Diagnostic>> {
        let mut context = Context::new();
        context.insert_value("site", self.setting.site.clone());
        context.insert_value("lang", tera::Value::from(lang));
        let words = self.theme.words(lang);
        let (spoken, spoken_lang) = self.theme.spoken(&words);
        context.insert_value("words", words.as_value());
        context.insert_value("spoken", spoken);
        context.insert_value("spoken_lang", spoken_lang);
        context.insert("page", page);
        add(&mut context);
        self.theme.render(name, &context)
    }

    pub(super) fn words(&self, lang: &str) -> Arc<Words> {
        self.theme.words(lang)
    }

    pub(super) fn lang<'s>(&'s self, article: &'s Article) -> &'s str {
        article.lang.as_deref().unwrap_or(&self.config.language)
    }

    /// Returns the address of a route, as pages link to it.
    pub(super) fn href(&self, route: &Route) -> String {
        href(self.config, route)
    }

    /// Returns the absolute URL of a route; its address if there is no `base_url`.
    pub(super) fn absolute(&self, route: &Route) -> String {
        absolute(self.config, route)
    }

    /// Returns the absolute URL of a route, if there can be one.
    pub(super) fn url(&self, route: &Route) -> Option<String> {
        self.config.base_url.as_ref().map(|base| base.absolute(route))
    }

    /// Returns the address of a target, relative to `page`; with scheme and host if `absolute`.
    pub(super) fn target(&self, page: &Page, target: &Target, absolute: bool) -> String {
        let address = address(self.config, target, absolute);
        match target {
            Target::Anchor(_) if absolute => self.absolute(&page.route) + &address,
            _ => address,
        }
    }

    pub(super) fn link(&self, link: &LinkParts<'_>) -> LinkView {
        let page = self.href(link.route);
        let href = match link.anchor {
            Some(anchor) => joined([&page, "#", &encode_path(anchor)]),
            None => page,
        };
        LinkView { name: link.title.to_owned(), href }
    }

    pub(super) fn topic_link(&self, topic: &TopicName<'_>) -> LinkView {
        LinkView::to_topic(topic.name, topic.slug, self.config)
    }

    /// Returns the head of a page that is not an article.
    pub(super) fn list_page(
        &self,
        kind: &'static str,
        title: String,
        route: &Route,
        number: PageNumber,
    ) -> PageView {
        let words = self.words(&self.config.language);
        let numbered = if number > PageNumber::FIRST {
            words
                .phrase("list_page", 0, &[("number", &number.get().to_string())])
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
            questions_json: None,
            json_ld,
        }
    }
}
