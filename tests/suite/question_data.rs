//! `questions.json`: a documented interface, which programs rely on.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::incremental::{Caching, build, published};
use crate::support::{Built, DiskSite, TestSite, options, site};

/// An article with all that a question can have.
const HEAT: &str = "---
title: What is a heat pump?
date: 2026-03-01
updated: 2026-04-02
topics: [Heating, Money]
insights:
  - question: Is it loud?
    id: noise
    group: Living with it
    answered: 2026-01-02
    checked: 2026-03-04
    review_by: 2999-05-06
    owner: The energy desk
    answer: |
      About as loud as **a fridge** [@noise, p. 3; @noise], see [below](#cold) and [costs](cost.md):

      - at night
      - by day[^n]
  - question: How long does it last?
    open: \"The makers publish no figures [@makers].\"
    checked: 2026-03-04
  - {question: Where does the heat come from?, see: \"#cold\"}
  - {question: Is it dear?, see: \"cost.md#year\"}
  - {question: Who pays?, see: \"cost.md#grants\"}
  - Is there a grant?
sources:
  - {id: noise, title: Noise of machines, url: \"https://example.org/noise\", author: [A. Bell, C. Dee], publisher: The office, published: 2025-03, accessed: 2026-01-03, archive_url: \"https://example.org/copy\", doi: 10.1000/1}
  - {id: makers, title: Figures}
updates:
  - {date: 2026-02-03, kind: correction, note: It was wrong., was: Silent., now: It hums., question: noise}
---
Text [@makers].

## Cold {#cold}

The air holds heat [@makers].

More.

[^n]: A note.
";

const COST: &str = "---
title: What does it cost?
date: 2026-02-01
lang: de
topics: [Money]
---
Text.

## Grants {#grants}

There are some.

## Questions {.questions}

### What does a year cost? {#year checked=2026-02-03}

900 euros.
";

fn two() -> TestSite {
    site().article("heat", HEAT).article("cost", COST).article("none", "Text.")
}

fn data(built: &Built, path: &str) -> Value {
    serde_json::from_str(built.page(path)).unwrap()
}

fn asked(file: &Value) -> Vec<&str> {
    file["questions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["question"].as_str().unwrap())
        .collect()
}

#[test]
fn an_article_has_its_questions_as_data() {
    let built = two().build();
    built.clean();
    let file = data(&built, "heat/questions.json");
    let article = json!({
        "title": "What is a heat pump?",
        "url": "https://example.org/heat/",
        "published": "2026-03-01T00:00:00Z",
        "updated": "2026-04-02T00:00:00Z",
    });
    let topics = json!([
        {"title": "Heating", "url": "https://example.org/topics/heating/"},
        {"title": "Money", "url": "https://example.org/topics/money/"},
    ]);
    assert_eq!(file["version"], 1);
    assert_eq!(file["title"], "What is a heat pump?");
    assert_eq!(file["url"], "https://example.org/heat/");
    assert_eq!(file["language"], "en");
    assert_eq!(file["site"], json!({"title": "Site", "url": "https://example.org/"}));
    assert_eq!(
        file["questions"][0],
        json!({
            "id": "q:noise",
            "url": "https://example.org/heat/#q:noise",
            "question": "Is it loud?",
            "state": "answered",
            "answer_html": "<p>About as loud as <strong>a fridge</strong><sup class=\"cite\"><a href=\"https://example.org/heat/#src:noise\">2<span class=\"locator\">, p. 3</span></a><span>; </span><a href=\"https://example.org/heat/#src:noise\">2</a></sup>, see <a href=\"https://example.org/heat/#cold\">below</a> and <a href=\"https://example.org/cost/\">costs</a>:</p>\n<ul>\n<li>at night</li>\n<li>by day<sup class=\"note\"><a href=\"https://example.org/heat/#fn:n\">a</a></sup></li>\n</ul>",
            "answer_text": "About as loud as a fridge, see below and costs:\n\n- at night\n- by day",
            "answered": "2026-01-02",
            "corrected": "2026-02-03",
            "checked": "2026-03-04",
            "review_by": "2999-05-06",
            "owner": "The energy desk",
            "group": "Living with it",
            "language": "en",
            "article": article,
            "topics": topics,
            "sources": [{
                "id": "noise",
                "number": 2,
                "title": "Noise of machines",
                "url": "https://example.org/noise",
                "doi": "10.1000/1",
                "authors": ["A. Bell", "C. Dee"],
                "publisher": "The office",
                "published": "2025-03",
                "accessed": "2026-01-03",
                "archive_url": "https://example.org/copy",
            }],
        })
    );
    let open = &file["questions"][1];
    assert_eq!(open["state"], "open");
    assert_eq!(open["reason_text"], "The makers publish no figures.");
    assert_eq!(open["sources"][0]["id"], "makers");
    assert!(open.get("answer_html").is_none() && open.get("answered_at").is_none());
    let bare = &file["questions"][5];
    assert_eq!((&bare["state"], bare.get("reason_html")), (&json!("open"), None));
}

#[test]
fn a_pointer_says_where_the_answer_is_from() {
    let built = two().build();
    let file = data(&built, "heat/questions.json");
    // The first paragraph of a section of the same page, as in JSON-LD.
    let section = &file["questions"][2];
    assert_eq!(section["answered_at"], "https://example.org/heat/#cold");
    assert_eq!(section["answer_text"], "The air holds heat.");
    assert_eq!(section["excerpt"], true);
    assert_eq!(section["sources"][0]["id"], "makers");
    // The answer of another page, which this page prints too.
    let borrowed = &file["questions"][3];
    assert_eq!(borrowed["answered_at"], "https://example.org/cost/#q:year");
    assert_eq!(borrowed["answer_text"], "900 euros.");
    assert!(borrowed.get("excerpt").is_none());
    assert_eq!((&borrowed["language"], &borrowed["answer_language"]), (&json!("en"), &json!("de")));
    assert_eq!(borrowed["checked"], "2026-02-03");
    let elsewhere = &file["questions"][4];
    assert_eq!(elsewhere["answered_at"], "https://example.org/cost/#grants");
    assert!(elsewhere.get("answer_html").is_none());
    assert_eq!(elsewhere["state"], "answered");
}

#[test]
fn topics_and_the_site_have_all_of_theirs_newest_first() {
    let built = two().build();
    let heat = asked(&data(&built, "heat/questions.json")).len();
    let site = data(&built, "questions.json");
    assert_eq!(asked(&site).len(), heat + 1);
    assert_eq!(asked(&site).last(), Some(&"What does a year cost?"));
    assert_eq!(site["url"], "https://example.org/");
    let money = data(&built, "topics/money/questions.json");
    assert_eq!(asked(&money), asked(&site));
    assert_eq!(
        (&money["title"], &money["url"]),
        (&json!("Money"), &json!("https://example.org/topics/money/"))
    );
    assert_eq!(asked(&data(&built, "topics/heating/questions.json")).len(), heat);
    // The same question is the same in each file.
    let own = data(&built, "cost/questions.json");
    assert_eq!(own["language"], "de");
    assert_eq!(own["questions"][0], site["questions"][heat]);
    assert!(!built.outputs.contains_key("none/questions.json"));
}

#[test]
fn pages_lead_to_their_data() {
    let built = two().build();
    assert!(built.dom("heat/index.html").links("alternate").contains(&"/heat/questions.json"));
    assert!(built.dom("questions/index.html").links("alternate").contains(&"/questions.json"));
    assert!(!built.page("none/index.html").contains("questions.json"));
    assert!(!built.page("index.html").contains("questions.json"));
}

#[test]
fn it_can_be_switched_off() {
    let built = two().config("[lists]\nquestions_json = false\n").build();
    built.clean();
    let files: Vec<&String> =
        built.outputs.keys().filter(|path| path.ends_with("questions.json")).collect();
    assert_eq!(files, Vec::<&String>::new());
    assert!(!built.outputs.values().any(|page| page.windows(14).any(|it| it == b"questions.json")));
}

#[test]
fn a_site_without_questions_has_an_empty_list() {
    let built = site().article("a", "---\ntitle: A\ntopics: [T]\n---\nText.\n").build();
    let files: Vec<&String> =
        built.outputs.keys().filter(|path| path.ends_with("questions.json")).collect();
    assert_eq!(files, ["questions.json"]);
    assert_eq!(data(&built, "questions.json")["questions"], json!([]));
}

#[test]
fn drafts_are_in_it_only_if_they_are_published() {
    let with =
        || two().article("d", "---\ntitle: D\ndraft: true\ninsights: [Secret?]\n---\nText.\n");
    assert!(!with().build().page("questions.json").contains("Secret"));
    assert!(with().with_drafts().build().page("questions.json").contains("Secret"));
}

#[test]
fn an_authors_file_at_its_address_is_told() {
    let built = site()
        .file("content/a/index.md", "---\ntitle: A\ninsights: [Why?]\n---\nText.\n")
        .file("content/a/questions.json", "{}")
        .build();
    built.says(
        "route/duplicate",
        "content/a/questions.json",
        "`/a/questions.json`, which is taken",
    );
    // Of an article without questions, it is the author's.
    let built = site()
        .file("content/a/index.md", "---\ntitle: A\n---\nText.\n")
        .file("content/a/questions.json", "{}")
        .build();
    built.clean();
    assert_eq!(built.page("a/questions.json"), "{}");
    let built = site().file("static/questions.json", "{}").build();
    built.says("route/duplicate", "static/questions.json", "`/questions.json`, which is taken");
}

#[test]
fn addresses_are_those_of_the_site() {
    let at = |settings: &str| two().file("site.toml", settings).build();
    let below = at("title = \"Site\"\nbase_url = \"https://example.org/below/\"\n");
    let file = data(&below, "heat/questions.json");
    assert_eq!(file["questions"][0]["url"], "https://example.org/below/heat/#q:noise");
    assert!(below.page("heat/index.html").contains("href=\"/below/heat/questions.json\""));
    let nowhere = at("title = \"Site\"\n");
    let file = data(&nowhere, "heat/questions.json");
    assert_eq!((&file["url"], &file["site"]["url"]), (&json!("/heat/"), &json!("/")));
    assert!(file["questions"][0]["answer_html"].as_str().unwrap().contains("href=\"/cost/\""));
}

#[test]
fn texts_that_mean_something_elsewhere_are_only_texts() {
    let question = "Is \\\"</script>\\\" \u{2028} it's שלום?";
    let built = site()
        .config("[markdown]\nmath = true\n")
        .article("a", &format!("---\ntitle: A\ninsights:\n  - question: \"{question}\"\n    id: odd\n    answer: 'Since $x^2$ <b>is</b> &amp; \"so\" שלום.'\n  - {{question: Only a mark?, answer: \"[@s]\"}}\nsources:\n  - {{id: s, title: S}}\n---\nText [@s].\n"))
        .build();
    let file = data(&built, "a/questions.json");
    let odd = &file["questions"][0];
    assert_eq!(odd["question"], "Is \"</script>\" \u{2028} it's שלום?");
    assert_eq!(odd["answer_text"], "Since x^2 is & \"so\" שלום.");
    assert!(odd["answer_html"].as_str().unwrap().contains("<b>is</b> &amp; \"so\""));
    let mark = &file["questions"][1];
    assert!(mark.get("answer_text").is_none() && mark["sources"][0]["id"] == "s");
    hold(&file);
}

#[test]
fn what_the_text_changes_in_an_answer_is_not_forgotten() {
    let disk = two().on_disk();
    let root = disk.path("");
    let options = options(false);
    build(&root, &options, Caching::On);
    for (file, from, to) in [
        // The letter of the note, the number of the source, its place in it, the first paragraph of the section.
        ("heat", "Text [@makers].", "Text [@makers].[^m]\n\n[^m]: First."),
        ("heat", "Text [@makers].[^m]", "Text.[^m] [@noise, p. 9; @makers]"),
        ("heat", "The air holds heat", "The air holds some heat"),
        ("heat", "@noise, p. 3", "@noise, p. 5"),
        ("heat", "Noise of machines", "Noise of pumps"),
        ("heat", "(cost.md)", "(none.md)"),
        ("heat", "note: It was wrong., was", "note: So wrong., was"),
        ("heat", "date: 2026-02-03, kind", "date: 2026-02-04, kind"),
        ("cost", "900 euros", "901 euros"),
        ("cost", "checked=2026-02-03", "checked=2026-02-05"),
        ("cost", "## Grants {#grants}", "## Some grants {#grants}"),
        ("cost", "lang: de", "lang: fr"),
        ("cost", "date: 2026-02-01", "date: 2026-05-01"),
    ] {
        let path = disk.path(&format!("content/{file}.md"));
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(from), "{from}: {text}");
        std::fs::write(&path, text.replacen(from, to, 1)).unwrap();
        let warm = build(&root, &options, Caching::On);
        assert!(warm.published.is_some(), "{to}: {:#?}", warm.findings);
        let outputs = published(&root.join("public"));
        build(&root, &options, Caching::Off);
        assert!(outputs == published(&root.join("public")), "{to}");
    }
}

// ---- the schema ----

fn schema() -> Value {
    let printed = DiskSite::empty().run(&["schema", "questions"]).exits(0).silent().stdout;
    serde_json::from_str(&printed).unwrap()
}

#[test]
fn what_is_published_is_what_the_schema_says() {
    let built = two().build();
    for path in ["questions.json", "heat/questions.json", "topics/money/questions.json"] {
        hold(&data(&built, path));
    }
    hold(&data(&two().file("site.toml", "title = \"S\"\n").build(), "questions.json"));
    // The schema names no key that no file has, and the other way round.
    let (schema, mut seen) = (schema(), BTreeSet::new());
    let file = data(&built, "questions.json");
    let questions = file["questions"].as_array().unwrap();
    seen.extend(questions.iter().flat_map(|it| it.as_object().unwrap().keys().cloned()));
    seen.insert("reason_html".to_owned());
    let known: BTreeSet<String> = schema["properties"]["questions"]["items"]["properties"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect();
    assert_eq!(known, seen);
}

#[test]
fn the_guide_names_every_key() {
    let guide = std::fs::read_to_string("content/_pages/guide/questions.md").unwrap();
    let (_, guide) = guide.split_once("## Questions as data").unwrap();
    let schema = schema();
    let question = &schema["properties"]["questions"]["items"];
    let parts = [
        &schema,
        question,
        &schema["properties"]["site"],
        &question["properties"]["article"],
        &question["properties"]["topics"]["items"],
        &question["properties"]["sources"]["items"],
    ];
    for part in parts {
        for key in part["properties"].as_object().unwrap().keys() {
            assert!(guide.contains(&format!("`{key}`")), "{key}");
        }
    }
}

/// What makes a good file bad.
type Spoil = fn(&mut Value);

#[test]
fn the_schema_refuses_what_no_file_has() {
    let good = data(&two().build(), "heat/questions.json");
    let faults: [Spoil; 6] = [
        |it| it["version"] = json!(2),
        |it| it["questions"][0]["state"] = json!("unknown"),
        |it| it["questions"][0]["checked"] = json!(3),
        |it| it["questions"][1]["answer_text"] = json!("But it is open."),
        |it| it["questions"][0]["reason_text"] = json!("But it is answered."),
        |it| it["questions"][0]["sources"][0]["published"] = json!("soon"),
    ];
    for (n, spoil) in faults.iter().enumerate() {
        let mut bad = good.clone();
        spoil(&mut bad);
        assert!(!faults_of(&schema(), &bad, "").is_empty(), "{n}");
    }
}

#[track_caller]
fn hold(file: &Value) {
    assert_eq!(faults_of(&schema(), file, ""), Vec::<String>::new());
}

/// What a value has that a schema does not allow, or lacks: of the words of JSON Schema, those that this one uses. A key
/// that the schema does not know is a fault too: it is not documented.
fn faults_of(schema: &Value, value: &Value, at: &str) -> Vec<String> {
    match schema {
        Value::Bool(true) => return Vec::new(),
        Value::Bool(false) => return vec![format!("{at} must not be here")],
        _ => {}
    }
    let fits_all = |rule: &Value| faults_of(rule, value, at).is_empty();
    let mut faults = Vec::new();
    for (word, rule) in schema.as_object().unwrap() {
        let holds = match word.as_str() {
            "$schema" | "title" | "description" | "then" | "else" => true,
            "type" => has_type(value, rule),
            "const" => rule == value,
            "enum" => rule.as_array().unwrap().contains(value),
            "minimum" => value.as_u64() >= rule.as_u64(),
            "minLength" => value.as_str().is_none_or(|it| !it.is_empty()),
            "pattern" => value.as_str().is_none_or(|it| fits(it, rule)),
            "format" => value.as_str().is_none_or(|it| has_format(it, rule)),
            "required" => {
                let mut keys = rule.as_array().unwrap().iter();
                keys.all(|key| value.get(key.as_str().unwrap()).is_some())
            }
            "properties" => {
                let values = value.as_object().into_iter().flatten();
                faults.extend(values.flat_map(|(key, value)| match rule.get(key) {
                    Some(rule) => faults_of(rule, value, &format!("{at}/{key}")),
                    // A condition names few of the keys.
                    None if schema.get("type").is_none() => Vec::new(),
                    None => vec![format!("{at}/{key} is unknown")],
                }));
                true
            }
            "items" => {
                let items = value.as_array().into_iter().flatten().enumerate();
                faults.extend(
                    items.flat_map(|(n, item)| faults_of(rule, item, &format!("{at}/{n}"))),
                );
                true
            }
            "if" => fits_all(&schema[if fits_all(rule) { "then" } else { "else" }]),
            other => panic!("the schema has a new word, `{other}`"),
        };
        if !holds {
            faults.push(format!("{at}: {word} {rule}: {value}"));
        }
    }
    faults
}

fn has_type(value: &Value, name: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64(),
        other => panic!("{other}"),
    }
}

/// Whether a text fits one of the two patterns of the schema.
fn fits(text: &str, pattern: &Value) -> bool {
    let is_date = pattern.as_str().unwrap().starts_with("^[0-9]");
    let parts = || text.split('-');
    if is_date {
        let lengths: Vec<usize> = parts().map(str::len).collect();
        return [&[4][..], &[4, 2], &[4, 2, 2]].contains(&&lengths[..])
            && parts().all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
    }
    parts().all(|part| {
        (1..=8).contains(&part.len()) && part.bytes().all(|it| it.is_ascii_alphanumeric())
    })
}

fn has_format(text: &str, format: &Value) -> bool {
    match format.as_str().unwrap() {
        "date" => text.parse::<jiff::civil::Date>().is_ok() && text.len() == 10,
        "date-time" => text.parse::<jiff::Timestamp>().is_ok(),
        "uri" => text.contains("://"),
        "uri-reference" => text.contains("://") || text.starts_with('/'),
        other => panic!("{other}"),
    }
}
