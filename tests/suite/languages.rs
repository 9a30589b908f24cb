//! Languages: tags that exist, the direction of the page, quotation marks, dates, and what the theme does not speak.

use nutgraf::diagnostic::apply;

use crate::support::{Built, site};

fn page(settings: &str, lang: &str, text: &str) -> Built {
    let article = format!("---\ntitle: A\nlang: {lang}\ndate: 2026-11-20\n---\n\n{text}\n");
    site()
        .config(settings)
        .config("[check]\n\"theme/language\" = \"off\"\n")
        .article("a", &article)
        .build()
}

#[test]
fn a_language_that_does_not_exist_is_told_with_the_one_that_is_meant() {
    for (lang, right) in
        [("jp", "ja"), ("english", "en"), ("en-UK", "en-GB"), ("en_US", "en-US"), ("Deutsch", "de")]
    {
        let article = format!("---\ntitle: A\nlang: {lang}\n---\n");
        let built = site().article("a", &article).build();
        built.check_findings(&[("field/invalid", "content/a.md:3:7", &format!("write `{right}`"))]);
        let fixed = apply(&article, &built.findings[0].fixes[0].edits).unwrap();
        assert_eq!(fixed, article.replace(&format!("lang: {lang}"), &format!("lang: {right}")));
    }
    site().article("a", "---\ntitle: A\nlang: xq\n---\n").build().check_findings(&[(
        "field/invalid",
        "content/a.md:3:7",
        "`xq` is not a language",
    )]);
    site().config("language = \"klingon\"\n").build().check_findings(&[(
        "field/invalid",
        "site.toml:3:12",
        "`klingon` is not a language",
    )]);
}

#[test]
fn the_direction_is_that_of_the_script() {
    for (lang, direction) in [
        ("FA-IR", "rtl"),
        ("ku-Arab", "rtl"),
        ("uz-AF", "rtl"),
        ("ar-Latn", "ltr"),
        ("sd-IN", "ltr"),
    ] {
        let built = page("", lang, "x");
        built.clean();
        assert!(built.page("a/index.html").contains(&format!("dir=\"{direction}\">")), "{lang}");
    }
}

#[test]
fn quotation_marks_are_those_of_the_language() {
    let smart = "[markdown]\nsmart_punctuation = true\n";
    for (lang, typed, set) in [
        ("de", "Sie sagte \"ja\".", "Sie sagte „ja“."),
        ("fr", "Elle dit \"oui\".", "Elle dit «\u{202f}oui\u{202f}»."),
        ("sv", "Hon sa \"ja\".", "Hon sa ”ja”."),
        ("ja", "彼は \"はい\" と", "彼は 「はい」 と"),
        ("pl", "Powiedziała \"tak\".", "Powiedziała „tak”."),
        ("en", "A door 6'2\" high.", "A door 6’2” high."),
        ("de", "\"Das ist 'gut'\", Ada's", "„Das ist ‚gut‘“, Ada’s"),
        ("en", "“As typed” and \"set\"", "“As typed” and “set”"),
        ("de", "“As typed”", "“As typed”"),
    ] {
        let built = page(smart, lang, typed);
        built.clean();
        assert!(built.page("a/index.html").contains(set), "{lang}: {set}");
    }
    let built = site()
        .config("language = \"de\"\n")
        .config(smart)
        .article("a", "---\ntitle: Was heißt \"ja\"?\nsummary: ['Er sagt \"ja\".']\n---\n")
        .build();
    built.clean();
    let page = built.page("a/index.html");
    assert!(
        page.contains("Was heißt „ja“?") && page.contains("Er sagt „ja“."),
        "the site's language"
    );
}

#[test]
fn dates_are_those_of_the_region_or_of_the_site() {
    for (settings, lang, date) in [
        ("", "en", "20 November 2026"),
        ("", "en-US", "November 20, 2026"),
        ("dates = \"day-first\"\n", "en-US", "20 November 2026"),
        ("dates = \"month-first\"\n", "en", "November 20, 2026"),
        ("dates = \"iso\"\n", "de", ">2026-11-20<"),
        ("", "de", "20. November 2026"),
    ] {
        let built = page(settings, lang, "x");
        built.clean();
        assert!(built.page("a/index.html").contains(date), "{settings}{lang}: {date}");
    }
}

#[test]
fn what_the_theme_does_not_speak_is_told_once_for_each_language() {
    let lang = |lang: &str| format!("---\ntitle: A\nlang: {lang}\n---\n");
    let base = || {
        site()
            .article("a", &lang("pl"))
            .article("b", &lang("pl-PL"))
            .article("c", &lang("it"))
            .article("d", &lang("de-AT"))
    };
    base().build().check_findings(&[
        ("theme/language", "content/a.md", "the theme has no words in `pl`"),
        ("theme/language", "content/c.md", "themes/mine/words/it.toml"),
    ]);
    let mine = base()
        .config("theme = \"mine\"\n")
        .file("themes/mine/theme.toml", "extends = \"default\"\n")
        .file("themes/mine/words/pl.toml", "skip = \"Dalej\"\n")
        .build();
    mine.check_findings(&[("theme/language", "content/c.md", "`it`")]);
}

/// Returns the texts of a page whose language is not what it is said to be: English under another.
fn unmarked(page: &str, words: &[&str]) -> Vec<String> {
    // A reader of tags that knows only which language holds where.
    let mut open: Vec<(String, Option<String>)> = Vec::new();
    let mut found = Vec::new();
    let mut rest = page.split_once("<body").unwrap().1;
    while let Some((text, tag)) = rest.split_once('<') {
        let heard = open.iter().rev().find_map(|(_, lang)| lang.clone());
        if words.contains(&text.trim()) && heard.as_deref() != Some("en") {
            found.push(text.trim().to_owned());
        }
        let (tag, after) = tag.split_once('>').unwrap();
        rest = after;
        let name = tag.split([' ', '/']).next().unwrap();
        if let Some(name) = tag.strip_prefix('/') {
            while open.pop().is_some_and(|(last, _)| last != name) {}
        } else if !["img", "br", "hr", "input", "link", "meta", "wbr"].contains(&name) {
            let lang = tag
                .split_once(" lang=\"")
                .map(|(_, lang)| lang.split('"').next().unwrap().to_owned());
            open.push((name.to_owned(), lang));
        }
    }
    found
}

#[test]
fn words_in_another_language_than_their_page_are_marked_in_both_themes() {
    let english: toml::Table = include_str!("../../themes/default/words/en.toml").parse().unwrap();
    let words: Vec<&str> = english
        .values()
        .filter_map(toml::Value::as_str)
        .filter(|word| word.len() > 1 && *word != "Site")
        .collect();
    // That is also the name of the test's site.
    let words: Vec<&str> = words.into_iter().filter(|word| *word != "Site").collect();
    for theme in ["default", "plain"] {
        let article = "---\ntitle: Tytuł\ndate: 2026-01-02\ntopics: [Ciepło]\nas_of: 2026-01-03\nauthors: [Ada]\nsummary: ['Punkt [@s]']\ninsights:\n  - {question: Co?, answer: To.}\n  - Dlaczego?\nsources: [{id: s, title: S, kind: report, accessed: 2026-01-01}, {id: t, title: U}]\nupdates:\n  - {date: 2026-01-05, kind: correction, note: N, was: W, now: Z}\n---\n\n> [!NOTE]\n> Tekst.\n\n## Dwa\n\n## Trzy\n\nTekst[^a].\n\n[^a]: Przypis.\n";
        let built = site()
            .config(&format!("language = \"pl\"\ntheme = \"{theme}\"\n[check]\n\"theme/language\" = \"off\"\n\"source/unused\" = \"off\"\n"))
            .article("a", article)
            .article("b", &article.replace("Tytuł", "Drugi").replace("2026-01-02", "2026-01-01"))
            .build();
        built.clean();
        let mut pages = 0;
        for (path, bytes) in &built.outputs {
            if path.ends_with(".html") {
                let page = std::str::from_utf8(bytes).unwrap();
                assert_eq!(unmarked(page, &words), Vec::<String>::new(), "{theme}: {path}");
                assert!(!page.contains("January"), "{theme}: {path}");
                pages += 1;
            }
        }
        assert!(pages > 7, "{theme}");
        let german = site().config("language = \"de\"\n").article("a", "x").build();
        german.clean();
        assert!(!german.page("a/index.html").contains("lang=\"en\""));
    }
}
