//! The output folder's own notes, as somebody else may have left or committed them: its manifest, and the journal of an
//! interrupted publication. The input is an archive of both and of the files there. Whatever they say, nothing outside
//! the folder is moved, read into it, or removed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use nutgraf::digest::Digest;
use nutgraf::engine::publish::{Manifest, Payload, PublishTarget as Place, Publisher, clean};
use nutgraf::path::SitePath;

use crate::archive::sections;
use crate::features::{Features, wording};
use crate::runner::{Failure, Verdict};
use crate::support::{target, walk};

/// A text in the user's home folder, and nowhere else.
const SECRET: &str = "a key that is nobody's business";
/// What somebody put into the output folder; no input has its digest.
const FOREIGN: &str = "somebody else's file";

/// A manifest is read, published over, and cleaned after.
pub(crate) fn manifest(input: &[u8]) -> Verdict {
    run(input, "manifest", ".nutgraf-manifest.json")
}

/// A journal is finished.
pub(crate) fn journal(input: &[u8]) -> Verdict {
    run(input, "journal", ".nutgraf-journal.json")
}

fn run(input: &[u8], about: &str, file: &str) -> Verdict {
    let mut features = Features::default();
    let folder = tempfile::tempdir().unwrap();
    let root = folder.path().canonicalize().unwrap();
    let site = root.join("site");
    let output = site.join("public");
    fs::create_dir_all(&output).unwrap();
    put(&root, "home/key", SECRET.as_bytes());
    put(&root, "home/manifest.json", SECRET.as_bytes());
    put(&root, "site/content/a.md", SECRET.as_bytes());
    put(&output, "foreign.txt", FOREIGN.as_bytes());
    let mut plain = None;
    for section in sections(input) {
        match section.name {
            "tree" => lay(&output, &String::from_utf8_lossy(section.text)),
            name if name == about => plain = Some(section.text),
            "manifest" => put(&output, ".nutgraf-manifest.json", &expanded(section.text)),
            "journal" => put(&output, ".nutgraf-journal.json", &expanded(section.text)),
            _ => {}
        }
    }
    // An input that is not an archive is the file itself.
    put(&output, file, &expanded(plain.unwrap_or(input)));
    let before = outside(&root, &output);
    features.note(Manifest::read(&output).is_ok());
    let target = Place { output: output.clone(), home: Some(root.join("home")), ..target(&site) };
    let published = publish(&target).map_err(|error| error.to_string());
    features.note(
        published.as_ref().map_err(|error| wording(&error.replace(root.to_str().unwrap(), ""))),
    );
    unharmed(&root, &output, &before, input)?;
    let cleaned = clean(&target).map_err(|error| error.to_string());
    features.note(
        cleaned
            .map(|cleaned| cleaned.removed.min(3))
            .map_err(|error| wording(&error.replace(root.to_str().unwrap(), ""))),
    );
    unharmed(&root, &output, &before, input)?;
    Ok(features)
}

fn publish(target: &Place) -> Result<usize, nutgraf::engine::publish::PublishError> {
    let publisher = Publisher::open(target)?;
    for path in ["index.html", "a.html", "x/y.html"] {
        publisher.stage(&SitePath::new(path).unwrap(), Payload::Bytes(path.as_bytes()))?;
    }
    publisher.commit().map(|published| published.written)
}

/// Checks that everything outside the output folder is unchanged, and nothing of it was brought in.
fn unharmed(
    root: &Path,
    output: &Path,
    before: &BTreeMap<PathBuf, Vec<u8>>,
    input: &[u8],
) -> Result<(), Failure> {
    let after = outside(root, output);
    if after != *before {
        let names = |files: &BTreeMap<PathBuf, Vec<u8>>| format!("{:?}", files.keys());
        let detail = format!("{} instead of {}", names(&after), names(before));
        return Err(Failure::new("nothing outside of the output folder changes", detail));
    }
    let mut stolen = None;
    walk(output, &mut |path| {
        let is_file = fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
        if is_file && fs::read(path).is_ok_and(|bytes| bytes == SECRET.as_bytes()) {
            stolen = Some(path.display().to_string());
        }
    });
    if let Some(path) = stolen {
        return Err(Failure::new("nothing from outside comes into the output folder", path));
    }
    // A journal may say that its own file is moved to where another one is.
    let named = String::from_utf8_lossy(input).contains("foreign");
    if !named && !fs::read(output.join("foreign.txt")).is_ok_and(|text| text == FOREIGN.as_bytes())
    {
        return Err(Failure::new("a file that no note of ours names stays", "foreign.txt"));
    }
    Ok(())
}

/// Returns every file outside the output folder, without following links.
fn outside(root: &Path, output: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    walk(root, &mut |path| {
        if !path.starts_with(output) {
            files.insert(path.to_owned(), fs::read(path).unwrap_or_default());
        }
    });
    files
}

/// Puts files, folders and links into the output folder, one per line; lines that cannot be followed are ignored.
fn lay(output: &Path, lines: &str) {
    for line in lines.lines().take(40) {
        let mut words = line.splitn(3, ' ');
        let (Some(kind), Some(path)) = (words.next(), words.next()) else { continue };
        let more = words.next().unwrap_or_default();
        let whole = Path::new(path)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)));
        if !whole || path.contains('\0') || more.contains('\0') || goes_through_a_link(output, path)
        {
            continue;
        }
        let place = output.join(path);
        drop(place.parent().map(fs::create_dir_all));
        match kind {
            "file" if !place.is_symlink() => drop(fs::write(&place, more)),
            "folder" => drop(fs::create_dir_all(&place)),
            #[cfg(unix)]
            "link" => drop(std::os::unix::fs::symlink(more, &place)),
            _ => {}
        }
    }
}

fn goes_through_a_link(output: &Path, path: &str) -> bool {
    Path::new(path).ancestors().any(|part| output.join(part).is_symlink())
}

fn put(folder: &Path, path: &str, bytes: &[u8]) {
    let path = folder.join(path);
    if path.is_symlink() {
        return;
    }
    drop(path.parent().map(fs::create_dir_all));
    drop(fs::write(path, bytes));
}

/// Returns a text with the digest of `x` in place of each `{{x}}`.
fn expanded(text: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(text);
    let mut parts = text.split("{{");
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        match part.split_once("}}") {
            Some((inside, rest)) => {
                out.push_str(&Digest::of(inside.as_bytes()).to_string());
                out.push_str(rest);
            }
            None => out.push_str(part),
        }
    }
    out.into_bytes()
}
