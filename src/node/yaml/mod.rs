//! Reads YAML into [`Node`]s: our own small loader over `granit-parser`'s events. Every key and value keeps its span,
//! duplicate keys are reported with both places, and what front matter does not need (aliases, anchors, tags,
//! directives, further documents) is refused, and with it every bomb built from them. After a mistake in the text,
//! [`recovery`] reads on around it.

mod faults;
mod loader;
mod recovery;
#[cfg(test)]
mod tests;
mod twice;

pub use loader::Profile;

use crate::diagnostic::Outcome;
use crate::node::Node;
use crate::node::yaml::loader::{LoadStop, Loader, Yaml};
use crate::path::SitePath;

/// Loads the YAML of `text`, which begins at byte `base` of the file `path`; all spans refer to the file. What cannot
/// be read is [`NodeKind::Broken`](crate::node::NodeKind::Broken), with a finding. `None` if nothing can be read, or the text is empty.
pub fn load<'t>(
    path: &SitePath,
    text: &'t str,
    base: usize,
    kind: &Profile,
) -> Outcome<Option<Node<'t>>> {
    let yaml = Yaml { path, text, base, kind };
    let mut loader = Loader::new(&yaml);
    match loader.document() {
        // A key without its space is a text to the parser, if nothing else stands there.
        Ok(Some(root)) if recovery::lacks_its_colon(&root, kind.keys) => {
            recovery::read(&yaml, None)
        }
        Ok(root) => Outcome::new(root, loader.findings.into_vec()),
        Err(LoadStop::End) => Outcome::new(None, loader.findings.into_vec()),
        Err(LoadStop::Fault(first)) => recovery::read(&yaml, Some(first.finding)),
    }
}
