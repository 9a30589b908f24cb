//! Days that begin the names of files, as Jekyll and Zola read them (jekyllrb.com/docs/posts; getzola.org/documentation,
//! "Page", on dates in file names).

use crate::content::clock::parse_day;
use crate::diagnostic::{Code, Diagnostic, Edit, Fix, Safety};
use crate::node::decode::Decoder;
use crate::path::SitePath;
use crate::span::Span;

/// Reports an article without a date whose name begins with one; the title is at `title`.
pub(super) fn report_dated_name(d: &mut Decoder<'_>, title: Span, has_slug: bool) {
    let Some((day, rest)) = dated(d.path) else { return };
    let message = format!("this article has no `date`; the {day} in its name is not read");
    let address = if has_slug || rest.is_empty() {
        String::new()
    } else {
        format!("; if its address should not begin with it, write `slug: {rest}` too")
    };
    let finding = Diagnostic::new(Code::DateInFileName, d.place(title), message)
        .hint(format!("write `date: {day}`{address}"));
    let line = d.text.get(..title.start as usize).and_then(|before| before.rfind('\n'));
    let fix = line.map(|end| {
        let (path, at) = (d.path.clone(), end + 1);
        let edit = Edit { path, span: Span::new(at, at), text: format!("date: {day}\n") };
        let title = format!("write `date: {day}` above the title");
        Fix { title, edits: vec![edit], safety: Safety::Unsafe }
    });
    d.findings.push(finding.fix(fix));
}

/// Returns the day at the beginning of a file's name, or of its folder's if it is an index, and the rest of the name.
fn dated(path: &SitePath) -> Option<(&str, &str)> {
    let mut parts = path.as_str().rsplit('/');
    let name = parts.next()?.split('.').next()?;
    let name = if name == "index" { parts.next()? } else { name };
    let (day, rest) = name.split_at_checked(10)?;
    parse_day(day).ok()?;
    let is_apart = rest.is_empty() || rest.starts_with(['-', '_', ' ', '.']);
    is_apart.then(|| (day, rest.trim_start_matches(['-', '_', ' ', '.'])))
}

#[cfg(test)]
mod tests {
    use super::dated;
    use crate::path::SitePath;

    #[test]
    fn a_name_may_begin_with_a_day() {
        for (path, right) in [
            ("content/2026-11-18-flood.md", Some(("2026-11-18", "flood"))),
            ("content/2026-11-18_flood/index.md", Some(("2026-11-18", "flood"))),
            ("content/2026-11-18.md", Some(("2026-11-18", ""))),
            ("content/2026-13-18-flood.md", None),
            ("content/2026-11-181.md", None),
            ("content/flood-2026-11-18.md", None),
        ] {
            assert_eq!(dated(&SitePath::new(path).unwrap()), right, "{path}");
        }
    }
}
