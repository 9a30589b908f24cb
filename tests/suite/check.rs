//! The rules of `nutgraf check` that see more than one article.

use nutgraf::diagnostic::Code;

use crate::support::{TestSite, site};

/// Returns where a site has findings with a code, and what they belong to.
fn found(site: &TestSite, code: Code) -> Vec<String> {
    let findings = site.check().into_iter().filter(|finding| finding.code == code);
    let place = |finding: nutgraf::diagnostic::Diagnostic| {
        let related: Vec<&str> =
            finding.related.iter().map(|(place, _)| place.path.as_str()).collect();
        format!("{} {}", finding.place.path, related.join(" ")).trim().to_owned()
    };
    findings.map(place).collect()
}

fn explainer(front: &str) -> String {
    format!("---\ntitle: Why?\n{front}---\n\nText.\n")
}

const NONE: [&str; 0] = [];

#[test]
fn shared_sources_are_judged_once_where_they_are_written() {
    let of = |shared: &str| {
        let article = "---\ntitle: Why?\n---\n\nIt hums. [@iea]\n";
        site()
            .file("content/sources.yaml", shared)
            .file("content/a.md", article)
            .file("content/b.md", article)
    };
    let bare = of(
        "- id: iea\n  title: Heat pumps\n  url: http://example.org/?utm_source=x\n- id: b\n  title: B\n  url: https://example.org/b\n",
    );
    let shared = "content/sources.yaml";
    for code in
        [Code::SourceNoDate, Code::SourceNoPublisher, Code::SourceNoAccessed, Code::SourceNoArchive]
    {
        assert_eq!(found(&bare, code), [shared, shared], "{code}");
    }
    for code in [Code::SourceTracking, Code::SourceHttp] {
        assert_eq!(found(&bare, code), [shared], "{code}");
    }
    let good = of(
        "- id: iea\n  title: Heat pumps\n  publisher: IEA\n  published: 2025\n  url: https://example.org/\n  accessed: 2026-11-01\n  archive_note: None is known.\n",
    );
    let left = good.check().into_iter().filter(|finding| finding.code.group() == "source");
    assert_eq!(left.collect::<Vec<_>>(), []);
    let retracted = of(
        "- id: iea\n  title: Heat pumps\n  publisher: IEA\n  published: 2025\n  retracted: 2026-02-01\n",
    );
    assert_eq!(found(&retracted, Code::SourceRetracted), ["content/a.md", "content/b.md"]);
}

#[test]
fn a_page_is_one_source_of_the_site() {
    let own = |url: &str| {
        format!(
            "---\ntitle: Why?\nsources:\n  - {{id: own, title: B, url: \"{url}\"}}\n---\n\nIt hums. [@own]\n"
        )
    };
    let of = |url: &str| {
        site()
            .file("content/sources.yaml", "- {id: iea, title: A, url: \"https://example.org/a\"}\n")
            .file("content/a.md", own(url))
    };
    assert_eq!(
        found(&of("http://www.example.org/a/#x"), Code::SourceSamePage),
        ["content/a.md content/sources.yaml"]
    );
    assert_eq!(found(&of("https://example.org/b"), Code::SourceSamePage), NONE);
    // What two articles list for themselves is one source of the site.
    let twice = site()
        .file("content/a.md", own("https://e.org/"))
        .file("content/b.md", own("https://e.org/"));
    assert_eq!(found(&twice, Code::SourceSamePage), NONE);
}

#[test]
fn a_question_is_asked_once_on_the_site() {
    let of = |one: &str, other: &str| {
        site()
            .file(
                "content/a.md",
                format!("---\ntitle: A\ninsights:\n  - {one}\n---\n\n## Noise\n\nIt hums.\n"),
            )
            .file(
                "content/b.md",
                format!("---\ntitle: B\ninsights:\n  - {other}\n---\n\n## Noise\n\nIt hums.\n"),
            )
    };
    let told = ["content/b.md content/a.md"];
    assert_eq!(found(&of("Is it loud?", "Is it LOUD?"), Code::QuestionTwice), told);
    for other in ["Is it quiet?", "{question: Is it loud?, see: \"a.md#noise\"}"] {
        assert_eq!(found(&of("Is it loud?", other), Code::QuestionTwice), NONE, "{other}");
    }
    let near = of("How does a heat pump save energy?", "How do heat pumps save the energy?");
    assert_eq!(found(&near, Code::QuestionNear), told);
    assert_eq!(
        found(&of("How does a heat pump save energy?", "Who sells pumps?"), Code::QuestionNear),
        NONE
    );
}

#[test]
fn a_site_says_who_publishes_it() {
    let of = |path: &str, title: &str| {
        site()
            .file("content/a.md", explainer(""))
            .file(path, format!("---\ntitle: {title}\n---\n\nText.\n"))
    };
    assert_eq!(found(&of("content/_pages/terms.md", "Terms"), Code::SiteNoAbout), ["site.toml"]);
    for (path, title) in [
        ("content/_pages/about.md", "This site"),
        ("content/_pages/x.md", "About us"),
        ("content/_pages/x.md", "Who we are"),
    ] {
        assert_eq!(found(&of(path, title), Code::SiteNoAbout), NONE, "{path} {title}");
    }
    let german = of("content/_pages/impressum.md", "Impressum").config("language = \"de\"\n");
    assert_eq!(found(&german, Code::SiteNoAbout), NONE);
}

#[test]
fn a_site_says_how_to_report_an_error() {
    let of = |text: &str| {
        site()
            .file("content/a.md", explainer(""))
            .file("content/_pages/about.md", format!("---\ntitle: About\n---\n\n{text}\n"))
    };
    assert_eq!(found(&of("We write."), Code::SiteNoContact), ["site.toml"]);
    for text in ["[Write](mailto:a@example.org).", "Please report an error there.", "Contact: A."] {
        assert_eq!(found(&of(text), Code::SiteNoContact), NONE, "{text}");
    }
}

#[test]
fn an_article_has_a_topic_where_others_do() {
    let of = |count: usize| {
        (0..count).fold(site().file("content/bare.md", explainer("")), |site, n| {
            site.file(&format!("content/a{n}.md"), explainer("topics: [Heat]\n"))
        })
    };
    assert_eq!(found(&of(2), Code::SiteNoTopic), ["content/bare.md"]);
    for count in [0, 1] {
        assert_eq!(found(&of(count), Code::SiteNoTopic), NONE, "{count}");
    }
    assert_eq!(
        found(&site().file("content/a.md", explainer("topics: [Heat]\n")), Code::SiteNoTopic),
        NONE
    );
}
