//! Language tags.

use language_tags::{LanguageTag, ValidationError};

use crate::diagnostic::{Code, Diagnostic, Safety};
use crate::node::Node;
use crate::node::decode::{Decoder, owned};

/// What people write for a language, in lower case: its name, or the code of a country.
const NAMES: &[(&str, &str)] = &[
    ("arabic", "ar"),
    ("العربية", "ar"),
    ("bangla", "bn"),
    ("bengali", "bn"),
    ("brazilian", "pt-BR"),
    ("british", "en-GB"),
    ("american", "en-US"),
    ("bulgarian", "bg"),
    ("catalan", "ca"),
    ("català", "ca"),
    ("chinese", "zh"),
    ("中文", "zh"),
    ("mandarin", "zh"),
    ("croatian", "hr"),
    ("czech", "cs"),
    ("čeština", "cs"),
    ("danish", "da"),
    ("dansk", "da"),
    ("dutch", "nl"),
    ("nederlands", "nl"),
    ("english", "en"),
    ("eng-us", "en-US"),
    ("estonian", "et"),
    ("farsi", "fa"),
    ("finnish", "fi"),
    ("suomi", "fi"),
    ("flemish", "nl-BE"),
    ("french", "fr"),
    ("français", "fr"),
    ("francais", "fr"),
    ("german", "de"),
    ("deutsch", "de"),
    ("ngerman", "de"),
    ("greek", "el"),
    ("ελληνικά", "el"),
    ("hebrew", "he"),
    ("עברית", "he"),
    ("hindi", "hi"),
    ("हिन्दी", "hi"),
    ("hungarian", "hu"),
    ("magyar", "hu"),
    ("icelandic", "is"),
    ("indonesian", "id"),
    ("irish", "ga"),
    ("italian", "it"),
    ("italiano", "it"),
    ("japanese", "ja"),
    ("日本語", "ja"),
    ("korean", "ko"),
    ("한국어", "ko"),
    ("latvian", "lv"),
    ("lithuanian", "lt"),
    ("malay", "ms"),
    ("norwegian", "no"),
    ("norsk", "no"),
    ("persian", "fa"),
    ("فارسی", "fa"),
    ("polish", "pl"),
    ("polski", "pl"),
    ("portuguese", "pt"),
    ("português", "pt"),
    ("portugues", "pt"),
    ("romanian", "ro"),
    ("română", "ro"),
    ("russian", "ru"),
    ("русский", "ru"),
    ("serbian", "sr"),
    ("slovak", "sk"),
    ("slovenian", "sl"),
    ("spanish", "es"),
    ("español", "es"),
    ("espanol", "es"),
    ("castellano", "es"),
    ("swedish", "sv"),
    ("svenska", "sv"),
    ("thai", "th"),
    ("turkish", "tr"),
    ("türkçe", "tr"),
    ("ukrainian", "uk"),
    ("українська", "uk"),
    ("urdu", "ur"),
    ("vietnamese", "vi"),
    ("tiếng việt", "vi"),
    ("welsh", "cy"),
    ("cymraeg", "cy"),
    ("al", "sq"),
    ("at", "de-AT"),
    ("au", "en-AU"),
    ("bd", "bn"),
    ("by", "be"),
    ("cn", "zh"),
    ("cz", "cs"),
    ("dk", "da"),
    ("gb", "en-GB"),
    ("gr", "el"),
    ("hk", "zh-HK"),
    ("il", "he"),
    ("ir", "fa"),
    ("jp", "ja"),
    ("kp", "ko"),
    ("kz", "kk"),
    ("mx", "es-MX"),
    ("my_my", "ms"),
    ("nz", "en-NZ"),
    ("pk", "ur"),
    ("rs", "sr"),
    ("tj", "tg"),
    ("ua", "uk"),
    ("us", "en-US"),
    ("vn", "vi"),
    ("zh-chs", "zh-Hans"),
    ("zh-cht", "zh-Hant"),
];

/// A BCP 47 tag, whose parts are in IANA's registry of language subtags: `en`, `en-GB`, `zh-Hant-TW`.
pub(crate) fn language_tag(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    let Some(fault) = fault(&text) else { return Some(text) };
    let meant = meant(&text);
    let hint = meant.as_deref().map_or_else(
        || "write one such as `en`, `en-GB` or `pt-BR`".to_owned(),
        |meant| format!("write `{meant}`"),
    );
    let fix = meant.and_then(|meant| d.fix(node.span, &text, &meant, Safety::Unsafe));
    let message = format!("`{text}` {fault}");
    let finding = Diagnostic::new(Code::FieldInvalid, d.place(node.span), message);
    d.findings.push(finding.hint(hint).fix(fix));
    None
}

/// Says what is wrong with a tag, if anything is.
fn fault(text: &str) -> Option<&'static str> {
    let Ok(tag) = LanguageTag::parse(text) else { return Some("is not a language tag") };
    // A page needs a language that others know: of a private name, nobody knows which it is.
    if text.len() < 2 || text.starts_with("x-") || text.starts_with("X-") {
        return Some("is not a language tag");
    }
    match tag.validate() {
        Err(ValidationError::PrimaryLanguageNotInRegistry) => Some("is not a language"),
        Err(
            ValidationError::ExtendedLanguageNotInRegistry
            | ValidationError::WrongExtendedLanguagePrefix,
        ) => Some("is not a language: its second part names none"),
        Err(ValidationError::ScriptNotInRegistry) => Some("has no script: four letters name one"),
        Err(ValidationError::RegionNotInRegistry) => Some("has no region: two letters name one"),
        Err(ValidationError::VariantNotInRegistry) => Some("has a variant that does not exist"),
        // What is only unusual harms nobody.
        _ => None,
    }
}

/// Returns the tag that is meant, if that is known.
fn meant(text: &str) -> Option<String> {
    let text = text.trim().trim_matches(['"', '“', '”', '„', '‘', '’', '«', '»']);
    let lower = text.to_lowercase();
    let named = |name: &str| NAMES.iter().find(|(known, _)| *known == name).map(|(_, tag)| *tag);
    if let Some(tag) = named(&lower) {
        return Some(tag.to_owned());
    }
    // As systems write it: `en_US.UTF-8`.
    let written = text.split(['.', '@']).next()?.replace(['_', '–', '‑', ' '], "-");
    let mut parts = written.split('-').filter(|part| !part.is_empty());
    let first = parts.next()?.to_lowercase();
    let language = named(&first).map_or(first.as_str(), |tag| tag.split('-').next().unwrap_or(tag));
    let mut tag = language.to_owned();
    for part in parts {
        // The country of a language that has none of its name, as in `en-EN`, says nothing.
        let part = if part.eq_ignore_ascii_case("uk") { "GB" } else { part };
        let longer = format!("{tag}-{part}");
        if fault(&longer).is_none() {
            tag = longer;
        }
    }
    fault(&tag).is_none().then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::{NAMES, fault, meant};

    #[test]
    fn a_tag_has_parts_that_exist() {
        for tag in [
            "en",
            "en-GB",
            "FA-IR",
            "zh-Hant-TW",
            "ku-Arab",
            "de-CH-1996",
            "sl-rozaj",
            "es-419",
            "qaa",
            "tlh",
            "i-klingon",
            "en-US-u-hc-h12",
            "de-x-dialect",
            "zh-yue",
            "iw",
        ] {
            assert_eq!(fault(tag), None, "{tag}");
        }
        for (tag, right) in [
            ("jp", Some("ja")),
            ("english", Some("en")),
            ("English", Some("en")),
            ("en-UK", Some("en-GB")),
            ("en-EN", Some("en")),
            ("en_US", Some("en-US")),
            ("de_DE.UTF-8", Some("de-DE")),
            ("cn", Some("zh")),
            ("jp-JP", Some("ja-JP")),
            ("Deutsch", Some("de")),
            ("“de”", Some("de")),
            ("zz", None),
            ("x-private", None),
            ("", None),
        ] {
            assert!(fault(tag).is_some(), "{tag}");
            assert_eq!(meant(tag).as_deref(), right, "{tag}");
        }
        for (name, tag) in NAMES {
            assert!(fault(tag).is_none() && fault(name).is_some(), "{name}: {tag}");
        }
    }
}
