//! Shortcodes in square brackets, as `WordPress` has them: `[caption …]…[/caption]`.

use crate::content::markdown::builder::state::TreeBuilder;
use crate::content::markdown::signs::after;
use crate::diagnostic::Code;
use crate::node::TextMap;

/// The shortcodes of `WordPress` itself, and what to write instead.
const KNOWN: &[(&str, &str)] = &[
    (
        "caption",
        "write the picture with its caption as a paragraph of its own: `![what it shows](file \"the caption\")`",
    ),
    (
        "wp_caption",
        "write the picture with its caption as a paragraph of its own: `![what it shows](file \"the caption\")`",
    ),
    (
        "gallery",
        "put the pictures beside the article, and write each as a paragraph of its own: `![what it shows](file \"the caption\")`",
    ),
    (
        "embed",
        "write a link to the page, `[what it shows](address)`; or the `<iframe>` that its site offers, with its host in `embed_hosts` under `[markdown]` in `site.toml`",
    ),
    ("video", "put the file beside the article, and write `<video controls src=\"file\"></video>`"),
    ("audio", "put the file beside the article, and write `<audio controls src=\"file\"></audio>`"),
    (
        "playlist",
        "put the files beside the article, and write each as `<audio controls src=\"file\"></audio>`",
    ),
];

impl TreeBuilder<'_, '_, '_, '_> {
    /// Looks at a `[` that begins no link.
    pub(super) fn report_wordpress(&mut self, at: usize) {
        let source = self.markdown;
        if !source.as_bytes().get(at + 1).is_some_and(u8::is_ascii_alphabetic) {
            return;
        }
        let Some(rest) = after(source, at) else { return };
        let Some(tag) = tag(rest) else { return };
        let name = name_of(tag);
        let closes = rest.contains(&format!("[/{name}]"));
        let known = KNOWN.iter().find(|(known, _)| *known == name);
        let alone = self.begins_line()
            && rest.get(tag.len()..).is_some_and(|tail| tail.is_empty() || tail.starts_with('\n'));
        let has_values = has_value(tag.get(name.len() + 1..).unwrap_or_default());
        let is_one = closes
            || has_values
            || (alone && matches!(name, "gallery" | "playlist") && tag.len() == name.len() + 2);
        if !is_one || name.len() < 2 {
            return;
        }
        let shown = match tag.char_indices().nth(40) {
            Some((cut, _)) => format!("{}…]", tag.get(..cut).unwrap_or_default().trim_end()),
            None => tag.to_owned(),
        };
        let span = self.map.span(at, at + tag.len());
        let of = if known.is_some() { "a shortcode of WordPress" } else { "a shortcode" };
        let message = format!("`{shown}` is {of}; here it does nothing, and readers would see it");
        let hint = known.map_or(
            "write what it produces in Markdown or HTML; to show it as it is, put it in code",
            |(_, hint)| hint,
        );
        self.report_repeated(format!("[{name}"), (Code::MarkdownShortcode, span), message, hint);
    }

    /// `<!-- wp:paragraph -->`, as the editor of `WordPress` keeps its blocks.
    pub(super) fn report_wordpress_comment(&mut self, html: &str, map: &TextMap) {
        let Some((comment, _)) = html.split_once("-->") else { return };
        let span = self.span_through(map, 0, comment.len() + 3);
        let message = "this comment is what the editor of WordPress keeps about a block; here it means nothing, and the block is raw HTML";
        let hint = "convert the text, for example with `pandoc file.html -t gfm -o file.md`, or write the block in Markdown and remove the comments around it";
        self.report_repeated("<!-- wp", (Code::MarkdownDialect, span), message, hint);
    }
}

/// Returns what stands from `[` to `]`, if it begins like a shortcode.
fn tag(rest: &str) -> Option<&str> {
    let end = rest.find([']', '\n']).filter(|end| rest.as_bytes().get(*end) == Some(&b']'))?;
    let tail = rest.get(end + 1..)?;
    (!tail.starts_with(['(', '[', ':']) || tail.starts_with("[/")).then(|| rest.get(..=end))?
}

fn name_of(tag: &str) -> &str {
    let inner = tag.trim_start_matches('[');
    let end = inner.find(|c: char| !c.is_ascii_alphanumeric() && !"_-".contains(c));
    inner.get(..end.unwrap_or(inner.len())).unwrap_or_default()
}

/// Whether a word of these is `key="value"`, or `key=12`.
fn has_value(attributes: &str) -> bool {
    attributes.starts_with(' ')
        && attributes.trim_end_matches(']').split_whitespace().any(|word| {
            word.split_once('=').is_some_and(|(key, value)| {
                key.len() > 1
                    && key.bytes().all(|b| b.is_ascii_alphanumeric() || b"_-".contains(&b))
                    && value.starts_with(|c: char| "\"'”“″’".contains(c) || c.is_ascii_digit())
            })
        })
}
