//! `cite.bib`: the page as a BibLaTeX `@online` entry, for readers who cite it.

use crate::path::Route;
use crate::render::parts::BibParts;
use crate::render::renderer::Renderer;

impl Renderer<'_> {
    /// Returns the entry of a page.
    pub(super) fn bib(&self, parts: &BibParts<'_>) -> String {
        let BibParts { title, route, authors, date, lang } = *parts;
        let mut out = format!("@online{{{},\n", key(route, date.map(|date| date.day.year())));
        let mut field = |name: &str, value: &str| {
            if !value.is_empty() {
                for part in ["  ", name, " = {", value, "},\n"] {
                    out.push_str(part);
                }
            }
        };
        // Inner braces keep the names of organisations whole and the title's capitals as they are.
        let authors: Vec<String> = self
            .author_names(authors)
            .iter()
            .map(|name| {
                if name.contains(' ')
                    && !name.contains(" and ")
                    && self.config.author.as_deref() != Some(name)
                    && *name != self.config.title
                {
                    tex(name)
                } else {
                    format!("{{{}}}", tex(name))
                }
            })
            .collect();
        field("author", &authors.join(" and "));
        field("title", &format!("{{{}}}", tex(title)));
        field("organization", &format!("{{{}}}", tex(&self.config.title)));
        if let Some(date) = date {
            field("date", &date.day.to_string());
            field("year", &date.day.year().to_string());
        }
        if let Some(url) = self.url(route) {
            field("url", &url);
        }
        field("langid", lang.unwrap_or(&self.config.language));
        out.push_str("}\n");
        out
    }
}

/// Returns the key: ASCII letters and digits of the address, and the year.
fn key(route: &Route, year: Option<i16>) -> String {
    let slug: String = route
        .as_str()
        .trim_matches('/')
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '-' })
        .collect();
    match year {
        Some(year) => format!("{slug}-{year}"),
        None => slug,
    }
}

/// Escapes the special characters of TeX.
fn tex(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' => out.push_str("\\textbackslash{}"),
            '{' | '}' | '%' | '&' | '$' | '#' | '_' => {
                out.push('\\');
                out.push(c);
            }
            '~' => out.push_str("\\textasciitilde{}"),
            '^' => out.push_str("\\textasciicircum{}"),
            c if c.is_control() => out.push(' '),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::tex;

    #[test]
    fn a_title_cannot_break_out_of_its_entry() {
        assert_eq!(tex("50 % } @book{x"), "50 \\% \\} @book\\{x");
        assert_eq!(tex("a\\b\nc"), "a\\textbackslash{}b c");
    }
}
