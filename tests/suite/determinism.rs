//! Same input, same bytes: whatever the folder, the order in which files were made, the number of threads or the
//! environment. Also counts how much work a build is.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use nutgraf::engine::publish::{Payload, Publisher};
use nutgraf::engine::{Summary, assemble, read_config};
use nutgraf::files::DiskFiles;
use nutgraf::path::SitePath;

use crate::support::{make_all, options, target, tree, walk};

/// The repository's own content, and twelve small articles that share topics and sources.
fn lay_site(root: &Path, reversed: bool) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, Vec<u8>)> = tree(&repository.join("content"))
        .into_iter()
        .map(|(name, bytes)| (format!("content/{name}"), bytes))
        .collect();
    let mut settings = fs::read(repository.join("site.toml")).unwrap();
    // The site grows, but its feeds must still contain the articles of these tests.
    settings.extend_from_slice(b"\n[feed]\nlimit = 200\n");
    files.push(("site.toml".into(), settings));
    for n in 0..12 {
        let text = format!(
            "---\ntitle: Article {n}\ndate: 2026-01-{:02}\ntopics: [One, Topic {}]\nextra: {{b: 1, a: 2, c: {{z: 1, y: 2}}}}\n\
             insights: [\"Why {n}?\"]\nsources:\n  - {{id: s, title: Same, url: \"https://example.com/{}\"}}\n---\nText [@s].\n",
            n + 1,
            n % 3,
            n % 4
        );
        files.push((format!("content/many/article-{n}.md"), text.into_bytes()));
    }
    // A template that iterates over a map: the order must be fixed.
    let walk = "{% extends \"default/article.html\" %}{% block body %}{% for key, value in article.extra %}{{ key }}={{ value }};{% endfor %}{{ article.body }}{% endblock %}";
    files.push(("templates/article.html".into(), walk.into()));
    if reversed {
        files.reverse();
    }
    for (path, bytes) in files {
        let path = root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }
}

fn build(root: &Path, environment: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let output = root.join("public");
    let run = Command::new(env!("CARGO_BIN_EXE_nutgraf"))
        .args(["build", "--quiet", "--root"])
        .arg(root)
        .envs(environment.iter().copied())
        .current_dir(std::env::temp_dir())
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    tree(&output)
}

#[test]
fn the_same_site_gives_the_same_bytes_everywhere() {
    let (a, b) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    lay_site(a.path(), false);
    let deeper = b.path().join("some/other folder");
    lay_site(&deeper, true);
    let first = build(a.path(), &[("RAYON_NUM_THREADS", "1"), ("TZ", "UTC"), ("LC_ALL", "C")]);
    let second = build(
        &deeper,
        &[("RAYON_NUM_THREADS", "4"), ("TZ", "Pacific/Auckland"), ("LC_ALL", "tr_TR.UTF-8")],
    );
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    for (path, bytes) in &first {
        assert!(*bytes == second[path], "`{path}` differs");
    }
    let page = String::from_utf8_lossy(&first["many/article-0/index.html"]).into_owned();
    assert!(page.contains("a=2;b=1;c="), "a map is walked in the order of its keys");
}

#[test]
fn a_second_build_writes_nothing_and_leaves_every_time_alone() {
    let site = tempfile::tempdir().unwrap();
    lay_site(site.path(), false);
    build(site.path(), &[]);
    let times = |root: &Path| -> BTreeMap<String, std::time::SystemTime> {
        let output = root.join("public");
        let names = tree(&output).into_keys();
        names
            .map(|name| {
                (name.clone(), fs::metadata(output.join(name)).unwrap().modified().unwrap())
            })
            .collect()
    };
    let before = times(site.path());
    build(site.path(), &[]);
    assert_eq!(before, times(site.path()));
}

#[test]
fn a_change_of_one_body_writes_only_what_shows_it() {
    let site = tempfile::tempdir().unwrap();
    lay_site(site.path(), false);
    let files = || DiskFiles::new(site.path()).unwrap();
    let target = target(site.path());
    let publish = || {
        let files = files();
        let options = options(false);
        let path = SitePath::new("site.toml").unwrap();
        let config = read_config(&files, &path, &options.overrides).unwrap().value.unwrap();
        let assembled = assemble(&files, config, &options).unwrap();
        let publisher = Publisher::open(&target).unwrap();
        let (outputs, _) = make_all(&assembled, &files);
        for (path, bytes) in &outputs {
            publisher.stage(&SitePath::new(path).unwrap(), Payload::Bytes(bytes)).unwrap();
        }
        let rendered = outputs.len() - assembled.site.files.len();
        (Summary { parsed: assembled.parsed, rendered }, publisher.commit().unwrap())
    };
    let (first, all) = publish();
    let mut articles = 0;
    walk(&site.path().join("content"), &mut |path| {
        articles += usize::from(path.extension().is_some_and(|extension| extension == "md"));
    });
    assert_eq!(first.parsed, articles, "each is parsed once");
    assert!(first.rendered > 40 && all.written > first.rendered, "pages, and the theme's files");
    let article = site.path().join("content/many/article-3.md");
    let text = fs::read_to_string(&article).unwrap();
    fs::write(&article, format!("{text}\n\nA last paragraph.\n")).unwrap();
    let (second, changed) = publish();
    assert_eq!(second, first);
    // The page itself, and the two feeds that contain whole articles; of the search, the parts with the two new words, and
    // the list of the parts.
    assert!((5..=6).contains(&changed.written), "{changed:?}");
    assert_eq!(changed.removed, 0);
}
