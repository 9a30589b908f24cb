//! List pages: home, topics, questions, sources, updates, health; and the small pages: 404 and redirects.

use serde::Serialize;
use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::render::article::update_view;
use crate::render::direction::direction;
use crate::render::html::{Audience, Filler, Notes};
use crate::render::parts::{
    ArticleParts, LinkParts, ListParts, SourceParts, TopicFiles, UpdateParts,
};
use crate::render::renderer::Renderer;
use crate::render::sources::source_view;
use crate::render::view::{
    CardView, CitedSourceView, HealthView, HomeView, LinkView, ListView, PageView, PublisherView,
    TopicView, UpdateView,
};
use crate::site::{Generated, PageNumber};

type Rendered = Result<String, Vec<Diagnostic>>;

impl Renderer<'_> {
    pub(super) fn home(
        &self,
        intro: Option<&ArticleParts<'_>>,
        list: &ListParts<'_, CardView>,
        topics: &[TopicView],
    ) -> Rendered {
        let words = self.words(&self.config.language);
        let mut head = self.list_head("home", self.config.title.clone(), list);
        let mut view = HomeView {
            intro: None,
            list: self.list(list, CardView::clone),
            topics: topics.to_vec(),
        };
        if let Some(parts) = intro {
            let page = parts.shown.page;
            let notes = Notes::of(&page.article);
            let filler = Filler {
                renderer: self,
                page,
                words: &words,
                notes: &notes,
                audience: Audience::Page,
            };
            view.intro = Some(self.article_view(parts, &filler));
            if head.description.is_empty() {
                head.description = page.article.description();
            }
        }
        self.list_template("home.html", &head, |context| context.insert("home", &view))
    }

    pub(super) fn topics(&self, topics: &[TopicView]) -> Rendered {
        let words = self.words(&self.config.language);
        let title = words.word("topics_title").to_owned();
        let head = self.list_page("topics", title, &Generated::Topics.route(), PageNumber::FIRST);
        self.list_template("topics.html", &head, |context| {
            context.insert("topics", topics);
        })
    }

    pub(super) fn topic(
        &self,
        topic: &TopicView,
        files: &TopicFiles,
        list: &ListParts<'_, CardView>,
    ) -> Rendered {
        let mut head = self.list_head("topic", topic.name.clone(), list);
        topic.description.as_deref().unwrap_or_default().clone_into(&mut head.description);
        head.feeds.clone_from(&files.feeds);
        head.questions_json.clone_from(&files.questions_json);
        let list = self.list(list, CardView::clone);
        self.list_template("topic.html", &head, |context| {
            context.insert("topic", topic);
            context.insert("list", &list);
        })
    }

    pub(super) fn sources(&self, list: &ListParts<'_, SourceParts<'_>>) -> Rendered {
        let words = self.words(&self.config.language);
        let head = self.list_head("sources", words.word("sources_title").to_owned(), list);
        let list = self.list(list, |parts| {
            let mut source = source_view(parts.source, &words);
            source.id.clone_from(&parts.anchor);
            let cited_by = parts.cited_by.iter().map(|link| self.link(link)).collect();
            CitedSourceView { source, cited_by }
        });
        let list = list.regrouped(by_publisher);
        self.list_template("sources.html", &head, |context| context.insert("list", &list))
    }

    pub(super) fn updates(&self, list: &ListParts<'_, UpdateParts<'_>>) -> Rendered {
        let words = self.words(&self.config.language);
        let head = self.list_head("updates", words.word("updates_title").to_owned(), list);
        let list = self.list(list, |parts| {
            let page = parts.shown.page;
            let notes = Notes::of(&page.article);
            // Outside its page: addresses are absolute, and marks have no ids.
            let filler = Filler {
                renderer: self,
                page,
                words: &words,
                notes: &notes,
                audience: Audience::Feed,
            };
            let mut view: UpdateView = update_view(&filler, parts.update)
                .expect("an update of the site is one of its article");
            let href = format!("{}#{}", self.href(&page.route), view.id);
            // Its address is that of a place on the article's page.
            view.question = None;
            view.article = Some(LinkView { name: page.article.title.clone(), href });
            view
        });
        self.list_template("updates.html", &head, |context| context.insert("list", &list))
    }

    pub(super) fn health(&self, list: &ListParts<'_, HealthView>) -> Rendered {
        let words = self.words(&self.config.language);
        let head = self.list_head("health", words.word("health_title").to_owned(), list);
        let list = self.list(list, HealthView::clone);
        self.list_template("health.html", &head, |context| context.insert("list", &list))
    }

    pub(super) fn not_found(&self) -> Rendered {
        let words = self.words(&self.config.language);
        let title = words.word("not_found_title").to_owned();
        let mut head =
            self.list_page("404", title, &Generated::NotFound.route(), PageNumber::FIRST);
        // Served for every address that does not exist, so it has none of its own.
        head.url = None;
        self.list_template("404.html", &head, |_| {})
    }

    pub(super) fn redirect(&self, to: &LinkParts<'_>, lang: Option<&str>) -> Rendered {
        let lang = lang.unwrap_or(&self.config.language);
        let mut head = self.list_page("redirect", to.title.to_owned(), to.route, PageNumber::FIRST);
        head.direction = direction(lang);
        let link = self.link(to);
        self.template("redirect.html", lang, &head, |context| context.insert("redirect", &link))
    }

    pub(super) fn list_template(
        &self,
        name: &str,
        head: &PageView,
        add: impl FnOnce(&mut Context),
    ) -> Rendered {
        self.template(name, &self.config.language, head, add)
    }

    pub(super) fn list_head<T>(
        &self,
        kind: &'static str,
        title: String,
        list: &ListParts<'_, T>,
    ) -> PageView {
        self.list_page(kind, title, &list.at.route(), list.number)
    }

    /// Returns one page of a list.
    pub(super) fn list<T, V: Serialize>(
        &self,
        parts: &ListParts<'_, T>,
        view: impl FnMut(&T) -> V,
    ) -> ListView<V> {
        let ListParts { at, number, items, total, pages } = parts;
        let (total, number, pages) = (*total, number.get(), *pages);
        let href = |number: usize| self.href(&at.on_page(PageNumber::after(number - 1)).route());
        ListView {
            items: items.iter().map(view).collect(),
            total,
            number,
            pages,
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < pages).then(|| href(number + 1)),
            first: href(1),
            last: href(pages),
        }
    }
}

fn by_publisher(sources: Vec<CitedSourceView>) -> Vec<PublisherView> {
    let mut publishers: Vec<PublisherView> = Vec::new();
    for cited in sources {
        match publishers.last_mut() {
            Some(last) if last.name == cited.source.publisher => last.sources.push(cited),
            _ => publishers
                .push(PublisherView { name: cited.source.publisher.clone(), sources: vec![cited] }),
        }
    }
    publishers
}
