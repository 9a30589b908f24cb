//! JSON-LD: one `@graph` a page, from typed values. Everything in it can also be read on the page. Types and
//! properties are those of schema.org 30.0; `BackgroundNewsArticle` is its type for explainers.

use serde::Serialize;

use crate::content::{Article, ArticleKind, QuestionForm, SourceKind, UpdateKind};
use crate::escape;
use crate::path::Route;
use crate::render::html::{Audience, Filler, Notes};
use crate::render::view::Html;
use crate::render::{Renderer, safe};
use crate::site::Page;
use crate::theme::Words;

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@graph")]
    graph: Vec<Node<'a>>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Node<'a> {
    Article(Box<ArticleNode<'a>>),
    Faq(FaqNode<'a>),
    Page(PageNode<'a>),
    Site(SiteNode<'a>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ArticleNode<'a> {
    #[serde(rename = "@type")]
    kind: [&'static str; 2],
    #[serde(rename = "@id")]
    id: String,
    headline: &'a str,
    #[serde(skip_serializing_if = "String::is_empty")]
    description: String,
    #[serde(rename = "abstract", skip_serializing_if = "String::is_empty")]
    key_points: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Agent<'a>>,
    publisher: Agent<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    about: Vec<Thing<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    citation: Vec<Work<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    correction: Vec<CorrectionComment>,
    is_part_of: Reference,
}

#[derive(Serialize)]
struct Reference {
    #[serde(rename = "@id")]
    id: String,
}

#[derive(Serialize)]
struct Agent<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Thing<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Work<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Agent<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived_at: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CorrectionComment {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: String,
    date_published: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FaqNode<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    in_language: &'a str,
    main_entity: Vec<QuestionNode<'a>>,
    is_part_of: Reference,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct QuestionNode<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    name: &'a str,
    url: String,
    accepted_answer: AnswerNode,
}

#[derive(Serialize)]
struct AnswerNode {
    #[serde(rename = "@type")]
    kind: &'static str,
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PageNode<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    in_language: &'a str,
    is_part_of: Reference,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SiteNode<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(rename = "@id")]
    id: String,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    url: String,
    in_language: &'a str,
}

impl Renderer<'_> {
    /// The graph of an article or plain page.
    pub(super) fn article_graph(&self, page: &Page, notes: &Notes, words: &Words) -> Html {
        let article = &page.article;
        let address = self.absolute(&page.route);
        let filler = Filler { renderer: self, page, words, notes, audience: Audience::Machine };
        let mut graph = Vec::with_capacity(3);
        if article.kind == ArticleKind::Explainer {
            graph.push(Node::Article(Box::new(self.article_node(page, &address))));
            let questions = self.question_nodes(page, &address, &filler);
            if !questions.is_empty() {
                let part_of = Reference { id: format!("{address}#article") };
                graph.push(Node::Faq(FaqNode {
                    kind: "FAQPage",
                    id: format!("{address}#part-questions"),
                    name: &article.title,
                    in_language: self.lang(article),
                    main_entity: questions,
                    is_part_of: part_of,
                }));
            }
        } else {
            graph.push(Node::Page(PageNode {
                kind: "WebPage",
                id: address.clone(),
                name: &article.title,
                url: self.url(&page.route),
                in_language: self.lang(article),
                is_part_of: self.site_reference(),
            }));
        }
        graph.push(self.site_node());
        write(graph)
    }

    /// The graph of a page that lists.
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
            graph.push(Node::Page(page));
        }
        graph.push(self.site_node());
        write(graph)
    }

    fn site_reference(&self) -> Reference {
        Reference { id: format!("{}#site", self.absolute(&Route::home())) }
    }

    fn site_node(&self) -> Node<'_> {
        let url = self.absolute(&Route::home());
        Node::Site(SiteNode {
            kind: "WebSite",
            id: format!("{url}#site"),
            name: &self.config.title,
            description: self.config.description.as_deref(),
            url,
            in_language: &self.config.language,
        })
    }

    fn article_node<'n>(&'n self, page: &'n Page, address: &str) -> ArticleNode<'n> {
        let article = &page.article;
        let key_points: Vec<&str> = article
            .summary
            .iter()
            .map(|point| point.text.trim())
            .filter(|text| !text.is_empty())
            .collect();
        let site_url = self.config.base_url.as_ref().map(crate::config::BaseUrl::as_str);
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
            about: page
                .topics
                .iter()
                .filter_map(|topic| self.site.topics.get(*topic))
                .map(|topic| Thing { kind: "Thing", name: &topic.name })
                .collect(),
            image: article
                .image
                .and_then(|link| page.targets.get(link))
                .map(|target| self.target(page, target, true)),
            citation: page
                .bibliography
                .entries
                .iter()
                .take(page.bibliography.cited)
                .map(|entry| work(self.site.source(page, entry.source)))
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

    /// A name that is also the site's belongs to an organisation; every other is taken for a person's.
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

    /// The answered questions. One that a section of another article answers is not this page's.
    fn question_nodes<'n>(
        &self,
        page: &'n Page,
        address: &str,
        filler: &Filler<'_>,
    ) -> Vec<QuestionNode<'n>> {
        let article = &page.article;
        article
            .questions
            .iter()
            .filter_map(|question| {
                let text = match &question.form {
                    QuestionForm::Answer(answer) => filler.html(answer),
                    QuestionForm::See(link) => {
                        let crate::content::LinkTarget::Anchor(anchor) =
                            &article.links.get(*link)?.target
                        else {
                            return None;
                        };
                        filler.html(
                            &article
                                .body
                                .leads
                                .iter()
                                .find(|lead| lead.anchor == *anchor)?
                                .fragment,
                        )
                    }
                    QuestionForm::Open(_) | QuestionForm::Bare => return None,
                };
                let url = format!("{address}#{}", crate::path::encode_path(&question.anchor));
                Some(QuestionNode {
                    kind: "Question",
                    name: &question.text,
                    url,
                    accepted_answer: AnswerNode {
                        kind: "Answer",
                        text: text.trim_end().to_owned(),
                    },
                })
            })
            .collect()
    }
}

fn work(source: &crate::content::Source) -> Work<'_> {
    let kind = match source.kind {
        Some(SourceKind::Article) => "Article",
        Some(SourceKind::Report) => "Report",
        Some(SourceKind::Book) => "Book",
        Some(SourceKind::Dataset) => "Dataset",
        Some(SourceKind::Law) => "Legislation",
        Some(SourceKind::Post) => "SocialMediaPosting",
        Some(SourceKind::Webpage) => "WebPage",
        Some(SourceKind::Document) => "DigitalDocument",
        Some(
            SourceKind::Case
            | SourceKind::Interview
            | SourceKind::Statement
            | SourceKind::Speech
            | SourceKind::Broadcast,
        )
        | None => "CreativeWork",
    };
    Work {
        kind,
        name: &source.title,
        url: source.url.as_deref(),
        author: source
            .authors
            .iter()
            .map(|name| Agent { kind: "Person", name, url: None })
            .collect(),
        publisher: source.publisher.as_deref().map(|name| Agent {
            kind: "Organization",
            name,
            url: None,
        }),
        date_published: source.published.map(|date| date.to_string()),
        archived_at: source.archive_url.as_deref(),
    }
}

fn write(graph: Vec<Node<'_>>) -> Html {
    safe(
        &escape::json_in_script(&Graph { context: "https://schema.org", graph })
            .expect("a graph is plain data"),
    )
}
