//! Sites for tests: [`TestSite`] holds files in memory, builds them, and writes them to disk for the program
//! ([`DiskSite`]). [`Dom`] is a page as a browser's parser reads it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::rc::Rc;
use std::sync::{Arc, Mutex};
use std::time::SystemTime;

use html5ever::interface::{ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::{StrTendril, TendrilSink as _};
use html5ever::{Attribute, LocalName, Namespace, QualName};
use nutgraf::config::Overrides;
use nutgraf::diagnostic::{Diagnostic, Levels, apply, finish, human};
use nutgraf::engine::publish::{Chosen, PublishTarget};
use nutgraf::engine::{
    Assembled, BuildOptions, Builder, BuiltOutput, CheckRequest, Clock, Look, assemble,
    copied_bytes, excerpt_text, read_config,
};
use nutgraf::files::{Files, MemoryFiles};
use nutgraf::path::SitePath;

/// The smallest `site.toml` without a warning.
pub(crate) const SITE_TOML: &str = "title = \"Site\"\nbase_url = \"https://example.org/\"\n";

/// A site in memory.
#[derive(Clone)]
pub(crate) struct TestSite {
    files: BTreeMap<String, Vec<u8>>,
    drafts: bool,
}

/// A site with only [`SITE_TOML`].
pub(crate) fn site() -> TestSite {
    TestSite { files: BTreeMap::new(), drafts: false }.file("site.toml", SITE_TOML)
}

impl TestSite {
    /// Adds or replaces a file.
    pub(crate) fn file(mut self, path: &str, bytes: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path.to_owned(), bytes.into());
        self
    }

    /// Adds lines at the end of `site.toml`.
    pub(crate) fn config(mut self, more: &str) -> Self {
        self.files.entry("site.toml".into()).or_default().extend_from_slice(more.as_bytes());
        self
    }

    /// Adds `content/NAME.md`. Text that does not begin with a fence gets the title `NAME`.
    pub(crate) fn article(self, name: &str, text: &str) -> Self {
        let text = if text.starts_with("---") {
            text.to_owned()
        } else {
            format!("---\ntitle: \"{name}\"\n---\n{text}")
        };
        self.file(&format!("content/{name}.md"), text)
    }

    /// Makes a template show only `text`, so that a test sees one thing without a theme.
    pub(crate) fn template(self, name: &str, text: &str) -> Self {
        self.file(&format!("templates/{name}"), text)
    }

    /// Publishes drafts too.
    pub(crate) fn with_drafts(mut self) -> Self {
        self.drafts = true;
        self
    }

    /// Builds it. As in the program, nothing is published if there is an error.
    pub(crate) fn build(self) -> Built {
        let (files, assembled, mut findings) = self.assemble();
        let mut outputs = BTreeMap::new();
        let mut levels = Levels::new();
        if let Some(assembled) = assembled {
            levels.clone_from(&assembled.config.levels);
            findings.extend(assembled.findings.iter().cloned());
            let (made, faults) = make_all(&assembled, &files);
            outputs = made;
            findings.extend(faults);
        }
        let findings = finish(&levels, findings);
        check_fixes(&findings, &files);
        if findings.iter().any(Diagnostic::is_error) {
            outputs.clear();
        }
        Built { files, outputs, findings }
    }

    /// Checks it, as on 2026-11-23: returns all findings, at the levels of the site.
    pub(crate) fn check(&self) -> Vec<Diagnostic> {
        let (files, assembled, mut findings) = self.assemble();
        let Some(assembled) = assembled else { return findings };
        let mut builder = Builder::new();
        let options = options(self.drafts);
        builder.assemble(&files, &assembled.config, &options, Look::Everything).unwrap();
        let request = CheckRequest {
            today: "2026-11-23".parse().unwrap(),
            drafts: self.drafts,
            wanted: &|_| true,
            silent_changes: Vec::new(),
        };
        let checked = builder.check(&files, &assembled, &request).unwrap();
        findings.extend(assembled.findings.iter().cloned());
        findings.extend(finish(&assembled.config.levels, checked.findings));
        let findings = finish(&assembled.config.levels, findings);
        check_fixes(&findings, &files);
        findings
    }

    /// Reads and links it; returns its files, the assembled site, and the findings in its settings.
    pub(crate) fn assemble(&self) -> (MemoryFiles, Option<Arc<Assembled>>, Vec<Diagnostic>) {
        let files = self
            .files
            .iter()
            .fold(MemoryFiles::new(), |files, (path, bytes)| files.with(path, bytes.clone()));
        let options = BuildOptions {
            drafts: self.drafts,
            overrides: Overrides::default(),
            clock: Clock::Day("2026-11-23".parse().unwrap()),
        };
        let mut findings = Vec::new();
        let config = read_config(&files, &SitePath::new("site.toml").unwrap(), &options.overrides)
            .unwrap()
            .collect_into(&mut findings);
        let assembled = config.map(|config| assemble(&files, config, &options).unwrap());
        (files, assembled, findings)
    }

    /// Writes the files into a new folder.
    pub(crate) fn on_disk(&self) -> DiskSite {
        let site = DiskSite::empty();
        for (path, bytes) in &self.files {
            site.write(path, bytes);
        }
        site
    }
}

/// Replaces the texts that `init` wrote as samples, as the author of a site would, in the site at `folder`.
pub(crate) fn replace_samples(folder: &Path) {
    const TEXTS: &[(&str, &[(&str, &str)])] = &[
        (
            "site.toml",
            &[("Questions answered, every claim traced to its source.", "How things work.")],
        ),
        (
            "content/_pages/about.md",
            &[("Say who you are, who pays for this,", "We are Ada and Charles,")],
        ),
        (
            "content/how-are-dates-written.md",
            &[
                ("A sample explainer that shows", "An explainer that shows"),
                ("the authors of this sample", "the editors"),
                ("Your name", "Ada Lovelace"),
                ("what you did, or why you know", "writes dates"),
                ("Made up, to show what a correction looks like.", "The year was wrong."),
                ("Made up too, to show what an update looks like.", "A table was added."),
                ("everything that the program may tell you.", "all findings."),
            ],
        ),
    ];
    for (path, texts) in TEXTS {
        let path = folder.join(path);
        let Ok(text) = std::fs::read_to_string(&path) else { continue };
        let own = texts.iter().fold(text, |text, (sample, own)| text.replace(sample, own));
        std::fs::write(path, own).unwrap();
    }
}

/// Checks that every fix can be applied: in a file of the author, over existing bytes.
fn check_fixes(findings: &[Diagnostic], files: &dyn Files) {
    let mut texts = BTreeMap::new();
    for edit in findings.iter().flat_map(|finding| &finding.fixes).flat_map(|fix| &fix.edits) {
        assert!(files.read(&edit.path).unwrap().is_some(), "{edit:#?}");
        let index = texts.entry(&edit.path).or_insert_with(|| excerpt_text(files, &edit.path));
        let text = index.as_ref().unwrap().text();
        assert_ne!(apply(text, [edit]).unwrap(), text, "{edit:#?}");
    }
}

/// Returns everything that a site publishes, by path, and the faults of templates. Each path is made once.
pub(crate) fn make_all(
    assembled: &Assembled,
    files: &dyn Files,
) -> (BTreeMap<String, Vec<u8>>, Vec<Diagnostic>) {
    let outputs = Mutex::new(BTreeMap::new());
    let Ok((_, faults)) = assembled.make_all(
        |_, _| Ok::<_, std::convert::Infallible>(false),
        |job, made| {
            let bytes = match made {
                BuiltOutput::Bytes(bytes) => bytes,
                BuiltOutput::Copy(from) => copied_bytes(files, from).unwrap().unwrap(),
            };
            let twice = outputs.lock().unwrap().insert(job.path.to_string(), bytes);
            assert!(twice.is_none() || !assembled.findings.is_empty(), "made twice: {}", job.path);
            Ok(())
        },
    );
    (outputs.into_inner().unwrap(), faults)
}

/// What a build made.
pub(crate) struct Built {
    files: MemoryFiles,
    /// What is published, by path.
    pub(crate) outputs: BTreeMap<String, Vec<u8>>,
    /// The findings.
    pub(crate) findings: Vec<Diagnostic>,
}

impl Built {
    fn place(&self, finding: &Diagnostic) -> String {
        human::location(&finding.place, &|path| excerpt_text(&self.files, path).map(Rc::new))
    }

    /// Returns a finding in one line: where, which, and what it says.
    pub(crate) fn told(&self, finding: &Diagnostic) -> String {
        format!("{} {} {}", self.place(finding), finding.code, finding.message)
    }

    /// Checks that there are exactly these findings, in this order: code, `file:line:column`, and a part of the
    /// message, the hint or another place.
    #[track_caller]
    pub(crate) fn check_findings(&self, expected: &[(&str, &str, &str)]) -> &Self {
        let mut report = String::new();
        for finding in &self.findings {
            let related: Vec<String> = finding
                .related
                .iter()
                .map(|(place, note)| format!("{note} {}", place.path))
                .collect();
            let said = format!(
                "{} | {} | {}",
                finding.message,
                finding.hint.as_deref().unwrap_or("NO HINT"),
                related.join(", ")
            );
            writeln!(report, "(\"{}\", \"{}\", r#\"{said}\"#),", finding.code, self.place(finding))
                .unwrap();
        }
        let fits = expected.len() == self.findings.len()
            && report.lines().zip(expected).all(|(line, (code, place, part))| {
                line.starts_with(&format!("(\"{code}\", \"{place}\", ")) && line.contains(part)
            });
        assert!(fits, "expected {expected:#?}\nfound\n{report}");
        assert!(!report.contains("NO HINT"), "a finding says what to do next:\n{report}");
        self
    }

    /// Checks that there is one finding, at a place, and that its message or its hint has these words.
    #[track_caller]
    pub(crate) fn says(&self, code: &str, place: &str, words: &str) {
        self.check_findings(&[(code, place, "")]);
        let finding = self.findings.first().expect("there is one finding");
        let said = format!("{} {}", finding.message, finding.hint.as_deref().unwrap_or_default());
        assert!(said.contains(words), "{said}");
    }

    /// Checks that there are no findings.
    #[track_caller]
    pub(crate) fn clean(&self) -> &Self {
        self.check_findings(&[])
    }

    /// Returns the text of an output.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> &str {
        let Some(bytes) = self.outputs.get(path) else {
            panic!("no `{path}` among {:#?}\n{:#?}", self.outputs.keys(), self.findings);
        };
        std::str::from_utf8(bytes).unwrap()
    }

    /// Returns an output as a browser reads it.
    #[track_caller]
    pub(crate) fn dom(&self, path: &str) -> Dom {
        Dom::parse(self.page(path))
    }

    /// Whether there is such an output.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.outputs.contains_key(path)
    }
}

/// A site in a temporary folder.
pub(crate) struct DiskSite {
    folder: tempfile::TempDir,
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Run {
    /// The exit status.
    pub(crate) status: Option<i32>,
    /// Its standard output.
    pub(crate) stdout: String,
    /// Its standard error.
    pub(crate) stderr: String,
}

impl Run {
    /// Checks the exit status.
    #[track_caller]
    pub(crate) fn exits(self, status: i32) -> Self {
        assert_eq!(self.status, Some(status), "{self:#?}");
        self
    }

    /// Checks that stderr is empty.
    #[track_caller]
    pub(crate) fn silent(self) -> Self {
        assert_eq!(self.stderr, "", "{self:#?}");
        self
    }
}

impl DiskSite {
    /// An empty folder.
    pub(crate) fn empty() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    /// Returns the real path of something in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.folder.path().canonicalize().unwrap().join(path)
    }

    /// Writes a file.
    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }

    /// Reads a file.
    #[track_caller]
    pub(crate) fn read(&self, path: &str) -> String {
        std::fs::read_to_string(self.path(path)).unwrap()
    }

    /// Whether something is there.
    pub(crate) fn exists(&self, path: &str) -> bool {
        self.path(path).symlink_metadata().is_ok()
    }

    /// Returns the program with these arguments, in this folder, with an environment that cannot change its output.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = nutgraf();
        command.current_dir(self.folder.path()).args(args);
        command
    }

    /// Runs the program.
    pub(crate) fn run(&self, args: &[&str]) -> Run {
        run(&mut self.command(args))
    }

    /// Returns every file and folder below `path` with its bytes and its time of change.
    pub(crate) fn tree(&self, path: &str) -> BTreeMap<String, (Vec<u8>, SystemTime)> {
        let mut tree = BTreeMap::new();
        walk(&self.path(path), &mut |found| {
            let bytes = if found.is_file() { std::fs::read(found).unwrap() } else { Vec::new() };
            let time = found.symlink_metadata().unwrap().modified().unwrap();
            tree.insert(
                found.strip_prefix(self.path(path)).unwrap().display().to_string(),
                (bytes, time),
            );
        });
        tree
    }
}

/// Returns the program, in an environment that cannot change its output.
pub(crate) fn nutgraf() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nutgraf"));
    for variable in [
        "NO_COLOR",
        "CLICOLOR",
        "CLICOLOR_FORCE",
        "COLUMNS",
        "TERM",
        "CI",
        "RUST_BACKTRACE",
        "VISUAL",
        "EDITOR",
        "NUTGRAF_EDITOR",
        "XDG_CONFIG_HOME",
        "GIT_CONFIG_GLOBAL",
        "GIT_DIR",
        "GIT_INDEX_FILE",
        "GIT_WORK_TREE",
    ] {
        command.env_remove(variable);
    }
    // `init` asks git, which must see neither this machine's settings nor a repository around the temporary folder.
    let temporary = std::env::temp_dir();
    command
        .env("HOME", "/nowhere")
        // Not a user's own: the key of the cache is the same in all tests, and is removed with the build folder.
        .env("XDG_STATE_HOME", concat!(env!("CARGO_TARGET_TMPDIR"), "/state"))
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_CEILING_DIRECTORIES", temporary.canonicalize().unwrap_or(temporary))
        .stdin(Stdio::null());
    command
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    Run {
        status: output.status.code(),
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
    }
}

/// Returns every file below a folder, by path.
#[track_caller]
pub(crate) fn tree(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    assert!(folder.is_dir(), "{} is no folder", folder.display());
    let mut found = BTreeMap::new();
    walk(folder, &mut |path| {
        if !path.is_dir() {
            let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
            found.insert(name, std::fs::read(path).unwrap());
        }
    });
    found
}

/// Calls `visit` for everything below a folder.
pub(crate) fn walk(folder: &Path, visit: &mut dyn FnMut(&Path)) {
    let mut entries: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for entry in entries {
        visit(&entry);
        if entry.is_dir() && !entry.is_symlink() {
            walk(&entry, visit);
        }
    }
}

/// Returns the request of a build on the day of the tests.
pub(crate) fn options(drafts: bool) -> BuildOptions {
    BuildOptions {
        drafts,
        overrides: Overrides::default(),
        clock: Clock::Day("2026-11-23".parse().unwrap()),
    }
}

/// Returns the output folder `public` of a site on disk.
pub(crate) fn target(root: &Path) -> PublishTarget {
    PublishTarget {
        output: root.join("public"),
        root: root.to_owned(),
        protected: vec![root.join("content")],
        private: Vec::new(),
        chosen: Chosen::InSettings,
        adopt: false,
        home: None,
    }
}

/// A parsed HTML page.
pub(crate) struct Dom {
    nodes: Vec<Node>,
    /// The parse errors that a browser has to tolerate.
    pub(crate) errors: Vec<String>,
}

struct Node {
    parent: usize,
    children: Vec<usize>,
    kind: Kind,
}

enum Kind {
    Root,
    Element(QualName, Vec<(String, String)>),
    Text(String),
    Comment,
}

/// An element of a page.
#[derive(Clone, Copy)]
pub(crate) struct Element<'d> {
    dom: &'d Dom,
    at: usize,
}

impl Dom {
    /// Parses a page.
    pub(crate) fn parse(html: &str) -> Self {
        html5ever::parse_document(Sink::default(), html5ever::ParseOpts::default()).one(html)
    }

    /// Returns all elements in order.
    pub(crate) fn elements(&self) -> impl Iterator<Item = Element<'_>> {
        Element { dom: self, at: 0 }.below().into_iter()
    }

    /// Returns all elements with a name.
    pub(crate) fn all(&self, name: &str) -> Vec<Element<'_>> {
        self.elements().filter(|element| element.name() == name).collect()
    }

    /// Returns the only element with this id.
    #[track_caller]
    pub(crate) fn id(&self, id: &str) -> Element<'_> {
        let found: Vec<_> =
            self.elements().filter(|element| element.attr("id") == Some(id)).collect();
        assert_eq!(found.len(), 1, "elements with the id `{id}`");
        found[0]
    }

    /// Whether there is an element with this id.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        self.elements().any(|element| element.attr("id") == Some(id))
    }

    /// Returns the `content` of the `meta` elements with a name or property.
    pub(crate) fn meta(&self, name: &str) -> Vec<&str> {
        let named = |element: &Element<'_>| {
            element.attr("name") == Some(name) || element.attr("property") == Some(name)
        };
        self.all("meta")
            .into_iter()
            .filter(named)
            .filter_map(|element| element.attr("content"))
            .collect()
    }

    /// Returns the `href` of the `link` elements with a relation.
    pub(crate) fn links(&self, rel: &str) -> Vec<&str> {
        self.all("link")
            .into_iter()
            .filter(|element| element.attr("rel") == Some(rel))
            .filter_map(|element| element.attr("href"))
            .collect()
    }

    /// Returns the only JSON-LD graph, by the type of its nodes.
    #[track_caller]
    pub(crate) fn json_ld(&self) -> BTreeMap<String, serde_json::Value> {
        let scripts = self.all("script");
        assert_eq!(scripts.len(), 1, "a page has one script element, its data");
        assert_eq!(scripts[0].attr("type"), Some("application/ld+json"));
        let value: serde_json::Value = serde_json::from_str(&scripts[0].text()).unwrap();
        let graph = value["@graph"].as_array().unwrap();
        let kind = |node: &serde_json::Value| {
            node["@type"].as_str().or_else(|| node["@type"][0].as_str()).unwrap().to_owned()
        };
        graph.iter().map(|node| (kind(node), node.clone())).collect()
    }
}

impl<'d> Element<'d> {
    /// Its name.
    pub(crate) fn name(self) -> &'d str {
        match &self.dom.nodes[self.at].kind {
            Kind::Element(name, _) => &name.local,
            _ => "",
        }
    }

    /// All attributes.
    pub(crate) fn attrs(self) -> &'d [(String, String)] {
        match &self.dom.nodes[self.at].kind {
            Kind::Element(_, attrs) => attrs,
            _ => &[],
        }
    }

    /// One attribute.
    pub(crate) fn attr(self, name: &str) -> Option<&'d str> {
        self.attrs().iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// The elements below it.
    pub(crate) fn below(self) -> Vec<Element<'d>> {
        let mut found = Vec::new();
        let mut next: Vec<usize> = self.dom.nodes[self.at].children.iter().rev().copied().collect();
        while let Some(at) = next.pop() {
            let node = &self.dom.nodes[at];
            next.extend(node.children.iter().rev());
            if matches!(node.kind, Kind::Element(..)) {
                found.push(Element { dom: self.dom, at });
            }
        }
        found
    }

    /// The elements of a name below it.
    pub(crate) fn all(self, name: &str) -> Vec<Element<'d>> {
        self.below().into_iter().filter(|element| element.name() == name).collect()
    }

    /// Returns its text, with white space collapsed to single spaces.
    pub(crate) fn text(self) -> String {
        let mut text = String::new();
        let mut next = vec![self.at];
        while let Some(at) = next.pop() {
            let node = &self.dom.nodes[at];
            next.extend(node.children.iter().rev());
            if let Kind::Text(part) = &node.kind {
                text.push_str(part);
            }
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

struct Sink {
    nodes: RefCell<Vec<Node>>,
    errors: RefCell<Vec<String>>,
}

impl Default for Sink {
    fn default() -> Self {
        Self {
            nodes: RefCell::new(vec![Node { parent: 0, children: Vec::new(), kind: Kind::Root }]),
            errors: RefCell::default(),
        }
    }
}

#[derive(Debug)]
struct Name(QualName);

impl html5ever::interface::ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl Sink {
    fn make(&self, kind: Kind) -> usize {
        let mut nodes = self.nodes.borrow_mut();
        nodes.push(Node { parent: 0, children: Vec::new(), kind });
        nodes.len() - 1
    }

    fn insert(&self, parent: usize, at: usize, child: NodeOrText<usize>) {
        let child = match child {
            NodeOrText::AppendNode(child) => child,
            NodeOrText::AppendText(text) => self.make(Kind::Text(text.to_string())),
        };
        self.remove_from_parent(&child);
        let mut nodes = self.nodes.borrow_mut();
        nodes[child].parent = parent;
        nodes[parent].children.insert(at, child);
    }
}

impl TreeSink for Sink {
    type Handle = usize;
    type Output = Dom;
    type ElemName<'a> = Name;

    fn finish(self) -> Dom {
        Dom { nodes: self.nodes.into_inner(), errors: self.errors.into_inner() }
    }

    fn parse_error(&self, message: std::borrow::Cow<'static, str>) {
        self.errors.borrow_mut().push(message.into_owned());
    }

    fn get_document(&self) -> usize {
        0
    }

    fn elem_name<'a>(&'a self, target: &'a usize) -> Name {
        match &self.nodes.borrow()[*target].kind {
            Kind::Element(name, _) => Name(name.clone()),
            _ => panic!("only elements have names"),
        }
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> usize {
        let attrs = attrs
            .into_iter()
            .map(|attr| (attr.name.local.to_string(), attr.value.to_string()))
            .collect();
        self.make(Kind::Element(name, attrs))
    }

    fn create_comment(&self, _: StrTendril) -> usize {
        self.make(Kind::Comment)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> usize {
        self.make(Kind::Comment)
    }

    fn append(&self, parent: &usize, child: NodeOrText<usize>) {
        let end = self.nodes.borrow()[*parent].children.len();
        self.insert(*parent, end, child);
    }

    fn append_based_on_parent_node(
        &self,
        element: &usize,
        previous: &usize,
        child: NodeOrText<usize>,
    ) {
        if self.nodes.borrow()[*element].parent == 0 {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &usize) -> usize {
        *target
    }

    fn same_node(&self, one: &usize, other: &usize) -> bool {
        one == other
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &usize, child: NodeOrText<usize>) {
        let parent = self.nodes.borrow()[*sibling].parent;
        let at =
            self.nodes.borrow()[parent].children.iter().position(|child| child == sibling).unwrap();
        self.insert(parent, at, child);
    }

    fn add_attrs_if_missing(&self, target: &usize, attrs: Vec<Attribute>) {
        if let Kind::Element(_, known) = &mut self.nodes.borrow_mut()[*target].kind {
            for attr in attrs {
                let name = attr.name.local.to_string();
                if !known.iter().any(|(known, _)| *known == name) {
                    known.push((name, attr.value.to_string()));
                }
            }
        }
    }

    fn remove_from_parent(&self, target: &usize) {
        let mut nodes = self.nodes.borrow_mut();
        let parent = nodes[*target].parent;
        nodes[parent].children.retain(|child| child != target);
    }

    fn reparent_children(&self, node: &usize, new_parent: &usize) {
        let children = std::mem::take(&mut self.nodes.borrow_mut()[*node].children);
        for child in children {
            self.append(new_parent, NodeOrText::AppendNode(child));
        }
    }
}

/// Returns the smallest file that says how large a picture is.
pub(crate) fn png(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec();
    bytes.extend(width.to_be_bytes());
    bytes.extend(height.to_be_bytes());
    bytes.extend(b"\x08\x06\0\0\0\0\0\0\0");
    bytes
}

/// Checks that a page runs nothing and is well made.
#[track_caller]
pub(crate) fn check_inert(path: &str, html: &str) {
    let dom = Dom::parse(html);
    for element in dom.elements() {
        // The search page runs nutgraf's own script, and nothing that an author wrote.
        let src = element.attr("src").unwrap_or_default();
        let is_ours = path == "search/index.html"
            && src.starts_with('/')
            && !src.starts_with("//")
            && src.contains("/search/search.js?v=");
        if element.name() == "script" && is_ours {
            assert_eq!(element.text(), "");
        } else if element.name() == "script" {
            assert_eq!(element.attr("type"), Some("application/ld+json"), "{path}");
            serde_json::from_str::<serde_json::Value>(&element.text())
                .unwrap_or_else(|error| panic!("{path}: {error}"));
        }
        assert!(
            !["iframe", "object", "embed", "base", "svg", "style"].contains(&element.name()),
            "{path}: <{}>",
            element.name()
        );
        for (name, value) in element.attrs() {
            assert!(!name.starts_with("on"), "{path}: <{} {name}=…>", element.name());
            let compact: String = value
                .chars()
                .filter(|c| !c.is_whitespace() && !c.is_control())
                .collect::<String>()
                .to_lowercase();
            let runs = ["javascript:", "vbscript:", "data:"]
                .iter()
                .any(|scheme| compact.starts_with(scheme));
            assert!(
                !runs
                    || !["href", "src", "action", "formaction", "cite", "poster"]
                        .contains(&name.as_str()),
                "{path}: {name}={value}"
            );
        }
    }
    assert_eq!(dom.errors, Vec::<String>::new(), "{path}");
}

/// Checks that some XML is well formed, and returns its text by element name.
#[track_caller]
pub(crate) fn xml(text: &str) -> Vec<(String, String)> {
    use quick_xml::events::Event;
    let mut reader = quick_xml::Reader::from_str(text);
    reader.config_mut().check_comments = true;
    let mut open: Vec<(String, String)> = Vec::new();
    let mut done = Vec::new();
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{error}\n{text}")) {
            Event::Eof => break,
            Event::Start(start) => {
                check_attributes(&start);
                open.push((start.name().as_ref().to_owned(), String::new()));
            }
            Event::Empty(start) => check_attributes(&start),
            Event::Text(found) => {
                if let Some((_, inside)) = open.last_mut() {
                    inside.push_str(&found.xml10_content());
                }
            }
            Event::GeneralRef(found) => {
                let name = found.xml10_content();
                let c = match &*name {
                    "lt" => '<',
                    "gt" => '>',
                    "amp" => '&',
                    "quot" => '"',
                    "apos" => '\'',
                    _ => found
                        .resolve_char_ref()
                        .unwrap()
                        .unwrap_or_else(|| panic!("`&{name};` is no reference of XML")),
                };
                open.last_mut().unwrap().1.push(c);
            }
            Event::End(_) => done.push(open.pop().unwrap()),
            Event::CData(_) | Event::Comment(_) | Event::PI(_) | Event::DocType(_) => {
                panic!("we write none of these\n{text}")
            }
            Event::Decl(_) => {}
        }
    }
    assert!(open.is_empty());
    done
}

#[track_caller]
fn check_attributes(start: &quick_xml::events::BytesStart<'_>) {
    for attribute in start.attributes() {
        drop(attribute.unwrap().normalized_value(quick_xml::XmlVersion::Explicit1_0).unwrap());
    }
}
