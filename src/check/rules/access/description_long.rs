//! `access/description-long`: a standfirst that search engines and link previews cut.

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::diagnostic::Code;

/// As many characters are in the longest descriptions that search engines have shown; most cut at half of it.
const MOST: usize = 320;

/// Reports a standfirst that is too long to be shown.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    let Some(standfirst) = &input.article.standfirst else { return };
    let length = standfirst.text.trim().chars().count();
    if length > MOST {
        let span =
            input.prose.keys.get("standfirst").map_or(input.article.title_span, |it| it.value);
        let message =
            format!("the standfirst has {length} characters: wherever else it is shown, it is cut");
        let hint =
            "say in one or two sentences, of 160 characters if you can, what readers will learn";
        report.add(Code::AccessDescriptionLong, span, message, hint);
    }
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn what_no_search_engine_shows_is_told() {
        let of = |n: usize| {
            let text = "é".repeat(n);
            found(check, &format!("---\ntitle: Why?\nstandfirst: {text}\n---\n")).len()
        };
        assert_eq!((of(321), of(320), of(10)), (1, 0, 0));
        assert_eq!(found(check, "---\ntitle: Why?\n---\n"), []);
    }
}
