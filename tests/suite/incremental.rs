//! The law: after any series of edits, a build that remembers gives, byte for byte, what a fresh build gives; from
//! memory, as in `serve`, and from the cache on disk, as in `build`. Also counts how little work is done.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Arc;

use nutgraf::config::{Config, Overrides};
use nutgraf::diagnostic::{Diagnostic, finish};
use nutgraf::digest::Digest;
use nutgraf::engine::publish::Publisher;
use nutgraf::engine::{
    Assembled, BuildOptions, Builder, Cache, CacheKey, Look, Report, Request, assemble,
    read_config, run,
};
use nutgraf::files::{DiskFiles, Files};
use nutgraf::live::{Live, LiveSettings, Updater};
use nutgraf::path::SitePath;
use nutgraf::serve::{Preview as _, Reply};
use proptest::prelude::{Strategy, any, prop_assert, prop_assert_eq, prop_oneof, proptest};
use proptest::test_runner::{Config as Cases, TestCaseError};

use crate::support::{SITE_TOML, make_all, options, target, tree};

/// The places where edits are made.
const PATHS: &[&str] = &[
    "content/a.md",
    "content/b.md",
    "content/c.md",
    "content/folder/index.md",
    "content/folder/deep.md",
    "content/folder/picture.png",
    "content/loose.csv",
    "content/index.md",
    "content/_pages/about.md",
    "content/sources.yaml",
    "templates/article.html",
    "templates/home.html",
    "static/style.css",
    "static/extra.txt",
    "site.toml",
];

/// One step of an author working on a site.
#[derive(Clone, Debug)]
enum Edit {
    /// Writes one of the texts that a file of this kind may have.
    Write { path: usize, variant: usize },
    /// Removes a file.
    Remove { path: usize },
    /// Moves a file to the place of another one of its kind, replacing it if it exists.
    Rename { from: usize, to: usize },
    /// Moves a whole folder away, or back.
    MoveFolder,
    /// Saves a file unchanged.
    Touch { path: usize },
    /// Turns drafts on or off.
    ToggleDrafts,
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let path = 0..PATHS.len();
    let edit = prop_oneof![
        12 => (path.clone(), any::<u8>()).prop_map(|(path, variant)| Edit::Write { path, variant: variant.into() }),
        1 => path.clone().prop_map(|path| Edit::Remove { path }),
        1 => (0..5_usize, 0..5_usize).prop_map(|(from, to)| Edit::Rename { from, to }),
        1 => proptest::strategy::Just(Edit::MoveFolder),
        1 => path.prop_map(|path| Edit::Touch { path }),
        1 => proptest::strategy::Just(Edit::ToggleDrafts),
    ];
    proptest::collection::vec(edit, 2..8)
}

/// The text of a file in one of its variants.
fn text(path: &str, variant: usize) -> String {
    match path {
        "site.toml" => site_toml(variant),
        "content/sources.yaml" => [
            "- {id: shared, title: Shared report, publisher: Office, url: \"https://example.org/r\"}\n",
            "\n- {id: shared, title: Shared report, publisher: Office, url: \"https://example.org/r\"}\n",
            "- {id: shared, title: Another name}\n- {id: more, title: More}\n",
            "- {id: shared\n",
        ][variant % 4]
            .to_owned(),
        "templates/article.html" => [
            "{% extends \"default/article.html\" %}",
            "<p>{{ article.title }}{{ article.next?.name or \"\" }}</p>",
            "{% extends \"default/article.html\" %}",
            "{{ article.title }}",
            "<p>{{ article.missing }}</p>",
            "{% if %}",
        ][variant % 6]
            .to_owned(),
        "templates/home.html" => ["<p>{{ home.list.total }}</p>", "<b>{{ site.title }}</b>"][variant % 2].to_owned(),
        path if path.ends_with(".md") => article(path, variant),
        path if path.ends_with(".png") => format!("\u{89}PNG {variant}"),
        path => format!("/* {path} {} */", variant % 3),
    }
}

fn site_toml(variant: usize) -> String {
    let more = [
        "",
        "\n\n# a remark\n",
        "[lists]\nper_page = 2\nhealth = true\n",
        "[markdown]\nmath = true\nhtml = \"escape\"\n",
        "[[menu]]\nname = \"About\"\nurl = \"about.md\"\n",
        "[topics.energy]\nname = \"Energy and heat\"\n",
        "[check]\n\"source/unused\" = \"error\"\n",
        "[feed]\nlimit = 1\n",
    ][variant % 8];
    let base = if variant % 16 < 12 {
        SITE_TOML
    } else {
        "title = \"Site\"\nbase_url = \"https://example.org/r/\"\n"
    };
    format!("{base}{more}")
}

/// An article whose parts come in a few variants. Most of them are compatible, because a site with errors is not
/// published.
fn article(path: &str, variant: usize) -> String {
    let pick = |n: usize, of: &[&str]| of[(variant / n) % of.len()].to_owned();
    let to = |file: &str| match path.strip_prefix("content/").unwrap().split_once('/') {
        None => file.to_owned(),
        Some((folder, _)) => file
            .strip_prefix(&format!("{folder}/"))
            .map_or_else(|| format!("../{file}"), str::to_owned),
    };
    let title = pick(1, &["One", "Two", "Three"]);
    let date = pick(3, &["date: 2026-01-01\n", "date: 2026-02-01\n", ""]);
    let topics = pick(2, &["topics: [Energy]\n", "topics: [energy, Law]\n", ""]);
    let draft =
        if path.ends_with("c.md") { pick(3, &["", "", "draft: true\n"]) } else { String::new() };
    let slug = if path.ends_with("b.md") {
        pick(5, &["", "slug: bee\n", "aliases: [old/]\n"])
    } else {
        String::new()
    };
    let plain = path.ends_with("content/index.md") || path.contains("_pages");
    let more = if plain {
        String::new()
    } else {
        pick(
            2,
            &[
                "insights: [Why?, {question: How?, answer: \"So [@own].\"}]\n",
                "updates: [{date: 2026-03-01, note: \"Mended [@own].\"}]\n",
                "related: [B.md]\n",
                "insights: [{question: Where?, see: \"B.md#part\"}]\n",
                "insights: [{question: Where?, see: \"B.md#how\"}]\n",
                "insights: [{question: How?, id: how, answer: \"Otherwise [@own] [@shared], [here](#part).\", checked: 2026-01-01}]\n",
                "superseded_by: B.md\n",
                "",
                "titel: x\n",
            ],
        )
    };
    let body = pick(
        4,
        &[
            "Text [@own] of $x$ and <b onclick=\"x\">bold</b>.\n\n## Part\n\nMore.",
            "Text [@own] and [@shared].\n\n## Part\n",
            "See [b](B.md#part) and [about](ABOUT.md) [@own].\n\n## Part of it\n\n## Part\n",
            "![A picture](PICTURE) and [a table](TABLE) [@own].\n\n## Other\n\n## Part\n",
        ],
    );
    let text = format!(
        "---\ntitle: \"{title} of {path}\"\n{date}{topics}{draft}{slug}sources: [{{id: own, title: Own {}, url: \"https://example.org/{}\"}}]\n{more}---\n{body}\n",
        variant % 2,
        variant % 3,
    );
    text.replace("B.md", &to("b.md"))
        .replace("ABOUT.md", &to("_pages/about.md"))
        .replace("PICTURE", &to("folder/picture.png"))
        .replace("TABLE", &to("loose.csv"))
}

/// A site on disk, with its cache.
struct Worked {
    folder: tempfile::TempDir,
    drafts: bool,
    settled: bool,
}

impl Worked {
    fn new(settled: bool) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let worked = Self { folder, drafts: false, settled };
        for path in PATHS.iter().filter(|path| !path.starts_with("templates/")) {
            worked.put(path, &text(path, 0));
        }
        worked
    }

    fn at(&self, path: &str) -> std::path::PathBuf {
        self.folder.path().join(path)
    }

    fn put(&self, path: &str, text: &str) {
        let full = self.at(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    }

    fn apply(&mut self, edit: &Edit) {
        match edit {
            Edit::Write { path, variant } => self.put(PATHS[*path], &text(PATHS[*path], *variant)),
            Edit::Remove { path } => {
                if PATHS[*path] != "site.toml" {
                    drop(fs::remove_file(self.at(PATHS[*path])));
                }
            }
            Edit::Rename { from, to } => {
                let (from, to) = (self.at(PATHS[*from]), self.at(PATHS[*to]));
                if from.is_file() {
                    fs::create_dir_all(to.parent().unwrap()).unwrap();
                    fs::rename(from, to).unwrap();
                }
            }
            Edit::MoveFolder => {
                let (here, there) = (self.at("content/folder"), self.at("content/moved"));
                if here.is_dir() && !there.exists() {
                    fs::rename(here, there).unwrap();
                } else if there.is_dir() && !here.exists() {
                    fs::rename(there, here).unwrap();
                }
            }
            Edit::Touch { path } => {
                if let Ok(bytes) = fs::read(self.at(PATHS[*path])) {
                    fs::write(self.at(PATHS[*path]), bytes).unwrap();
                }
            }
            Edit::ToggleDrafts => self.drafts = !self.drafts,
        }
        if self.settled {
            // So that the next look can trust its metadata.
            std::thread::sleep(std::time::Duration::from_millis(70));
        }
    }

    fn options(&self) -> BuildOptions {
        options(self.drafts)
    }

    /// Builds with the cache and from scratch, and compares.
    fn check(&mut self) -> Result<(), TestCaseError> {
        let (files, options) = (DiskFiles::new(self.folder.path()).unwrap(), self.options());
        let Some(config) = config(&files) else { return Ok(()) };
        let clean = assemble(&files, Config::clone(&config), &options).unwrap();
        let (expected, findings) = everything(&clean, &files);
        let cached = self.build();
        prop_assert_eq!(&cached.findings, &findings);
        if cached.published.is_some() {
            prop_assert!(!findings.iter().any(Diagnostic::is_error));
            same(&published(&self.at("public")), &expected)?;
            // A second build does nothing, unless files are so fresh that they must be read.
            let again = self.build();
            prop_assert_eq!(again.summary.parsed, 0);
            prop_assert_eq!(again.summary.rendered, 0);
            let published = again.published.unwrap();
            prop_assert_eq!((published.written, published.removed), (0, 0));
        }
        Ok(())
    }

    fn build(&self) -> Report {
        if self.settled {
            // Everything in the cache is made anyway and compared.
            build(self.folder.path(), &self.options(), Caching::Verified);
        }
        build(self.folder.path(), &self.options(), Caching::On)
    }
}

fn config(files: &dyn Files) -> Option<Arc<Config>> {
    let path = SitePath::new("site.toml").unwrap();
    read_config(files, &path, &Overrides::default()).unwrap().value.map(Arc::new)
}

/// What a build does with the cache.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caching {
    Off,
    On,
    Verified,
}

/// Returns the cache of a user with this key.
fn cache(root: &Path, key: [u8; 16]) -> Option<Cache> {
    Cache::open(root, Digest::of(b"this program"), CacheKey::fixed(key))
}

/// Builds a site on disk into its `public`.
pub(crate) fn build(root: &Path, options: &BuildOptions, caching: Caching) -> Report {
    let files = DiskFiles::new(root).unwrap();
    let target = target(root);
    let cache = cache(root, *b"the key of tests");
    let request = Request {
        files: &files,
        config: config(&files).unwrap(),
        findings: Vec::new(),
        options,
        strict: false,
        undisturbed: None,
        cache: cache.as_ref().filter(|_| caching != Caching::Off),
        verify: caching == Caching::Verified,
    };
    run(&request, Publisher::open(&target).unwrap()).unwrap()
}

/// Returns everything that a site publishes, and all findings.
fn everything(
    assembled: &Assembled,
    files: &dyn Files,
) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let (outputs, faults) = make_all(assembled, files);
    let findings: Vec<Diagnostic> = assembled.findings.iter().cloned().chain(faults).collect();
    (outputs, finish(&assembled.config.levels, findings))
}

fn same(
    outputs: &BTreeMap<String, Vec<u8>>,
    expected: &BTreeMap<String, Vec<u8>>,
) -> Result<(), TestCaseError> {
    let names = |outputs: &BTreeMap<String, Vec<u8>>| outputs.keys().cloned().collect::<Vec<_>>();
    prop_assert_eq!(names(outputs), names(expected));
    for (path, bytes) in outputs {
        prop_assert!(
            bytes == &expected[path],
            "{} is\n{}\ninstead of\n{}",
            path,
            String::from_utf8_lossy(bytes),
            String::from_utf8_lossy(&expected[path])
        );
    }
    Ok(())
}

/// Returns what is published below a folder, without nutgraf's own files.
pub(crate) fn published(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = tree(folder);
    found.retain(|path, _| !path.starts_with(".nutgraf-"));
    found
}

/// Works through a series of edits; after each, the site equals a fresh build.
fn follows_the_law(edits: &[Edit], settled: bool) -> Result<(), TestCaseError> {
    let mut site = Worked::new(settled);
    site.check()?;
    for edit in edits {
        site.apply(edit);
        site.check()?;
    }
    Ok(())
}

/// A site as `serve` shows it, including drafts.
fn live(root: &Path) -> Arc<Live> {
    Arc::new(Live::new(LiveSettings {
        files: Box::new(DiskFiles::new(root).unwrap()),
        config: SitePath::new("site.toml").unwrap(),
        drafts: true,
        overrides: Overrides::default(),
        clock: Box::new(|| options(true).clock),
        editor: None,
    }))
}

/// What `serve` remembers: it is told which file was edited, and then looks at everything, as after an event.
fn shows_the_truth(edits: &[Edit], settled: bool) -> Result<(), TestCaseError> {
    let mut site = Worked::new(settled);
    site.drafts = true;
    let root = site.folder.path().to_owned();
    let files = DiskFiles::new(&root).unwrap();
    let live = live(&root);
    let mut updater = Updater::new(Arc::clone(&live), Builder::watching());
    updater.look();
    for edit in edits.iter().filter(|edit| !matches!(edit, Edit::ToggleDrafts)) {
        site.apply(edit);
        let named: &[usize] = match edit {
            Edit::Write { path, .. } | Edit::Remove { path } | Edit::Touch { path } => &[*path],
            Edit::Rename { from, to } => &[*from, *to],
            Edit::MoveFolder | Edit::ToggleDrafts => &[],
        };
        let named = named.iter().map(|n| SitePath::new(PATHS[*n]).unwrap()).collect();
        updater.glance(Look::At(&named));
        updater.look();
        let Some(config) = config(&files) else { continue };
        let clean = assemble(&files, Config::clone(&config), &options(true)).unwrap();
        let (expected, findings) = everything(&clean, &files);
        if findings.iter().any(Diagnostic::is_error) {
            // Nothing would be published: the author sees the last good page. What matters is that it can be shown.
            prop_assert!(live.get(&SitePath::new("index.html").unwrap()).is_some());
            continue;
        }
        prop_assert_eq!(&updater_findings(&live), &findings);
        for (path, bytes) in &expected {
            let shown = live.get(&SitePath::new(path).unwrap());
            let Some(Reply::Bytes(shown)) = shown else {
                return Err(TestCaseError::fail(format!("{path} is {shown:?}")));
            };
            prop_assert!(shown == bytes, "{} is {}", path, String::from_utf8_lossy(&shown));
        }
        for path in
            PATHS.iter().map(|path| path.replace("content/", "").replace(".md", "/index.html"))
        {
            let there = live.has(&SitePath::new(&path).unwrap());
            prop_assert_eq!(there, expected.contains_key(&path), "{}", path);
        }
    }
    Ok(())
}

/// Returns the findings, once every page was tried.
fn updater_findings(live: &Live) -> Vec<Diagnostic> {
    live.check_all();
    live.findings()
}

// Two hundred series in two halves, because there are always two cores.
proptest! {
    #![proptest_config(Cases { cases: 100, ..Cases::default() })]

    #[test]
    fn warm_is_clean_after_any_series_of_edits(edits in edits()) {
        follows_the_law(&edits, false)?;
    }

    #[test]
    fn warm_is_clean_after_any_other_series_of_edits(edits in edits()) {
        follows_the_law(&edits, false)?;
    }
}

proptest! {
    #![proptest_config(Cases { cases: 200, ..Cases::default() })]

    #[test]
    fn what_is_shown_is_what_a_clean_build_writes(edits in edits()) {
        shows_the_truth(&edits, false)?;
    }
}

proptest! {
    #![proptest_config(Cases { cases: 12, ..Cases::default() })]

    #[test]
    fn what_is_shown_is_clean_when_files_are_known_by_their_stamps(edits in edits()) {
        shows_the_truth(&edits, true)?;
    }

    #[test]
    fn warm_is_clean_when_files_are_known_by_their_stamps(edits in edits()) {
        follows_the_law(&edits, true)?;
    }
}

/// A site of a dozen explainers with everything that an explainer can have.
fn dozen() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let put = |path: &str, text: &str| {
        let full = folder.path().join(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, text).unwrap();
    };
    put("site.toml", "title = \"Site\"\nbase_url = \"https://example.org/\"\n[feed]\nlimit = 2\n");
    for n in 0..12 {
        let text = format!(
            "---\ntitle: Article {n}\ndate: 2026-01-{:02}\ntopics: [t{}]\ninsights: [Why?]\n---\nText {n}.\n\nMore {n}.\n",
            n + 1,
            n % 2
        );
        put(&format!("content/a{n}.md"), &text);
    }
    put("content/_pages/about.md", "---\ntitle: About\n---\nUs.\n");
    folder
}

/// Changes a text in a file of the site, and builds.
fn rebuild(root: &Path, path: &str, from: &str, to: &str) -> (usize, usize, usize) {
    let text = fs::read_to_string(root.join(path)).unwrap();
    assert!(text.contains(from), "{text}");
    fs::write(root.join(path), text.replace(from, to)).unwrap();
    counts(&build(root, &options(false), Caching::On))
}

/// The numbers parsed, rendered and written.
fn counts(report: &Report) -> (usize, usize, usize) {
    let written = report.published.as_ref().unwrap().written;
    (report.summary.parsed, report.summary.rendered, written)
}

#[test]
fn a_change_costs_only_what_shows_it() {
    let folder = dozen();
    let root = folder.path();
    let (parsed, rendered, written) = counts(&build(root, &options(false), Caching::On));
    assert_eq!(parsed, 13);
    assert!(rendered > 40 && written > rendered, "pages, and the files of the theme");
    assert_eq!(counts(&build(root, &options(false), Caching::On)), (0, 0, 0));
    // An old article: neither in the site's feeds nor among the newest of its topic.
    // Of the search, the parts with the old and the new word, and the list of the parts.
    let (parsed, rendered, written) = rebuild(root, "content/a3.md", "More 3.", "More three.");
    assert!(parsed == 1 && (3..=4).contains(&rendered) && written == rendered, "{rendered}");
    // One more blank line: the content is unchanged.
    assert_eq!(rebuild(root, "content/a3.md", "---\nText 3.", "---\n\nText 3."), (1, 0, 0));
    let (parsed, rendered, _) = rebuild(root, "content/a3.md", "Article 3", "Article three");
    assert_eq!(parsed, 1);
    // The page, its BibTeX, its neighbours and related pages, the lists and the questions of its topic, and these as data.
    assert!((6..23).contains(&rendered), "{rendered}");
    let (parsed, rendered, written) = rebuild(root, "content/_pages/about.md", "Us.", "You.");
    assert!(parsed == 1 && (3..=4).contains(&rendered) && written == rendered, "{rendered}");
    // Settings reach every page, and no file is parsed for them.
    let (parsed, rendered, _) = rebuild(root, "site.toml", "Site", "Another site");
    assert_eq!(parsed, 0);
    assert!(rendered > 40);
}

#[test]
fn a_cache_heals_itself() {
    let folder = dozen();
    let root = folder.path();
    build(root, &options(false), Caching::On);
    let expected = published(&root.join("public"));
    let cache = root.join(".nutgraf/cache");
    let all = tree(&cache);
    assert!(all.len() > 3 && root.join(".nutgraf/.gitignore").exists());
    for (path, bytes) in &all {
        for broken in [Vec::new(), bytes[..bytes.len() / 2].to_vec(), b"not ours".repeat(20)] {
            fs::write(cache.join(path), broken).unwrap();
            build(root, &options(false), Caching::Verified);
            assert_eq!(published(&root.join("public")), expected, "{path}");
        }
    }
    // What was lost has been restored.
    assert_eq!(counts(&build(root, &options(false), Caching::On)), (0, 0, 0));
    fs::remove_dir_all(root.join(".nutgraf")).unwrap();
    assert_eq!(counts(&build(root, &options(false), Caching::On)).2, 0);
    // Changes to the output are corrected.
    fs::write(root.join("public/a3/index.html"), "x").unwrap();
    fs::remove_file(root.join("public/a4/index.html")).unwrap();
    assert_eq!(counts(&build(root, &options(false), Caching::On)), (0, 2, 2));
    assert_eq!(published(&root.join("public")), expected);
    assert_eq!(counts(&build(root, &options(false), Caching::Off)).2, 0);
}

#[test]
fn a_cache_grows_no_larger_than_the_content() {
    let folder = dozen();
    let root = folder.path();
    let size = || tree(&root.join(".nutgraf")).values().map(Vec::len).sum::<usize>();
    build(root, &options(false), Caching::On);
    // Files with stamps take a little more space.
    let before = size() + 12 * 64;
    for n in 0..20 {
        let text = format!(
            "---\ntitle: Article 3\ndate: 2026-01-04\ntopics: [t1]\ninsights: [Why?]\n---\nText {n}.\n"
        );
        fs::write(root.join("content/a3.md"), text).unwrap();
        build(root, &options(false), Caching::On);
    }
    assert!(size() < before, "{} and then {}", before, size());
    for n in 1..12 {
        fs::remove_file(root.join(format!("content/a{n}.md"))).unwrap();
    }
    build(root, &options(false), Caching::On);
    assert!(size() < before * 3 / 4, "{} and then {}", before, size());
}

#[cfg(unix)]
#[test]
fn a_cache_is_never_written_through_a_link() {
    let folder = dozen();
    let elsewhere = tempfile::tempdir().unwrap();
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join(".nutgraf")).unwrap();
    build(folder.path(), &options(false), Caching::On);
    assert!(tree(elsewhere.path()).is_empty());
}

#[test]
fn what_was_parsed_with_other_settings_is_parsed_again() {
    let folder = dozen();
    let root = folder.path();
    let settings = |html: &str| {
        let text = "title = \"Site\"\nbase_url = \"https://example.org/\"\n";
        fs::write(root.join("site.toml"), format!("{text}[markdown]\nhtml = \"{html}\"\n"))
            .unwrap();
        build(root, &options(false), Caching::On)
    };
    rebuild(root, "content/a3.md", "More 3.", "More <b onclick=\"x\">3</b>.");
    assert_eq!(settings("allow").summary.parsed, 13);
    assert!(fs::read_to_string(root.join("public/a3/index.html")).unwrap().contains("onclick"));
    assert_eq!(settings("sanitize").summary.parsed, 13);
    // The next run trusts what this one stored.
    rebuild(root, "content/a4.md", "More 4.", "More four.");
    let page = fs::read_to_string(root.join("public/a3/index.html")).unwrap();
    assert!(page.contains("<b>3</b>") && !page.contains("onclick"));
    build(root, &options(false), Caching::Verified);
}

#[test]
fn the_last_good_page_stays_though_it_came_from_the_cache() {
    let folder = dozen();
    let root = folder.path();
    build(root, &options(true), Caching::On);
    let live = live(root);
    let mut builder = Builder::watching();
    builder.remember(&cache(root, *b"the key of tests").unwrap());
    let mut updater = Updater::new(Arc::clone(&live), builder);
    let shown = updater.look().unwrap();
    assert_eq!(shown.parsed, 0);
    fs::write(root.join("content/a3.md"), "---\ntitle: [\n---\n").unwrap();
    updater.look();
    let page = live.get(&SitePath::new("a3/index.html").unwrap());
    let Some(Reply::Bytes(page)) = page else { panic!("{page:?}") };
    assert!(String::from_utf8_lossy(&page).contains("Article 3"));
    assert!(live.faults().is_some());
}

#[test]
fn a_source_that_moves_to_the_shared_list_is_counted_there() {
    let folder = dozen();
    let root = folder.path();
    let source = "{id: who, title: T}";
    let article = |own: &str| {
        let text = format!("---\ntitle: A\nsources: [{own}]\n---\nText [@who].\n");
        fs::write(root.join("content/a3.md"), text).unwrap();
    };
    fs::write(root.join("content/sources.yaml"), format!("- {source}\n")).unwrap();
    let files = DiskFiles::new(root).unwrap();
    let config = config(&files).unwrap();
    let mut builder = Builder::new();
    for own in [source, ""] {
        article(own);
        let warm = builder.assemble(&files, &config, &options(false), Look::Everything).unwrap();
        let clean = assemble(&files, Config::clone(&config), &options(false)).unwrap();
        assert_eq!(warm.findings, clean.findings);
        assert_eq!(everything(&warm, &files).0, everything(&clean, &files).0);
    }
}

#[test]
fn an_article_that_appears_beside_the_content_folder_is_told_at_once() {
    let folder = dozen();
    let root = folder.path();
    let files = DiskFiles::new(root).unwrap();
    let config = config(&files).unwrap();
    let mut builder = Builder::new();
    let mut told = |look: Look| -> Vec<SitePath> {
        let built = builder.assemble(&files, &config, &options(false), look).unwrap();
        built.findings.iter().map(|finding| finding.place.path.clone()).collect()
    };
    assert_eq!(told(Look::Everything), []);
    let [flood, storm] = ["flood.md", "storm.md"].map(|path| SitePath::new(path).unwrap());
    fs::write(root.join("flood.md"), "The river rises.").unwrap();
    let changed = BTreeSet::from([flood.clone()]);
    assert_eq!(told(Look::At(&changed)), std::slice::from_ref(&flood));
    fs::rename(root.join("flood.md"), root.join("storm.md")).unwrap();
    let changed = BTreeSet::from([flood, storm.clone()]);
    assert_eq!(told(Look::At(&changed)), std::slice::from_ref(&storm));
    fs::remove_file(root.join("storm.md")).unwrap();
    assert_eq!(told(Look::At(&BTreeSet::from([storm]))), []);
}

#[cfg(unix)]
#[test]
fn a_pipe_in_the_cache_is_not_waited_for() {
    let folder = dozen();
    let root = folder.path();
    build(root, &options(false), Caching::On);
    for path in tree(&root.join(".nutgraf/cache")).into_keys() {
        let path = root.join(".nutgraf/cache").join(path);
        fs::remove_file(&path).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&path).status().unwrap().success());
    }
    assert_eq!(counts(&build(root, &options(false), Caching::Verified)).2, 0);
}

proptest! {
    #[test]
    fn numbers_come_out_of_the_cache_as_they_went_in(number in proptest::num::f64::NORMAL) {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        fs::create_dir_all(root.join("content")).unwrap();
        fs::create_dir_all(root.join("templates")).unwrap();
        fs::write(root.join("site.toml"), SITE_TOML).unwrap();
        fs::write(root.join("content/a.md"), format!("---\ntitle: A\nextra: {{n: {number:?}}}\n---\nText.\n")).unwrap();
        fs::write(root.join("templates/article.html"), "{{ article.extra.n }}").unwrap();
        build(root, &options(false), Caching::On);
        fs::write(root.join("templates/article.html"), "<b>{{ article.extra.n }}</b>").unwrap();
        build(root, &options(false), Caching::On);
        let warm = published(&root.join("public"));
        build(root, &options(false), Caching::Off);
        prop_assert_eq!(warm, published(&root.join("public")));
    }
}

#[test]
fn a_link_follows_the_page_that_it_leads_to() {
    let folder = dozen();
    let root = folder.path();
    // A plain page shows nothing else of the article, neither as a neighbour nor as related.
    rebuild(root, "content/_pages/about.md", "Us.", "See [the third](../a3.md).");
    rebuild(root, "content/a3.md", "title: Article 3", "title: Article 3\nslug: moved");
    let page = fs::read_to_string(root.join("public/about/index.html")).unwrap();
    assert!(page.contains("href=\"/moved/\""), "{page}");
    assert_eq!(counts(&build(root, &options(false), Caching::Off)).2, 0);
}
