//! The search page, its description for browsers, and the list of everything by letter.

use crate::diagnostic::Diagnostic;
use crate::digest::Digest;
use crate::escape::html;
use crate::path::{VERSION_DIGITS, VERSION_QUERY};
use crate::render::parts::ListParts;
use crate::render::renderer::Renderer;
use crate::render::view::{LetterGroupView, LetterView, LetteredView, SearchView, letter_anchor};
use crate::search::SCRIPT;
use crate::site::{Generated, PageNumber, SearchFile};

/// What `OpenSearch` 1.1 puts into the place of the words.
const TERMS: &str = "{searchTerms}";

impl Renderer<'_> {
    pub(super) fn search(&self) -> Result<String, Vec<Diagnostic>> {
        let words = self.words(&self.config.language);
        let title = words.word("search_title").to_owned();
        let page = Generated::Search(SearchFile::Page).route();
        let head = self.list_page("search", title, &page, PageNumber::FIRST);
        let script = self.href(&Generated::Search(SearchFile::Script).route());
        let view = SearchView {
            script: [&*script, VERSION_QUERY, &Digest::of(SCRIPT.as_bytes()).short(VERSION_DIGITS)]
                .concat(),
            base: self.config.base_path().to_owned(),
        };
        self.list_template("search.html", &head, |context| context.insert("search", &view))
    }

    pub(super) fn a_to_z(
        &self,
        list: &ListParts<'_, LetteredView>,
        letters: &[LetterView],
    ) -> Result<String, Vec<Diagnostic>> {
        let words = self.words(&self.config.language);
        let head = self.list_head("a-z", words.word("a_to_z_title").to_owned(), list);
        let list = self.list(list, LetteredView::clone).regrouped(by_letter);
        self.list_template("a-z.html", &head, |context| {
            context.insert("list", &list);
            context.insert("letters", letters);
        })
    }

    /// Returns the description by which browsers offer the search among their own (`OpenSearch` 1.1, draft 6).
    pub(super) fn search_description(&self) -> String {
        let name = &self.config.title;
        // At most 16 and 48 characters, says the specification.
        let short: String = name.chars().take(16).collect();
        let long: String = name.chars().take(48).collect();
        let element = |name: &str, text: &str| format!("<{name}>{}</{name}>\n", html(text));
        [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n".to_owned(),
            element("ShortName", short.trim()),
            element("LongName", long.trim()),
            element("Description", self.config.description.as_deref().unwrap_or(name)),
            element("Language", &self.config.language),
            element("InputEncoding", "UTF-8"),
            format!("<Url type=\"text/html\" template=\"{}\"/>\n", html(&self.search_template(TERMS))),
            "</OpenSearchDescription>\n".to_owned(),
        ]
        .concat()
    }

    /// Returns the address of a search, with something in the place of its words.
    pub(super) fn search_template(&self, words: &str) -> String {
        format!("{}?q={words}", self.absolute(&Generated::Search(SearchFile::Page).route()))
    }
}

fn by_letter(entries: Vec<LetteredView>) -> Vec<LetterGroupView> {
    let mut groups: Vec<LetterGroupView> = Vec::new();
    for entry in entries {
        match groups.last_mut() {
            Some(last) if last.letter == entry.letter => last.entries.push(entry),
            _ => groups.push(LetterGroupView {
                letter: entry.letter.clone(),
                id: letter_anchor(&entry.letter),
                entries: vec![entry],
            }),
        }
    }
    groups
}
