//! What the loader reads, refuses and says.

use crate::node::yaml::{Profile, load};
use crate::node::{Node, NodeKind, TextMap};
use crate::path::SitePath;

const FRONT_MATTER: Profile = Profile {
    values: 50_000,
    name: "the front matter",
    less: "write less",
    keys: &["title", "date", "question", "answer", "id", "sources", "topics"],
};

const LIST: Profile = Profile { values: 700_000, name: "this file", ..FRONT_MATTER };

fn codes(yaml: &str) -> Vec<(String, String)> {
    codes_in(&FRONT_MATTER, yaml)
}

fn codes_in(kind: &Profile, yaml: &str) -> Vec<(String, String)> {
    load(&SitePath::new("a.md").unwrap(), yaml, 0, kind)
        .findings
        .into_iter()
        .map(|f| (f.code.name().to_owned(), f.message))
        .collect()
}

fn entry<'n, 't>(node: &'n Node<'t>, key: &str) -> &'n Node<'t> {
    let NodeKind::Mapping(entries) = &node.kind else { panic!("a map") };
    &entries.iter().find(|(k, _)| k.text == key).unwrap().1
}

#[test]
fn places_in_text_are_exact_where_they_can_be() {
    let yaml = "a: plain [@x]\nb: 'quoted [@x]'\nc: |\n  one\n\n  two [@x]\nd: \"es\\\"caped [@x]\"\ne: |-\n    deeper\n      more [@x]\n";
    let node = load(&SitePath::new("a.md").unwrap(), yaml, 0, &FRONT_MATTER).value.unwrap();
    for key in ["a", "b", "c", "e"] {
        let text = entry(&node, key).text().unwrap();
        let at = text.as_str().find("[@x]").unwrap();
        let span = text.map(yaml).span(at, at + 4);
        assert_eq!(span.slice(yaml), "[@x]", "{key}");
    }
    assert!(matches!(entry(&node, "d").text().unwrap().map(yaml), TextMap::Whole(_)));
}

#[test]
fn bombs_are_refused_at_once() {
    let started = std::time::Instant::now();
    assert_eq!(codes(&"[".repeat(60_000))[0].0, "yaml/too-deep");
    assert_eq!(codes(&"{a: ".repeat(15_000))[0].0, "yaml/too-deep");
    assert_eq!(codes("a: &a [x,x]\nb: [*a,*a]\n")[0].0, "yaml/unsupported");
    assert_eq!(codes(&format!("a: [{}]", "x,".repeat(60_000)))[0].0, "yaml/too-many");
    assert!(started.elapsed().as_secs() < 5, "even a debug build answers at once");
}

#[test]
fn depth_and_number_are_told_apart_and_a_list_may_have_more_than_front_matter() {
    let deep = &codes(&("[".repeat(70) + &"]".repeat(70)))[0];
    assert_eq!(deep.1, "this YAML is nested more than 64 levels deep");
    let many = format!("[{}]", "x,".repeat(60_000));
    let front = &codes(&many)[0];
    assert_eq!(front.1, "the front matter has more than 50000 values");
    assert!(codes_in(&LIST, &many).is_empty());
    let list = &codes_in(&LIST, &format!("[{}]", "x,".repeat(700_000)))[0];
    assert_eq!(list.0, "yaml/too-many");
    assert_eq!(list.1, "this file has more than 700000 values");
}

#[test]
fn an_escape_cannot_bring_in_what_no_text_may_hold() {
    for (yaml, name) in [
        ("title: \"a\\x01b\"", "U+0001"),
        ("title: \"a\\uFFFEb\"", "U+FFFE"),
        ("extra: {x: [\"\\x85\"]}", "U+0085"),
        ("\"a\\rb\": x", "U+000D"),
    ] {
        let found = &codes(yaml)[0];
        assert_eq!(found.0, "text/control", "{yaml}");
        assert!(found.1.contains(name), "{yaml}: {}", found.1);
    }
    assert!(codes("title: \"a\\tb\\nc\\u00e9\"").is_empty());
}

#[test]
fn faults_are_named_in_plain_words() {
    assert_eq!(codes("title: \"never closed\n")[0].1, "a quotation mark is never closed");
    assert_eq!(codes("a:\n\t- b\n")[0].1, "there is a tab in the indentation");
    assert_eq!(
        codes("title: Heat pumps: how\n")[0].1,
        "a colon and a space inside text look like a key"
    );
    assert_eq!(codes("a: 1\na: 2\n")[0].0, "yaml/duplicate-key");
    assert_eq!(codes("a: !t x\n")[0].0, "yaml/unsupported");
    assert_eq!(codes("a: [1, 2\n")[0].1, "`[` is never closed");
    assert_eq!(codes("a: 1\n  b: 2\n")[0].0, "yaml/syntax");
}

proptest::proptest! {
    #[test]
    fn the_loader_never_panics_and_spans_lie_in_the_text(yaml in "(\\PC|[ \n:\\-\\[\\]{}\"'|>#&*!]){0,200}") {
        fn check(node: &Node<'_>, yaml: &str) {
            assert!(yaml.get(node.span.start as usize..node.span.end as usize).is_some(), "{:?}", node.span);
            match &node.kind {
                NodeKind::Scalar(_) => { let _map = node.text().unwrap().map(yaml); }
                NodeKind::Broken(text) => assert_eq!(node.span.slice(yaml).trim(), text.trim()),
                NodeKind::Sequence(items) => items.iter().for_each(|item| check(item, yaml)),
                NodeKind::Mapping(entries) => entries.iter().for_each(|(_, value)| check(value, yaml)),
            }
        }
        if let Some(node) = load(&SitePath::new("a.md").unwrap(), &yaml, 0, &FRONT_MATTER).value {
            check(&node, &yaml);
        }
    }

    #[test]
    fn it_reads_what_the_reference_reader_reads(yaml in "([a-c]: ([a-z0-9. ]{1,8}|\"[a-z \\\\n]{0,6}\"|\\[[a-z, ]{1,6}\\])\n){1,3}") {
        let ours = load(&SitePath::new("a.md").unwrap(), &yaml, 0, &FRONT_MATTER);
        let reference = serde_yaml::from_str::<serde_json::Value>(&yaml);
        if let (Some(node), Ok(reference), true) = (&ours.value, reference, ours.findings.is_empty()) {
            proptest::prop_assert_eq!(node.to_json(), reference);
        }
    }
}
