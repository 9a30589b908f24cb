//! The rules about dates.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const INVALID: Rule = Rule {
    name: "date/invalid",
    severity: Severity::Error,
    summary: "A date does not exist or is not written as a date.",
    explanation: "Dates are written `2026-11-23`, or with a time and its offset from UTC: `2026-11-23T09:30:00+01:00`; `2026-11-23 9:30 +0100` means the same. The date of a source may be just a year, or a year and a month.",
    remedy: "Correct the date. A time needs its offset; without it, the moment is ambiguous.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
date: 2026-02-30
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
date: 2026-02-28
---
",
        )],
    },
};

pub(in crate::diagnostic) const ORDER: Rule = Rule {
    name: "date/order",
    severity: Severity::Error,
    summary: "`updated` is earlier than what it follows, or `expires` than `publish_on`.",
    explanation: "`updated` is worked out from `date` and the entries of `updates`. If you write it yourself, it must not be earlier than these: the page would claim to be older than its own corrections. And an article whose last day (`expires`) is before its first (`publish_on`) would never be published.",
    remedy: "Remove `updated`, or correct the dates.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
date: 2026-03-02
updated: 2026-03-01
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
date: 2026-03-02
updated: 2026-03-03
---
",
        )],
    },
};

pub(in crate::diagnostic) const FUTURE: Rule = Rule {
    name: "date/future",
    severity: Severity::Warning,
    summary: "A day on which something was done is in the future.",
    explanation: "An article says that it was published, changed or checked on a day that has not come yet. It is published all the same: nothing is held back without your knowledge.",
    remedy: "Correct the date, or write `publish_on` with the same day to hold the article back until then.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
date: 2999-01-01
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
date: 2026-01-01
---
",
        )],
    },
};

pub(in crate::diagnostic) const IN_FILE_NAME: Rule = Rule {
    name: "date/in-file-name",
    severity: Severity::Warning,
    summary: "The name of a file begins with a date, and the article has none.",
    explanation: "Jekyll and Zola take the date of an article from the name of its file, and leave it out of the address. Here the date stands in the front matter alone, and the address is the name of the file as it is. Without `date`, the page, the lists and the feed do not know when the article appeared.",
    remedy: "Write the date into the front matter. If the address should not begin with it, rename the file, or write `slug`.",
    example: Example::Files {
        bad: &[(
            "content/2026-11-18-why.md",
            "\
---
title: Why?
---
",
        )],
        good: &[(
            "content/2026-11-18-why.md",
            "\
---
title: Why?
date: 2026-11-18
---
",
        )],
    },
};
