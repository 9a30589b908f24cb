//! What is told of quotations, and of which nothing is.

use crate::check::rules::fixture::found_with;
use crate::check::rules::quotation::compared::check;

const SOURCE: &str = "Read: 2026-11-01\n\nThe minister opened the meeting. \u{201c}We do not believe that any data was \
                      taken from the servers,\u{201d} she told reporters on Monday. The company denied that the tests \
                      were skipped last year. The line will carry ten thousand people a day. It is the govern-\nment\
                      \u{2019}s largest project, and the tunnel under the river is its most expensive part.\n";

/// Returns what is found in a body that cites `[@report]`.
fn of(body: &str) -> Vec<(&'static str, String)> {
    let text = format!(
        "---\ntitle: Why?\nsources:\n  - {{id: report, title: A Report on the Line}}\n  - {{id: other, title: Other}}\n---\n{body}\n"
    );
    found_with(check, &text, &[("report", SOURCE)])
}

#[test]
fn true_quotations_are_found() {
    for body in [
        "She said “we do not believe that any data was taken” [@report].",
        "She said: “[W]e do not believe … was taken from the servers.” [@report]",
        "It is “the government's largest project,” they say [@report].",
        "It is “the government’s largest project” and more. And so on [@report].",
        "> The line will carry ten thousand people a day. [@report]\n>\n> — The report",
        "As they said [@report]:\n\n> The line will carry ten thousand people a day.",
        "The title “A report on the line” says it [@report].",
        "It is “our largest” project [@report], a “huge success” [@report].",
        "See “Ten Thousand People Every Day” for more [@report].",
        "She “does not think so at all”, says another [@other; @report].",
        "She says “nothing of the kind was said here”.",
        "They do not say that “any data was taken from the servers” [@report].",
        "It is “the government’s largest project, and [this] tunnel under the river” [@report].",
    ] {
        let found = of(body);
        let told: Vec<_> =
            found.iter().filter(|(code, _)| *code != "quotation/unverifiable").collect();
        assert!(told.is_empty(), "{body}: {told:?}");
    }
}

fn first(body: &str) -> (&'static str, String) {
    let mut found = of(body);
    assert_eq!(found.len(), 1, "{body}: {found:?}");
    found.remove(0)
}

#[test]
fn words_that_the_source_does_not_have_are_told() {
    for body in [
        "She said “the buses are always late on Sundays” [@report].",
        "It is “nothing but a waste of money”. It goes on [@report].",
    ] {
        assert_eq!(first(body).0, "quotation/not-found", "{body}");
    }
    let block = first("> Nobody was ever asked about this plan. [@report]");
    assert_eq!(block, ("quotation/not-found", "Nobody was ever asked about this plan.".to_owned()));
}

#[test]
fn other_words_are_told_where_they_are() {
    for (body, marked) in [
        ("She said “we do not think that any data was taken” [@report].", "think"),
        ("She said “we do not believe that any *user* data was taken” [@report].", "user"),
        ("It will “carry twelve thousand people a day” [@report].", "twelve"),
        ("It will “carry ten thousand a day” [@report].", "thousand a"),
        (
            "“The line will carry eleven thousand persons a day” [@report].",
            "eleven thousand persons",
        ),
    ] {
        assert_eq!(first(body), ("quotation/altered", marked.to_owned()), "{body}");
    }
}

#[test]
fn a_not_that_is_cut_off_is_told() {
    for body in [
        "She said “any data was taken from the servers” [@report].",
        "She said “believe that any data was taken” [@report].",
        "The company says “the tests were skipped last year” [@report].",
        "She said “We … believe that any data was taken” [@report].",
    ] {
        assert_eq!(first(body).0, "quotation/cut-negation", "{body}");
    }
}

#[test]
fn words_from_two_places_are_told_where_they_meet() {
    let body = "It “will carry ten thousand people a day under the river is its most expensive part” [@report].";
    assert_eq!(first(body), ("quotation/joined", "day under".to_owned()));
}

#[test]
fn what_nothing_is_stored_of_is_told_once_and_only_where_something_is_stored() {
    let body =
        "He said “this is a quotation of him” [@other]. And “this is one more, too” [@other].";
    assert_eq!(first(body).0, "quotation/unverifiable");
    let text =
        format!("---\ntitle: Why?\nsources:\n  - {{id: other, title: Other}}\n---\n{body}\n");
    assert_eq!(found_with(check, &text, &[]), []);
}

#[test]
fn passages_under_quotes_are_what_the_source_says() {
    let of = |body: &str| {
        let sources = "[{id: r, title: R, quotes: [We do not believe that data was taken., {text: It rained all day., at: p. 3}]}]";
        found_with(check, &format!("---\ntitle: Why?\nsources: {sources}\n---\n{body}\n"), &[])
    };
    assert_eq!(of("“It rained all day” [@r]"), []);
    assert_eq!(of("“It snowed all day” [@r]"), [("quotation/altered", "snowed".to_owned())]);
}
