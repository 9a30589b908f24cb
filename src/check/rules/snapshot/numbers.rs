//! [`number`]: reads a number, in digits or in words.

use crate::check::numerals::numeral;
use crate::check::rules::snapshot::words::Word;

/// A number without its unit.
pub(super) struct Number {
    /// As it is written: 1.4 of "1.4 million".
    pub(super) digits: f64,
    /// By what "million" and the like multiply it.
    pub(super) scale: f64,
    /// Half of the step of its last digit.
    pub(super) step: f64,
    /// The number of the word after it.
    pub(super) next: usize,
}

/// Reads the number that begins at a word.
pub(super) fn number(words: &[Word<'_>], at: usize) -> Option<Number> {
    let word = words.get(at)?;
    let (digits, step, mut next) = if word.text.starts_with(|c: char| c.is_ascii_digit()) {
        let (digits, step) = in_digits(word.text)?;
        (digits, step, at + 1)
    } else {
        let (digits, next) = in_words(words, at)?;
        (digits, half_step(digits), next)
    };
    let mut scale = 1.0;
    let hyphens = usize::from(words.get(next).is_some_and(|word| word.text == "-"));
    if let Some(by) = words.get(next + hyphens).and_then(|word| scale_of(word)) {
        scale = by;
        next += hyphens + 1;
    }
    Some(Number { digits, scale, step: step * scale, next })
}

fn in_digits(text: &str) -> Option<(f64, f64)> {
    let groups: Vec<&str> = text.split([',', '\u{a0}', '\u{202f}', '\u{2009}']).collect();
    let (last, before) = groups.split_last()?;
    let whole = last.split('.').next().unwrap_or_default();
    let grouped =
        before.iter().skip(1).all(|it| it.len() == 3) && (before.is_empty() || whole.len() == 3);
    if !grouped || text.matches('.').count() > 1 || text.len() > 20 {
        return None;
    }
    let plain: String = groups.concat();
    let value: f64 = plain.parse().ok()?;
    let step = match plain.split_once('.') {
        Some((_, decimals)) => 0.5 * 0.1_f64.powi(i32::try_from(decimals.len()).ok()?),
        None => half_step(value),
    };
    Some((value, step))
}

/// Returns half of the step of the last digit that is not zero, or of the second.
fn half_step(value: f64) -> f64 {
    let mut step = 1.0;
    while step * 100.0 <= value && value % (step * 10.0) == 0.0 {
        step *= 10.0;
    }
    step / 2.0
}

fn value_of(word: &str) -> Option<u32> {
    if word == "zero" { Some(0) } else { numeral(word) }
}

/// Reads "fourteen hundred", "one hundred and twenty-five", "two thousand"; a bare "one" is no number.
fn in_words(words: &[Word<'_>], at: usize) -> Option<(f64, usize)> {
    let mut total = 0_u32;
    let mut part = 0_u32;
    let mut next = at;
    let mut count = 0;
    while let Some(word) = words.get(next).filter(|_| count < 12) {
        let lower = word.lower.as_str();
        let joins = count > 0 && matches!(lower, "and" | "-");
        if let Some(value) = value_of(lower) {
            if !part.is_multiple_of(10) || part > 0 && !part.is_multiple_of(100) && value >= 10 {
                break;
            }
            part += value;
        } else if lower == "hundred" && (1..100).contains(&part) {
            part *= 100;
        } else if lower == "thousand" && (1..10_000).contains(&part) {
            total += part * 1000;
            part = 0;
        } else if joins
            && words.get(next + 1).is_some_and(|it| value_of(&it.lower).is_some())
            && (lower == "-" || part.is_multiple_of(100))
        {
            // "twenty-five", "hundred and five"
        } else {
            break;
        }
        next += 1;
        count += 1;
    }
    let value = total + part;
    (count > 0 && value > 1).then_some((f64::from(value), next))
}

fn scale_of(word: &Word<'_>) -> Option<f64> {
    Some(match word.lower.as_str() {
        "thousand" | "k" => 1e3,
        "million" | "mn" | "millions" => 1e6,
        "billion" | "bn" | "billions" => 1e9,
        "trillion" | "tn" | "trillions" => 1e12,
        "m" if word.text == "m" => return None,
        _ => return None,
    })
}
