//! [`Bare`]: a source that is nothing but an address, and what to write in its place.

use crate::content::short::addresses::{shown, title};
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety};
use crate::node::decode::Decoder;
use crate::node::{Node, double_quoted};
use crate::span::{Span, line_start};

/// Where an address stands in place of a source.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Stand {
    /// As an item of a list.
    Item,
    /// As the value of an id.
    Value,
    /// As the whole list.
    Alone,
    /// As one of several in a text.
    Part,
}

/// A source that is only an address, or an address and a title in one text.
pub(super) struct Bare<'n> {
    pub(super) id: &'n str,
    /// The address as it is written.
    pub(super) address: &'n str,
    /// The title, if it is written.
    pub(super) title: Option<&'n str>,
    /// `url` or `doi`.
    pub(super) key: &'static str,
    /// The place of the text.
    pub(super) span: Span,
    pub(super) stand: Stand,
}

impl Bare<'_> {
    /// Returns what stands for the title while there is none.
    pub(super) fn shown(&self) -> String {
        let text = shown(self.address);
        if self.key == "doi" && !text.starts_with("doi") {
            format!("doi:{text}")
        } else {
            text.to_owned()
        }
    }

    fn title(&self) -> Option<String> {
        let guessed = || (self.key == "url").then(|| title(self.address)).flatten();
        let fits = |title: &String| !title.contains(['"', '\\']);
        self.title.map(str::to_owned).or_else(guessed).filter(fits)
    }

    /// Says what to write.
    fn hint(&self) -> String {
        let Self { id, address, key, .. } = self;
        let title = self.title();
        let title = title.as_deref().unwrap_or("…");
        if self.stand == Stand::Value {
            return format!(
                "write `{id}: {{title: \"{title}\", {key}: {}}}`",
                in_brackets(address)
            );
        }
        format!(
            "write `- id: {id}`, and below it, two spaces further in, `title: \"{title}\"` and `{key}: {address}`; then `[@{id}]` cites it"
        )
    }

    /// Returns what writes it, if there is a title.
    fn fix(&self, d: &Decoder<'_>) -> Option<Fix> {
        let title = self.title()?;
        let Self { id, address, key, span, .. } = self;
        if span.slice(d.text).trim().contains('\n') {
            return None;
        }
        let before = d.text.get(..span.start as usize)?;
        let column = before.len() - line_start(before, before.len());
        let before = before.get(before.len() - column..)?;
        let inner = format!("title: \"{title}\", {key}: {}", in_brackets(address));
        let text = match self.stand {
            Stand::Item if before.trim() == "-" => {
                let space = " ".repeat(column);
                let value = if address.contains([' ', '#', '"']) {
                    in_brackets(address)
                } else {
                    (*address).to_owned()
                };
                format!("id: {id}\n{space}title: \"{title}\"\n{space}{key}: {value}")
            }
            Stand::Item => format!("{{id: {id}, {inner}}}"),
            Stand::Value => format!("{{{inner}}}"),
            Stand::Alone => format!("[{{id: {id}, {inner}}}]"),
            Stand::Part => return None,
        };
        let edits = vec![Edit { path: d.path.clone(), span: *span, text }];
        let title = "write what the source is called".to_owned();
        Some(Fix { title, edits, safety: Safety::Unsafe })
    }

    /// Reports that it has no title.
    pub(super) fn report_untitled(&self, d: &mut Decoder<'_>) {
        let message = if self.stand == Stand::Value {
            format!("the source `{}` has no title: readers see its address", self.id)
        } else {
            "this source has neither id nor title: readers see its address".to_owned()
        };
        let finding = Diagnostic::new(Code::SourceUntitled, d.place(self.span), message);
        let finding = finding.hint(self.hint()).fix(self.fix(d));
        d.findings.push(finding);
    }

    /// Reports a text with both.
    pub(super) fn report_together(&self, d: &mut Decoder<'_>, node: &Node<'_>, wanted: &str) {
        d.wrong_type_with(node, wanted, self.hint(), self.fix(d));
    }
}

/// Returns an address as it is written between brackets.
fn in_brackets(address: &str) -> String {
    let is_plain = !address.contains([',', '[', ']', '{', '}', '#', '"', '\'', ' ']);
    if is_plain && !address.ends_with(':') {
        return address.to_owned();
    }
    double_quoted(address)
}
