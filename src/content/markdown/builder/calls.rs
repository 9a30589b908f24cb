//! Calls of another tool's templates: shortcodes and tags.

/// Returns a shortcode or template tag at the beginning of `text`: `{{< name … >}}` and `{{% name … %}}` of Hugo, `{{
/// name … }}` of many tools, `{{ name(…) }}` of Zola, `{% name … %}` of Zola and Jekyll. One that ends another counts
/// with it.
pub(super) fn call(text: &str) -> Option<&str> {
    let (tag, end) = match text.get(..2)? {
        "{{" => (false, "}}"),
        "{%" => (true, "%}"),
        _ => return None,
    };
    let (inner, _) = text.get(2..)?.split_once(end)?;
    let name = inner.trim_start_matches(['<', '%', '-']).trim_start();
    // TeX also groups with braces in braces.
    let calls = is_doubt(text.get(..inner.len() + 4)?)
        || tag
        || name.len() < inner.len()
        || inner.contains(['(', '.', '|']);
    let ends = tag && name.starts_with("end");
    // Liquid begins with a text, too, if a filter follows: `{{ "/about/" | relative_url }}`.
    let filtered = name.starts_with(['"', '\'']) && inner.contains('|');
    let named = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') || filtered;
    (calls && named && !ends && !inner.contains("\n\n")).then_some(text.get(..inner.len() + 4)?)
}

/// Whether a call is one with which Wikipedia marks a claim without a source: `{{cn}}`.
fn is_doubt(call: &str) -> bool {
    let inner = call.trim_matches(['{', '}']).trim().to_lowercase();
    matches!(
        &*inner,
        "cn" | "citation needed" | "fact" | "source needed" | "who" | "when" | "clarify"
    )
}

/// Says what to write in place of a call.
pub(super) fn instead_of(call: &str) -> &'static str {
    if is_doubt(call) {
        return "cite a source with `[@id]`, or remove the claim";
    }
    if ["relative_url", "absolute_url"].iter().any(|filter| call.contains(filter)) {
        return "link to the file, by its path relative to this one: `[text](file.md)`";
    }
    if ["site.baseurl", "site.url", "base_url", "BaseURL"].iter().any(|name| call.contains(name)) {
        return "remove it: write the path of the file, relative to this one";
    }
    match name_of(call).trim_start_matches(|c: char| !c.is_ascii_alphabetic()) {
        "link" | "post_url" | "ref" | "relref" | "rel_ref" | "get_url" | "xref" => {
            "link to the file, by its path relative to this one: `[text](file.md)`"
        }
        "figure" | "image" | "img" | "picture" | "resize_image" => {
            "write `![what it shows](picture.jpg \"the caption\")`"
        }
        "youtube" | "vimeo" | "video" | "tweet" | "twitter" | "x" | "instagram" | "gist"
        | "embed" | "iframe" => {
            "link to it, `[text](https://…)`; frames of hosts that `embed_hosts` in `site.toml` names may be written in HTML"
        }
        "toc" | "TOC" => "remove it: the theme shows the table of contents",
        _ => "write what it produces in Markdown or HTML; to show it as it is, put it in code",
    }
}

/// Returns what a call calls, with its opening braces.
pub(super) fn name_of(call: &str) -> &str {
    let begin = call.find(|c: char| c.is_ascii_alphabetic() || c == '_').unwrap_or(0);
    let named = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let rest = call.get(begin..).unwrap_or_default();
    call.get(..begin + rest.find(|c| !named(c)).unwrap_or(rest.len())).unwrap_or(call)
}
