//! Pages that list: home, topics, questions, sources, updates; and the small pages: 404 and redirects.

use serde::Serialize;
use tera::Context;

use crate::diagnostic::Diagnostic;
use crate::path::Route;
use crate::render::article::{counts, update_view};
use crate::render::html::{Audience, Filler, Notes};
use crate::render::plan::{list_route, page_count, question_slug, topic_has_feed};
use crate::render::sources::source_view;
use crate::render::view::{
    CardView, CitedSourceView, CountsView, HomeView, LinkView, ListView, PublisherView,
    QuestionLinkView, QuestionListView, QuestionTopicView, QuestionsView, TopicView, UpdateView,
};
use crate::render::{Renderer, date_view, direction};
use crate::site::{Page, PageId};
use crate::theme::Words;

type Rendered = Result<String, Vec<Diagnostic>>;

impl Renderer<'_> {
    pub(super) fn home(&self, number: usize) -> Rendered {
        let words = self.words(&self.config.language);
        let ids: Vec<PageId> = (0..self.site.explainers).collect();
        let list = self.list(&[], number, &ids, |id| self.card(self.site.page(*id), &words));
        let mut head =
            self.list_page("home", self.config.title.clone(), &list_route(&[], number), number);
        let mut intro = None;
        if let Some(page) = self.site.home.as_ref().filter(|_| number == 1) {
            let notes = Notes::of(&page.article);
            let filler = Filler {
                renderer: self,
                page,
                words: &words,
                notes: &notes,
                audience: Audience::Page,
            };
            intro = Some(self.article_view(page, &filler));
            if head.description.is_empty() {
                head.description = page.article.description();
            }
        }
        let view = HomeView { intro, list, topics: self.topic_views() };
        self.list_template("home.html", &head, |context| context.insert("home", &view))
    }

    pub(super) fn topics(&self) -> Rendered {
        let words = self.words(&self.config.language);
        let head = self.list_page(
            "topics",
            words.word("topics_title").to_owned(),
            &Route::page(["topics"]),
            1,
        );
        self.list_template("topics.html", &head, |context| {
            context.insert("topics", &self.topic_views());
        })
    }

    pub(super) fn topic(&self, topic: usize, number: usize) -> Rendered {
        let words = self.words(&self.config.language);
        let Some(found) = self.site.topics.get(topic) else { return Ok(String::new()) };
        let segments = ["topics", found.slug.as_str()];
        let list =
            self.list(&segments, number, &found.pages, |id| self.card(self.site.page(*id), &words));
        let mut head =
            self.list_page("topic", found.name.clone(), &list_route(&segments, number), number);
        head.description = found.description.clone().unwrap_or_default();
        if topic_has_feed(self.site, self.config, topic) {
            let href = format!(
                "{}topics/{}/atom.xml",
                self.config.base_path(),
                crate::path::encode_path(&found.slug)
            );
            head.feeds
                .push(LinkView { name: format!("{} · {}", found.name, self.config.title), href });
        }
        let view = self.topic_view(found);
        self.list_template("topic.html", &head, |context| {
            context.insert("topic", &view);
            context.insert("list", &list);
        })
    }

    pub(super) fn question_index(&self) -> Rendered {
        let words = self.words(&self.config.language);
        let head = self.list_page(
            "questions",
            words.word("questions_title").to_owned(),
            &Route::page(["questions"]),
            1,
        );
        let topics = self
            .site
            .questions
            .iter()
            .map(|(topic, pages)| QuestionTopicView {
                name: self.question_topic_name(*topic, &words),
                href: self.href(&Route::page(["questions", question_slug(self.site, *topic)])),
                counts: pages.iter().map(|id| counts(self.site.page(*id))).fold(
                    CountsView { questions: 0, answered: 0, open: 0, sources: 0 },
                    |sum, counts| CountsView {
                        questions: sum.questions + counts.questions,
                        answered: sum.answered + counts.answered,
                        open: sum.open + counts.open,
                        sources: sum.sources + counts.sources,
                    },
                ),
            })
            .collect();
        let view = QuestionsView { topics, topic: None, list: None };
        self.list_template("questions.html", &head, |context| context.insert("questions", &view))
    }

    fn question_topic_name(&self, topic: Option<usize>, words: &Words) -> String {
        topic
            .and_then(|topic| self.site.topics.get(topic))
            .map_or_else(|| words.word("other_topic").to_owned(), |topic| topic.name.clone())
    }

    pub(super) fn questions(&self, list: usize, number: usize) -> Rendered {
        let words = self.words(&self.config.language);
        let Some((topic, pages)) = self.site.questions.get(list) else { return Ok(String::new()) };
        let name = self.question_topic_name(*topic, &words);
        let segments = ["questions", question_slug(self.site, *topic)];
        let title = words
            .phrase("questions_topic_title", 0, &[("topic", &name)])
            .unwrap_or_else(|| name.clone());
        let head = self.list_page("questions", title, &list_route(&segments, number), number);
        let list = self.list(&segments, number, pages, |id| {
            let page = self.site.page(*id);
            let href = self.href(&page.route);
            let questions = page
                .article
                .questions
                .iter()
                .map(|question| QuestionLinkView {
                    text: question.text.clone(),
                    href: format!("{href}#{}", crate::path::encode_path(&question.anchor)),
                    answered: question.is_answered(),
                })
                .collect();
            QuestionListView { title: page.article.title.clone(), href, questions }
        });
        let view = QuestionsView { topics: Vec::new(), topic: Some(name), list: Some(list) };
        self.list_template("questions.html", &head, |context| context.insert("questions", &view))
    }

    pub(super) fn sources(&self, number: usize) -> Rendered {
        let words = self.words(&self.config.language);
        let head = self.list_page(
            "sources",
            words.word("sources_title").to_owned(),
            &list_route(&["sources"], number),
            number,
        );
        let list = self.list(&["sources"], number, &self.site.sources, |source| {
            let mut view = source_view(&source.source, &words);
            view.id.clear();
            CitedSourceView {
                source: view,
                cited_by: source
                    .cited_by
                    .iter()
                    .map(|id| self.link_to(self.site.page(*id)))
                    .collect(),
            }
        });
        let mut publishers: Vec<PublisherView> = Vec::new();
        for cited in list.items {
            match publishers.last_mut() {
                Some(last) if last.name == cited.source.publisher => last.sources.push(cited),
                _ => publishers.push(PublisherView {
                    name: cited.source.publisher.clone(),
                    sources: vec![cited],
                }),
            }
        }
        let view = ListView {
            items: publishers,
            total: list.total,
            number: list.number,
            pages: list.pages,
            previous: list.previous,
            next: list.next,
            first: list.first,
            last: list.last,
        };
        self.list_template("sources.html", &head, |context| context.insert("list", &view))
    }

    pub(super) fn updates(&self, number: usize) -> Rendered {
        let words = self.words(&self.config.language);
        let head = self.list_page(
            "updates",
            words.word("updates_title").to_owned(),
            &list_route(&["updates"], number),
            number,
        );
        let list = self.list(&["updates"], number, &self.site.updates, |entry| {
            let page = self.site.page(entry.page);
            let notes = Notes::of(&page.article);
            // Away from its page: addresses are absolute, and marks have no ids.
            let filler = Filler {
                renderer: self,
                page,
                words: &words,
                notes: &notes,
                audience: Audience::Feed,
            };
            let mut view: UpdateView = update_view(&filler, entry.update)
                .expect("an update of the site is one of its article");
            let LinkView { name, href } = self.link_to(page);
            view.article = Some(LinkView { name, href: format!("{href}#{}", view.id) });
            view
        });
        self.list_template("updates.html", &head, |context| context.insert("list", &list))
    }

    pub(super) fn not_found(&self) -> Rendered {
        let words = self.words(&self.config.language);
        let route = Route::file(
            &crate::path::SitePath::new("404.html").expect("a path in a program is a path"),
        );
        let mut head = self.list_page("404", words.word("not_found_title").to_owned(), &route, 1);
        // Served for every address that does not exist: it has none of its own.
        head.url = None;
        self.list_template("404.html", &head, |_| {})
    }

    pub(super) fn redirect(&self, alias: usize) -> Rendered {
        let Some(alias) = self.site.aliases.get(alias) else { return Ok(String::new()) };
        let page = self.site.page(alias.page);
        let mut head = self.list_page("redirect", page.article.title.clone(), &page.route, 1);
        let lang = self.lang(&page.article);
        head.direction = direction(lang);
        let link = self.link_to(page);
        self.template("redirect.html", lang, &head, |context| context.insert("redirect", &link))
    }

    fn list_template(
        &self,
        name: &str,
        head: &crate::render::view::PageView,
        add: impl FnOnce(&mut Context),
    ) -> Rendered {
        self.template(name, &self.config.language, head, add)
    }

    /// One page of a list.
    fn list<T, V: Serialize>(
        &self,
        segments: &[&str],
        number: usize,
        entries: &[T],
        view: impl FnMut(&T) -> V,
    ) -> ListView<V> {
        let pages = page_count(entries.len(), self.config);
        let href = |number: usize| self.href(&list_route(segments, number));
        let from = (number - 1) * self.config.per_page;
        ListView {
            items: entries.iter().skip(from).take(self.config.per_page).map(view).collect(),
            total: entries.len(),
            number,
            pages,
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < pages).then(|| href(number + 1)),
            first: href(1),
            last: href(pages),
        }
    }

    fn card(&self, page: &Page, words: &Words) -> CardView {
        let article = &page.article;
        let changed = article
            .updated
            .as_ref()
            .filter(|updated| article.date.as_ref().is_none_or(|date| date.day != updated.day));
        CardView {
            title: article.title.clone(),
            href: self.href(&page.route),
            description: article.description(),
            published: article.date.as_ref().map(|date| date_view(date, words)),
            updated: changed.map(|date| date_view(date, words)),
            topics: page.topics.iter().filter_map(|topic| self.topic_link(*topic)).collect(),
            counts: counts(page),
            lang: article.lang.clone().filter(|lang| *lang != self.config.language),
        }
    }

    fn topic_views(&self) -> Vec<TopicView> {
        self.site.topics.iter().map(|topic| self.topic_view(topic)).collect()
    }

    fn topic_view(&self, topic: &crate::site::Topic) -> TopicView {
        TopicView {
            name: topic.name.clone(),
            href: self.href(&Route::page(["topics", &topic.slug])),
            description: topic.description.clone(),
            count: topic.pages.len(),
        }
    }
}
