//! Dates as authors write them: [`Moment`] (a day, or a day and a time with its offset) and [`PartialDate`] (a year, a
//! month or a day). Both keep the day as written, whatever the site's time zone.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};

use crate::content::clock::{DateFault, clock, digits, of_half_day, parse_day, why_impossible};
use crate::content::foreign_date as foreign;
use crate::diagnostic::{Code, Diagnostic, Fix, Safety, written};
use crate::node::decode::{Decoder, scalar_text};
use crate::node::{Node, NodeKind, ScalarType};
use crate::span::Spanned;

/// A civil day, or an RFC 3339 date and time.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The day as written.
    pub day: Date,
    /// The instant, if a time was written.
    pub instant: Option<Timestamp>,
    /// The date as written, in the form of HTML's `datetime` attribute.
    pub text: String,
}

impl Moment {
    /// Creates a day without a time.
    pub fn day(day: Date) -> Self {
        Self { day, instant: None, text: day.to_string() }
    }

    /// Returns the instant; a day begins at midnight in `zone`.
    pub fn instant(&self, zone: &TimeZone) -> Timestamp {
        self.instant.unwrap_or_else(|| {
            zone.to_ambiguous_timestamp(self.day.to_datetime(jiff::civil::Time::midnight()))
                .compatible()
                .unwrap_or(Timestamp::UNIX_EPOCH)
        })
    }

    /// Returns the instant as RFC 3339, for feeds and machines.
    pub fn rfc3339(&self, zone: &TimeZone) -> String {
        if self.instant.is_some() {
            return self.text.clone();
        }
        let instant = self.instant(zone);
        let offset = zone.to_offset(instant);
        let seconds = offset.seconds();
        if seconds == 0 {
            return format!("{}T00:00:00Z", self.day);
        }
        let local = offset.to_datetime(instant);
        let sign = if seconds < 0 { '-' } else { '+' };
        let minutes = seconds.unsigned_abs() / 60;
        format!(
            "{}T{:02}:{:02}:{:02}{sign}{:02}:{:02}",
            local.date(),
            local.hour(),
            local.minute(),
            local.second(),
            minutes / 60,
            minutes % 60
        )
    }
}

/// A year, with a month and a day if they are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PartialDate {
    /// The year.
    pub year: i16,
    /// The month, 1 to 12.
    pub month: Option<i8>,
    /// The day, if there is a month.
    pub day: Option<i8>,
}

impl std::fmt::Display for PartialDate {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
    }
}

/// Reads a civil date or RFC 3339 date and time.
fn moment(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Moment> {
    let text = date_text(d, node)?;
    parse_moment(text)
        .map_err(|fault| {
            let example = "a date such as `2026-11-23`, or `2026-11-23T09:30:00+01:00`";
            report(d, node, (text, foreign::moment(text)), &fault, example);
        })
        .ok()
}

/// Reads a date, or a date and time, of something that was done; stores its day with its place.
pub(crate) fn past_moment(
    d: &mut Decoder<'_>,
    node: &Node<'_>,
    past_days: &mut Vec<Spanned<Date>>,
) -> Option<Moment> {
    let moment = moment(d, node)?;
    past_days.push(Spanned { value: moment.day, span: node.span });
    Some(moment)
}

/// Reads a date of something that was done; stores it with its place.
pub(crate) fn past_day(
    d: &mut Decoder<'_>,
    node: &Node<'_>,
    past_days: &mut Vec<Spanned<Date>>,
) -> Option<Date> {
    let value = day(d, node)?;
    past_days.push(Spanned { value, span: node.span });
    Some(value)
}

/// Reads a civil date.
pub(crate) fn day(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Date> {
    let text = date_text(d, node)?;
    parse_day(text)
        .map_err(|fault| {
            report(d, node, (text, foreign::day(text)), &fault, "a date such as `2026-11-23`");
        })
        .ok()
}

/// Reads the last day on which something is published; it must not be before the first.
pub(crate) fn last_day(d: &mut Decoder<'_>, node: &Node<'_>, first: Option<Date>) -> Option<Date> {
    let last = day(d, node)?;
    if let Some(first) = first.filter(|first| last < *first) {
        d.report_with_hint(
            Code::DateOrder,
            node.span,
            format!(
                "`expires` is earlier than `publish_on` ({first}): no day is left between them"
            ),
            "correct one of them, or remove it",
        );
        return None;
    }
    Some(last)
}

/// Reads a date that may be just a year.
pub(crate) fn partial(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<PartialDate> {
    let text = scalar_text(node);
    let Some(text) = text else {
        d.wrong_type(
            node,
            "a date",
            Some("write a date such as `2026`, `2026-11` or `2026-11-23`".into()),
        );
        return None;
    };
    parse_partial(text)
        .map_err(|fault| {
            let example = "a date such as `2026`, `2026-11` or `2026-11-23`";
            report(d, node, (text, foreign::partial(text)), &fault, example);
        })
        .ok()
}

fn date_text<'n>(d: &mut Decoder<'_>, node: &'n Node<'_>) -> Option<&'n str> {
    match &node.kind {
        NodeKind::Scalar(scalar) if scalar.own_type() == ScalarType::Text => Some(&scalar.text),
        _ => {
            d.wrong_type(node, "a date", Some("write a date such as `2026-11-23`".into()));
            None
        }
    }
}

/// Reports a text that is not a date, with the dates that may be meant.
fn report(
    d: &mut Decoder<'_>,
    node: &Node<'_>,
    (text, meant): (&str, Vec<String>),
    fault: &DateFault,
    example: &str,
) {
    let (message, hint) = match (fault, meant.as_slice()) {
        (DateFault::Form, [meant]) => {
            (format!("`{text}` is not a date"), format!("write `{meant}`"))
        }
        (DateFault::Form, [first, second]) => (
            format!("`{text}` is not a date"),
            format!("write `{first}` or `{second}`: it is not clear which number is the month"),
        ),
        (DateFault::Form, _) => match of_half_day(text) {
            Some(right) => (
                format!("the time in `{text}` is not written with the 24 hours of a day"),
                format!(
                    "write `{right}+01:00`, with your own offset from UTC in place of `+01:00`"
                ),
            ),
            None => (format!("`{text}` is not a date"), format!("write {example}")),
        },
        (DateFault::Impossible, _) => (
            format!("there is no day `{text}`{}", why_impossible(text)),
            format!("write {example}"),
        ),
        (DateFault::NoOffset, _) => (
            format!("the time in `{text}` has no offset"),
            format!("add the offset from UTC: `{text}Z` or `{text}+01:00`"),
        ),
    };
    let safety = if meant.len() == 1 { Safety::Safe } else { Safety::Unsafe };
    let place = written(d.text, node.span, text);
    let fix = |right: &String| Fix::replace(d.path, place?, right, safety).into();
    let fixes: Vec<Fix> = match fault {
        DateFault::Form => meant.iter().filter_map(fix).collect(),
        DateFault::Impossible | DateFault::NoOffset => Vec::new(),
    };
    let finding = Diagnostic::new(Code::DateInvalid, d.place(node.span), message).hint(hint);
    d.findings.push(Diagnostic { fixes, ..finding });
}

/// RFC 3339 §5.6, and what Hugo and Jekyll write in its place: a space for the `T`, no seconds, an offset after a space
/// or without its colon. The moment is the same, and is kept as RFC 3339 has it.
fn parse_moment(text: &str) -> Result<Moment, DateFault> {
    let Some((date, time)) = text.split_at_checked(10).filter(|(_, time)| !time.is_empty()) else {
        return parse_day(text).map(Moment::day);
    };
    let day = parse_day(date)?;
    let time = time.strip_prefix(['T', 't', ' ']).ok_or(DateFault::Form)?;
    let clock = clock(time)?;
    let text = format!("{day}T{clock}");
    let instant = text.parse::<Timestamp>().map_err(|_| DateFault::Form)?;
    Ok(Moment { day, instant: Some(instant), text })
}

fn parse_partial(text: &str) -> Result<PartialDate, DateFault> {
    match text.len() {
        4 => Ok(PartialDate {
            year: digits(text.as_bytes()).ok_or(DateFault::Form)?,
            month: None,
            day: None,
        }),
        7 => {
            let first = parse_day(&format!("{text}-01"))?;
            Ok(PartialDate { year: first.year(), month: Some(first.month()), day: None })
        }
        _ => {
            let day = parse_day(text)?;
            Ok(PartialDate { year: day.year(), month: Some(day.month()), day: Some(day.day()) })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{parse_moment, parse_partial};
    use jiff::tz::TimeZone;

    #[test]
    fn the_day_is_the_one_that_was_written() {
        let late = parse_moment("2026-11-23T23:30:00-08:00").ok().unwrap();
        assert_eq!(late.day.to_string(), "2026-11-23");
        assert!(parse_moment("2026-02-30").is_err() && parse_moment("2026-2-3").is_err());
        assert!(parse_moment("2026-11-23T10:00:00").is_err());
        assert!(parse_moment("2026-11-23T25:00:00Z").is_err());
    }

    #[test]
    fn what_hugo_and_jekyll_write_is_read_and_kept_as_rfc_3339() {
        for (text, written) in [
            ("2017-10-02 15:20:08 -0400", "2017-10-02T15:20:08-04:00"),
            ("2017-10-02T15:20:08+0530", "2017-10-02T15:20:08+05:30"),
            ("2017-10-02 15:20 -04:00", "2017-10-02T15:20:00-04:00"),
            ("2017-10-02T15:20+01:00", "2017-10-02T15:20:00+01:00"),
            ("2017-10-02t15:20z", "2017-10-02T15:20:00Z"),
            ("2017-10-02 9:05:00 +02", "2017-10-02T09:05:00+02:00"),
            ("2017-10-02 15:20:08.25 +0000 UTC", "2017-10-02T15:20:08.25+00:00"),
            ("2017-10-02T15:20:08.123456789Z", "2017-10-02T15:20:08.123Z"),
            ("2017-10-02 15:20:08 GMT", "2017-10-02T15:20:08Z"),
        ] {
            assert_eq!(parse_moment(text).ok().unwrap().text, written, "{text}");
        }
        for text in [
            "2017-10-02 25:00:00 -0400",
            "2017-10-02 10:60 -0400",
            "2017-10-02 10:00:61 -0400",
            "2017-10-02 10:00 +24:00",
            "2017-10-02 10:00 -0460",
            "2017-10-02T10+01:00",
            "2017-10-02 10:00. Z",
            "2017-10-02 10:00",
            "2017-10-02 x",
            "2017-10-02 1é +1é",
            "2017-10-02T10:00Z 5",
        ] {
            assert!(parse_moment(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_day_begins_at_midnight_where_the_site_is() {
        let berlin = TimeZone::get("Europe/Berlin").unwrap();
        let day = parse_moment("2026-07-01").ok().unwrap();
        assert_eq!(day.rfc3339(&berlin), "2026-07-01T00:00:00+02:00");
        assert_eq!(day.rfc3339(&TimeZone::UTC), "2026-07-01T00:00:00Z");
    }

    #[test]
    fn partial_dates_print_as_written() {
        for text in ["2026", "2026-02", "2026-02-28"] {
            assert_eq!(parse_partial(text).ok().unwrap().to_string(), text);
        }
        assert!(parse_partial("2026-13").is_err() && parse_partial("26").is_err());
    }
}
