//! Plain text of whole passages, for those who do not see the page: a program that answers, a voice that reads aloud.

use crate::content::document::{Block, BlockKind, CodeBlock, Item, Table};
use crate::content::lower::raw_text::raw_text;
use crate::content::lower::text::whole_text;

/// Returns the text of blocks: paragraphs with an empty line between them, the items of lists with `- ` or their number,
/// a line for each row of a table. Marks of citations and notes are left out.
pub(crate) fn passage_text(blocks: &[Block<'_>]) -> String {
    let mut passage = Passage::default();
    passage.blocks(blocks);
    passage.out
}

/// A text that is being written.
#[derive(Default)]
struct Passage {
    out: String,
    /// What the lines of the items of lists begin with, instead of a mark.
    indent: String,
    /// The mark of an item that has no text yet.
    mark: Option<String>,
    /// Whether an empty line comes next.
    apart: bool,
}

impl Passage {
    fn blocks(&mut self, blocks: &[Block<'_>]) {
        for block in blocks {
            self.apart |= self.indent.is_empty();
            self.block(&block.kind);
        }
    }

    fn block(&mut self, block: &BlockKind<'_>) {
        match block {
            BlockKind::Paragraph(inlines) | BlockKind::Plain(inlines) => {
                self.lines(&whole_text(inlines));
            }
            BlockKind::Heading(heading) => self.lines(&whole_text(&heading.content)),
            BlockKind::Quote(blocks) | BlockKind::Alert(_, blocks) => self.blocks(blocks),
            BlockKind::List(first, items) => self.list(*first, items),
            BlockKind::Definitions(items) => {
                for item in items {
                    match item {
                        Item::Term(inlines) => self.lines(&whole_text(inlines)),
                        Item::Blocks(blocks) => self.item("  ", blocks),
                    }
                }
            }
            BlockKind::Code(code) => self.code(code),
            BlockKind::Table(table) => self.table(table),
            BlockKind::Figure(figure) => {
                let caption = whole_text(&figure.caption);
                let image = figure.image.alt.as_str();
                // Said twice, it would be heard twice.
                let shown = if caption.trim() == image.trim() { "" } else { image };
                self.lines(&[shown, &caption].join("\n"));
            }
            BlockKind::Html(parts) => self.lines(&raw_text(parts)),
            BlockKind::Rule => {}
        }
    }

    fn list(&mut self, first: Option<u64>, items: &[Item<'_>]) {
        for (n, item) in (0_u64..).zip(items) {
            let mark = first
                .map_or_else(|| "- ".to_owned(), |first| format!("{}. ", first.saturating_add(n)));
            match item {
                Item::Blocks(blocks) => self.item(&mark, blocks),
                Item::Term(inlines) => self.lines(&whole_text(inlines)),
            }
        }
    }

    fn item(&mut self, mark: &str, blocks: &[Block<'_>]) {
        let before = self.indent.len();
        // The mark of an item that begins with a list is written before that of the list.
        self.indent.extend(std::iter::repeat_n(' ', mark.chars().count()));
        self.mark = Some(self.mark.take().unwrap_or_default() + mark);
        self.blocks(blocks);
        self.mark = None;
        self.indent.truncate(before);
    }

    fn code(&mut self, code: &CodeBlock<'_>) {
        self.lines(code.title.as_deref().unwrap_or_default());
        self.lines(code.text.trim_end());
    }

    fn table(&mut self, table: &Table<'_>) {
        let row = |cells: &[Vec<_>]| {
            let cells: Vec<String> = cells.iter().map(|cell| whole_text(cell)).collect();
            cells.join(" | ")
        };
        let rows = std::iter::once(&table.head).chain(&table.rows).map(|cells| row(cells));
        let caption = whole_text(&table.caption);
        let lines: Vec<String> = std::iter::once(caption).chain(rows).collect();
        self.lines(&lines.join("\n"));
    }

    /// Writes the lines of a block that say something.
    fn lines(&mut self, text: &str) {
        let lines = text.lines().map(str::trim_end).filter(|line| !line.is_empty());
        for line in lines {
            let mark = self.mark.take();
            let apart = std::mem::take(&mut self.apart);
            if !self.out.is_empty() {
                self.out.push_str(if apart { "\n\n" } else { "\n" });
            }
            match mark {
                // The marks of several items that begin here fill the whole indent.
                Some(mark) => {
                    let outside = self.indent.len().saturating_sub(mark.chars().count());
                    self.out.push_str(self.indent.get(..outside).unwrap_or_default());
                    self.out.push_str(&mark);
                }
                None => self.out.push_str(&self.indent),
            }
            self.out.push_str(line);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::config::{MarkdownOptions, RawHtml};
    use crate::content::{InputFile, parse};
    use crate::path::SitePath;

    #[track_caller]
    fn check(markdown: &str, expected: &str) {
        let text = format!(
            "---\ntitle: T\n---\n\n## Questions {{.questions}}\n\n### Why?\n\n{markdown}\n\n[^n]: Note.\n"
        );
        let path = SitePath::new("content/a.md").unwrap();
        let file = InputFile::new(&path, text.into_bytes()).value.unwrap();
        let options = MarkdownOptions {
            html: RawHtml::Allow,
            math: true,
            smart_punctuation: false,
            embed_hosts: Vec::new(),
            language: "en".to_owned(),
            words: false,
        };
        let parsed = parse(&file, &options).value;
        let article = parsed.whole().unwrap();
        assert_eq!(article.questions.first().unwrap().plain, expected);
    }

    #[test]
    fn paragraphs_have_an_empty_line_between_them() {
        check(
            "One\n*tw*o [three](b.md) `4`[^n].\n\nFive\\\nsix.",
            "One two three 4.\n\nFive\nsix.",
        );
        check("Because $x^2$ is so.\n\n$$\n\\frac a b\n$$", "Because x^2 is so.\n\n\\frac a b");
    }

    #[test]
    fn items_have_their_marks() {
        check(
            "Two:\n\n- a\n- b\n  1. c\n\n     d\n  2. e\n\nEnd.",
            "Two:\n\n- a\n- b\n  1. c\n     d\n  2. e\n\nEnd.",
        );
        check("- [x] done\n- [ ] open\n-\n", "- ☑ done\n- ☐ open");
        check("- - a\n  - b\n", "- - a\n  - b");
    }

    #[test]
    fn tables_code_and_pictures_are_lines() {
        check("| a | b |\n| --- | --- |\n| 1 | **2** |", "a | b\n1 | 2");
        check("```\nlet x = 1;\n\nlet y;\n```", "let x = 1;\nlet y;");
        check("See ![a cat](c.png) here.", "See a cat here.");
    }

    #[test]
    fn of_raw_html_only_the_text_is_read() {
        check("A <b class=\"x\">bo</b>ld &amp; word<br>next.", "A bold & word\nnext.");
        check(
            "<div title=\"no\">\n<p>One &lt;two&gt;</p><p>three</p>\n<script>no()</script>\n</div>",
            "One <two>\nthree",
        );
    }
}
