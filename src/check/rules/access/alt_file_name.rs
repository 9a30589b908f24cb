//! `access/alt-file-name`: the description of an image is the name of a file.

use crate::check::input::ArticleInput;
use crate::check::report::Report;
use crate::diagnostic::Code;

/// Endings of the names of images.
const ENDINGS: &[&str] =
    &[".png", ".jpg", ".jpeg", ".gif", ".svg", ".webp", ".avif", ".bmp", ".tif", ".tiff", ".heic"];

/// What cameras, telephones and editors name files, before a number.
const CAMERAS: &[&str] = &[
    "img",
    "dsc",
    "dscf",
    "dscn",
    "pxl",
    "mvi",
    "image",
    "photo",
    "screenshot",
    "untitled",
    "scan",
];

/// Reports each description that is the name of a file.
pub(in crate::check::rules) fn check(input: &ArticleInput<'_>, report: &mut Report) {
    for image in &input.prose.images {
        let alt = image.alt.trim();
        if is_file_name(alt) {
            let message = format!("`{alt}` is the name of a file, not a description");
            let hint = "say in a few words what the image shows";
            report.add(Code::AccessAltFileName, image.span, message, hint);
        }
    }
}

fn is_file_name(alt: &str) -> bool {
    let lower = alt.to_lowercase();
    if lower.contains(char::is_whitespace) {
        return false;
    }
    if ENDINGS.iter().any(|ending| lower.len() > ending.len() && lower.ends_with(ending)) {
        return true;
    }
    let number = lower.trim_start_matches(char::is_alphabetic);
    let name = lower.strip_suffix(number).unwrap_or_default();
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let rest = number.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '_' | '.'));
    CAMERAS.contains(&name) && rest && digits >= 1
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::check::rules::fixture::found;

    #[test]
    fn names_of_files_are_told_and_descriptions_are_not() {
        let of =
            |alt: &str| found(check, &format!("---\ntitle: Why?\n---\n![{alt}](a.png)\n")).len();
        for alt in ["chart.png", "IMG_2231", "my-map-2.JPEG", "screenshot-2026-01-02"] {
            assert_eq!(of(alt), 1, "{alt}");
        }
        for alt in [
            "A map of the line",
            "Chart",
            "",
            "Two lines cross in chart.png",
            "Image1 of 3",
            "node.js",
        ] {
            assert_eq!(of(alt), 0, "{alt}");
        }
    }
}
