//! `access/alt-redundant`: the description of an image says that it is one, or repeats its caption.

use crate::check::input::ArticleInput;
use crate::check::language::Language;
use crate::check::report::Report;
use crate::diagnostic::{Code, Fix, Safety, once};

/// Reports each description whose beginning says nothing, or that says what is written below the image.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    for image in &input.prose.images {
        let alt = image.alt.trim();
        if alt.is_empty() {
            continue;
        }
        if image.caption.as_deref().is_some_and(|caption| folded(caption) == folded(alt)) {
            let message = "the description of this image repeats its caption";
            let hint =
                "say what the image shows, so that those who cannot see it learn what others see";
            report.add(Code::AccessAltRedundant, image.span, message, hint);
            continue;
        }
        let Some(opening) = opening(alt, input.language) else { continue };
        let message = format!("`{opening}` says nothing: everybody is told that it is an image");
        let rest = alt.get(opening.len()..).unwrap_or_default().trim_start();
        let hint = "begin with what it shows";
        let finding = report.finding(Code::AccessAltRedundant, image.span, message).hint(hint);
        let fix = once(input.text, image.span, alt).filter(|_| !rest.is_empty()).map(|span| {
            let mut chars = rest.chars();
            let first = chars.next().map(char::to_uppercase).into_iter().flatten();
            let right: String = first.chain(chars).collect();
            Fix::replace(report.path(), span, &right, Safety::Unsafe)
        });
        report.push(finding.fix(fix));
    }
}

fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ").to_lowercase()
}

/// Returns the beginning of a description that only says that it is an image.
fn opening(alt: &str, language: Language) -> Option<&str> {
    let (articles, images, joints): (&[&str], &[&str], &[&str]) = match language {
        Language::English => (
            &["an ", "a ", "the ", "this "],
            &["image", "picture", "photo", "photograph", "graphic", "illustration"],
            &["of", "showing", "shows", "depicting"],
        ),
        Language::German => (
            &["ein ", "eine ", "das ", "dieses "],
            &["bild", "foto", "fotografie", "grafik", "abbildung"],
            &["von", "zeigt", "mit", "eines", "einer", "des", "der"],
        ),
        Language::French => (
            &["une ", "l’", "l'", "cette ", "la "],
            &["image", "photo", "photographie", "illustration"],
            &["de", "d’", "d'", "du", "des", "montrant", "montre"],
        ),
        Language::Spanish => (
            &["una ", "la ", "esta "],
            &["imagen", "foto", "fotografía", "ilustración"],
            &["de", "del", "que muestra", "muestra"],
        ),
        Language::Other => return None,
    };
    // A letter that is longer or shorter in lower case would move the places.
    let lower = alt.to_lowercase();
    if lower.len() != alt.len() {
        return None;
    }
    let rest = articles.iter().find_map(|article| lower.strip_prefix(article)).unwrap_or(&lower);
    let ended = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    let rest = images.iter().find_map(|it| rest.strip_prefix(it).filter(|rest| ended(rest)))?;
    let rest = rest.trim_start();
    if rest.trim_end_matches(['.', ':']).is_empty() {
        return Some(alt);
    }
    let after = joints.iter().find_map(|joint| {
        let after = rest.strip_prefix(joint)?;
        (ended(after) || joint.ends_with(['’', '\''])).then_some(after)
    })?;
    alt.get(..alt.len() - after.len())
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    fn of(body: &str) -> usize {
        found(check, &format!("---\ntitle: Why?\n---\n{body}\n")).len()
    }

    #[test]
    fn what_says_nothing_is_told() {
        for alt in
            ["Image of a pump", "A photo of the mayor", "picture", "This image shows two lines"]
        {
            assert_eq!(of(&format!("![{alt}](a.png)")), 1, "{alt}");
        }
        assert_eq!(of("![Two pumps.](a.png \"Two pumps\")"), 1);
        let german = "---\ntitle: Warum?\nlang: de\n---\n![Bild von einer Pumpe](a.png)\n";
        assert_eq!(found(check, german).len(), 1);
    }

    #[test]
    fn what_says_what_is_seen_is_not() {
        for alt in [
            "A pump",
            "Images of saints cover the wall",
            "Photography students",
            "Picture frames",
            "",
        ] {
            assert_eq!(of(&format!("![{alt}](a.png)")), 0, "{alt}");
        }
        assert_eq!(of("![Two grey boxes](a.png \"Two pumps\")"), 0);
    }
}
