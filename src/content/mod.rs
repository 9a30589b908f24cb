//! One file in, one [`Article`] out; knows no other article. Start at [`parse`]. Nothing here reads a file: what an
//! article refers to is looked up when all articles are known.

mod address;
mod allowance;
mod anchor;
mod article;
mod body;
mod citation;
mod clock;
mod conflicts;
mod date;
mod dated_name;
pub mod document;
mod doi;
mod excerpt;
mod fences;
mod foreign_date;
mod foreign_keys;
mod fragment;
mod front_matter;
mod gaps;
mod head;
mod input;
mod link;
mod link_faults;
mod lower;
mod markdown;
mod mention;
mod mojibake;
mod numbers;
mod parsed;
mod profile;
mod question;
mod raw_html;
mod redirected;
mod review;
mod role;
mod short;
mod source;
mod source_keys;
mod source_kind;
mod topics;
mod unedited;
mod update;
mod visitor;
mod words;

pub use allowance::Allowance;
pub use anchor::{Anchor, Part};
pub use article::{Article, ArticleKind, ArticleTopic, Author, Hold, Reading};
pub use body::{Body, Lead, Note, OutlineEntry};
pub use citation::{Citation, CitedSource};
pub(crate) use conflicts::conflicts;
pub use date::{Moment, PartialDate};
pub use excerpt::cut;
pub(crate) use fences::FileParts;
pub use fragment::{
    CitationSetting, Fragment, InlineFragment, NoteRef, Placeholder, PlaceholderKind, Word,
};
pub use gaps::{Gaps, Mentions};
pub use head::{begins_with_front_matter, is_lfs_pointer, lfs_pointer};
pub use input::{InputFile, MAX_FILE, normalise, without_controls};
pub use link::{Link, LinkFault, LinkPurpose, LinkTarget, WrittenAddress, classify};
pub(crate) use markdown::{Definition, definitions};
pub use mention::UnmarkedCitation;
pub use numbers::{CitationId, LinkId, NoteId};
pub use parsed::{Parsed, PartialArticle};
#[cfg(test)]
pub(crate) use question::KEYS as QUESTION_KEYS;
pub use question::{Question, QuestionForm, Upkeep};
pub(crate) use raw_html::{Tag, UrlUse, srcset_urls, tags, url_use};
pub use redirected::redirected;
pub use review::Review;
pub use role::{Role, Withheld, addressed, is_in_drafts, is_index, markdown_stem, role};
pub use source::{SHARED_SOURCES, Source, SourceList, SourceQuote, read_shared, shared_tree};
pub use source_kind::SourceKind;
pub use update::{Update, UpdateKind};
pub use visitor::{Origin, Piece, Visitor};
pub use words::{LONGEST_WORD, WordList, WordPlace, WordPlaces, WordTable, each_word};

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::config::MarkdownOptions;
use crate::content::markdown::MarkdownReader;
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::node::decode::Decoder;
use crate::node::{Node, NodeKind, yaml};
use crate::span::{LineIndex, Span};

/// Reads one content file as far as possible; the findings say what cannot be read.
pub fn parse(file: &InputFile, options: &MarkdownOptions) -> Outcome<Parsed> {
    read(file, options, None)
}

/// Does the same, and shows `visitor` the trees of the front matter and of each piece of Markdown while they exist.
pub fn parse_visited(
    file: &InputFile,
    options: &MarkdownOptions,
    visitor: &mut dyn Visitor,
) -> Outcome<Parsed> {
    read(file, options, Some(visitor))
}

/// Finds where the front matter of a file ends and its text begins.
pub(crate) fn parts(file: &InputFile) -> FileParts {
    fences::split(file, profile::FRONT_MATTER.keys)
}

fn read<'v>(
    file: &InputFile,
    options: &'v MarkdownOptions,
    visitor: Option<&'v mut dyn Visitor>,
) -> Outcome<Parsed> {
    let parts = parts(file);
    let mut d = Decoder::new(&file.path, &file.text);
    let mut reader = MarkdownReader::new(options, visitor);
    let front = file.text.get(parts.yaml.clone()).unwrap_or("");
    let unread = |kind| Node { span: Span::new(0, 3), kind };
    let root = yaml::load(&file.path, front, parts.yaml.start, &profile::FRONT_MATTER)
        .collect_into(&mut d.findings);
    let root = match root {
        Some(root) => root,
        // Whatever is missing may be in the part that could not be read.
        None if parts.fault.is_some() || !d.findings.is_empty() => {
            unread(NodeKind::Broken(Cow::Borrowed(file.text.get(..parts.body).unwrap_or(""))))
        }
        None => unread(NodeKind::Mapping(Vec::new())),
    };
    let root = short::written_out(&mut d, root);
    reader.show_front_matter(&root);
    let guessed = parts.fault.is_some();
    d.findings.extend(parts.fault);
    let body = file.text.get(parts.body..).unwrap_or("");
    let parsed = front_matter::read(&mut d, reader, &root, (body, parts.body));
    let parsed = if guessed { parsed.into_partial() } else { parsed };
    let mut findings = d.findings.into_vec();
    without_echoes(&mut findings, &file.text);
    Outcome::new(parsed, findings)
}

/// Removes findings about values on lines that are not YAML: these values are a guess at what was meant.
fn without_echoes(findings: &mut Vec<Diagnostic>, text: &str) {
    let is_slip =
        |finding: &Diagnostic| matches!(finding.code, Code::YamlSyntax | Code::YamlUnsupported);
    if !findings.iter().any(is_slip) {
        return;
    }
    let lines = LineIndex::new(text);
    let line_of =
        |finding: &Diagnostic| finding.place.span.map(|span| lines.position(span.start).line);
    let slips: BTreeSet<_> =
        findings.iter().filter(|finding| is_slip(finding)).map(line_of).collect();
    findings.retain(|finding| is_slip(finding) || !slips.contains(&line_of(finding)));
}

#[cfg(test)]
mod tests {
    use super::{InputFile, parse};
    use crate::config::{MarkdownOptions, RawHtml};
    use crate::diagnostic::Diagnostic;
    use crate::path::SitePath;

    /// Pieces that articles are made of, and that trip up parsers.
    const PIECES: &str = "(---\n|title: x\n|insights:\n|  - question: y\n|    answer: \\|\n|      z \\[@a\\]\n|sources: \\[\\{id: a, title: b\\}\\]\n|sources:\n|  - https://e\\.org/x\n|  a:\n|  a: https://e\\.org/x y\n|  title: x\n|topics: x; y, z\n|summary: \\|\n|authors: A, B\n|\
        \\[@a, p. 4\\]|\\[@|\\]|\\(u\\.md#a\\)|!\\[x\\]|\\[\\^n\\]|\\[\\^n\\]: note\n|# |> |- |\\| a \\| b \\|\n|\\$x\\$|`|\\*\\*|<b>|</b>|<a href=x>|<!--|\\{#id\\}|\n\n|é|\u{202e}|\\\\|[a-z ]{1,4})";

    proptest::proptest! {
        #[test]
        fn any_text_is_an_article_or_findings_with_places_in_it(pieces in proptest::collection::vec(PIECES, 0..40), math: bool, mode in 0_usize..3) {
            let html = [RawHtml::Sanitize, RawHtml::Allow, RawHtml::Escape][mode];
            let options = MarkdownOptions { html, math, smart_punctuation: math, embed_hosts: Vec::new(), language: String::new(), words: false };
            for text in [pieces.concat(), format!("---\ntitle: x\n---\n{}", pieces.concat())] {
                let path = SitePath::new("content/a.md").unwrap();
                let input = InputFile::new(&path, text.into_bytes());
                let Some(file) = input.value else { continue };
                let parsed = parse(&file, &options);
                proptest::prop_assert!(parsed.value.whole().is_some() || parsed.findings.iter().any(Diagnostic::is_error));
                for span in parsed.findings.iter().chain(&input.findings).filter_map(|finding| finding.place.span) {
                    let text = file.text.get(span.start as usize..span.end as usize);
                    proptest::prop_assert!(text.is_some(), "{span:?} of {:?}", file.text);
                }
            }
        }
    }
}
