//! One file in, one [`Article`] out; knows no other article. Enter by [`parse`]. Nothing here reads a file: what an
//! article refers to is looked up when all of them are known.

mod address;
mod anchor;
mod article;
mod citation;
mod date;
pub mod document;
mod doi;
mod fragment;
mod front_matter;
mod gaps;
mod input;
mod link;
mod lower;
mod markdown;
mod numbers;
mod question;
mod raw_html;
mod source;
mod update;

pub use anchor::{Anchor, Part};
pub use article::{Article, ArticleKind, Author, Body, Heading, Lead, Note, Spanned, Topic, cut};
pub use citation::{Citation, CitedSource};
pub use date::{Moment, PartialDate};
pub use fragment::{Fragment, Hole, HoleKind, Inline, NoteRef, Setting, Word};
pub use gaps::{Gaps, Mentions};
pub use input::{InputFile, MAX_FILE, normalise, without_controls};
pub use link::{Link, LinkFault, LinkPurpose, LinkTarget, classify};
pub use numbers::{CitationId, LinkId, NoteId};
pub use question::{Question, QuestionForm};
pub(crate) use raw_html::{Tag, UrlUse, srcset_urls, tags, url_use};
pub use source::{SHARED_SOURCES, Source, SourceKind, SourceList, read_shared};
pub use update::{Update, UpdateKind};

use crate::config::MarkdownOptions;
use crate::content::markdown::MarkdownReader;
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::digest::Digest;
use crate::node::decode::Decoder;
use crate::node::yaml;
use crate::path::SitePath;
use crate::span::Span;

/// Reads one content file. `None` where there is no article that could be shown; the findings say why.
pub fn parse(file: &InputFile, options: &MarkdownOptions) -> Outcome<Option<Article>> {
    let parts = match front_matter::split(file) {
        Ok(parts) => parts,
        Err(finding) => return Outcome::new(None, vec![finding]),
    };
    let mut d = Decoder::new(&file.path, &file.text);
    let mut reader = MarkdownReader::new(options);
    let front = file.text.get(parts.yaml.clone()).unwrap_or("");
    let root = yaml::load(&file.path, front, parts.yaml.start, &yaml::FRONT_MATTER)
        .collect_into(&mut d.findings);
    let broken = root.is_none() && d.findings.iter().any(Diagnostic::is_error);
    if root.is_none() && !broken {
        let finding = Diagnostic::new(
            Code::FieldMissing,
            Place::new(&file.path, Span::new(0, 3)),
            "`title` is missing",
        );
        d.findings.push(finding.hint("write `title: \"The title of the article\"`"));
    }
    let article =
        root.and_then(|root| front_matter::read(&mut d, &mut reader, &root, kind_of(&file.path)));
    // The body is read even when the front matter is broken: its findings must not wait for the next run.
    let body = reader.body(&mut d, file.text.get(parts.body..).unwrap_or(""), parts.body);
    reader.finish(&mut d);
    let article = article.map(|article| Article {
        body,
        notes: reader.notes,
        anchors: reader.anchors.into_names(),
        links: reader.links,
        citations: reader.citations,
        gaps: Gaps { cited: miscited(&d), ..article.gaps },
        ..article
    });
    let article = article.map(|article| Article { digest: Digest::of_value(&article), ..article });
    Outcome::new(article, d.findings.into_vec())
}

/// The sources that citations mean which could not be read.
fn miscited(d: &Decoder<'_>) -> Mentions {
    let mut cited = Mentions::default();
    for code in [Code::CitationMalformed, Code::CitationMisplaced] {
        if !d.findings.has_room(code) {
            return Mentions::Anything;
        }
        let found = d.findings.iter().filter(|finding| finding.code == code);
        for span in found.filter_map(|finding| finding.place.span) {
            cited.add(span.slice(d.text));
        }
    }
    cited
}

/// The kind of page that a content file makes, by where it lies.
pub fn kind_of(path: &SitePath) -> ArticleKind {
    if path.as_str() == "content/index.md" {
        ArticleKind::Home
    } else if path.below("content/_pages").is_some() {
        ArticleKind::Page
    } else {
        ArticleKind::Explainer
    }
}

#[cfg(test)]
mod tests {
    use super::{InputFile, parse};
    use crate::config::{MarkdownOptions, RawHtml};
    use crate::diagnostic::Diagnostic;
    use crate::path::SitePath;

    /// Pieces of which articles are made, and which trip up parsers.
    const PIECES: &str = "(---\n|title: x\n|insights:\n|  - question: y\n|    answer: \\|\n|      z \\[@a\\]\n|sources: \\[\\{id: a, title: b\\}\\]\n|\
        \\[@a, p. 4\\]|\\[@|\\]|\\(u\\.md#a\\)|!\\[x\\]|\\[\\^n\\]|\\[\\^n\\]: note\n|# |> |- |\\| a \\| b \\|\n|\\$x\\$|`|\\*\\*|<b>|</b>|<a href=x>|<!--|\\{#id\\}|\n\n|é|\u{202e}|\\\\|[a-z ]{1,4})";

    proptest::proptest! {
        #[test]
        fn any_text_is_an_article_or_findings_with_places_in_it(pieces in proptest::collection::vec(PIECES, 0..40), math: bool, mode in 0_usize..3) {
            let html = [RawHtml::Sanitize, RawHtml::Allow, RawHtml::Escape][mode];
            let options = MarkdownOptions { html, math, smart_punctuation: math };
            for text in [pieces.concat(), format!("---\ntitle: x\n---\n{}", pieces.concat())] {
                let path = SitePath::new("content/a.md").unwrap();
                let input = InputFile::new(&path, text.into_bytes());
                let Some(file) = input.value else { continue };
                let parsed = parse(&file, &options);
                proptest::prop_assert!(parsed.value.is_some() || parsed.findings.iter().any(Diagnostic::is_error));
                for span in parsed.findings.iter().chain(&input.findings).filter_map(|finding| finding.place.span) {
                    let text = file.text.get(span.start as usize..span.end as usize);
                    proptest::prop_assert!(text.is_some(), "{span:?} of {:?}", file.text);
                }
            }
        }
    }
}
