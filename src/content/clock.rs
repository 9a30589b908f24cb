//! Days and times of the day as they are written: [`parse_day`] and [`clock`].

use jiff::civil::Date;

/// Why a text is not a date.
pub(super) enum DateFault {
    /// It does not have the form of a date.
    Form,
    /// It has the form of a date, but there is no such day.
    Impossible,
    /// A time without an offset.
    NoOffset,
}

/// Reads a day, `2026-11-23`.
pub(super) fn parse_day(text: &str) -> Result<Date, DateFault> {
    let bytes = text.as_bytes();
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = bytes else { return Err(DateFault::Form) };
    let year = digits(&[*y1, *y2, *y3, *y4]).ok_or(DateFault::Form)?;
    let month = digits(&[*m1, *m2]).ok_or(DateFault::Form)?;
    let day = digits(&[*d1, *d2]).ok_or(DateFault::Form)?;
    let small = |number: i16| i8::try_from(number).map_err(|_| DateFault::Impossible);
    Date::new(year, small(month)?, small(day)?).map_err(|_| DateFault::Impossible)
}

/// Returns the number that digits write; `None` if anything else is among them.
pub(super) fn digits(bytes: &[u8]) -> Option<i16> {
    bytes.iter().try_fold(0, |number, byte| {
        byte.is_ascii_digit().then(|| number * 10 + i16::from(byte - b'0'))
    })
}

/// Returns a time of the day and its offset as RFC 3339 has them.
pub(super) fn clock(text: &str) -> Result<String, DateFault> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !matches!(c, ':' | '.'));
    let (time, offset) =
        text.trim_end().split_at_checked(end.unwrap_or(text.len())).ok_or(DateFault::Form)?;
    let (time, fraction) =
        time.split_once('.').map_or((time, None), |(time, digits)| (time, Some(digits)));
    let parts: Vec<&str> = time.split(':').collect();
    let (hour, minute, second) = match parts.as_slice() {
        [hour, minute] if fraction.is_none() => (*hour, *minute, "00"),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return Err(DateFault::Form),
    };
    let below = |part: &str, limit: i16| {
        part.len() == 2 && digits(part.as_bytes()).is_some_and(|number| number < limit)
    };
    // Hugo and Jekyll read `9:05`, and so do people.
    let hour = if hour.len() == 1 { format!("0{hour}") } else { hour.to_owned() };
    let is_time = below(&hour, 24) && below(minute, 60) && below(second, 60);
    let is_fraction =
        |digits: &str| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_time || !fraction.is_none_or(is_fraction) {
        return Err(DateFault::Form);
    }
    // HTML allows three digits of a second's fraction.
    let fraction = fraction.and_then(|digits| digits.get(..digits.len().min(3)));
    let fraction = fraction.map_or_else(String::new, |digits| format!(".{digits}"));
    let offset = zone(offset.trim())?;
    Ok(format!("{hour}:{minute}:{second}{fraction}{offset}"))
}

/// Returns an offset as RFC 3339 has it: `Z`, or hours and minutes; its name may follow it, as in `-0400 EDT`.
fn zone(text: &str) -> Result<String, DateFault> {
    let mut words = text.split_whitespace();
    let offset = words.next().ok_or(DateFault::NoOffset)?;
    let is_name =
        |name: &str| name.bytes().all(|b| b.is_ascii_alphabetic() || b"()/_".contains(&b));
    if !words.all(is_name) {
        return Err(DateFault::Form);
    }
    if matches!(offset, "Z" | "z" | "UTC" | "GMT") {
        return Ok("Z".to_owned());
    }
    let sign = offset.get(..1).filter(|sign| matches!(*sign, "+" | "-")).ok_or(DateFault::Form)?;
    let rest = offset.get(1..).unwrap_or_default();
    let (hours, minutes) = match rest.len() {
        2 => (rest, "00"),
        4 => rest.split_at(2),
        5 => rest.split_once(':').ok_or(DateFault::Form)?,
        _ => return Err(DateFault::Form),
    };
    let below = |part: &str, limit: i16| {
        part.len() == 2 && digits(part.as_bytes()).is_some_and(|number| number < limit)
    };
    if below(hours, 24) && below(minutes, 60) {
        Ok(format!("{sign}{hours}:{minutes}"))
    } else {
        Err(DateFault::Form)
    }
}

/// Says why there is no such day as a text of digits and hyphens writes.
pub(super) fn why_impossible(text: &str) -> String {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let number = |range| digits(text.as_bytes().get(range)?);
    let (Some(year), Some(month)) = (number(0..4), number(5..7)) else { return String::new() };
    let first = i8::try_from(month).ok().and_then(|month| Date::new(year, month, 1).ok());
    let name = usize::try_from(month - 1).ok().and_then(|month| NAMES.get(month));
    match (first, name) {
        (Some(first), Some(name)) => {
            let year = if month == 2 { format!(" {year}") } else { String::new() };
            format!(": {name}{year} has {} days", first.days_in_month())
        }
        _ => ": the months are `01` to `12`".to_owned(),
    }
}

/// Returns a day and a time of the first or second half of the day, `2026-11-23 9:30pm`, as RFC 3339 has them, without
/// an offset.
pub(super) fn of_half_day(text: &str) -> Option<String> {
    let (day, time) = text.split_at_checked(10)?;
    parse_day(day).ok()?;
    let time =
        time.trim_start_matches(['T', ' ', ',']).to_ascii_lowercase().replace(['.', ' '], "");
    let (time, later) = match time.strip_suffix("am") {
        Some(time) => (time, 0),
        None => (time.strip_suffix("pm")?, 12),
    };
    let (hour, minute) = time.split_once(':').unwrap_or((time, "00"));
    let hour = digits(hour.as_bytes()).filter(|hour| (1..=12).contains(hour))?;
    let minute = digits(minute.as_bytes()).filter(|it| minute.len() == 2 && *it < 60)?;
    Some(format!("{day}T{:02}:{minute:02}", hour % 12 + later))
}
