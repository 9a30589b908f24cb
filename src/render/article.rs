//! The page of an article, and the view it is made from.

use tera::Context;

use crate::content::{Article, ArticleKind, Author, Fragment, Moment, Update};
use crate::diagnostic::{Code, Diagnostic, Fix, Place, Safety, did_you_mean, exactly};
use crate::path::{Route, encode_path};
use crate::render::address::joined;
use crate::render::direction::direction;
use crate::render::html::{Audience, Filler, Notes};
use crate::render::parts::{ArticleParts, LinkParts, ListedPage, Reason};
use crate::render::questions::question_link;
use crate::render::renderer::Renderer;
use crate::render::sources::{note_views, source_views};
use crate::render::view::{
    ArticleView, AuthorView, CiteView, ContentsView, CountsView, DateView, ImageView, LinkView,
    PageView, RelatedView, UpdateView, changed_later, safe,
};
use crate::site::{Page, Target, UpdateId, bib_output, has_question_data, question_data_output};
use crate::theme::Words;

impl Renderer<'_> {
    pub(super) fn article(&self, parts: &ArticleParts<'_>) -> Result<String, Vec<Diagnostic>> {
        let page = parts.shown.page;
        let article = &page.article;
        let lang = self.lang(article);
        let usual = if article.kind == ArticleKind::Page { "page.html" } else { "article.html" };
        let template = article.template.as_ref().map_or(usual, |template| template.value.as_str());
        if let Some(named) =
            article.template.as_ref().filter(|named| !self.theme.has_template(&named.value))
        {
            let near = did_you_mean(&named.value, self.theme.template_names());
            let hint = near.map_or_else(
                || format!("add the file `templates/{}`", named.value),
                |near| format!("did you mean `{near}`?"),
            );
            let fix = near.filter(|near| near.is_ascii()).and_then(|near| {
                let span = exactly(named.span, &named.value)?;
                let safety = Safety::of_guess(&named.value, near);
                Some(Fix::replace(&article.path, span, near, safety))
            });
            return Err(vec![
                Diagnostic::new(
                    Code::ThemeMissingTemplate,
                    Place::new(&article.path, named.span),
                    format!("there is no template named `{}`", named.value),
                )
                .hint(hint)
                .fix(fix),
            ]);
        }
        let words = self.words(lang);
        let notes = Notes::of(article);
        let filler =
            Filler { renderer: self, page, words: &words, notes: &notes, audience: Audience::Page };
        let view = self.article_view(parts, &filler);
        let head = self.article_head(&parts.shown, &notes, &words);
        self.template(template, lang, &head, |context: &mut Context| {
            context.insert("article", &view);
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

    fn article_head(&self, shown: &ListedPage<'_>, notes: &Notes, words: &Words) -> PageView {
        let page = shown.page;
        let article = &page.article;
        let explainer = article.is_explainer();
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
            authors: self.author_names(&article.authors),
            topics: shown.topics.iter().map(|topic| topic.name.to_owned()).collect(),
            feeds: Vec::new(),
            bib: Some(self.href(&Route::file(&bib_output(&page.route)))),
            questions_json: has_question_data(article, self.config)
                .then(|| self.href(&Route::file(&question_data_output(&page.route)))),
            json_ld: self.article_graph(shown, notes, words),
        }
    }

    fn card_image(&self, page: &Page) -> Option<ImageView> {
        let target = page.article.image.and_then(|link| page.target(link))?;
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

    /// Returns the authors of an article, or the site's author if it names none.
    pub(super) fn author_names(&self, authors: &[Author]) -> Vec<String> {
        if authors.is_empty() {
            return self.config.author.iter().cloned().collect();
        }
        authors.iter().map(|author| author.name.clone()).collect()
    }

    pub(super) fn article_view(
        &self,
        parts: &ArticleParts<'_>,
        filler: &Filler<'_>,
    ) -> ArticleView {
        let ListedPage { page, topics } = &parts.shown;
        let article = &page.article;
        let words = filler.words;
        let updates: Vec<UpdateView> =
            (0..article.updates.len()).filter_map(|n| update_view(filler, UpdateId(n))).collect();
        let (sources, further_reading) = source_views(self, page, &parts.elsewhere, words);
        ArticleView {
            title: article.title.clone(),
            standfirst: article
                .standfirst
                .as_ref()
                .map(|standfirst| safe(&filler.html(&standfirst.fragment))),
            topics: topics.iter().map(|topic| self.topic_link(topic)).collect(),
            authors: self.author_views(article),
            published: article.date.as_ref().map(|date| DateView::new(date, words)),
            updated: changed_later(article).map(|date| DateView::new(date, words)),
            as_of: article.as_of.map(|day| DateView::new(&Moment::day(day), words)),
            review_by: article.review_by.map(|day| DateView::new(&Moment::day(day), words)),
            counts: CountsView::of(page),
            superseded_by: parts.newer.as_ref().map(|newer| self.link(newer)),
            grave: updates.iter().filter(|update| update.grave).cloned().collect(),
            summary: article
                .summary
                .iter()
                .map(|point| safe(&filler.html(&point.fragment)))
                .collect(),
            summary_by: article.summary_by.clone(),
            contents: contents(article),
            body: safe(&filler.body(&article.body.fragment)),
            question_groups: self.question_groups(parts, filler, true),
            open_groups: self.question_groups(parts, filler, false),
            notes: note_views(article, filler),
            sources,
            further_reading,
            updates,
            cite: CiteView {
                text: self.cite_text(page, words),
                bib: self.href(&Route::file(&bib_output(&page.route))),
            },
            related: parts.related.iter().map(|related| self.related(related, words)).collect(),
            previous: parts.previous.as_ref().map(|link| self.link(link)),
            next: parts.next.as_ref().map(|link| self.link(link)),
            draft: article.draft,
            extra: article.extra.clone(),
        }
    }

    fn author_views(&self, article: &Article) -> Vec<AuthorView> {
        if article.authors.is_empty() {
            let site_author = self.config.author.iter();
            return site_author
                .map(|name| AuthorView { name: name.clone(), role: None, url: None })
                .collect();
        }
        article
            .authors
            .iter()
            .map(|author| AuthorView {
                name: author.name.clone(),
                role: author.role.clone(),
                url: author.url.clone(),
            })
            .collect()
    }

    fn related(&self, (link, reason): &(LinkParts<'_>, Reason<'_>), words: &Words) -> RelatedView {
        let reason = match reason {
            Reason::Chosen => String::new(),
            Reason::Sources(n) => words
                .phrase("related_sources", *n as u64, &[("n", &n.to_string())])
                .unwrap_or_default(),
            Reason::Topic(name) => {
                words.phrase("related_topic", 0, &[("topic", name)]).unwrap_or_default()
            }
        };
        let LinkView { name, href } = self.link(link);
        RelatedView { name, href, reason }
    }

    fn cite_text(&self, page: &Page, words: &Words) -> String {
        let article = &page.article;
        let comma = joined([words.word("comma"), " "]);
        let names = self.author_names(&article.authors).join(&comma);
        let mut text = String::new();
        if !names.is_empty() {
            text = words.phrase("cite_by", 0, &[("names", &names)]).unwrap_or(names);
            text.push(' ');
        }
        text.push_str(&article.title);
        text.push_str(if article.title.ends_with(['?', '!', '.', '؟']) { " " } else { ". " });
        text.push_str(&self.config.title);
        // The day that the page's metadata and `cite.bib` have as that of its publication.
        if let Some(date) = article.date.as_ref().or(article.updated.as_ref()) {
            text.push_str(&comma);
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

/// Returns one update of an article; `n` counts its `updates`, which are newest first.
pub(super) fn update_view(filler: &Filler<'_>, UpdateId(n): UpdateId) -> Option<UpdateView> {
    let article = &filler.page.article;
    let updates = &article.updates;
    let update: &Update = updates.get(n)?;
    let html = |fragment: &Fragment| safe(&filler.html(fragment));
    Some(UpdateView {
        id: article.update_anchor(n).id(),
        date: DateView::new(&Moment::day(update.date), filler.words),
        kind: update.kind.name(),
        label: filler.words.word(&format!("update_{}", update.kind.name())).to_owned(),
        note: html(&update.note.fragment),
        was: update.was.as_ref().map(|was| html(&was.fragment)),
        now: update.now.as_ref().map(|now| html(&now.fragment)),
        grave: update.grave,
        question: update.question.as_ref().and_then(|named| question_link(article, &named.value)),
        article: None,
    })
}

/// Returns the table of contents: second-level headings, with third-level ones below them.
fn contents(article: &Article) -> Vec<ContentsView> {
    let mut contents: Vec<ContentsView> = Vec::new();
    for heading in article.body.headings.iter().filter(|heading| heading.level <= 3) {
        let entry = ContentsView {
            href: joined(["#", &encode_path(&heading.id)]),
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
