//! [`Workflow`]: the file with which GitHub Actions builds and publishes the site, and how it is recognised. The first
//! line says who wrote it, with a digest of the rest, so that a file changed by hand can be told from an old one.

use std::borrow::Cow;
use std::fmt::Write as _;

use crate::digest::Digest;

const TEMPLATE: &str = include_str!("pages.yml");

/// The version of Rust that compiles nutgraf there: its declared minimum version.
const TOOLCHAIN: &str = env!("CARGO_PKG_RUST_VERSION");

/// What differs between the workflows of different sites.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Workflow {
    /// The branch that is published when somebody pushes to it.
    pub branch: String,
    /// The site's folder relative to the repository's top, with `/` between its parts; empty at the top itself.
    pub site_folder: String,
    /// The version of nutgraf that builds the site.
    pub version: String,
}

/// How a file relates to the workflow that would be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkflowState {
    /// It is that workflow.
    Current,
    /// nutgraf wrote it, but would write something else today.
    Outdated,
    /// A newer nutgraf wrote it. Only a nutgraf that knows its lines can tell whether somebody changed it afterwards.
    Newer,
    /// nutgraf wrote it, and somebody changed it.
    Edited,
    /// nutgraf did not write it.
    Foreign,
}

/// How a file relates to the workflow that would be written. Line ends are ignored, because git changes them on
/// Windows. The author's own lines do not count as changes by hand, nor does the notation of the branch; but a
/// different branch does.
pub fn state(text: &str, workflow: &Workflow) -> WorkflowState {
    let text = with_unix_lines(text);
    if text == workflow.renew(&text) {
        return WorkflowState::Current;
    }
    match signature(&text) {
        None => WorkflowState::Foreign,
        Some((version, _, _)) if is_newer(version, &workflow.version) => WorkflowState::Newer,
        Some((_, digest, rest)) if digest == digest_of(rest) => WorkflowState::Outdated,
        Some(_) => WorkflowState::Edited,
    }
}

/// Returns the version of nutgraf that wrote a file, from its first line. `None` if nutgraf did not write it.
pub fn written_by(text: &str) -> Option<String> {
    signature(&with_unix_lines(text)).map(|(version, _, _)| version.to_owned())
}

impl Workflow {
    /// Its path relative to the repository's top.
    pub const PATH: &str = ".github/workflows/pages.yml";

    /// Returns the text of the file.
    pub fn render(&self) -> String {
        let folder = if self.site_folder.is_empty() { "." } else { &self.site_folder };
        let output = match self.site_folder.as_str() {
            "" => "public".to_owned(),
            folder => format!("{folder}/public"),
        };
        let rest = filled(&[
            ("branch", &pattern(&self.branch)),
            ("version", &literal(&self.version)),
            ("toolchain", TOOLCHAIN),
            ("output_folder", &literal(&output)),
            ("site_folder", &literal(folder)),
        ]);
        format!("{SIGNED}{} {}\n{rest}", self.version, digest_of(&rest))
    }

    /// Returns the text of the file that replaces an old one, with what the author wrote in [their own lines](OWN), and
    /// in the line with the branch if that names this branch.
    pub fn renew(&self, old: &str) -> String {
        let old = with_unix_lines(old);
        let mut text = self.render();
        if signature(&old).is_none() {
            return text;
        }
        for own in OWN {
            let is_it = |line: &&str| own.iter().any(|start| line.starts_with(start));
            let line = |text: &str| text.lines().find(is_it).map(str::to_owned);
            if let (Some(old), Some(new)) = (line(&old), line(&text)) {
                text = text.replacen(&new, &old, 1);
            }
        }
        let same = pattern(&self.branch);
        let theirs = old.lines().find(|line| pattern_of(line).is_some_and(|it| it == same));
        let ours = text.lines().find(|line| pattern_of(line).is_some()).map(str::to_owned);
        if let (Some(theirs), Some(ours)) = (theirs, ours) {
            text = text.replacen(&ours, theirs, 1);
        }
        text
    }

    /// Returns what a file that nutgraf wrote says, even after somebody changed it. `None` for every other file, and if
    /// one of the three can no longer be read.
    pub fn read(text: &str) -> Option<Self> {
        let text = with_unix_lines(text);
        let (version, _, rest) = signature(&text)?;
        let branch = rest.lines().find_map(branch_of)?;
        let folder = rest.lines().find_map(|line| line.strip_prefix("  SITE_FOLDER: "))?;
        let folder: String = serde_json::from_str(folder).ok()?;
        let site_folder = match folder.as_str() {
            "." => String::new(),
            _ => folder.replace(ESCAPED, "${{"),
        };
        Some(Self { branch, site_folder, version: version.to_owned() })
    }
}

/// The beginning of the first line.
const SIGNED: &str = "# nutgraf ";

/// Returns the version and the digest from the first line, and everything after it.
fn signature(text: &str) -> Option<(&str, &str, &str)> {
    let (first, rest) = text.split_once('\n')?;
    let (version, digest) = first.strip_prefix(SIGNED)?.split_once(' ')?;
    let is_digest = digest.len() == 32 && digest.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_digest.then_some((version, digest, rest))
}

/// Whether a version is newer than another, by its numbers; a pre-release (`1.0.0-rc.1`) is older than its release.
/// Anything that is not a version is never newer.
fn is_newer(version: &str, than: &str) -> bool {
    let key = |version: &str| {
        let version = version.split('+').next()?;
        let (numbers, early) = match version.split_once('-') {
            Some((numbers, early)) => (numbers, Some(early)),
            None => (version, None),
        };
        let numbers: Vec<u64> =
            numbers.split('.').map(|part| part.parse().ok()).collect::<Option<_>>()?;
        Some((numbers, early.is_none()))
    };
    matches!((key(version), key(than)), (Some(version), Some(than)) if version > than)
}

/// The lines that the author may change, besides the branch, each with how it may begin: which binary is used, and
/// whether and when the site is built without a push.
const OWN: [&[&str]; 4] = [
    &["  BINARY_URL: "],
    &["  BINARY_SHA256: "],
    &["  schedule:", "  # schedule:"],
    &["    - cron: ", "  #   - cron: "],
];

/// Returns the digest of everything below the first line, ignoring the author's own lines.
fn digest_of(rest: &str) -> String {
    let mut hashed = String::with_capacity(rest.len());
    for line in rest.split_inclusive('\n') {
        let is_own = branch_of(line).is_some()
            || OWN.iter().any(|own| own.iter().any(|start| line.starts_with(start)));
        hashed.push_str(if is_own { "\n" } else { line });
    }
    Digest::of(hashed.as_bytes()).to_string()
}

/// The beginning of the line with the branch.
const BRANCHES: &str = "    branches: [";

/// Returns the branch that a line names, if it is the line with the branch and names only one.
fn branch_of(line: &str) -> Option<String> {
    pattern_of(line).as_deref().map(unescaped)
}

/// Returns the pattern for the branch in a line, likewise, with any quotes.
fn pattern_of(line: &str) -> Option<String> {
    let inner = line.trim_end().strip_prefix(BRANCHES)?.strip_suffix(']')?.trim();
    let text: String = if inner.starts_with('"') {
        serde_json::from_str(inner).ok()?
    } else {
        let inner = inner.strip_prefix('\'').map_or(Some(inner), |text| text.strip_suffix('\''))?;
        let is_one = !inner.contains([',', '\'', '"', '#', '[', ']', '{', '}', '&', ' ']);
        is_one.then(|| inner.to_owned())?
    };
    (!text.is_empty()).then_some(text)
}

/// Returns the template with these values in its holes, `"@name@"`, in one pass: a value may look like a hole.
fn filled(values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(TEMPLATE.len());
    let mut rest = TEMPLATE;
    while let Some((before, (name, after))) =
        rest.split_once("\"@").and_then(|(before, hole)| Some((before, hole.split_once("@\"")?)))
    {
        let value = values.iter().find(|(known, _)| *known == name);
        let (_, value) = value.expect("the template has no other holes");
        out.push_str(before);
        out.push_str(&quoted(value));
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Returns a text as YAML: in double quotes as in JSON, whatever it contains. Characters that YAML does not allow, or
/// takes for the end of a line, are escaped (YAML 1.2.2, §5.1 and §5.4).
fn quoted(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a text is JSON");
    let mut out = String::with_capacity(json.len());
    for c in json.chars() {
        match c {
            '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                write!(out, "\\u{:04x}", u32::from(c)).expect("a string takes everything");
            }
            c => out.push(c),
        }
    }
    out
}

/// The expression with which GitHub produces `${{`.
const ESCAPED: &str = "${{ '${{' }}";

/// Returns a text in which GitHub finds no expression.
fn literal(text: &str) -> Cow<'_, str> {
    if text.contains("${{") { text.replace("${{", ESCAPED).into() } else { text.into() }
}

/// Returns a branch as a pattern that matches only itself. Of the special characters there, the name of a branch can
/// contain only these two (GitHub Docs, "Workflow syntax: filter pattern cheat sheet"; git-check-ref-format).
fn pattern(branch: &str) -> String {
    let mut out = String::with_capacity(branch.len());
    for (at, char) in branch.char_indices() {
        if char == '+' || (char == '!' && at == 0) {
            out.push('\\');
        }
        out.push(char);
    }
    out
}

fn unescaped(pattern: &str) -> String {
    pattern.replace("\\+", "+").replace("\\!", "!")
}

fn with_unix_lines(text: &str) -> Cow<'_, str> {
    if text.contains("\r\n") { text.replace("\r\n", "\n").into() } else { text.into() }
}
