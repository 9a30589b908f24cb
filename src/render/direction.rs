//! The direction in which a language is written.

/// Returns the direction of a language's script: `ltr` or `rtl`.
pub(super) fn direction(lang: &str) -> &'static str {
    let mut tags = lang.split('-');
    let rtl = matches!(
        tags.next().unwrap_or_default(),
        "ar" | "he" | "fa" | "ur" | "yi" | "ps" | "sd" | "ug" | "dv" | "ckb" | "syr"
    );
    let latin = tags.any(|tag| tag.eq_ignore_ascii_case("latn"));
    if rtl && !latin { "rtl" } else { "ltr" }
}
