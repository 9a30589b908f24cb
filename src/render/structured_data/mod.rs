//! JSON-LD: one `@graph` per page, from typed values. Everything in it can also be read on the page. Types and
//! properties are those of schema.org 30.0; `BackgroundNewsArticle` is its type for explainers.

mod nodes;

use jiff::civil::Date;

use crate::config::BaseUrl;
use crate::content::{Anchor, Article, LinkTarget, Part, Question, QuestionForm, UpdateKind};
use crate::escape;
use crate::path::{Route, encode_path};
use crate::render::address::joined;
use crate::render::html::{Audience, Filler, Notes};
use crate::render::parts::ListedPage;
use crate::render::renderer::Renderer;
use crate::render::structured_data::nodes::{
    Agent, AnswerNode, ArticleNode, CorrectionComment, FaqNode, Graph, GraphNode, PageNode,
    QuestionNode, Reference, SearchAction, SiteNode, Thing, work,
};
use crate::render::view::{Html, safe};
use crate::site::Page;
use crate::theme::Words;

impl Renderer<'_> {
    /// Returns the graph of an article or plain page.
    pub(super) fn article_graph(
        &self,
        shown: &ListedPage<'_>,
        notes: &Notes,
        words: &Words,
    ) -> Html {
        let page = shown.page;
        let article = &page.article;
        let address = self.absolute(&page.route);
        let filler = Filler { renderer: self, page, words, notes, audience: Audience::Machine };
        let mut graph = Vec::with_capacity(3);
        if article.is_explainer() {
            graph.push(GraphNode::Article(Box::new(self.article_node(shown, &address))));
            let questions = question_nodes(page, &address, &filler);
            if !questions.is_empty() {
                let part_of = Reference { id: format!("{address}#article") };
                graph.push(GraphNode::Faq(FaqNode {
                    kind: "FAQPage",
                    id: address.clone() + &Anchor::Part(Part::Questions).href(),
                    name: &article.title,
                    in_language: self.lang(article),
                    last_reviewed: last_reviewed(article).map(|day| day.to_string()),
                    main_entity: questions,
                    is_part_of: part_of,
                }));
            }
        } else {
            graph.push(GraphNode::Page(PageNode {
                kind: "WebPage",
                id: address.clone(),
                name: &article.title,
                url: self.url(&page.route),
                in_language: self.lang(article),
                is_part_of: self.site_reference(),
            }));
        }
        graph.push(self.site_node(false));
        write(graph)
    }

    /// Returns the graph of a list page.
    pub(super) fn list_graph(&self, kind: &str, title: &str, route: &Route) -> Html {
        let mut graph = Vec::with_capacity(2);
        if kind != "404" && kind != "redirect" {
            let page = PageNode {
                kind: "CollectionPage",
                id: format!("{}#list", self.absolute(route)),
                name: title,
                url: self.url(route),
                in_language: &self.config.language,
                is_part_of: self.site_reference(),
            };
            graph.push(GraphNode::Page(page));
        }
        graph.push(self.site_node(kind == "home"));
        write(graph)
    }

    fn site_reference(&self) -> Reference {
        Reference { id: format!("{}#site", self.absolute(&Route::home())) }
    }

    /// Returns the site; one page is enough to say how it is searched.
    fn site_node(&self, with_search: bool) -> GraphNode<'_> {
        let url = self.absolute(&Route::home());
        GraphNode::Site(SiteNode {
            kind: "WebSite",
            id: format!("{url}#site"),
            name: &self.config.title,
            description: self.config.description.as_deref(),
            url,
            in_language: &self.config.language,
            potential_action: (with_search && self.config.search).then(|| SearchAction {
                kind: "SearchAction",
                target: self.search_template("{search_term_string}"),
                query_input: "required name=search_term_string",
            }),
        })
    }

    fn article_node<'n>(&'n self, shown: &'n ListedPage<'_>, address: &str) -> ArticleNode<'n> {
        let page = shown.page;
        let article = &page.article;
        let key_points: Vec<&str> = article
            .summary
            .iter()
            .map(|point| point.text.trim())
            .filter(|text| !text.is_empty())
            .collect();
        let site_url = self.config.base_url.as_ref().map(BaseUrl::as_str);
        ArticleNode {
            kind: ["NewsArticle", "BackgroundNewsArticle"],
            id: format!("{address}#article"),
            headline: &article.title,
            description: article.description(),
            key_points: key_points.join(" "),
            url: self.url(&page.route),
            in_language: self.lang(article),
            date_published: article.date.as_ref().map(|date| date.rfc3339(&self.config.time_zone)),
            date_modified: article
                .updated
                .as_ref()
                .map(|date| date.rfc3339(&self.config.time_zone)),
            author: self.agents(article),
            publisher: Agent { kind: "Organization", name: &self.config.title, url: site_url },
            about: shown
                .topics
                .iter()
                .map(|topic| Thing { kind: "Thing", name: topic.name })
                .collect(),
            image: article
                .image
                .and_then(|link| page.target(link))
                .map(|target| self.target(page, target, true)),
            citation: page
                .bibliography
                .entries
                .iter()
                .take(page.bibliography.cited)
                .map(|entry| work(&entry.source.source))
                .collect(),
            correction: article
                .updates
                .iter()
                .filter(|update| {
                    matches!(update.kind, UpdateKind::Correction | UpdateKind::Retraction)
                })
                .map(|update| CorrectionComment {
                    kind: "CorrectionComment",
                    text: update.note.text.clone(),
                    date_published: update.date.to_string(),
                })
                .collect(),
            is_part_of: self.site_reference(),
        }
    }

    /// A name that is also the site's is an organisation's; any other is taken for a person's.
    fn agents<'n>(&'n self, article: &'n Article) -> Vec<Agent<'n>> {
        let kind = |name: &str| {
            if self.config.author.as_deref() == Some(name) || name == self.config.title {
                "Organization"
            } else {
                "Person"
            }
        };
        if article.authors.is_empty() {
            return self
                .config
                .author
                .iter()
                .map(|name| Agent { kind: kind(name), name, url: None })
                .collect();
        }
        article
            .authors
            .iter()
            .map(|author| Agent {
                kind: kind(&author.name),
                name: &author.name,
                url: author.url.as_deref(),
            })
            .collect()
    }
}

/// Returns the answered questions. One that is answered by a section of another article does not belong to this page.
fn question_nodes<'n>(page: &'n Page, address: &str, filler: &Filler<'_>) -> Vec<QuestionNode<'n>> {
    let article = &page.article;
    let answer = |question: &Question| match &question.form {
        QuestionForm::Answer(answer) => Some(filler.html(answer)),
        QuestionForm::See(link) => {
            let LinkTarget::Anchor(anchor) = &article.links.get(link.0)?.target else {
                return None;
            };
            let lead = article.body.leads.iter().find(|lead| lead.anchor == *anchor)?;
            Some(filler.html(&lead.fragment))
        }
        QuestionForm::Open(_) | QuestionForm::Bare => None,
    };
    let node = |question: &'n Question| {
        let text = answer(question)?;
        Some(QuestionNode {
            kind: "Question",
            name: &question.text,
            url: joined([address, "#", &encode_path(&question.anchor)]),
            accepted_answer: AnswerNode {
                kind: "Answer",
                text: text.trim_end().to_owned(),
                date_modified: article.answer_changed(question).map(|day| day.to_string()),
            },
        })
    };
    article.questions.iter().filter_map(node).collect()
}

/// Returns the day on which the answers of a page were last reviewed: that of the one which was longest ago, if there is
/// one for each.
fn last_reviewed(article: &Article) -> Option<Date> {
    let here = |question: &&Question| matches!(question.form, QuestionForm::Answer(_));
    let checked = article.questions.iter().filter(here).map(|question| question.upkeep.checked);
    checked.reduce(|one, other| Some(one?.min(other?))).flatten()
}

fn write(graph: Vec<GraphNode<'_>>) -> Html {
    safe(
        &escape::json_in_script(&Graph { context: "https://schema.org", graph })
            .expect("a graph is plain data"),
    )
}
