//! Keys that do not stand below the other keys of their item: below its dash, or a space too far.

use crate::diagnostic::Safety;
use crate::node::yaml::recovery::layout::YamlLine;
use crate::node::yaml::recovery::patched::Patch;
use crate::node::yaml::recovery::repair::{Repair, Slip, Stand};

/// The largest distance at which a key is still taken for one of the same item.
const NEAR: usize = 3;

/// Moves a key below the key above it that it belongs to.
pub(super) fn aligned(yaml: &str, line: &YamlLine<'_>, stand: &Stand<'_>) -> Option<Repair> {
    let key = line.key().filter(|key| stand.keys.contains(key))?;
    let written = yaml.get(line.range.clone())?;
    let spaces = written.get(..line.indent)?;
    if line.is_item() || spaces.contains('\t') {
        return None;
    }
    let (sibling, depth) = sibling(yaml, line, stand)?;
    let moved = |line: &YamlLine<'_>| {
        let indentation = line.range.start..line.range.start + line.indent;
        Patch::new(indentation, " ".repeat(depth + line.indent.saturating_sub(spaces.len())))
    };
    let mut patches = vec![moved(line)];
    let mut next = line.next(yaml);
    let mut others = false;
    while let Some(this) = next {
        let belongs = this.indent > line.indent
            || (this.indent == line.indent && !this.is_item() && this.key().is_some());
        if this.is_blank() || !belongs {
            break;
        }
        // What is right already stays.
        if this.indent == depth && this.key().is_some() {
            break;
        }
        others |= this.indent == line.indent;
        patches.push(moved(&this));
        next = this.next(yaml);
    }
    let message = format!(
        "`{key}` begins after {}, `{sibling}` above it after {}: keys that belong together begin below each other",
        count(spaces.len()),
        if depth == 0 { "none".to_owned() } else { depth.to_string() }
    );
    let right = format!("{}{}", " ".repeat(depth), written.trim());
    let also = if others { "; move the keys below it as far" } else { "" };
    let hint = format!("write `{right}`, with {} before it{also}", count(depth));
    let title = Some(("put the key below the one that it belongs to", Safety::Unsafe));
    Some(Repair { patches, title, instead: Some(Slip { at: line.range.start, message, hint }) })
}

/// Moves a dash below the one of the item above it, and the lines of its item too, unless they are right already.
pub(super) fn dashed(yaml: &str, line: &YamlLine<'_>) -> Option<Repair> {
    let written = yaml.get(line.range.clone())?;
    if !line.is_item() || written.get(..line.indent)?.contains('\t') {
        return None;
    }
    let mut above = line.before(yaml);
    let depth = loop {
        let this = above?;
        if this.is_item() && this.indent != line.indent && this.indent.abs_diff(line.indent) <= NEAR
        {
            break this.indent;
        }
        // A list of the same depth is not the one that this dash misses.
        if this.is_item() && this.indent <= line.indent || this.indent == 0 {
            return None;
        }
        above = this.before(yaml);
    };
    let inside = |line: &YamlLine<'_>| line.range.start..line.range.start + line.indent;
    let mut patches = vec![Patch::new(inside(line), " ".repeat(depth))];
    let mut next = line.next(yaml);
    while let Some(this) = next.filter(|next| next.indent > line.indent && !next.is_blank()) {
        if this.indent == depth + line.depth() - line.indent {
            break;
        }
        let moved = (this.indent + depth).saturating_sub(line.indent);
        patches.push(Patch::new(inside(&this), " ".repeat(moved)));
        next = this.next(yaml);
    }
    let message = format!(
        "this `-` begins after {}, that of the item above it after {}: the items of a list begin below each other",
        count(line.indent),
        if depth == 0 { "none".to_owned() } else { depth.to_string() }
    );
    let right = format!("{}{}", " ".repeat(depth), written.trim());
    let hint = format!("write `{right}`, with {} before the `-`", count(depth));
    let title = Some(("put the dash below those of the other items", Safety::Unsafe));
    let at = line.range.start + line.indent;
    Some(Repair { patches, title, instead: Some(Slip { at, message, hint }) })
}

fn count(spaces: usize) -> String {
    match spaces {
        0 => "no space".to_owned(),
        1 => "1 space".to_owned(),
        spaces => format!("{spaces} spaces"),
    }
}

/// Returns the nearest key above that a key may belong to, and how far in it stands.
fn sibling<'y>(yaml: &'y str, line: &YamlLine<'y>, stand: &Stand<'_>) -> Option<(&'y str, usize)> {
    let mut above = line.before(yaml);
    for _ in 0..20 {
        let this = above?;
        let depth = this.depth();
        let is_key = this.key().filter(|key| stand.keys.contains(key));
        // Below a key without a value stands what belongs to it.
        let has_value = !this.value().is_empty();
        if let Some(key) = is_key.filter(|_| depth.abs_diff(line.indent) <= NEAR) {
            if depth == line.indent {
                return None;
            }
            if has_value || depth > line.indent {
                return Some((key, depth));
            }
        }
        if this.is_item() || this.indent == 0 {
            return None;
        }
        above = this.before(yaml);
    }
    None
}
