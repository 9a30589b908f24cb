//! One content file, with all three settings of `html`: it is an article, or findings say why not; in any case it comes
//! out of the cache as it went in, and none of its HTML runs unless the site allows it.

use nutgraf::config::{MarkdownOptions, RawHtml};
use nutgraf::content::{Article, Fragment, InputFile, PlaceholderKind, normalise, parse};
use nutgraf::diagnostic::Outcome;
use nutgraf::path::SitePath;

use crate::features::Features;
use crate::runner::{Failure, Verdict};
use crate::targets::{alive, laws};

/// The ways of reading, each option in both its states.
const MODES: &[MarkdownOptions] = &[
    MarkdownOptions {
        html: RawHtml::Sanitize,
        math: true,
        smart_punctuation: true,
        embed_hosts: Vec::new(),
        language: String::new(),
        words: true,
    },
    MarkdownOptions {
        html: RawHtml::Allow,
        math: false,
        smart_punctuation: false,
        embed_hosts: Vec::new(),
        language: String::new(),
        words: true,
    },
    MarkdownOptions {
        html: RawHtml::Escape,
        math: true,
        smart_punctuation: false,
        embed_hosts: Vec::new(),
        language: String::new(),
        words: true,
    },
];

/// Reads it in all ways.
pub(crate) fn run(input: &[u8]) -> Verdict {
    let mut features = Features::default();
    let path = SitePath::new("content/a.md").unwrap();
    let lossy = String::from_utf8_lossy(input).into_owned();
    let read = InputFile::new(&path, input.to_vec());
    features.note_findings(&read.findings);
    laws::nothing_without_an_error(&read)?;
    let as_read =
        read.value.as_ref().map_or_else(|| normalise(lossy.clone()), |file| file.text.to_string());
    laws::findings(&read.findings, &laws::only(&path, &as_read))?;
    // Bytes that are not text are refused; made into text, they are an input like any other.
    let again = || InputFile::new(&path, lossy.replace('\0', "?").into_bytes()).value;
    let Some(file) = read.value.or_else(again) else { return Ok(features) };
    let text_of = laws::only(&path, &file.text);
    for options in MODES {
        let parsed = parse(&file, options);
        features.note_findings(&parsed.findings);
        let page = Outcome::new(parsed.value.whole().cloned(), parsed.findings.clone());
        laws::nothing_without_an_error(&page)?;
        laws::findings(&parsed.findings, &text_of)?;
        let article = parsed.value.readable();
        whole(article)?;
        kept(article)?;
        for fragment in article.fragments() {
            features.note_html("body", &fragment.html);
            if options.html != RawHtml::Allow {
                alive::check(&filled(fragment))?;
            }
        }
    }
    Ok(features)
}

/// Checks that every placeholder is between two characters of its HTML, in order, and names something that exists.
fn whole(article: &Article) -> Result<(), Failure> {
    for fragment in article.fragments() {
        let mut before = 0;
        for placeholder in &fragment.placeholders {
            let there = if let PlaceholderKind::Url(n) | PlaceholderKind::Size(n) = placeholder.kind
            {
                n.0 < article.links.len()
            } else if let PlaceholderKind::Citation(n, ..) = placeholder.kind {
                n.0 < article.citations.len()
            } else if let PlaceholderKind::NoteRef(mark) = placeholder.kind {
                mark.note.0 < article.notes.len()
            } else {
                true
            };
            if !there || placeholder.at < before || !fragment.html.is_char_boundary(placeholder.at)
            {
                let detail = format!("{placeholder:?} in {fragment:#?}");
                return Err(Failure::new(
                    "placeholders lie in order, and name what there is",
                    detail,
                ));
            }
            before = placeholder.at;
        }
    }
    Ok(())
}

/// Checks that the cache keeps the whole article.
fn kept(article: &Article) -> Result<(), Failure> {
    let bytes = postcard::to_stdvec(article).unwrap();
    match postcard::from_bytes::<Article>(&bytes) {
        Ok(again) if again == *article => Ok(()),
        other => Err(Failure::new("an article survives the cache", format!("{other:#?}"))),
    }
}

/// Returns a fragment as in a page, with something short in every placeholder.
fn filled(fragment: &Fragment) -> String {
    let mut out = String::new();
    fragment.fill(&mut out, |placeholder, out| {
        out.push_str(if matches!(placeholder, PlaceholderKind::Url(_)) {
            "/page/"
        } else if matches!(placeholder, PlaceholderKind::Size(_)) {
            " width=\"2\" height=\"3\""
        } else if matches!(placeholder, PlaceholderKind::Citation(..) | PlaceholderKind::NoteRef(_))
        {
            "<sup class=\"cite\"><a href=\"#src:a\">1</a></sup>"
        } else {
            "word"
        });
    });
    out
}
