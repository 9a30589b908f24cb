//! The guide keeps its word: every code block of its pages is written, built or run, in the order of the page and in a
//! separate site for each page. [`Session::try_block`] says what a block must be.
//!
//! * With `title="PATH"`, it is a file of the page's site, which is then built.
//! * `yaml` without a title is front matter, `markdown` a body or a whole article, `toml` a part of `site.toml`. Each
//!   is built as a part of the page's site as it is at that point, and then removed again.
//! * `json` without a title is a question as the page's site publishes it in `questions.json`.
//! * `sh` is run. The next one begins in the folder where it ends.
//! * `text` is what the block before it makes the program print: some of the lines, in order, with `…` for what is left
//!   out within or between them. Without a line of only `…`, every finding of a build must be included; without such a
//!   block there must be no finding.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_yaml::Value;

use crate::client::Served;
use crate::repository::{git, isolated};
use crate::support::{DiskSite, SITE_TOML, png, replace_samples, run, walk};

/// Commands in the pages that are run elsewhere: how their lines begin, and where they are run.
const RUN_ELSEWHERE: &[(&str, &str)] = &[
    ("cargo install", "`.ci/vendored` installs the program, without a network at that"),
    ("cargo run", "`tests/suite/repository.rs` and everybody who works on nutgraf"),
    ("cargo vendor", "`.ci/vendored`"),
    ("mkdir -p .cargo && cargo vendor", "`.ci/vendored`"),
    ("nutgraf check --since", "`tests/suite/history.rs`, in a repository"),
    ("git clone", "whoever reads this has done it"),
];

/// Pages whose examples have their own tests: those about themes, and those with all findings (`rules.rs`).
const OTHERS: &[&str] = &["views.md", "make-a-theme.md", "findings.md", "rules.md"];

/// The day that a build uses as today, later than every date in the examples and in the sample that `init` makes.
const TODAY: &str = "2100-01-01";

/// A fenced block.
#[derive(Debug)]
struct Block {
    line: usize,
    language: String,
    title: Option<String>,
    code: String,
}

/// The result of a block.
struct Outcome {
    fine: bool,
    said: String,
}

/// A folder for one page, where its blocks are executed.
struct Session {
    disk: DiskSite,
    /// Where the next block is executed.
    folder: PathBuf,
}

#[test]
fn every_block_of_the_guide_does_what_its_page_says() {
    let pages = pages();
    assert!(!pages.is_empty(), "there is a guide");
    let faults: Vec<String> = thread::scope(|scope| {
        let started: Vec<_> = pages
            .iter()
            .map(|(name, text)| scope.spawn(move || check_page(name, &blocks(text))))
            .collect();
        started.into_iter().flat_map(|page| page.join().unwrap()).collect()
    });
    assert!(faults.is_empty(), "\n{}", faults.join("\n\n"));
}

/// Returns the pages whose blocks are checked here, and their texts.
fn pages() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = vec![root.join("content/questions-about-nutgraf.md")];
    walk(&root.join("content/_pages/guide"), &mut |path| {
        let name = path.file_name().unwrap().to_str().unwrap();
        if name.ends_with(".md") && !OTHERS.contains(&name) {
            found.push(path.to_owned());
        }
    });
    let named = |path: PathBuf| {
        let text = fs::read_to_string(&path).ok()?;
        Some((path.strip_prefix(root).unwrap().display().to_string(), text))
    };
    found.into_iter().filter_map(named).collect()
}

/// Returns the blocks of an article's body, then those of its answers.
fn blocks(text: &str) -> Vec<Block> {
    let (front, body) = text.strip_prefix("---\n").unwrap().split_once("\n---\n").unwrap();
    let mut found = blocks_of(body, text.len() - body.len(), text);
    let front: Value = serde_yaml::from_str(front).unwrap();
    for question in front["insights"].as_sequence().into_iter().flatten() {
        for answer in ["answer", "open"].iter().filter_map(|key| question[*key].as_str()) {
            let begin = answer.lines().next().and_then(|line| text.find(line)).unwrap_or(0);
            found.extend(blocks_of(answer, begin, text));
        }
    }
    found
}

fn blocks_of(markdown: &str, begin: usize, text: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    let mut found: Vec<Block> = Vec::new();
    let mut inside = false;
    for (event, range) in Parser::new_ext(markdown, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                inside = true;
                // In an answer, which is indented, this is close to the block's line.
                let before = text.bytes().take(begin + range.start);
                let line = before.filter(|b| *b == b'\n').count() + 1;
                let language = info.split([' ', ',']).next().unwrap_or("").to_owned();
                let title = info.split_once("title=\"").and_then(|(_, rest)| rest.split_once('"'));
                let title = title.map(|(title, _)| title.to_owned());
                found.push(Block { line, language, title, code: String::new() });
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(code) if inside => found.last_mut().unwrap().code.push_str(&code),
            _ => {}
        }
    }
    found
}

fn check_page(name: &str, blocks: &[Block]) -> Vec<String> {
    let has_shell = blocks.iter().any(|block| block.language == "sh" && block.title.is_none());
    if has_shell && !cfg!(unix) {
        return Vec::new();
    }
    let mut session = Session::begin(blocks);
    let mut faults = Vec::new();
    let mut after: Option<&Block> = None;
    for (at, block) in blocks.iter().enumerate() {
        let output = |block: &Block| block.language == "text" && block.title.is_none();
        let result =
            if output(block) {
                // It was compared when the block before it was executed.
                match after {
                    Some(before) if !output(before) => Ok(()),
                    _ => Err("a `text` block shows what the block before it makes the program say"
                        .into()),
                }
            } else {
                session.try_block(block, blocks.get(at + 1).filter(|next| output(next)))
            };
        if let Err(fault) = result {
            faults.push(format!("{name}:{}: {fault}", block.line));
        }
        after = Some(block);
    }
    faults
}

impl Session {
    /// Makes a folder with a home for git, and with a site, unless the page's first commands make one.
    fn begin(blocks: &[Block]) -> Self {
        let disk = DiskSite::empty();
        disk.write(
            "home/gitconfig",
            "[user]\nname = Ada\nemail = ada@site.test\n[init]\ndefaultBranch = main\n",
        );
        fs::create_dir_all(disk.path("page")).unwrap();
        let session = Self { folder: disk.path("page"), disk };
        let first = blocks.iter().find(|block| block.language == "sh" && block.title.is_none());
        if !first.is_some_and(|block| block.code.contains("nutgraf init")) {
            session.make_site();
        }
        session
    }

    /// Makes the smallest site, if there is none yet.
    fn make_site(&self) {
        if !self.folder.ancestors().any(|folder| folder.join("site.toml").exists()) {
            self.write("site.toml", SITE_TOML);
            fs::create_dir_all(self.folder.join("content")).unwrap();
        }
    }

    fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.folder.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// Executes a block, and compares the output with `shown`, the block after it. The picture that many examples show
    /// is there as long as one shows it: nothing refers to it otherwise, which is a finding.
    fn try_block(&mut self, block: &Block, shown: Option<&Block>) -> Result<(), String> {
        const PICTURE: &str = "picture.png";
        let path = self.folder.join("content").join(PICTURE);
        if !block.code.contains(PICTURE) {
            return self.try_block_in_place(block, shown);
        }
        self.write(path.to_str().unwrap(), png(640, 480));
        let tried = self.try_block_in_place(block, shown);
        drop(fs::remove_file(path));
        tried
    }

    fn try_block_in_place(&mut self, block: &Block, shown: Option<&Block>) -> Result<(), String> {
        let outcome = match (&*block.language, &block.title) {
            ("", _) => return Err("the block names no language".into()),
            (_, Some(path)) => {
                // If output about settings is shown, they are used exactly as written.
                let complete = path == "site.toml" && shown.is_none();
                let code = block.code.clone();
                self.write(path, if complete { whole_settings(&code) } else { code });
                self.make_site();
                self.build()
            }
            ("yaml", None) => self.try_article(&with_fences(&block.code)?, shown.is_none()),
            ("markdown", None) => self.try_article(&block.code, shown.is_none()),
            ("toml", None) => {
                let path = self.folder.join("site.toml");
                let before = fs::read(&path).unwrap();
                self.write("site.toml", whole_settings(&block.code));
                let outcome = self.build();
                fs::write(path, before).unwrap();
                outcome
            }
            ("sh", None) => self.try_shell(&block.code)?,
            ("json", None) => self.find_question(&block.code)?,
            (other, None) => {
                return Err(format!("nothing checks a block of `{other}` without a title"));
            }
        };
        let Outcome { fine, said } = outcome;
        match shown {
            None if !fine => Err(said),
            // Output of commands does not mean that they failed.
            None if block.language == "sh" => Ok(()),
            None if findings(&said) > 0 => Err(said),
            None => Ok(()),
            // A page must not hide any finding of a build without saying so.
            Some(shown)
                if block.language != "sh"
                    && !shown.code.lines().any(|line| line.trim() == "…")
                    && findings(&shown.code) != findings(&said) =>
            {
                Err(format!("the page does not show every finding:\n{said}"))
            }
            Some(shown) => compare(&said, &shown.code),
        }
    }

    /// Builds the page's site into another folder, so that its own output folder stays as the page's commands left it.
    fn build(&self) -> Outcome {
        let aside = self.disk.path("built");
        drop(fs::remove_dir_all(&aside));
        let args =
            ["build", "--strict", "--no-cache", "--now", TODAY, "-o", aside.to_str().unwrap()];
        let mut command = isolated(self.disk.command(&args), &self.disk);
        let ended = run(command.current_dir(&self.folder));
        Outcome { fine: ended.status == Some(0), said: ended.stderr + &ended.stdout }
    }

    /// Builds the site with one more article, and with the sources that the article cites and does not list, if
    /// `complete`.
    fn try_article(&self, text: &str, complete: bool) -> Outcome {
        let text = whole_article(text, complete);
        let shared = self.folder.join("content/sources.yaml");
        let before = fs::read_to_string(&shared).ok();
        if complete {
            let shared: Value =
                serde_yaml::from_str(before.as_deref().unwrap_or("")).unwrap_or_default();
            let mut missing = cited(&text);
            missing.retain(|id| {
                !ids(&shared).contains(id) && !ids(&keys(&text)["sources"]).contains(id)
            });
            let stubs: String =
                missing.iter().map(|id| format!("{id}:\n  title: A work\n")).collect();
            if !stubs.is_empty() {
                self.write("content/sources.yaml", before.clone().unwrap_or_default() + &stubs);
            }
        }
        self.write("content/example.md", text);
        let outcome = self.build();
        fs::remove_file(self.folder.join("content/example.md")).unwrap();
        match before {
            Some(before) => fs::write(shared, before).unwrap(),
            None => drop(fs::remove_file(shared)),
        }
        outcome
    }

    /// Looks for a question in what the page's site publishes as data.
    fn find_question(&self, code: &str) -> Result<Outcome, String> {
        let wanted: serde_json::Value = serde_json::from_str(code).map_err(|it| it.to_string())?;
        let outcome = self.build();
        let published = fs::read_to_string(self.disk.path("built/questions.json"));
        let published: serde_json::Value = serde_json::from_str(&published.unwrap()).unwrap();
        let questions = published["questions"].as_array().unwrap();
        if questions.contains(&wanted) {
            return Ok(outcome);
        }
        let near = questions.iter().find(|it| it["id"] == wanted["id"]);
        Err(format!("the site publishes no such question, but {near:#?}"))
    }

    /// Runs shell lines. A command that serves is started, asked for its home page, and ended.
    fn try_shell(&mut self, code: &str) -> Result<Outcome, String> {
        let mut outcome = Outcome { fine: true, said: String::new() };
        let mut script = String::new();
        for line in code.lines() {
            if RUN_ELSEWHERE.iter().any(|(begin, _)| line.trim_start().starts_with(begin)) {
                continue;
            }
            if !["nutgraf serve", "nutgraf dev", "nutgraf preview"]
                .iter()
                .any(|c| line.starts_with(c))
            {
                script.push_str(line);
                script.push('\n');
                continue;
            }
            self.run(&std::mem::take(&mut script), &mut outcome);
            if outcome.fine {
                outcome.said.push_str(&self.serve(line)?);
            }
        }
        self.run(&script, &mut outcome);
        // What the page goes on with is the author's own, as far as the samples go.
        replace_samples(&self.folder);
        // A site that they made in another folder without going there is not the page's site.
        self.make_site();
        Ok(outcome)
    }

    fn shell(&self, script: &str) -> Command {
        let program = Path::new(env!("CARGO_BIN_EXE_nutgraf")).parent().unwrap();
        let mut path = vec![program.to_owned()];
        path.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap()));
        // Based on the program's own command, for its environment.
        let like = isolated(self.disk.command(&[]), &self.disk);
        let mut command = Command::new("sh");
        for (name, value) in like.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command.env("PATH", std::env::join_paths(path).unwrap()).current_dir(&self.folder);
        command.args(["-euc", script]).stdin(std::process::Stdio::null());
        command
    }

    fn run(&mut self, script: &str, outcome: &mut Outcome) {
        if !outcome.fine || script.trim().is_empty() {
            return;
        }
        if script.contains("nutgraf deploy") && !script.contains("git init") {
            self.make_repository();
        }
        let place = self.disk.path("place");
        let ended =
            run(&mut self
                .shell(&format!("exec 2>&1\ntrap 'pwd > {}' EXIT\n{script}", place.display())));
        self.folder = PathBuf::from(fs::read_to_string(place).unwrap().trim_end());
        outcome.fine = ended.status == Some(0);
        outcome.said.push_str(&ended.stdout);
        outcome.said.push_str(&ended.stderr);
    }

    /// Commits a site that is deployed, and gives its repository a remote, unless the page did so itself.
    fn make_repository(&self) {
        let folder = self.folder.strip_prefix(self.disk.path("")).unwrap().to_str().unwrap();
        if !self.disk.exists("remote.git") {
            if self.folder.join(".git").exists() {
                return;
            }
            git(&self.disk, folder, &["init", "--quiet"]);
            git(&self.disk, "", &["init", "--quiet", "--bare", "remote.git"]);
            let remote = self.disk.path("remote.git");
            git(&self.disk, folder, &["remote", "add", "origin", remote.to_str().unwrap()]);
        }
        git(&self.disk, folder, &["add", "--all"]);
        git(&self.disk, folder, &["commit", "--quiet", "--allow-empty", "-m", "Work"]);
    }

    /// Returns what a line that serves prints. No browser is opened, and the port is shown as the default one.
    fn serve(&self, line: &str) -> Result<String, String> {
        let quiet = line.replace(" --open", "").replace(" -O", "");
        // It panics if no address is printed, without naming the page.
        let started = catch_unwind(|| Served::start(self.shell(&format!("exec {quiet}"))));
        let served = started.map_err(|panic| {
            let said = panic.downcast_ref::<String>().map_or("no address", String::as_str);
            format!("{line}: {said}")
        })?;
        let path = served.url.split_once("://").and_then(|(_, rest)| rest.split_once('/'));
        let answer = served.get(&format!("/{}", path.map_or("", |(_, path)| path)));
        if answer.status != 200 {
            return Err(format!("{line} answers {answer:?}"));
        }
        let usual =
            if line.starts_with("nutgraf preview") { "127.0.0.1:4748" } else { "127.0.0.1:4747" };
        let (url, address) = (served.url.clone(), served.address.to_string());
        Ok(format!("{url}\n{}", served.end()).replace(&address, usual))
    }
}

/// Returns how many findings were printed.
fn findings(said: &str) -> usize {
    said.lines().filter(|line| line.starts_with("error[") || line.starts_with("warning[")).count()
}

/// Compares the output with what a page shows of it: some of the lines, in order.
fn compare(said: &str, shown: &str) -> Result<(), String> {
    let mut lines = said.lines().map(str::trim_end);
    for wanted in shown.lines().map(str::trim_end).filter(|line| line.trim() != "…") {
        if !lines.any(|line| line_fits(line, wanted)) {
            return Err(format!("the page shows\n{wanted}\nbut this was said:\n{said}"));
        }
    }
    Ok(())
}

/// Whether a line matches a pattern, in which `…` stands for anything.
fn line_fits(line: &str, wanted: &str) -> bool {
    let mut parts = wanted.split('…');
    let Some(mut rest) = line.strip_prefix(parts.next().unwrap_or("")) else { return false };
    let mut last = None;
    for part in parts {
        last = Some(part);
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    last.map_or(rest.is_empty(), |last| line.ends_with(last))
}

/// Adds a missing title and address to a part of the settings, before its first table.
fn whole_settings(part: &str) -> String {
    let has = |key: &str| part.lines().any(|line| line.starts_with(&format!("{key} = ")));
    let missing: String = SITE_TOML
        .lines()
        .filter(|line| !has(line.split(" = ").next().unwrap()))
        .map(|line| format!("{line}\n"))
        .collect();
    missing + part
}

fn with_fences(yaml: &str) -> Result<String, String> {
    if yaml.starts_with("---") {
        return Err(
            "an article is a block of `markdown`; `yaml` holds keys of its front matter".into()
        );
    }
    Ok(format!("---\n{yaml}---\n"))
}

/// Completes an article that may lack its title, its front matter or its body. If `complete`, the body gets the
/// sections that questions point to and cites what is not cited elsewhere.
fn whole_article(text: &str, complete: bool) -> String {
    let text =
        if text.starts_with("---\n") { text.to_owned() } else { format!("---\n---\n{text}") };
    let rest = text.strip_prefix("---\n").unwrap();
    let (front, body) = rest.split_once("---\n").unwrap_or((rest, ""));
    let has_title = front.lines().any(|line| line.starts_with("title:"));
    let title = if has_title { "" } else { "title: Example\n" };
    let mut body = body.to_owned();
    if body.trim().is_empty() {
        body.push_str("\nText.\n");
        let keys: Value = serde_yaml::from_str(front).unwrap_or_default();
        for question in keys["insights"].as_sequence().into_iter().flatten().filter(|_| complete) {
            if let Some(anchor) = question["see"].as_str().and_then(|see| see.strip_prefix('#')) {
                write!(body, "\n## A section {{#{anchor}}}\n\nText.\n").unwrap();
            }
        }
        for id in ids(&keys["sources"]).difference(&cited(front)).filter(|_| complete) {
            write!(body, "\nA claim. [@{id}]\n").unwrap();
        }
    }
    format!("---\n{title}{front}---\n{body}")
}

/// Returns the ids of the sources that are cited in a text, except in code or after a backslash.
fn cited(text: &str) -> BTreeSet<String> {
    let prose: String = text.split('`').step_by(2).collect::<String>().replace("\\[@", "");
    let marks = prose.split("[@").skip(1).filter_map(|rest| rest.split_once(']'));
    marks
        .flat_map(|(mark, _)| mark.split(';'))
        .map(|id| {
            id.rsplit('@').next().unwrap().split([',', ' ']).next().unwrap().trim().to_owned()
        })
        .filter(|id| !id.is_empty() && !id.starts_with('?'))
        .collect()
}

/// Returns the ids of sources: of a map by them, or of a list.
fn ids(sources: &Value) -> BTreeSet<String> {
    let keys = sources.as_mapping().into_iter().flatten().filter_map(|(key, _)| key.as_str());
    let items = sources.as_sequence().into_iter().flatten();
    keys.chain(items.filter_map(|source| source["id"].as_str())).map(str::to_owned).collect()
}

/// Returns the keys of an article's front matter, as far as they can be read.
fn keys(article: &str) -> Value {
    let front = article.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    front.and_then(|(front, _)| serde_yaml::from_str(front).ok()).unwrap_or_default()
}

#[test]
fn a_page_shows_lines_of_an_output_in_their_order() {
    let said = "one\ntwo and a half\nerror[a/b]: no\n  = help: go\n";
    for shown in ["one\n", "two … half\n…\n", "one\n…\nerror[a/b]: no\n", "…a/b]…\n  = help: go\n"]
    {
        assert_eq!(compare(said, shown), Ok(()), "{shown}");
    }
    for shown in ["on\n", "error[a/b]: no\n…\none\n", "tw… hal\n", "one\none\n", "  = help: g\n"]
    {
        assert!(compare(said, shown).is_err(), "{shown}");
    }
    assert!(line_fits("aXbXc", "a…b…c") && !line_fits("ab", "a…c") && !line_fits("abc", "a…b"));
}

#[test]
fn no_block_goes_unchecked() {
    let page = "---\ntitle: T\n---\n```html\n<p>\n```\n\n```text\nfine\n```\n\n```text\nalone\n```\n\n```\nx\n```\n\n```yaml\nstandfist: x\n```\n";
    let faults = check_page("page", &blocks(page));
    let places: Vec<&str> = faults.iter().map(|fault| fault.split(": ").next().unwrap()).collect();
    assert_eq!(places, ["page:4", "page:12", "page:16", "page:20"], "{faults:#?}");
    assert!(faults[3].contains("did you mean `standfirst`?"), "{}", faults[3]);
}

#[cfg(unix)]
#[test]
fn what_a_page_publishes_goes_to_a_remote_of_its_own() {
    let page = "---\ntitle: T\n---\n```sh\nnutgraf init my-site\ncd my-site\n```\n\n```toml title=\"site.toml\"\nbase_url = \"https://site.test/\"\n```\n\n```sh\nnutgraf deploy --check\nnutgraf deploy\n```\n\n```text\n…\ngh-pages: … added, 0 changed, 0 removed (commit …\n…\n```\n\n```sh\nnutgraf deploy --dry-run\n```\n\n```text\n0 added, 0 changed, 0 removed; nothing was published\n```\n\n```sh\nnutgraf preview\n```\n\n```sh\nnutgraf build\nnutgraf preview --open\nnutgraf deploy --workflow\n```\n\n```sh\ncat nothing\n```\n";
    let faults = check_page("page", &blocks(page));
    assert!(faults.len() == 2, "{faults:#?}");
    assert!(faults[0].starts_with("page:32: nutgraf preview: no address: "), "{faults:#?}");
    assert!(faults[1].contains(": cat: "), "{faults:#?}");
}
