//! The page of an article, and the view it is made from.

use tera::Context;

use crate::content::{Article, ArticleKind, Fragment, Question, QuestionForm, Update};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::encode_path;
use crate::render::html::{Audience, Filler, Notes, letters};
use crate::render::view::{
    ArticleView, AuthorView, CiteView, ContentsView, CountsView, ImageView, LinkView, NoteView,
    PageView, QuestionGroupView, QuestionView, RelatedView, SourceView, UpdateView,
};
use crate::render::{Renderer, direction, joined, safe};
use crate::site::{Entry, Page, PageId, RelatedReason, SourceRef, Target, bib_output};
use crate::theme::Words;

impl Renderer<'_> {
    pub(super) fn article(&self, id: PageId) -> Result<String, Vec<Diagnostic>> {
        let page = self.site.page(id);
        let article = &page.article;
        let lang = self.lang(article);
        let usual = if article.kind == ArticleKind::Page { "page.html" } else { "article.html" };
        let template = article.template.as_ref().map_or(usual, |template| template.value.as_str());
        if let Some(named) =
            article.template.as_ref().filter(|named| !self.theme.has_template(&named.value))
        {
            let near = crate::diagnostic::did_you_mean(&named.value, self.theme.template_names());
            let hint = near.map_or_else(
                || format!("add the file `templates/{}`", named.value),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(vec![
                Diagnostic::new(
                    Code::ThemeMissingTemplate,
                    Place::new(&article.path, named.span),
                    format!("no template is called `{}`", named.value),
                )
                .hint(hint),
            ]);
        }
        let words = self.words(lang);
        let notes = Notes::of(article);
        let filler =
            Filler { renderer: self, page, words: &words, notes: &notes, audience: Audience::Page };
        let mut view = self.article_view(page, &filler);
        if id < self.site.explainers {
            view.related = self.related(id, &words);
            view.previous = id.checked_sub(1).map(|id| self.link_to(self.site.page(id)));
            view.next = Some(id + 1)
                .filter(|id| *id < self.site.explainers)
                .map(|id| self.link_to(self.site.page(id)));
        }
        let head = self.article_head(page, &notes, &words);
        self.template(template, lang, &head, |context: &mut Context| {
            context.insert("article", &view)
        })
        .map_err(|findings| {
            let note = if article.template.is_some() {
                "while rendering this article, which names the template"
            } else {
                "while rendering this article"
            };
            findings
                .into_iter()
                .map(|finding| finding.related(Place::file(&article.path), note))
                .collect()
        })
    }

    fn article_head(&self, page: &Page, notes: &Notes, words: &Words) -> PageView {
        let article = &page.article;
        let explainer = article.kind == ArticleKind::Explainer;
        PageView {
            kind: if explainer { "article" } else { "page" },
            title: article.title.clone(),
            full_title: format!("{} · {}", article.title, self.config.title),
            description: article.description(),
            direction: direction(self.lang(article)),
            href: self.href(&page.route),
            url: self.url(&page.route),
            item_type: "webpage",
            og_type: if explainer { "article" } else { "website" },
            image: self.card_image(page),
            published: article.date.as_ref().map(|date| date.rfc3339(&self.config.time_zone)),
            modified: article.updated.as_ref().map(|date| date.rfc3339(&self.config.time_zone)),
            authors: self.author_names(article),
            topics: page
                .topics
                .iter()
                .filter_map(|topic| self.site.topics.get(*topic))
                .map(|topic| topic.name.clone())
                .collect(),
            feeds: Vec::new(),
            bib: Some(self.href(&crate::path::Route::file(&bib_output(&page.route)))),
            json_ld: self.article_graph(page, notes, words),
        }
    }

    fn card_image(&self, page: &Page) -> Option<ImageView> {
        let target = page.article.image.and_then(|link| page.targets.get(link))?;
        let size = match target {
            Target::File { size, .. } => *size,
            _ => None,
        };
        let url = self.target(page, target, true);
        Some(ImageView {
            url,
            alt: page.article.image_alt.clone().unwrap_or_default(),
            width: size.map(|(width, _)| width),
            height: size.map(|(_, height)| height),
        })
    }

    /// Who wrote an article, the site's author if it names nobody.
    pub(super) fn author_names(&self, article: &Article) -> Vec<String> {
        if article.authors.is_empty() {
            return self.config.author.iter().cloned().collect();
        }
        article.authors.iter().map(|author| author.name.clone()).collect()
    }

    pub(super) fn article_view(&self, page: &Page, filler: &Filler<'_>) -> ArticleView {
        let article = &page.article;
        let words = filler.words;
        let updates: Vec<UpdateView> =
            (0..article.updates.len()).filter_map(|n| self.update_view(filler, n)).collect();
        let (sources, further_reading) = self.source_views(page, words);
        let changed = article
            .updated
            .as_ref()
            .filter(|updated| article.date.as_ref().is_none_or(|date| date.day != updated.day));
        let authors = article
            .authors
            .iter()
            .map(|author| AuthorView {
                name: author.name.clone(),
                role: author.role.clone(),
                url: author.url.clone(),
            })
            .collect::<Vec<_>>();
        let site_author = self.config.author.iter().map(|name| AuthorView {
            name: name.clone(),
            role: None,
            url: None,
        });
        ArticleView {
            title: article.title.clone(),
            standfirst: article
                .standfirst
                .as_ref()
                .map(|standfirst| safe(&filler.html(&standfirst.fragment))),
            topics: page.topics.iter().filter_map(|topic| self.topic_link(*topic)).collect(),
            authors: if authors.is_empty() { site_author.collect() } else { authors },
            published: article.date.as_ref().map(|date| self.date(date, words)),
            updated: changed.map(|date| self.date(date, words)),
            as_of: article.as_of.map(|day| self.date(&crate::content::Moment::day(day), words)),
            review_by: article
                .review_by
                .map(|day| self.date(&crate::content::Moment::day(day), words)),
            counts: counts(page),
            superseded_by: article.superseded_by.and_then(|link| page.targets.get(link)).and_then(
                |target| match target {
                    Target::Page { page, .. } => Some(self.link_to(self.site.page(*page))),
                    _ => None,
                },
            ),
            grave: updates.iter().filter(|update| update.grave).cloned().collect(),
            summary: article
                .summary
                .iter()
                .map(|point| safe(&filler.html(&point.fragment)))
                .collect(),
            summary_by: article.summary_by.clone(),
            contents: contents(article),
            body: safe(&filler.html(&article.body.fragment)),
            question_groups: self.question_groups(page, filler),
            open_questions: article
                .questions
                .iter()
                .filter(|question| !question.is_answered())
                .map(|question| self.question_view(page, filler, question))
                .collect(),
            notes: note_views(article, filler),
            sources,
            further_reading,
            updates,
            cite: CiteView {
                text: self.cite_text(page, words),
                bib: self.href(&crate::path::Route::file(&bib_output(&page.route))),
            },
            related: Vec::new(),
            previous: None,
            next: None,
            draft: article.draft,
            extra: article.extra.clone(),
        }
    }

    fn question_groups(&self, page: &Page, filler: &Filler<'_>) -> Vec<QuestionGroupView> {
        let mut groups: Vec<QuestionGroupView> = Vec::new();
        for question in page.article.questions.iter().filter(|question| question.is_answered()) {
            let view = self.question_view(page, filler, question);
            match groups.iter_mut().find(|group| group.name == question.group) {
                Some(group) => group.questions.push(view),
                None => groups.push(QuestionGroupView {
                    name: question.group.clone(),
                    questions: vec![view],
                }),
            }
        }
        groups
    }

    fn question_view(&self, page: &Page, filler: &Filler<'_>, question: &Question) -> QuestionView {
        let see = match question.form {
            QuestionForm::See(link) => page.targets.get(link).map(|target| LinkView {
                name: self.section_name(page, target),
                href: self.target(page, target, false),
            }),
            _ => None,
        };
        QuestionView {
            id: question.anchor.clone(),
            href: joined("#", &encode_path(&question.anchor)),
            text: question.text.clone(),
            answer: question.fragment().map(|answer| safe(&filler.html(answer))),
            see,
            group: question.group.clone(),
            answered: question.is_answered(),
        }
    }

    /// What the section that a question points to is called.
    fn section_name(&self, page: &Page, target: &Target) -> String {
        let heading = |article: &Article, anchor: &str| {
            article
                .body
                .headings
                .iter()
                .find(|heading| heading.id == anchor)
                .map_or_else(|| article.title.clone(), |heading| heading.text.clone())
        };
        match target {
            Target::Anchor(anchor) => heading(&page.article, anchor),
            Target::Page { page, anchor } => {
                let article = &self.site.page(*page).article;
                match anchor {
                    Some(anchor)
                        if article.body.headings.iter().any(|heading| heading.id == *anchor) =>
                    {
                        format!("{}: {}", article.title, heading(article, anchor))
                    }
                    _ => article.title.clone(),
                }
            }
            _ => String::new(),
        }
    }

    fn source_views(&self, page: &Page, words: &Words) -> (Vec<SourceView>, Vec<SourceView>) {
        let mut cited = Vec::with_capacity(page.bibliography.cited);
        let mut further = Vec::new();
        for (n, entry) in page.bibliography.entries.iter().enumerate() {
            let mut view = self.source_view(self.site.source(page, entry.source), words);
            view.derives_from =
                entry.derives_from.iter().map(|origin| self.origin(page, *origin)).collect();
            if n < page.bibliography.cited {
                view.number = Some(n + 1);
                view.marks = marks(&view.id, entry);
                cited.push(view);
            } else {
                further.push(view);
            }
        }
        (cited, further)
    }

    /// A source that another one draws on; linked if this page lists it.
    fn origin(&self, page: &Page, origin: SourceRef) -> LinkView {
        let source = self.site.source(page, origin);
        let listed = page.bibliography.entries.iter().any(|entry| entry.source == origin);
        let name = match &source.publisher {
            Some(publisher) => format!("{publisher}, {}", source.title),
            None => source.title.clone(),
        };
        LinkView {
            name,
            href: if listed { format!("#src-{}", encode_path(&source.id)) } else { String::new() },
        }
    }

    /// A source without its place on a page.
    pub(super) fn source_view(&self, source: &crate::content::Source, words: &Words) -> SourceView {
        let date = |date: Option<crate::content::PartialDate>| {
            date.map(|date| crate::render::view::DateView {
                iso: date.to_string(),
                text: words.date(date),
            })
        };
        SourceView {
            id: joined("src-", &source.id),
            number: None,
            title: source.title.clone(),
            url: source.url.clone(),
            author: (!source.authors.is_empty()).then(|| source.authors.join(", ")),
            publisher: source.publisher.clone(),
            published: date(source.published),
            accessed: date(source.accessed),
            archive_url: source.archive_url.clone(),
            archive_date: date(source.archive_date),
            archive_note: source.archive_note.clone(),
            kind: source.kind.map(|kind| words.word(&format!("kind_{}", kind.name())).to_owned()),
            note: source.note.clone(),
            derives_from: Vec::new(),
            marks: Vec::new(),
        }
    }

    /// One update of an article; `n` counts its `updates`, which are newest first.
    pub(super) fn update_view(&self, filler: &Filler<'_>, n: usize) -> Option<UpdateView> {
        let updates = &filler.page.article.updates;
        let update: &Update = updates.get(n)?;
        let html = |fragment: &Fragment| safe(&filler.html(fragment));
        Some(UpdateView {
            // Counted from the oldest, so that a new update leaves the others' anchors alone.
            id: format!("part-update-{}", updates.len() - n),
            date: self.date(&crate::content::Moment::day(update.date), filler.words),
            kind: update.kind.name(),
            label: filler.words.word(&format!("update_{}", update.kind.name())).to_owned(),
            note: html(&update.note.fragment),
            was: update.was.as_ref().map(|was| html(&was.fragment)),
            now: update.now.as_ref().map(|now| html(&now.fragment)),
            grave: update.grave,
            article: None,
        })
    }

    fn related(&self, id: PageId, words: &Words) -> Vec<RelatedView> {
        self.site
            .related(id)
            .into_iter()
            .map(|related| {
                let reason = match related.reason {
                    RelatedReason::Chosen => String::new(),
                    RelatedReason::Sources(n) => words
                        .phrase("related_sources", n as u64, &[("n", &n.to_string())])
                        .unwrap_or_default(),
                    RelatedReason::Topic(topic) => {
                        let name =
                            self.site.topics.get(topic).map_or("", |topic| topic.name.as_str());
                        words.phrase("related_topic", 0, &[("topic", name)]).unwrap_or_default()
                    }
                };
                let LinkView { name, href } = self.link_to(self.site.page(related.page));
                RelatedView { name, href, reason }
            })
            .collect()
    }

    fn cite_text(&self, page: &Page, words: &Words) -> String {
        let article = &page.article;
        let mut text = self.author_names(article).join(", ");
        if !text.is_empty() {
            text.push_str(": ");
        }
        text.push_str(&article.title);
        text.push_str(if article.title.ends_with(['?', '!', '.']) { " " } else { ". " });
        text.push_str(&self.config.title);
        if let Some(date) = article.updated.as_ref().or(article.date.as_ref()) {
            text.push_str(", ");
            text.push_str(&words.day(date.day));
        }
        text.push('.');
        if let Some(url) = self.url(&page.route) {
            text.push(' ');
            text.push_str(&url);
        }
        text
    }
}

/// How many questions and sources a page has.
pub(super) fn counts(page: &Page) -> CountsView {
    let questions = page.article.questions.len();
    let answered = page.article.questions.iter().filter(|question| question.is_answered()).count();
    CountsView { questions, answered, open: questions - answered, sources: page.bibliography.cited }
}

fn marks(id: &str, entry: &Entry) -> Vec<LinkView> {
    let key = id.strip_prefix("src-").unwrap_or(id);
    (0..entry.marks)
        .map(|nth| LinkView {
            name: letters(nth),
            href: format!("#cite-{}-{}", encode_path(key), nth + 1),
        })
        .collect()
}

fn note_views(article: &Article, filler: &Filler<'_>) -> Vec<NoteView> {
    let mut order: Vec<(usize, usize)> = filler
        .notes
        .numbers
        .iter()
        .enumerate()
        .filter_map(|(note, number)| number.map(|number| (number, note)))
        .collect();
    order.sort_unstable();
    order
        .into_iter()
        .filter_map(|(number, n)| {
            let (note, id) = (article.notes.get(n)?, filler.notes.ids.get(n)?);
            let href = |nth: usize| format!("#fnref-{}-{}", encode_path(id), nth + 1);
            let marks = (0..note.references)
                .map(|nth| LinkView {
                    name: if note.references == 1 { String::new() } else { letters(nth) },
                    href: href(nth),
                })
                .collect();
            Some(NoteView {
                id: format!("fn-{id}"),
                letter: letters(number),
                html: safe(&filler.html(&note.fragment)),
                marks,
            })
        })
        .collect()
}

/// The table of contents: second-level headings, third-level ones below them.
fn contents(article: &Article) -> Vec<ContentsView> {
    let mut contents: Vec<ContentsView> = Vec::new();
    for heading in article.body.headings.iter().filter(|heading| heading.level <= 3) {
        let entry = ContentsView {
            href: joined("#", &encode_path(&heading.id)),
            text: heading.text.clone(),
            children: Vec::new(),
        };
        match contents.last_mut() {
            Some(parent) if heading.level == 3 => parent.children.push(entry),
            _ => contents.push(entry),
        }
    }
    contents
}
