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
        "`xq` is no language",
    )]);
    site().config("language = \"klingon\"\n").build().check_findings(&[(
        "field/invalid",
        "site.toml:3:12",
        "`klingon` is no language",
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
