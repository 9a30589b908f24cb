//! The direction in which a language is written: that of its script, which the tag names or Unicode's CLDR knows
//! (`scriptMetadata`, `likelySubtags`). Tags are compared without regard to case (BCP 47, 2.1.1).

/// The scripts that run from right to left.
const SCRIPTS: &[&str] = &[
    "adlm", "arab", "aran", "armi", "avst", "chrs", "cprt", "elym", "gara", "hatr", "hebr", "hung",
    "khar", "lydi", "mand", "mani", "mend", "merc", "mero", "narb", "nbat", "nkoo", "orkh", "ougr",
    "palm", "phli", "phlp", "phnx", "prti", "rohg", "samr", "sarb", "sidt", "sogd", "sogo", "syrc",
    "syre", "syrj", "syrn", "thaa", "yezi",
];

/// The languages that are most likely written in one of them.
const LANGUAGES: &[&str] = &[
    "aao", "abh", "abv", "acm", "acq", "acw", "acx", "acy", "adf", "ae", "aeb", "aec", "aee",
    "aeq", "afb", "aib", "aii", "aij", "aiq", "ajp", "amw", "apc", "apd", "ar", "arb", "arc",
    "arq", "ars", "ary", "arz", "ask", "atn", "auj", "auz", "avd", "avl", "ayh", "ayl", "ayn",
    "ayp", "azb", "bal", "bdz", "bej", "bft", "bgn", "bgp", "bhe", "bhm", "bhn", "bjf", "bjm",
    "bqi", "brh", "brk", "bsh", "bsk", "chg", "cja", "ckb", "cld", "clh", "czk", "dcc", "def",
    "deh", "dgl", "dmk", "dml", "drw", "dv", "ecy", "esh", "fa", "fay", "faz", "fia", "fub", "gbz",
    "ggg", "gha", "ghr", "gig", "gjk", "gju", "glh", "glk", "grr", "gwc", "gwf", "gwt", "gzi",
    "hac", "haz", "hbo", "he", "hkh", "hnd", "hno", "hoh", "hrt", "hrz", "hss", "huy", "isk",
    "itk", "iw", "jad", "jat", "jbe", "jbn", "jdg", "jdt", "ji", "jnd", "jog", "jpa", "jpr", "jrb",
    "jye", "kbu", "kby", "kcy", "kfm", "khw", "klj", "kmz", "kqd", "ks", "ktl", "kvx", "kxp",
    "lad", "lah", "lhs", "lki", "lrc", "lrk", "lrl", "lsa", "lsd", "lss", "luv", "luz", "mby",
    "mde", "mey", "mfa", "mfi", "mhj", "mid", "mki", "mnj", "mve", "mvy", "myz", "mzb", "mzn",
    "nli", "nlm", "nqo", "ntz", "nyq", "oar", "obm", "odk", "oru", "ota", "otk", "oui", "pal",
    "pbt", "pbu", "pes", "pgd", "phl", "phn", "phr", "phv", "plk", "pnb", "prc", "prd", "prs",
    "prx", "ps", "psh", "psi", "pst", "qxq", "rdb", "rhg", "rmt", "sam", "sbn", "scl", "sd", "sdb",
    "sdf", "sdg", "sdh", "sds", "sgr", "sgy", "shd", "shm", "shu", "shv", "siy", "siz", "skr",
    "smh", "smp", "smy", "sog", "sqo", "sqr", "sqt", "srh", "srz", "ssh", "sts", "swb", "syc",
    "syn", "syr", "syy", "tjo", "tks", "tmr", "tov", "tra", "trg", "trm", "trw", "ug", "ur", "ush",
    "uzs", "vaf", "vgr", "vmh", "wbk", "wbl", "wlo", "wne", "wni", "wsv", "xco", "xhe", "xka",
    "xkc", "xkj", "xkp", "xld", "xly", "xmn", "xmr", "xna", "xpr", "xsa", "xsd", "xvi", "ydd",
    "ydg", "yhd", "yi", "yih", "yud", "zba", "zdj", "zrp", "zum",
];

/// The regions where a language has another direction than elsewhere.
const REGIONS: &[(&str, &[&str], bool)] = &[
    ("az", &["iq", "ir"], true),
    ("ha", &["cm", "sd"], true),
    ("kk", &["af", "cn", "ir", "mn"], true),
    ("ku", &["iq", "ir", "lb", "sy"], true),
    ("mey", &["sn"], false),
    ("ky", &["cn"], true),
    ("ms", &["cc"], true),
    ("pa", &["pk"], true),
    ("sd", &["in"], false),
    ("tg", &["pk"], true),
    ("tk", &["ir", "af"], true),
    ("ug", &["kz", "mn"], false),
    ("uz", &["af", "cn"], true),
];

/// Returns the direction of a language's script: `ltr` or `rtl`.
pub(super) fn direction(lang: &str) -> &'static str {
    if runs_from_right(&lang.to_ascii_lowercase()) { "rtl" } else { "ltr" }
}

/// The same for a tag in lower case.
fn runs_from_right(lang: &str) -> bool {
    let mut tags = lang.split('-').take_while(|tag| tag.len() > 1);
    let language = tags.next().unwrap_or_default();
    let mut region = None;
    for tag in tags {
        match tag.len() {
            4 if tag.bytes().all(|byte| byte.is_ascii_alphabetic()) => {
                return SCRIPTS.binary_search(&tag).is_ok();
            }
            2 => region = region.or(Some(tag)),
            _ => {}
        }
    }
    let elsewhere = REGIONS.iter().find(|(name, regions, _)| {
        *name == language && region.is_some_and(|region| regions.contains(&region))
    });
    elsewhere.map_or_else(|| LANGUAGES.binary_search(&language).is_ok(), |(.., rtl)| *rtl)
}

#[cfg(test)]
mod tests {
    use super::{LANGUAGES, SCRIPTS, direction};

    #[test]
    fn the_script_decides_and_else_the_language_in_its_region() {
        assert!(SCRIPTS.is_sorted() && LANGUAGES.is_sorted());
        for lang in [
            "ar",
            "AR",
            "FA-IR",
            "he",
            "ku-Arab",
            "ku-arab-IQ",
            "ku-IQ",
            "pa-PK",
            "uz-Arab",
            "azb",
            "nqo",
            "ff-Adlm",
            "ks",
            "en-Hebr",
            "ar-u-nu-latn",
            "yi",
        ] {
            assert_eq!(direction(lang), "rtl", "{lang}");
        }
        for lang in [
            "en",
            "ku",
            "pa",
            "ar-Latn",
            "az-Latn-IR",
            "sd-IN",
            "sd-Deva",
            "ks-Deva",
            "zh-Hant",
            "en-x-arab",
            "ms",
            "uz",
        ] {
            assert_eq!(direction(lang), "ltr", "{lang}");
        }
    }
}
