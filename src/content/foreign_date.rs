//! Dates that are clear to people, though not written as we read them: `April 3, 2020`, `3. April 2020`, `2020/04/03`,
//! `2020年4月3日`, `Fri, 03 Apr 2020 10:00:00 +0000`. Each function returns what may be meant: nothing, one date, or two
//! where it is not clear which number is the month.

use crate::characters::resembled;
use crate::content::clock::{clock, parse_day};

/// The beginnings of the names of months, in English, German, French and Spanish; a longer one comes before a shorter.
const MONTHS: &[(&str, u8)] = &[
    ("janv", 1),
    ("jan", 1),
    ("ene", 1),
    ("jän", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("mrz", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("juni", 6),
    ("juin", 6),
    ("june", 6),
    ("juil", 7),
    ("jul", 7),
    ("jun", 6),
    ("aug", 8),
    ("août", 8),
    ("aou", 8),
    ("ago", 8),
    ("sep", 9),
    ("oct", 10),
    ("okt", 10),
    ("nov", 11),
    ("dec", 12),
    ("déc", 12),
    ("dez", 12),
    ("dic", 12),
];

/// What stands in a date and says nothing about which day it is.
const IDLE: &[&str] = &[
    "mon", "tue", "wed", "thu", "fri", "sat", "sun", "the", "of", "de", "del", "le", "den", "am",
    "mo", "di", "mi", "do", "fr", "sa", "so", "lun", "mer", "jeu", "ven", "sam", "dim",
];

/// A date in parts.
#[derive(Default)]
struct Parts {
    /// Days, or months without a day, as we write them.
    dates: Vec<String>,
    month: Option<u8>,
    numbers: Vec<u16>,
    /// The time of the day, with its offset.
    time: Option<String>,
}

/// Returns the dates, with their time if there is one, that may be meant.
pub(super) fn moment(text: &str) -> Vec<String> {
    let Some(Parts { dates, time, .. }) = parts(text) else { return Vec::new() };
    let days = dates.into_iter().filter(|date| parse_day(date).is_ok());
    match time {
        None => days.collect(),
        Some(time) => match clock(&time) {
            Ok(clock) => days.map(|day| format!("{day}T{clock}")).collect(),
            // Without its time, it would be another date.
            Err(_) => Vec::new(),
        },
    }
}

/// Returns the days that may be meant, without a time.
pub(super) fn day(text: &str) -> Vec<String> {
    let dates = parts(text).map(|parts| parts.dates).unwrap_or_default();
    dates.into_iter().filter(|date| parse_day(date).is_ok()).collect()
}

/// Returns the days, or the months, that may be meant.
pub(super) fn partial(text: &str) -> Vec<String> {
    parts(text).map(|parts| parts.dates).unwrap_or_default()
}

fn parts(text: &str) -> Option<Parts> {
    // A date is short; whatever is not is no date.
    if text.len() > 80 {
        return None;
    }
    let plain: String = text.chars().filter_map(plain).collect();
    let mut parts = Parts::default();
    let mut words = plain.split([' ', ',']).filter(|word| !word.is_empty());
    while let Some(word) = words.next() {
        let timed =
            word.find(['T', 't']).filter(|_| word.starts_with(|c: char| c.is_ascii_digit()));
        let (date, time) = match timed.filter(|at| word.get(at + 1..).is_some_and(is_time)) {
            Some(at) => word.split_at(at),
            None if is_time(word) => ("", word),
            None => (word, ""),
        };
        if !date.is_empty() {
            parts.add(date)?;
        }
        if !time.is_empty() {
            let rest: Vec<&str> = words.collect();
            let time = time.trim_start_matches(['T', 't']);
            parts.time = Some([&[time], rest.as_slice()].concat().join(" "));
            break;
        }
    }
    if let (Some(month), []) = (parts.month, parts.dates.as_slice()) {
        let date = match parts.numbers.as_slice() {
            [year] if *year > 31 => Some(format!("{year:04}-{month:02}")),
            [day, year] if *year > 31 => Some(format!("{year:04}-{month:02}-{day:02}")),
            [year, day] => Some(format!("{year:04}-{month:02}-{day:02}")),
            _ => None,
        };
        // Two digits of a year may be any century's.
        parts.dates.extend(date.filter(|date| !date.starts_with("00")));
    }
    (!parts.dates.is_empty()).then_some(parts)
}

fn is_time(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.contains(':')
}

/// Returns what a character stands for in a date; `None` for one that means nothing there.
fn plain(c: char) -> Option<char> {
    match resembled(c) {
        Some(('\0' | '"' | '\'', _)) => None,
        Some((c, _)) => Some(c),
        None => Some(match c {
            '年' | '月' | '년' | '월' => '-',
            '日' | '일' => ' ',
            c if c.is_whitespace() => ' ',
            c => c,
        }),
    }
}

impl Parts {
    /// Adds a word; `None` if it has no place in a date.
    fn add(&mut self, word: &str) -> Option<()> {
        let digits = word.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let ending = word.get(digits..).unwrap_or_default();
            if ["", ".", "st", "nd", "rd", "th", "er", "º", "."].contains(&ending) {
                self.numbers.push(word.get(..digits)?.parse().ok()?);
                return Some(());
            }
            return self.add_numbers(word);
        }
        let word = word.trim_end_matches('.').to_lowercase();
        let found = MONTHS.iter().find(|(name, _)| word.starts_with(name));
        let found = found.filter(|_| word.chars().all(char::is_alphabetic));
        let idle = IDLE
            .iter()
            .any(|idle| word == *idle || word.starts_with(idle) && word.ends_with("day"));
        match found {
            _ if idle => {}
            Some((_, month)) if self.month.is_none() => self.month = Some(*month),
            _ => return None,
        }
        Some(())
    }

    /// Adds a date in numbers.
    fn add_numbers(&mut self, word: &str) -> Option<()> {
        let sign = word.chars().find(|c| matches!(c, '-' | '/' | '.'))?;
        let numbers = word.trim_end_matches(sign).split(sign);
        let numbers: Vec<&str> = numbers.collect();
        let short = |part: &&str| (1..=2).contains(&part.len());
        let all_digits = |part: &&str| part.bytes().all(|b| b.is_ascii_digit());
        if !self.dates.is_empty() || !numbers.iter().all(all_digits) {
            // `3-Apr-2020` has a month among its numbers.
            return match numbers.as_slice() {
                [_, month, _] if month.chars().all(char::is_alphabetic) => {
                    numbers.iter().try_for_each(|part| self.add(part))
                }
                _ => None,
            };
        }
        let day = |year: &str, month: &str, day: &str| format!("{year}-{month:0>2}-{day:0>2}");
        match numbers.as_slice() {
            [year, m, d] if year.len() == 4 && short(m) && short(d) => {
                self.dates.push(day(year, m, d));
            }
            [a, b, year] if year.len() == 4 && short(a) && short(b) => {
                self.dates.push(day(year, b, a));
                // With full stops, the day comes first wherever it is written so.
                if sign != '.' && a != b {
                    self.dates.push(day(year, a, b));
                }
                self.dates.retain(|date| parse_day(date).is_ok());
            }
            [year, m] if year.len() == 4 && short(m) => self.dates.push(format!("{year}-{m:0>2}")),
            [m, year] if year.len() == 4 && short(m) => self.dates.push(format!("{year}-{m:0>2}")),
            _ => return None,
        }
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use super::{day, moment, partial};

    #[test]
    fn dates_that_people_write_have_one_meaning() {
        for (text, written) in [
            ("April 3, 2020", "2020-04-03"),
            ("3 April 2020", "2020-04-03"),
            ("Apr 3 2020", "2020-04-03"),
            ("3rd of April, 2020", "2020-04-03"),
            ("Friday, April 3rd, 2020", "2020-04-03"),
            ("2020 April 3", "2020-04-03"),
            ("3-Apr-2020", "2020-04-03"),
            ("3. April 2020", "2020-04-03"),
            ("1er août 2020", "2020-08-01"),
            ("3 de abril de 2020", "2020-04-03"),
            ("5. März 2020", "2020-03-05"),
            ("June 5, 2020", "2020-06-05"),
            ("5 juillet 2020", "2020-07-05"),
            ("2020/04/03", "2020-04-03"),
            ("2020/4/3", "2020-04-03"),
            ("2020.04.03", "2020-04-03"),
            ("2020–04–03", "2020-04-03"),
            ("“2020-04-03”", "2020-04-03"),
            ("2020年4月3日", "2020-04-03"),
            ("3.4.2020", "2020-04-03"),
            ("25/12/2020", "2020-12-25"),
            ("12/25/2020", "2020-12-25"),
            ("4/4/2020", "2020-04-04"),
        ] {
            assert_eq!(moment(text), [written], "{text}");
            assert_eq!(day(text), [written], "{text}");
        }
        assert_eq!(day("03/04/2020"), ["2020-04-03", "2020-03-04"]);
        assert_eq!(partial("April 2020"), ["2020-04"]);
        assert_eq!(partial("04/2020"), ["2020-04"]);
    }

    #[test]
    fn a_time_stays_with_its_date() {
        for (text, written) in [
            ("Fri, 03 Apr 2020 10:00:00 +0000", "2020-04-03T10:00:00+00:00"),
            ("2020/04/03 15:20:08 GMT", "2020-04-03T15:20:08Z"),
            ("2020-4-3T15:20+0200", "2020-04-03T15:20:00+02:00"),
        ] {
            assert_eq!(moment(text), [written], "{text}");
            assert_eq!(day(text), [written.get(..10).unwrap()], "{text}");
        }
        assert_eq!(moment("April 3, 2020 10:30"), [] as [&str; 0], "the time would be lost");
    }

    #[test]
    fn what_is_no_date_is_none() {
        for text in [
            "",
            "soon",
            "3 4 5",
            "April",
            "April 3",
            "13/13/2020",
            "3/4/20",
            "4 apples",
            "2020-13-02",
            "1é",
        ] {
            assert!(moment(text).is_empty() && day(text).is_empty(), "{text}");
        }
    }
}
