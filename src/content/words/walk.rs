//! Which texts of a tree the search finds: all that a reader sees as text, code included, but no formula.

use crate::content::document::{
    Block, BlockKind, Document, Inline, InlineKind, Item, RawPart, RawPiece, each_piece,
};
use crate::content::words::{WordCollector, WordPlace};

impl WordCollector {
    /// Adds the words of a whole text. With `sections`, what follows a heading counts as its section's.
    pub(crate) fn add_document(
        &mut self,
        document: &Document<'_>,
        place: WordPlace,
        sections: bool,
    ) {
        let mut walk = Walk { collector: self, place, sections, text: String::new() };
        walk.blocks(&document.blocks);
        walk.place = if sections { WordPlace::Text } else { place };
        walk.sections = false;
        for (_, blocks) in &document.notes {
            walk.blocks(blocks);
        }
    }
}

struct Walk<'w> {
    collector: &'w mut WordCollector,
    place: WordPlace,
    sections: bool,
    /// The text of one block, since markup may begin and end inside a word.
    text: String,
}

impl Walk<'_> {
    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            self.block(block);
        }
    }

    fn block(&mut self, block: &Block<'_>) {
        match &block.kind {
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => self.line(inlines),
            BlockKind::Heading(heading) if self.sections => {
                self.place = WordPlace::Heading(heading.number);
                self.line(&heading.content);
                self.place = WordPlace::Section(heading.number);
            }
            BlockKind::Heading(heading) => self.line(&heading.content),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => self.blocks(blocks),
            BlockKind::List(_, items) | BlockKind::Definitions(items) => {
                for item in items {
                    match item {
                        Item::Blocks(blocks) => self.blocks(blocks),
                        Item::Term(inlines) => self.line(inlines),
                    }
                }
            }
            BlockKind::Code(code) => {
                self.text.push_str(code.title.as_deref().unwrap_or_default());
                self.text.push(' ');
                self.text.push_str(&code.text);
                self.finish();
            }
            BlockKind::Table(table) => {
                self.line(&table.caption);
                for cell in table.rows.iter().flatten().chain(&table.head) {
                    self.line(cell);
                }
            }
            BlockKind::Figure(figure) => {
                self.text.push_str(&figure.image.alt);
                self.text.push(' ');
                self.line(&figure.caption);
            }
            BlockKind::Html(parts) => {
                self.raw(parts);
                self.finish();
            }
            BlockKind::Rule => {}
        }
    }

    fn line(&mut self, inlines: &[Inline<'_>]) {
        self.inlines(inlines);
        self.finish();
    }

    /// Adds the words of the block that was read.
    fn finish(&mut self) {
        self.collector.add(&self.text, self.place);
        self.text.clear();
    }

    fn inlines(&mut self, inlines: &[Inline<'_>]) {
        for inline in inlines {
            match &inline.kind {
                InlineKind::Text(text) | InlineKind::Code(text) => self.text.push_str(text),
                InlineKind::Image(image) => {
                    self.text.push(' ');
                    self.text.push_str(&image.alt);
                    self.text.push(' ');
                }
                InlineKind::SoftBreak | InlineKind::HardBreak | InlineKind::Citation(_) => {
                    self.text.push(' ');
                }
                InlineKind::Html(parts) => self.raw(parts),
                InlineKind::Math { .. } | InlineKind::NoteRef(_) | InlineKind::Task(_) => {}
                kind => self.inlines(kind.inner()),
            }
        }
    }

    /// Adds the texts between tags.
    fn raw(&mut self, parts: &[RawPart]) {
        each_piece(parts, |piece| {
            if let RawPiece::Text(text) = piece {
                self.text.push_str(text);
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{MarkdownOptions, RawHtml};
    use crate::content::{InputFile, parse};
    use crate::path::SitePath;

    #[test]
    fn what_readers_see_as_text_is_found_and_nothing_else() {
        let text = "---\ntitle: A title\ninsights:\n  - question: Why so?\n    answer: Because *im*portant.\n---\nLead [link](https://hidden.example \"tip\")[^n].\n\n## Heading\n\nBody `code` <b class=\"hidden\">bold</b> <a href=\"https://hidden.example\" lang=\"en\">raw</a>.\n\n| head |\n| --- |\n| cell |\n\n[^n]: Note.\n";
        let path = SitePath::new("content/a.md").unwrap();
        let file = InputFile::new(&path, text.as_bytes().to_vec()).value.unwrap();
        let options = MarkdownOptions {
            html: RawHtml::Sanitize,
            math: true,
            smart_punctuation: false,
            embed_hosts: Vec::new(),
            language: "en".to_owned(),
            words: true,
        };
        let parsed = parse(&file, &options).value;
        let article = parsed.whole().unwrap();
        let found: Vec<String> = article
            .words
            .words()
            .flat_map(|(word, places)| {
                places
                    .iter()
                    .map(|(place, count)| format!("{word} {place:?} {count}"))
                    .collect::<Vec<_>>()
            })
            .collect();
        assert_eq!(
            found,
            [
                "because Answer(0) 1",
                "important Answer(0) 1",
                "lead Text 1",
                "link Text 1",
                "heading Heading(0) 1",
                "body Section(0) 1",
                "code Section(0) 1",
                "bold Section(0) 1",
                "raw Section(0) 1",
                "cell Section(0) 1",
                "head Section(0) 1",
                "note Text 1",
                "title Title 1",
                "why Question(0) 1",
                "so Question(0) 1",
            ]
        );
    }
}
