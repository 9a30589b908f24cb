//! The plural forms of languages: which one belongs to a number.

/// Returns the plural category of a whole number, by the rules of CLDR (Unicode LDML part 3, "Language Plural Rules")
/// for the languages whose rules differ from "one is singular"; all others get that rule.
pub(crate) fn plural_category(language: &str, n: u64) -> &'static str {
    let (ten, hundred) = (n % 10, n % 100);
    match language.split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
        "ja" | "ko" | "zh" | "vi" | "th" | "id" | "ms" | "my" => "other",
        "fr" | "pt" | "hy" | "fa" | "hi" | "bn" | "am" if n <= 1 => "one",
        "ru" | "uk" | "be" => match (ten, hundred) {
            (1, h) if h != 11 => "one",
            (2..=4, h) if !(12..=14).contains(&h) => "few",
            _ => "many",
        },
        "sr" | "hr" | "bs" => match (ten, hundred) {
            (1, h) if h != 11 => "one",
            (2..=4, h) if !(12..=14).contains(&h) => "few",
            _ => "other",
        },
        "pl" => match (n, ten, hundred) {
            (1, ..) => "one",
            (_, 2..=4, h) if !(12..=14).contains(&h) => "few",
            _ => "many",
        },
        "cs" | "sk" => match n {
            1 => "one",
            2..=4 => "few",
            _ => "other",
        },
        "ar" => match (n, hundred) {
            (0, _) => "zero",
            (1, _) => "one",
            (2, _) => "two",
            (_, 3..=10) => "few",
            (_, 11..=99) => "many",
            _ => "other",
        },
        "he" => match n {
            1 => "one",
            2 => "two",
            _ => "other",
        },
        _ if n == 1 => "one",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::plural_category;

    #[test]
    fn plural_rules_are_those_of_cldr() {
        let categories = |language, numbers: &[u64]| {
            numbers.iter().map(|n| plural_category(language, *n)).collect::<Vec<_>>()
        };
        assert_eq!(
            categories("ru", &[1, 2, 5, 11, 21, 22]),
            ["one", "few", "many", "many", "one", "few"]
        );
        assert_eq!(categories("pl", &[1, 2, 5, 12, 22]), ["one", "few", "many", "many", "few"]);
        assert_eq!(
            categories("ar", &[0, 1, 2, 3, 11, 100]),
            ["zero", "one", "two", "few", "many", "other"]
        );
        assert_eq!(categories("fr-CA", &[0, 1, 2]), ["one", "one", "other"]);
    }
}
