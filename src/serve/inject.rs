//! The script tag that keeps a page up to date: the only difference between a served page and a built one.

use crate::escape;

/// Returns the script tag of a page: where its script is, which bytes the page has, and since when.
pub(super) fn script_tag(base_url: &str, digest: &str, state: &str) -> String {
    format!(
        "<script src=\"{}__nutgraf/live.js\" data-digest=\"{}\" data-state=\"{}\" defer></script>",
        escape::html(base_url),
        escape::html(digest),
        escape::html(state),
    )
}

/// Puts `tag` directly before the last `</body>` of `html`, or at its end if there is none.
pub fn with_script(html: &[u8], tag: &str) -> Vec<u8> {
    let at = body_end(html).unwrap_or(html.len());
    let (before, after) = html.split_at(at);
    [before, tag.as_bytes(), after].concat()
}

/// Returns where the last `</body>` begins. Its name may be in any case and be followed by white space.
fn body_end(html: &[u8]) -> Option<usize> {
    const END: &[u8] = b"</body";
    (0..html.len()).rev().find(|at| {
        let rest = html.get(*at..).unwrap_or(&[]);
        let Some((name, after)) = rest.split_at_checked(END.len()) else { return false };
        name.eq_ignore_ascii_case(END) && after.trim_ascii_start().first() == Some(&b'>')
    })
}

#[cfg(test)]
mod tests {
    use super::{script_tag, with_script};

    #[track_caller]
    fn check(html: &str, expected: &str) {
        assert_eq!(String::from_utf8(with_script(html.as_bytes(), "#")).unwrap(), expected);
    }

    #[test]
    fn the_tag_stands_before_the_last_end_of_the_body() {
        check("<body>a</body></html>\n", "<body>a#</body></html>\n");
        check("<BODY>a</BODY\n>", "<BODY>a#</BODY\n>");
        check("<!-- </body> --><p></body>", "<!-- </body> --><p>#</body>");
        check("a</bodyguard></body", "a</bodyguard></body#");
    }

    #[test]
    fn without_an_end_of_the_body_it_stands_at_the_end() {
        check("<p>a\n", "<p>a\n#");
        check("", "#");
    }

    #[test]
    fn bytes_that_are_no_text_stay_as_they_are() {
        assert_eq!(with_script(b"\xff</body>\xfe", "#"), b"\xff#</body>\xfe");
    }

    #[test]
    fn nothing_in_the_tag_ends_its_attributes() {
        assert_eq!(
            script_tag("/a\"><b/", "<", "'"),
            "<script src=\"/a&quot;&gt;&lt;b/__nutgraf/live.js\" data-digest=\"&lt;\" data-state=\"&#39;\" defer></script>"
        );
    }
}
