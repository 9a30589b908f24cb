//! Headings that are none: with too many signs, or without the space after the sign.

use crate::content::markdown::builder::unread_mark::Unread;

/// `####### Seven`: headings have six levels.
pub(super) fn too_deep(line: &str) -> Option<Unread> {
    let signs = line.bytes().take_while(|byte| *byte == b'#').count();
    (signs > 6 && line.get(signs..)?.starts_with(' ')).then(|| Unread {
        name: "a heading",
        message: "a heading has at most six `#`, so this is not a heading".to_owned(),
        hint: "write six `#` at most".into(),
        shown: 0..signs,
        edits: vec![(6..signs, String::new())],
    })
}

/// `=======`, alone between empty lines: it underlines nothing.
pub(super) fn lone_line(before: &str, line: &str, next: &str) -> Option<Unread> {
    let signs = line.trim_end();
    let is_line = signs.len() > 2 && signs.bytes().all(|byte| byte == b'=');
    (is_line && begins_paragraph(before) && next.trim().is_empty()).then(|| Unread {
        name: "a line",
        message: "this line of equals signs is shown as it is".into(),
        hint: "write `---` for a line between two parts; if git left it of a merge, remove it"
            .into(),
        shown: 0..signs.len(),
        edits: Vec::new(),
    })
}

/// Whether a paragraph begins after this text.
pub(super) fn begins_paragraph(before: &str) -> bool {
    before.ends_with("\n\n") || before.bytes().all(|byte| byte == b'\n')
}

/// `#climate #heat-pumps`, alone between empty lines: to Obsidian these are tags.
pub(super) fn lone_tags(before: &str, line: &str, next: &str) -> Option<Unread> {
    let is_alone = begins_paragraph(before) && next.trim().is_empty();
    if !is_alone || !line.starts_with('#') {
        return None;
    }
    let is_of_tag = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    let name = |word| {
        let name = str::strip_prefix(word, "#")?;
        let is_tag = name.starts_with(char::is_alphabetic) && name.chars().all(is_of_tag);
        is_tag.then(|| name.replace(['-', '_'], " "))
    };
    let names: Vec<String> = line.split_whitespace().map(name).collect::<Option<_>>()?;
    // One may be a word of the text.
    (names.len() > 1).then(|| Unread {
        name: "tags",
        message: "these tags are only text here: no list has the article because of them".into(),
        hint: format!(
            "write `topics: {}` in the front matter, and remove this line",
            names.join(", ")
        )
        .into(),
        shown: 0..line.trim_end().len(),
        edits: Vec::new(),
    })
}

/// `#What it costs`, alone between empty lines. `#MeToo changed much.` is a sentence.
pub(super) fn lone_sign(before: &str, line: &str, next: &str) -> Option<Unread> {
    let text = line.trim_end().strip_prefix('#')?;
    let above = before.trim_end_matches([' ', '>']);
    let is_alone = begins_paragraph(above) && next.trim().is_empty();
    let is_heading = text.starts_with(char::is_uppercase)
        && text.contains(' ')
        && !text.contains('#')
        && !text.ends_with(['.', '!', ':', ',', ';', '…']);
    (is_alone && is_heading).then(|| Unread {
        name: "a heading",
        message: "no space follows `#`, so this is not a heading".into(),
        hint: "write a space after the sign; if `#` belongs to the text, write `\\#`".into(),
        shown: 0..1,
        edits: vec![(1..1, " ".into())],
    })
}
