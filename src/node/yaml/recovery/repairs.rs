//! What may be meant by lines of YAML that do not fit the rest: each repair is a guess. The caller tries them in order
//! and keeps the first one that lets the text be read further.

use crate::diagnostic::Safety;
use crate::node::yaml::recovery::alignment::{aligned, dashed};
use crate::node::yaml::recovery::layout::{YamlLine, is_word};
use crate::node::yaml::recovery::lookalikes::unmasked;
use crate::node::yaml::recovery::patched::Patch;
use crate::node::yaml::recovery::repair::{Repair, Slip, Stand, quoted};

/// Where a fault is, and what repairs may need to know about it.
struct FaultyLine<'y> {
    yaml: &'y str,
    fault: usize,
    stand: &'y Stand<'y>,
    line: YamlLine<'y>,
    /// The line before it that is not blank.
    before: Option<YamlLine<'y>>,
}

/// Returns the repairs to try for a fault at a byte, in order; each kind is worked out only when the ones before it did
/// not help.
pub(super) fn repairs<'y>(
    yaml: &'y str,
    fault: usize,
    stand: &'y Stand<'y>,
) -> impl Iterator<Item = Repair> + use<'y> {
    let line = YamlLine::told_at(yaml, fault);
    let before = line.before(yaml);
    let around = FaultyLine { yaml, fault, stand, line, before };
    let kinds: [fn(&FaultyLine<'_>) -> Vec<Repair>; 9] =
        [unmask, spaces, dash, below, keys, without_bracket, meant, moved, before_or_given_up];
    kinds.into_iter().flat_map(move |kind| kind(&around))
}

/// Takes what looks like a character of YAML for that character.
fn unmask(FaultyLine { yaml, line, before, stand, .. }: &FaultyLine<'_>) -> Vec<Repair> {
    let lines = [Some(line), before.as_ref()].into_iter().flatten();
    lines.filter_map(|line| unmasked(yaml, line, stand)).collect()
}

/// Replaces the tabs of the line, or of the next one: a text without quotes goes on there.
fn spaces(FaultyLine { yaml, line, .. }: &FaultyLine<'_>) -> Vec<Repair> {
    let next = line.next(yaml).filter(|next| !next.is_blank());
    let lines = [Some(line), next.as_ref()].into_iter().flatten();
    let patches = lines.flat_map(|line| untabbed(yaml, line));
    patches.map(Repair::titled("indent with spaces", Safety::Unsafe)).collect()
}

/// Moves the dash of the line below those of the other items.
fn dash(FaultyLine { yaml, line, .. }: &FaultyLine<'_>) -> Vec<Repair> {
    dashed(yaml, line).into_iter().collect()
}

/// Moves the key of the line below the one above it that it belongs to.
fn below(FaultyLine { yaml, line, stand, .. }: &FaultyLine<'_>) -> Vec<Repair> {
    aligned(yaml, line, stand).into_iter().collect()
}

/// Completes the key of the line or, because the parser blames the line below one without a key, of the line before.
fn keys(FaultyLine { line, before, stand, .. }: &FaultyLine<'_>) -> Vec<Repair> {
    let lines = [Some(line), before.as_ref()].into_iter().flatten();
    lines.filter_map(|line| keyed(line, stand)).collect()
}

/// Removes a closing bracket that closes nothing.
fn without_bracket(FaultyLine { yaml, fault, .. }: &FaultyLine<'_>) -> Vec<Repair> {
    if !yaml.get(*fault..).is_some_and(|rest| rest.starts_with([']', '}'])) {
        return Vec::new();
    }
    let patches = vec![Patch::new(*fault..fault + 1, "")];
    vec![Repair::titled("remove the bracket", Safety::Unsafe)(patches)]
}

/// Rewrites the value of the line.
fn meant(FaultyLine { yaml, line, stand, .. }: &FaultyLine<'_>) -> Vec<Repair> {
    read_as_meant(yaml, line, stand)
}

/// Moves the line to another depth.
fn moved(FaultyLine { yaml, line, before, .. }: &FaultyLine<'_>) -> Vec<Repair> {
    // What has no key would become a part of the value above, which may be no text: a date, a word, a number.
    let goes_on = |before: &YamlLine<'_>| {
        yaml.get(before.value()).is_some_and(|value| value.trim().contains(' '))
    };
    let has_no_key = line.key().is_none() && !line.is_item();
    if has_no_key && !before.as_ref().is_some_and(goes_on) {
        return Vec::new();
    }
    let titled = Repair::titled("indent the line like those around it", Safety::Unsafe);
    indented_anew(yaml, line).into_iter().map(titled).collect()
}

/// Gives up the line, or reads the line before it in another way.
fn before_or_given_up(
    FaultyLine { yaml, line, before, stand, .. }: &FaultyLine<'_>,
) -> Vec<Repair> {
    let give_up = |line| given_up(yaml, line, stand).into_iter().map(Repair::stepping_over);
    let mut all: Vec<Repair> = give_up(line).collect();
    if let Some(before) = before {
        all.extend(read_as_meant(yaml, before, stand));
        all.extend(give_up(before));
    }
    all
}

/// Returns the depths that may be meant for a line: that of the line before it, inside it, or that of a line around it.
fn depths(yaml: &str, line: &YamlLine<'_>) -> Vec<usize> {
    let mut depths = Vec::new();
    let mut enclosing = usize::MAX;
    let mut before = line.before(yaml);
    while let Some(this) = before {
        if this.indent < enclosing {
            enclosing = this.indent;
            let inside = if this.key().is_some() { this.depth() + 2 } else { this.depth() };
            for depth in [this.depth(), this.indent, inside] {
                if !depths.contains(&depth) {
                    depths.push(depth);
                }
            }
        }
        if enclosing == 0 || depths.len() > 12 {
            break;
        }
        before = this.before(yaml);
    }
    depths
}

/// Replaces tabs in the indentation with spaces, here and in the following lines that begin with tabs.
fn untabbed(yaml: &str, line: &YamlLine<'_>) -> Vec<Vec<Patch>> {
    let indentation = |line: &YamlLine<'_>| line.range.start..line.range.start + line.indent;
    let count = |line: &YamlLine<'_>, sign: char| {
        let indentation = yaml.get(indentation(line)).unwrap_or_default();
        indentation.matches(sign).count()
    };
    let tabs = |line: &YamlLine<'_>| count(line, '\t');
    let (own, own_spaces) = (tabs(line), count(line, ' '));
    if own == 0 {
        return Vec::new();
    }
    let with_depth = |depth: usize| {
        let mut patches = Vec::new();
        let mut next = Some(line.clone());
        while let Some(this) = next.filter(|line| tabs(line) >= own || line.is_blank()) {
            let deeper = 2 * tabs(&this).saturating_sub(own);
            let deeper = deeper + count(&this, ' ').saturating_sub(own_spaces);
            if !this.is_blank() {
                patches.push(Patch::new(indentation(&this), " ".repeat(depth + deeper)));
            }
            next = this.next(yaml);
        }
        patches
    };
    // An item belongs to the list that goes on below it.
    let list = line.is_item().then(|| dash_below(yaml, line)).flatten();
    let others = depths(yaml, line).into_iter().filter(|depth| Some(*depth) != list);
    list.into_iter().chain(others).map(with_depth).collect()
}

/// Returns the indentation of the next item below a line.
fn dash_below(yaml: &str, line: &YamlLine<'_>) -> Option<usize> {
    let mut next = line.next(yaml);
    for _ in 0..40 {
        let this = next?;
        if this.is_item() {
            let indentation = yaml.get(this.range.start..this.range.start + this.indent)?;
            return (!indentation.contains('\t')).then_some(this.indent);
        }
        if this.indent == 0 && !this.is_blank() {
            return None;
        }
        next = this.next(yaml);
    }
    None
}

/// Adds the colon, or the space after it, that the line's key lacks.
fn keyed(line: &YamlLine<'_>, stand: &Stand<'_>) -> Option<Repair> {
    let content = line.content();
    let word = content.split([' ', '=', ':']).next().filter(|word| is_word(word))?;
    if !stand.keys.contains(&word) {
        return None;
    }
    let rest = content.get(word.len()..)?;
    let value = rest.trim_start_matches([' ', '=', ':']);
    let sign = rest.get(..rest.len() - value.len())?;
    if sign.contains(": ") || value.is_empty() && !sign.is_empty() {
        return None;
    }
    let at = line.content + word.len();
    let message = if sign.contains(':') {
        format!("there is no space after `{word}:`")
    } else {
        format!("there is no colon after `{word}`")
    };
    let (hint, right) = if value.is_empty() {
        (format!("write `{word}:`"), ":")
    } else {
        (format!("write `{word}: …`, with a colon and a space"), ": ")
    };
    let patches = vec![Patch::new(at..at + sign.len(), right)];
    let title = Some(("write the key with a colon and a space", Safety::Safe));
    Some(Repair { patches, title, instead: Some(Slip { at: line.content, message, hint }) })
}

/// Rewrites the value as its author may have meant it: with the missing bracket or quotation mark, or as text.
fn read_as_meant(yaml: &str, line: &YamlLine<'_>, stand: &Stand<'_>) -> Vec<Repair> {
    // In a list, what stands before a colon is part of a sentence, unless it is one of the words that are keys.
    let is_sentence = line.is_item() && line.key().is_some_and(|key| !stand.keys.contains(&key));
    let value = line.value();
    let value = if is_sentence { line.content..value.end } else { value };
    let text = yaml.get(value.clone()).unwrap_or_default();
    if text.is_empty() {
        return Vec::new();
    }
    let mut all = Vec::new();
    let closing = match text.chars().next() {
        Some('[') => Some("]"),
        Some('{') => Some("}"),
        Some('"') if text.matches('"').count() == 1 => Some("\""),
        Some('\'') if text.matches('\'').count() == 1 => Some("'"),
        _ => None,
    };
    if let Some(closing) = closing {
        let title = if matches!(closing, "]" | "}") {
            "close the bracket"
        } else {
            "close the quotation mark"
        };
        let patches = vec![Patch::insert(value.end, closing)];
        all.push(Repair::titled(title, Safety::Unsafe)(patches));
    }
    // Whatever begins with a letter or a digit is text.
    let is_text = text.starts_with(char::is_alphanumeric);
    let safety = if is_text { Safety::Safe } else { Safety::Unsafe };
    let in_quotes = Repair::titled("put the text in quotes", safety);
    // Its outer quotation marks are there already, and are no part of it.
    let inner = |mark| text.strip_prefix(mark).and_then(|text| text.strip_suffix(mark));
    let inner = inner('"').or_else(|| inner('\'')).filter(|inner| !inner.is_empty());
    let escaped = |text: &str| text.contains('\\') || text.contains("''");
    let words = inner.filter(|inner| !escaped(inner)).unwrap_or(text);
    all.push(in_quotes(vec![Patch::new(value.clone(), quoted(words))]));
    // A text may continue on lines that are indented more.
    let end = line.block_end(yaml);
    if end > line.range.end {
        let whole = yaml.get(value.start..end).unwrap_or_default();
        let joined: Vec<&str> = whole.split_whitespace().collect();
        let patches = vec![Patch::new(value.start..end, quoted(&joined.join(" ")))];
        all.push(Repair::titled("put the text in quotes", Safety::Unsafe)(patches));
    }
    all
}

/// Moves the line, and the following lines that are indented as much or more, to other depths.
fn indented_anew(yaml: &str, line: &YamlLine<'_>) -> Vec<Vec<Patch>> {
    let moved_to = |depth: usize| {
        let mut patches = Vec::new();
        let mut next = Some(line.clone());
        while let Some(this) = next.filter(|next| next.indent >= line.indent && !next.is_blank()) {
            let indentation = this.range.start..this.range.start + this.indent;
            patches.push(Patch::new(indentation, " ".repeat(depth + this.indent - line.indent)));
            next = this.next(yaml);
        }
        patches
    };
    let only = |depth: usize| {
        let indentation = line.range.start..line.range.start + line.indent;
        vec![Patch::new(indentation, " ".repeat(depth))]
    };
    let others = depths(yaml, line).into_iter().filter(|depth| *depth != line.indent);
    others.flat_map(|depth| [moved_to(depth), only(depth)]).collect()
}

/// Treats the value, or the whole line, as something that cannot be read.
fn given_up(yaml: &str, line: &YamlLine<'_>, stand: &Stand<'_>) -> Vec<Vec<Patch>> {
    let block = line.block_end(yaml);
    let value = line.value();
    let sign = stand.value;
    let mut all = Vec::new();
    if line.key().is_some() || line.is_item() {
        all.push(vec![Patch::new(value.start..block, format!(" {sign}"))]);
    }
    // As an entry of the map or list that contains it: there it is missed.
    let mut stands_at = vec![line.indent];
    stands_at.extend(depths(yaml, line));
    for depth in stands_at {
        let indentation = " ".repeat(depth);
        let whole = line.range.start..block;
        let entry = format!("{indentation}{sign}{}: {sign}", line.range.start);
        all.push(vec![Patch::new(whole.clone(), entry)]);
        all.push(vec![Patch::new(whole, format!("{indentation}- {sign}"))]);
    }
    all
}
