//! Keys that other tools have in front matter: each is told with its counterpart, or goes under `extra:`, by fixes that
//! can be made one after the other until nothing is left to find.

use nutgraf::diagnostic::apply;

use crate::support::{DiskSite, site};

/// Makes the first fix that is offered, until there is none, and returns the front matter and what is still said of it.
fn mended(front: &str) -> (String, Vec<String>) {
    let mut text = format!("---\ntitle: T\n{front}---\nText.\n");
    for _ in 0..40 {
        let found = site().file("content/a.md", text.as_str()).build().findings;
        let Some(fix) = found.iter().find_map(|finding| finding.fixes.first()) else {
            let front = text.strip_prefix("---\ntitle: T\n").unwrap();
            let front = front.strip_suffix("---\nText.\n").unwrap();
            return (front.to_owned(), found.into_iter().map(|found| found.message).collect());
        };
        text = apply(&text, &fix.edits).unwrap();
    }
    panic!("the fixes never end: {text}");
}

#[track_caller]
fn becomes(front: &str, right: &str) {
    assert_eq!(mended(front), (right.to_owned(), Vec::new()), "{front}");
}

#[test]
fn posts_of_other_tools_become_articles() {
    // Jekyll
    becomes(
        "layout: post\ndate: 2026-01-02 10:00:00 +0100\ncategories: heating\ntags: [pumps]\nauthor: Ada\npublished: true\npermalink: /pumps/\n",
        "date: 2026-01-02 10:00:00 +0100\ntopics: heating\nauthors: Ada\naliases: [/pumps/]\nextra:\n  tags: [pumps]\n",
    );
    // Hugo
    becomes(
        "lastmod: 2026-01-02\nweight: 10\nmenu:\n  main:\n    name: x\nisCJKLanguage: true\nurl: /old/page.html\n",
        "updated: 2026-01-02\naliases: [/old/page.html]\nextra:\n  weight: 10\n  menu:\n    main:\n      name: x\n  isCJKLanguage: true\n",
    );
    // Quarto
    becomes(
        "subtitle: How\nformat:\n  html:\n    toc: true\ndate-modified: 2026-01-02\ncode-fold: true\n",
        "standfirst: How\nupdated: 2026-01-02\nextra:\n  format:\n    html:\n      toc: true\n  code-fold: true\n",
    );
    // Zola and Eleventy
    becomes(
        "in_search_index: true\neleventyNavigation:\n  key: Heat\npublished: false\n",
        "draft: true\nextra:\n  in_search_index: true\n  eleventyNavigation:\n    key: Heat\n",
    );
}

#[test]
fn what_nobody_knows_goes_where_the_rest_is() {
    becomes("mood: calm\n", "extra:\n  mood: calm\n");
    becomes(
        "extra:\n    a: b\n\nmood: calm\nlang: en\n",
        "extra:\n    a: b\n    mood: calm\n\nlang: en\n",
    );
    becomes("mood: calm\nextra:\nlang: en\n", "extra:\n  mood: calm\nlang: en\n");
    becomes("extra: {}\nmood: calm\n", "extra: {mood: calm}\n");
    becomes("extra: {a: b}\nmood: calm\n", "extra: {a: b, mood: calm}\n");
    becomes(
        "mood: |\n  One\n\n    two\n# A remark.\nlang: en\n",
        "# A remark.\nlang: en\nextra:\n  mood: |\n    One\n\n      two\n",
    );
    let (front, left) = mended("extra: {mood: wild}\nmood: calm\n");
    assert_eq!(front, "extra: {mood: wild}\nmood: calm\n");
    assert_eq!(left, ["unknown key `mood`"], "nothing is written over");
}

#[test]
fn a_key_with_what_only_looks_like_a_space_is_named() {
    becomes("\u{201c}lang\u{201d}: en\n", "lang: en\n");
    let article = "---\ntitle: T\nextra:\n\u{a0}\u{a0}a: b\n---\n";
    let built = site().file("content/a.md", article).build();
    built.check_findings(&[("field/unknown", "content/a.md:4:1", "a no-break space (U+00A0)")]);
}

/// Every key without its colon is seen as that key, in the maps in which it stands.
#[test]
fn a_key_without_its_colon_is_known_wherever_it_stands() {
    let printed = DiskSite::empty().run(&["schema"]).exits(0).silent().stdout;
    let schema: serde_json::Value = serde_json::from_str(&printed).unwrap();
    for (name, form) in schema["properties"].as_object().unwrap() {
        let found =
            site().article("a", &format!("---\ntitle: T\n{name} x\n---\n")).build().findings;
        let said = format!("there is no colon after `{name}`");
        assert!(
            found.iter().any(|found| found.message == said) || name == "title",
            "{name}: {found:#?}"
        );
        let forms = form["items"]["anyOf"].as_array().cloned().unwrap_or_default();
        for form in forms.iter().chain([&form["items"]]) {
            for inner in form["properties"].as_object().into_iter().flatten().map(|(key, _)| key) {
                let text = format!("---\ntitle: T\n{name}:\n  - {inner} x\n    {inner}: y\n---\n");
                let found = site().article("a", &text).build().findings;
                let said = format!("there is no colon after `{inner}`");
                assert!(
                    found.iter().any(|found| found.message == said),
                    "{name}.{inner}: {found:#?}"
                );
            }
        }
    }
}

#[test]
fn settings_of_other_tools_are_known() {
    for (line, said) in [
        ("defaultContentLanguage = \"en\"", "did you mean `language`?"),
        ("generate_feeds = true", "nutgraf has no `generate_feeds`: remove it"),
        ("plugins = []", "nutgraf has no `plugins`: remove it"),
        ("[markup.goldmark]\nunsafe = true", "nutgraf has no `markup`: remove it"),
        ("mood = 1", "known here: `title`"),
    ] {
        let built = site().config(&format!("{line}\n")).build();
        let [finding] = &built.findings[..] else { panic!("{line}: {:#?}", built.findings) };
        assert!(finding.hint.as_deref().unwrap().starts_with(said), "{line}: {finding:#?}");
    }
}
