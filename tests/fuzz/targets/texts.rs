//! Data files: plain YAML, `site.toml`, and `content/sources.yaml`.

use nutgraf::config::{Config, Overrides};
use nutgraf::content::{InputFile, read_shared};
use nutgraf::node::{Key, Node, NodeKind, yaml};
use nutgraf::path::SitePath;

use crate::features::Features;
use crate::runner::{Failure, Verdict};
use crate::targets::laws;

/// YAML that may be long.
const ANY: yaml::Profile = yaml::Profile {
    values: 700_000,
    name: "this file",
    less: "write less",
    keys: &["id", "title", "url"],
};

/// Checks that YAML becomes a tree in which every value is where it says, or an error.
pub(crate) fn yaml(input: &[u8]) -> Verdict {
    let mut features = Features::default();
    let (path, text) = (SitePath::new("content/a.yaml").unwrap(), text(input));
    let loaded = yaml::load(&path, &text, 0, &ANY);
    features.note_findings(&loaded.findings);
    laws::findings(&loaded.findings, &laws::only(&path, &text))?;
    if let Some(root) = &loaded.value {
        stands(root, &text, 0, &mut features)?;
        drop(root.to_json());
    }
    Ok(features)
}

/// Checks that `site.toml` becomes settings, or an error.
pub(crate) fn settings(input: &[u8]) -> Verdict {
    let mut features = Features::default();
    let (path, text) = (SitePath::new("site.toml").unwrap(), text(input));
    let read = Config::read(&path, &text, Overrides::default());
    features.note_findings(&read.findings);
    laws::nothing_without_an_error(&read)?;
    laws::findings(&read.findings, &laws::only(&path, &text))?;
    if let Some(config) = &read.value {
        features.note((
            config.base_path().len().min(2),
            config.language.len().min(9),
            &config.markdown,
        ));
        features.note((
            config.menu.len().min(3),
            config.topics.len().min(3),
            config.levels.len().min(9),
        ));
        if !config.base_path().starts_with('/') || !config.base_path().ends_with('/') {
            let detail = config.base_path();
            return Err(Failure::new("the path of a site begins and ends in a slash", detail));
        }
    }
    Ok(features)
}

/// Checks that `content/sources.yaml` becomes sources, each with a different id, or findings.
pub(crate) fn sources(input: &[u8]) -> Verdict {
    let mut features = Features::default();
    let path = SitePath::new("content/sources.yaml").unwrap();
    let Some(file) = InputFile::new(&path, text(input).into_bytes()).value else {
        return Ok(features);
    };
    let read = read_shared(&file);
    features.note_findings(&read.findings);
    laws::findings(&read.findings, &laws::only(&path, &file.text))?;
    for source in &read.value.sources {
        features.note((source.kind, source.url.is_some(), source.authors.len().min(3)));
        features.note((source.published.is_some(), source.archive_url.is_some()));
        if source.id.is_empty() || source.title.trim().is_empty() {
            return Err(Failure::new("a source has an id and a title", format!("{source:#?}")));
        }
    }
    Ok(features)
}

/// Returns an input as text without NUL, which no such file may contain.
fn text(input: &[u8]) -> String {
    nutgraf::content::normalise(String::from_utf8_lossy(input).replace('\0', "?"))
}

/// Checks that every value of a tree is in the text, and every key is in its map once.
fn stands(
    node: &Node<'_>,
    text: &str,
    depth: usize,
    features: &mut Features,
) -> Result<(), Failure> {
    let inside = |span: nutgraf::span::Span| {
        text.get(span.start as usize..span.end as usize)
            .map(|_| ())
            .ok_or_else(|| Failure::new("a value stands in its text", format!("{span:?}")))
    };
    inside(node.span)?;
    features.note((depth.min(8), node.described()));
    match &node.kind {
        NodeKind::Broken(lost) => features.note(("broken", lost.len().min(5))),
        NodeKind::Scalar(scalar) => features.note((scalar.style as u8, scalar.text.is_empty())),
        NodeKind::Sequence(items) => {
            features.note(("list", items.len().min(5)));
            for item in items {
                stands(item, text, depth + 1, features)?;
            }
        }
        NodeKind::Mapping(pairs) => {
            features.note(("map", pairs.len().min(5)));
            for (n, (key, value)) in pairs.iter().enumerate() {
                inside(key.span)?;
                // A line that could not be read has no key, which is not the empty key.
                let is_lost = |key: &Key<'_>, value: &Node<'_>| {
                    key.text.is_empty() && matches!(value.kind, NodeKind::Broken(_))
                };
                let again = |(other, node): &(Key<'_>, Node<'_>)| {
                    !is_lost(key, value) && !is_lost(other, node) && other.text == key.text
                };
                if n < 100 && pairs.iter().skip(n + 1).any(again) {
                    return Err(Failure::new("a key stands once in its map", key.text.to_string()));
                }
                stands(value, text, depth + 1, features)?;
            }
        }
    }
    Ok(())
}
