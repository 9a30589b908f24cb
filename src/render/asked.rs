//! The lists of questions, and the feeds of answers: what they are made from, and their pages.

use jiff::civil::Date;

use crate::content::{Article, Moment, Question};
use crate::diagnostic::Diagnostic;
use crate::path::encode_path;
use crate::render::address::{href, joined};
use crate::render::atom::{self, categories, element, html_element, link};
use crate::render::gather::Gatherer;
use crate::render::html::{Audience, Filler, Notes};
use crate::render::parts::{
    AnswerFeedParts, AnswerParts, ListParts, Parts, QuestionListParts, TopicName,
};
use crate::render::renderer::Renderer;
use crate::render::view::{
    AnswerLinkView, CountsView, DateView, FeedView, FilterView, LinkView, QuestionListView,
    QuestionTopicView, QuestionsView,
};
use crate::site::{
    AnswerEntry, FeedFormat, Generated, Page, PageId, PageNumber, QuestionFilter, TopicId,
};
use crate::theme::Words;

impl<'s> Gatherer<'s> {
    /// Returns what a page of a list of questions is made from.
    pub(super) fn question_list(
        &self,
        filter: QuestionFilter,
        at: (Generated<&'s str>, PageNumber),
    ) -> Parts<'s> {
        let lists = self.site.questions();
        let card = |id: &PageId| QuestionListView::new(self.site.page(*id), filter, self.config);
        let newest = &self.site.answers.newest;
        let is_first = filter == QuestionFilter::All && at.1 == PageNumber::FIRST;
        let topics = lists.by_topic.iter().filter(|_| is_first);
        Parts::QuestionList(QuestionListParts {
            filter,
            filters: QuestionFilter::ALL
                .iter()
                .filter(|_| !lists.pages(QuestionFilter::All).is_empty())
                .map(|other| self.filter(*other, filter))
                .collect(),
            topics: topics.map(|(topic, pages)| self.asked(*topic, pages)).collect(),
            list: self.list(at, lists.pages(filter).iter(), card),
            newest: newest
                .iter()
                .filter(|_| filter == QuestionFilter::Newest)
                .map(|entry| self.answer(entry))
                .collect(),
            feeds: self.answer_feed_view(None),
        })
    }

    /// Returns what a page of the questions of a topic is made from.
    pub(super) fn questions(
        &self,
        topic: Option<TopicId>,
        at: (Generated<&'s str>, PageNumber),
    ) -> Parts<'s> {
        let mut lists = self.site.questions().by_topic.iter();
        let (_, pages) =
            lists.find(|(of, _)| *of == topic).expect("a plan names lists of questions that exist");
        let all = QuestionFilter::All;
        let card = |id: &PageId| QuestionListView::new(self.site.page(*id), all, self.config);
        let feeds = topic.map(|topic| self.answer_feed_view(Some(topic))).unwrap_or_default();
        Parts::Questions(self.asked(topic, pages), feeds, self.list(at, pages.iter(), card))
    }

    /// Returns what a feed of answers is made from.
    pub(super) fn answer_feed(&self, topic: Option<TopicId>) -> Parts<'s> {
        let lists = self.site.questions();
        let of_topic = lists.by_topic.iter().find(|(of, _)| *of == topic).map(|(_, pages)| pages);
        let belongs = |entry: &&AnswerEntry| {
            topic.is_none() || of_topic.is_some_and(|pages| pages.contains(&entry.page))
        };
        let entries = self.site.answers.dated.iter().filter(belongs);
        let named = topic.map(|id| self.site.topic(id));
        Parts::AnswerFeed(AnswerFeedParts {
            topic: named.map(|topic| TopicName { slug: &topic.slug, name: &topic.name }),
            entries: entries
                .take(self.config.feed.limit)
                .map(|entry| AnswerParts {
                    shown: self.shown(self.site.page(entry.page)),
                    question: entry.question,
                    day: entry.day.0,
                })
                .collect(),
        })
    }

    fn filter(&self, filter: QuestionFilter, current: QuestionFilter) -> FilterView {
        let answers = &self.site.answers;
        let count = match filter {
            QuestionFilter::All => Some(answers.answered + answers.open),
            QuestionFilter::Answered => Some(answers.answered),
            QuestionFilter::Open => Some(answers.open),
            QuestionFilter::Newest => None,
        };
        let route = Generated::QuestionList::<&str>(filter, PageNumber::FIRST).route();
        FilterView {
            name: self.words.word(name_of(filter)).to_owned(),
            href: href(self.config, &route),
            count,
            current: filter == current,
        }
    }

    fn answer(&self, entry: &AnswerEntry) -> AnswerLinkView {
        let page = self.site.page(entry.page);
        let article = &page.article;
        let question = article.questions.get(entry.question).expect("an entry names a question");
        let on = LinkView::to_page(page, self.config);
        let corrected = article.correction_of(question).map(|(_, update)| update.date);
        AnswerLinkView {
            text: question.text.clone(),
            href: joined([&on.href, "#", &encode_path(&question.anchor)]),
            date: DateView::new(&Moment::day(entry.day.0), &self.words),
            corrected: corrected == Some(entry.day.0),
            article: on,
        }
    }

    /// Returns the feed of the answers of a topic, or of all, if there is one.
    fn answer_feed_view(&self, topic: Option<TopicId>) -> Vec<FeedView> {
        if self.config.base_url.is_none() || !self.site.questions().has_feed(topic) {
            return Vec::new();
        }
        let title = self.words.word("answers_feed").to_owned();
        let route = self.site.route_of(Generated::AnswerFeed(topic));
        let words = (self.config, &*self.words);
        vec![FeedView::new(title, FeedFormat::Atom, &route, words)]
    }

    fn asked(&self, topic: Option<TopicId>, pages: &[PageId]) -> QuestionTopicView {
        let mut sum = CountsView { questions: 0, answered: 0, open: 0, sources: 0 };
        for counts in pages.iter().map(|id| CountsView::of(self.site.page(*id))) {
            sum.questions += counts.questions;
            sum.answered += counts.answered;
            sum.open += counts.open;
            sum.sources += counts.sources;
        }
        let topic = topic.map(|id| self.site.topic(id));
        let list = Generated::Questions(topic.map(|topic| &*topic.slug), PageNumber::FIRST);
        QuestionTopicView {
            name: topic
                .map_or_else(|| self.words.word("other_topic"), |topic| &*topic.name)
                .to_owned(),
            href: href(self.config, &list.route()),
            counts: sum,
        }
    }
}

/// Returns the key of what a link to a list says.
fn name_of(filter: QuestionFilter) -> &'static str {
    match filter {
        QuestionFilter::All => "all_questions",
        other => title_of(other),
    }
}

/// Returns the key of the title of a list.
fn title_of(filter: QuestionFilter) -> &'static str {
    match filter {
        QuestionFilter::All => "questions_title",
        QuestionFilter::Answered => "questions_answered",
        QuestionFilter::Open => "questions_open",
        QuestionFilter::Newest => "questions_newest",
    }
}

type Rendered = Result<String, Vec<Diagnostic>>;

impl Renderer<'_> {
    pub(super) fn question_list(&self, parts: &QuestionListParts<'_>) -> Rendered {
        let words = self.words(&self.config.language);
        let title = words.word(title_of(parts.filter)).to_owned();
        let mut head = self.list_head("questions", title, &parts.list);
        head.feeds.clone_from(&parts.feeds);
        head.questions_json = self.question_data_at(Generated::QuestionData(None));
        let list = self.list(&parts.list, QuestionListView::clone);
        let view = QuestionsView {
            filters: parts.filters.clone(),
            topics: parts.topics.clone(),
            topic: None,
            list: (parts.filter != QuestionFilter::Newest).then_some(list),
            newest: parts.newest.clone(),
        };
        self.list_template("questions.html", &head, |context| context.insert("questions", &view))
    }

    pub(super) fn questions(
        &self,
        topic: &QuestionTopicView,
        feeds: &[FeedView],
        list: &ListParts<'_, QuestionListView>,
    ) -> Rendered {
        let words = self.words(&self.config.language);
        let name = topic.name.clone();
        let title = words
            .phrase("questions_topic_title", 0, &[("topic", &name)])
            .unwrap_or_else(|| name.clone());
        let mut head = self.list_head("questions", title, list);
        head.feeds = feeds.to_vec();
        let slug = match list.at {
            Generated::Questions(slug, _) => slug,
            _ => None,
        };
        // Those without a topic are only in the file of the site.
        head.questions_json = self.question_data_at(Generated::QuestionData(slug));
        let list = self.list(list, QuestionListView::clone);
        let view = QuestionsView {
            filters: Vec::new(),
            topics: Vec::new(),
            topic: Some(name),
            list: Some(list),
            newest: Vec::new(),
        };
        self.list_template("questions.html", &head, |context| context.insert("questions", &view))
    }

    /// Returns the address of questions as data, if the site has these.
    fn question_data_at(&self, data: Generated<&str>) -> Option<String> {
        self.config.questions_json.then(|| self.href(&data.route()))
    }

    /// Returns a feed of new and corrected answers, in Atom. An entry is an answer: when it is corrected, the entry is the
    /// same and changes (RFC 4287 §4.2.6).
    pub(super) fn answer_feed(&self, parts: &AnswerFeedParts<'_>) -> String {
        let words = self.words(&self.config.language);
        let topic = parts.topic.as_ref().map(|topic| topic.slug);
        let list = match topic {
            Some(slug) => Generated::Questions(Some(slug), PageNumber::FIRST),
            None => Generated::QuestionList(QuestionFilter::All, PageNumber::FIRST),
        };
        let mut out = atom::begun(&self.config.language);
        let home = self.absolute(&list.route());
        element("id", &home, &mut out);
        let name = words.word("answers_feed");
        let title = match &parts.topic {
            Some(topic) => format!("{name} · {} · {}", topic.name, self.config.title),
            None => format!("{name} · {}", self.config.title),
        };
        element("title", &title, &mut out);
        let own = self.absolute(&Generated::AnswerFeed(topic).route());
        link("alternate", "text/html", &home, &mut out);
        link("self", FeedFormat::Atom.media_type(), &own, &mut out);
        if let Some(newest) = parts.entries.first() {
            element("updated", &self.midnight(newest.day), &mut out);
        }
        atom::author(self.config.author.as_ref().unwrap_or(&self.config.title), &mut out);
        for entry in &parts.entries {
            self.answer_entry(entry, &mut out);
        }
        out.push_str("</feed>\n");
        out
    }

    fn answer_entry(&self, entry: &AnswerParts<'_>, out: &mut String) {
        let page = entry.shown.page;
        let article = &page.article;
        let Some(question) = article.questions.get(entry.question) else { return };
        let lang = self.lang(article);
        let words = self.words(lang);
        for part in ["<entry xml:lang=\"", lang, "\">\n"] {
            out.push_str(part);
        }
        let anchor = encode_path(&question.anchor);
        let address = joined([&self.absolute(&page.route), "#", &anchor]);
        element("id", &address, out);
        element("title", &question.text, out);
        link("alternate", "text/html", &address, out);
        if let Some(answered) = question.upkeep.answered {
            element("published", &self.midnight(answered), out);
        }
        element("updated", &self.midnight(entry.day), out);
        for name in self.author_names(&article.authors) {
            atom::author(&name, out);
        }
        categories(&entry.shown.topics, out);
        html_element("content", &self.answer_content((article, question), &words, page), out);
        out.push_str("</entry>\n");
    }

    /// Returns an answer for readers outside of its page, with the correction before it if that is what is new.
    fn answer_content(
        &self,
        (article, question): (&Article, &Question),
        words: &Words,
        page: &Page,
    ) -> String {
        let notes = Notes::of(article);
        let filler =
            Filler { renderer: self, page, words, notes: &notes, audience: Audience::Feed };
        let mut out = String::new();
        if let Some((_, update)) = article.correction_of(question) {
            out.push_str("<p><strong>");
            out.push_str(&words.marked(words.word("update_correction")));
            out.push_str("</strong> ");
            filler.html_into(&update.note.fragment, &mut out);
            out.push_str("</p>\n");
        }
        if let Some(fragment) = question.fragment() {
            filler.html_into(fragment, &mut out);
        }
        out
    }

    fn midnight(&self, day: Date) -> String {
        Moment::day(day).rfc3339(&self.config.time_zone)
    }
}
