//! However much there is of something, the work grows linearly, and the messages stay readable.

use std::fmt::Write as _;
use std::time::{Duration, Instant};

use nutgraf::diagnostic::{Diagnostic, MOST};

use crate::support::{Built, TestSite, png, site};

/// Checks that twice as much of something takes not much more than twice the time to read and link. Other programs may
/// be running, so the best time counts, and the bound is wide: quadratic work would take four times as long.
#[track_caller]
fn grows_with(n: usize, make: impl Fn(usize) -> TestSite) {
    let (small, large) = (make(n), make(2 * n));
    let time = |site: &TestSite| {
        let started = Instant::now();
        drop(site.assemble());
        started.elapsed()
    };
    let (mut once, mut twice) = (Duration::MAX, Duration::MAX);
    for _ in 0..6 {
        (once, twice) = (once.min(time(&small)), twice.min(time(&large)));
        if twice < once * 3 + Duration::from_millis(50) {
            return;
        }
    }
    panic!("{n} took {once:?}, twice as many {twice:?}");
}

/// One article whose body is `text`.
fn body(text: &str) -> TestSite {
    site().article("a", text)
}

fn with(built: &Built, part: &str) -> usize {
    let has = |finding: &&Diagnostic| finding.hint.as_ref().is_some_and(|hint| hint.contains(part));
    built.findings.iter().filter(has).count()
}

#[test]
fn after_some_hundred_broken_links_nothing_more_is_guessed() {
    let mut broken = site();
    for n in 0..500 {
        broken = broken.article(&format!("story-{n:04}"), &format!("[x](stroy-{n:04}.md)"));
    }
    let built = broken.build();
    assert_eq!(built.findings.len(), 500);
    assert_eq!(with(&built, "did you mean"), 100);
    assert_eq!(with(&built, "write the path of the file relative to this one"), 400);
}

#[test]
fn what_many_lead_to_is_guessed_once_for_all_of_them() {
    let mut broken = site().article("about-heat-pumps", "Text.");
    for n in 0..500 {
        broken = broken.article(&format!("s/story-{n:04}"), "[x](../about-heat-pump.md)");
    }
    assert_eq!(with(&broken.build(), "did you mean `../about-heat-pumps.md`?"), 500);
    // A renamed folder needs no guess, either: its files still have their names.
    let mut broken = site();
    for n in 0..500 {
        broken = broken
            .article(&format!("new/place/story-{n:04}"), "Text.")
            .article(&format!("link-{n:04}"), &format!("[x](old/x/story-{n:04}.md)"));
    }
    assert_eq!(with(&broken.build(), "did you mean `new/place/story-"), 500);
}

#[test]
fn guesses_do_not_depend_on_who_is_linked_first() {
    let mut broken = site();
    for n in 0..300 {
        broken = broken.article(&format!("story-{n:04}"), &format!("[x](stroy-{n:04}.md)"));
    }
    let first = broken.clone().build();
    for _ in 0..3 {
        assert_eq!(broken.clone().build().findings, first.findings);
    }
}

#[test]
fn broken_references_take_no_longer_the_more_there_are_to_choose_from() {
    let articles = |n: usize, text: &dyn Fn(usize) -> String| {
        (0..n).fold(site(), |site, n| {
            site.article(&format!("2026-01-{:02}-story-{n:04}", n % 28), &text(n))
        })
    };
    grows_with(600, |n| articles(n, &|n| format!("[x](2026-02-{:02}-story-{n:04}.md)", n % 28)));
    grows_with(600, |n| articles(n, &|n| format!("[x](/2026-02-{:02}-story-{n:04}/)", n % 28)));
    grows_with(600, |n| {
        (0..n).fold(articles(n, &|n| format!("![x](pictrue-{n:04}.png)")), |site, n| {
            site.file(&format!("content/picture-{n:04}.png"), png(1, 1))
        })
    });
    grows_with(600, |n| {
        let mut shared = String::new();
        for n in 0..n {
            writeln!(shared, "- id: source-{n:04}\n  title: T").unwrap();
        }
        articles(n, &|n| format!("[@sourec-{n:04}]")).file("content/sources.yaml", shared)
    });
}

#[test]
fn links_into_one_page_look_at_it_once() {
    let lines = |n: usize, line: &dyn Fn(usize) -> String| (0..n).map(line).collect::<String>();
    let notes =
        |n: usize| body(&lines(n, &|n| format!("[x](#fn:n{n})[^n{n}]\n\n[^n{n}]: Note.\n\n")));
    notes(300).build().clean();
    grows_with(600, notes);
    grows_with(600, |n| {
        body(&lines(n, &|n| {
            format!("[x](#fn:x) x[^x{}]\n\n[^x{}]: N.\n\n", "!".repeat(n % 90), "!".repeat(n % 90))
        }))
    });
    grows_with(1000, |n| body(&lines(n, &|_| "[x](#src:a) [@a]\n\n".into())));
    grows_with(1000, |n| body(&lines(n, &|n| format!("# Heading {n}\n\n[x](#haeding-{n})\n\n"))));
    grows_with(1000, |n| {
        site()
            .article("b", &lines(n, &|n| format!("# Heading {n}\n\n")))
            .article("a", &lines(n, &|n| format!("[x](b.md#haeding-{n})\n\n")))
    });
}

#[test]
fn front_matter_in_one_line_is_read_once() {
    let derives = |n: usize| {
        let ids: String = (0..n).map(|n| format!("s{n},")).collect();
        site().article(
            "a",
            &format!(
                "---\ntitle: T\nsources: [{{id: a, title: A, derives_from: [{ids}]}}]\n---\n[@a]\n"
            ),
        )
    };
    let built = derives(400).build();
    assert_eq!(built.findings.len(), MOST + 1);
    grows_with(4000, derives);
    let topics = |n: usize| {
        let topics: String = (0..n).map(|n| format!("t{n},")).collect();
        site().article("a", &format!("---\ntitle: T\ntopics: [{topics}]\n---\nText.\n"))
    };
    topics(50).build().clean();
    topics(51).build().check_findings(&[(
        "field/invalid",
        "content/a.md:3:200",
        "at most 50 topics",
    )]);
    grows_with(4000, topics);
}

#[test]
fn a_list_of_twenty_thousand_sources_is_read() {
    let mut shared = String::new();
    for n in 0..20_000 {
        writeln!(
            shared,
            "- id: s{n}\n  title: T{n}\n  publisher: P\n  author: A\n  url: https://e.org/{n}\n  published: 2026\n  accessed: 2026-01-02\n  archive_note: no\n  kind: report\n  note: N"
        )
        .unwrap();
    }
    assert!(shared.len() < 4 << 20);
    let built = site()
        .config("[check]\n\"source/unused\" = \"off\"\n")
        .file("content/sources.yaml", shared)
        .article("a", "Text [@s0] [@s19999].")
        .build();
    built.clean();
    assert!(built.page("a/index.html").contains("T19999"));
}

#[test]
fn a_chain_of_sources_is_walked_once() {
    let chain = |n: usize| {
        let mut shared = String::new();
        for n in 0..n {
            writeln!(shared, "- {{id: s{n}, title: T, derives_from: s{}}}", n + 1).unwrap();
        }
        writeln!(shared, "- {{id: s{n}, title: T}}").unwrap();
        site().file("content/sources.yaml", shared).article("a", "Text [@s0].")
    };
    chain(500).build().clean();
    grows_with(3000, chain);
}

#[test]
fn of_one_kind_a_file_tells_some_and_counts_the_rest() {
    let built = body(&"[@x] ".repeat(400)).build();
    assert_eq!(built.findings.len(), MOST + 1);
    let closing = built.findings.last().unwrap();
    assert_eq!(closing.message, "350 more findings of this kind in this file are not shown");
    assert_eq!(closing.count(), 350);
    assert!(closing.is_error() && closing.hint.is_some());
    assert_eq!(
        (closing.code.name(), closing.place.path.as_str()),
        ("citation/unknown-source", "content/a.md")
    );
    // Each kind and each file separately.
    let built = body(&"[@x] [a](#b) ".repeat(60)).article("b", "[@x]").build();
    let codes =
        |code: &str| built.findings.iter().filter(|finding| finding.code.name() == code).count();
    assert_eq!((codes("citation/unknown-source"), codes("link/anchor")), (MOST + 2, MOST + 1));
    assert_eq!(built.findings.last().unwrap().place.path.as_str(), "content/b.md");
    assert_eq!(built.findings.iter().map(Diagnostic::count).sum::<usize>(), 121);
}

#[test]
fn the_program_counts_what_it_does_not_tell() {
    let disk = body(&format!("{}\n", "[@x] ".repeat(40_000))).on_disk();
    let started = Instant::now();
    let told = disk.run(&["build"]).exits(1).stderr;
    assert!(told.contains("40000 errors"), "{}", &told[told.len() - 300..]);
    assert!(told.len() < 200_000, "{} bytes are told", told.len());
    let json = disk.run(&["build", "--format", "json"]).exits(1).stdout;
    assert!(json.lines().all(|line| line.len() < 1000), "an excerpt is a part of its line");
    assert!(json.contains("\"column\":247}"), "the last that is told is the fiftieth");
    assert!(started.elapsed() < Duration::from_secs(60));
}

#[test]
fn many_findings_in_one_line_take_no_longer_each() {
    for mark in ["[@", "[@a]", "[^n]", "[a](#b)", "![](x.png)"] {
        grows_with(8_000, |n| body(&mark.repeat(n)));
    }
}

#[test]
fn many_signs_of_other_tools_take_no_longer_each() {
    let texts = [
        "\\[x ",
        "TK ",
        "x`a\n: b\n",
        ":x\n",
        "• a\n",
        "– a\n",
        "| a |\n",
        "a\tb\n",
        "2. a\n",
        "(a)[http://b ",
        "![a](b c.png) ",
        "[a][b c] ",
        "https://a.example ",
        "**a ",
        "<!-- a ",
        ":a: ",
        "@a ",
        "`a`{.a} ",
        "==a== ",
        "a^2^ ",
        "::: a\n",
        "{{ a.b }} ",
        "# {}\n",
        "`{r} a` ",
        "【4†source ",
        "citeturn0search1",
        "citeturn0",
        "fÃ¼r ",
        "Ã",
        "#A b\n\n",
        "a | b\n",
        "a | b\n\n",
        "[b]x ",
        "^[x ",
        "<% x ",
        "{{cn}} ",
        ".. a::\n",
    ];
    for text in texts {
        grows_with(3_000, |n| body(&text.repeat(n)));
    }
    grows_with(20_000, |n| body(&"xwww.".repeat(n)));
    grows_with(20_000, |n| body(&format!("https://a.example/{}", ")".repeat(n))));
    grows_with(6_000, |n| body(&"$5 ".repeat(n)).config("[markdown]\nmath = true\n"));
}

#[test]
fn a_formula_is_read_in_the_time_of_its_length() {
    let math = |text: &str| site().config("[markdown]\nmath = true\n").article("a", text);
    for (open, close) in [
        ("{", "}"),
        ("\\frac{", "}{y}"),
        ("\\left(", "\\right)"),
        ("\\sqrt[", "]{x}"),
        ("\\begin{matrix}", "\\end{matrix}"),
        ("\\sqrt", " "),
        ("\\frac1", " "),
    ] {
        for n in [1_500, 64_000] {
            let built = math(&format!("$${}x{}$$\n", open.repeat(n), close.repeat(n))).build();
            assert!(built.findings.len() < 2, "{open}");
            assert!(built.findings.iter().all(|finding| finding.code.name() == "math/invalid"));
            assert!(n == 1_500 || built.findings.len() == 1, "{open}");
        }
    }
    grows_with(400, |n| math(&format!("$x{}y{}$ ", "{".repeat(30), "}".repeat(30)).repeat(n)));
}
