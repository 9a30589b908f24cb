//! The rules about what is written of a source.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const NO_DATE: CheckRule = CheckRule {
    rule: Rule {
        name: "source/no-date",
        severity: Severity::Warning,
        summary: "A source has no date.",
        explanation: "Readers judge a source by its age, and find it by its date when its address is gone. A web page or a dataset (`kind: webpage`, `kind: dataset`) often has no date of its own: `accessed` or `archive_date` then says of which state you speak. If a work has no date, a `note` that says so, or what is known of it, is enough.",
        remedy: "Add `published`: a year, a month or a day. If the work gives no date, say that in `note`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, kind: report}\n---\n\nIt saves heat. [@iea]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, kind: report, published: 2025}\n---\n\nIt saves heat. [@iea]\n",
            )],
        },
    },
    origin: "The Chicago Manual of Style and APA ask for the date of publication, and for the day of reading where there is none.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const NO_PUBLISHER: CheckRule = CheckRule {
    rule: Rule {
        name: "source/no-publisher",
        severity: Severity::Warning,
        summary: "A source has neither publisher nor author.",
        explanation: "Who says something is the first thing that readers want to know of a source. A title and an address do not tell them.",
        remedy: "Add `publisher` or `author`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, published: 2025}\n---\n\nIt saves heat. [@iea]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, publisher: IEA, published: 2025}\n---\n\nIt saves heat. [@iea]\n",
            )],
        },
    },
    origin: "Wikipedia's \"Citing sources\" lists author and publisher among the information that identifies a source.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const NO_ACCESSED: CheckRule = CheckRule {
    rule: Rule {
        name: "source/no-accessed",
        severity: Severity::Info,
        summary: "It is not said when a source on the web was read.",
        explanation: "Pages change. `accessed` is the day on which you saw that the page says what it is cited for; with it, readers can look for a copy of that day. A source with a DOI or with the date of its archived copy needs none, nor one of which `note` says that it was not read.",
        remedy: "Add `accessed` with the day on which you read it.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"https://example.org/\"}\n---\n\nIt saves heat. [@iea]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"https://example.org/\", accessed: 2026-11-20}\n---\n\nIt saves heat. [@iea]\n",
            )],
        },
    },
    origin: "Robust Links (2015) asks for the date on which a link was made; Wikipedia's citations have `access-date`.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const NO_ARCHIVE: CheckRule = CheckRule {
    rule: Rule {
        name: "source/no-archive",
        severity: Severity::Info,
        summary: "A source on the web has neither an archived copy nor a reason why not.",
        explanation: "Of pages from 2013, 38% were gone ten years later (Pew Research Center, 2024). A copy keeps what you cite. Some pages refuse archives; then readers should know why there is no copy. A DOI stays when an address changes, so a source with one is not judged.",
        remedy: "Save the page in the Wayback Machine or at Perma.cc and add `archive_url` and `archive_date`, or say in `archive_note` why there is no copy.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"https://example.org/\"}\n---\n\nIt saves heat. [@iea]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"https://example.org/\", archive_note: Its publisher keeps archives out.}\n---\n\nIt saves heat. [@iea]\n",
            )],
        },
    },
    origin: "Pew Research Center, \"When Online Content Disappears\" (2024); Zittrain, Albert and Lessig, \"Perma\" (2014).",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const ARCHIVE_MISMATCH: CheckRule = CheckRule {
    rule: Rule {
        name: "source/archive-mismatch",
        severity: Severity::Warning,
        summary: "An archived copy is of another page than the source.",
        explanation: "The address of a copy in the Wayback Machine, and in many other archives, has the original's address in it. If that is another one, readers are sent to the wrong copy. Scheme, `www.`, a slash at the end, the part after `#` and parameters that follow readers make no difference.",
        remedy: "Give the address of a copy of this source, or correct `url`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea\n    title: Heat pumps\n    url: https://example.org/pumps\n    archive_url: https://web.archive.org/web/20260101000000/https://example.org/boilers\n---\n\nIt saves heat. [@iea]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea\n    title: Heat pumps\n    url: https://example.org/pumps\n    archive_url: https://web.archive.org/web/20260101000000/https://example.org/pumps\n---\n\nIt saves heat. [@iea]\n",
            )],
        },
    },
    origin: "Wikipedia's templates check that `archive-url` contains what `url` says.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const ARCHIVE_REFUSED: CheckRule = CheckRule {
    rule: Rule {
        name: "source/archive-refused",
        severity: Severity::Warning,
        summary: "A copy is at archive.today or one of its other addresses.",
        explanation: "In 2026 English Wikipedia gave up archive.today (archive.ph, .is, .li, .vn, .md, .fo): its pages had made their readers' browsers attack somebody's blog, and copies had been altered. A copy that may have been altered proves nothing.",
        remedy: "Use a copy in the Wayback Machine, at Perma.cc or in a national web archive; if there is none, say so in `archive_note`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea\n    title: Heat pumps\n    url: https://example.org/\n    archive_url: https://archive.ph/AbCdE\n---\n\nIt saves heat. [@iea]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea\n    title: Heat pumps\n    url: https://example.org/\n    archive_note: Only archive.today has a copy.\n---\n\nIt saves heat. [@iea]\n",
            )],
        },
    },
    origin: "Wikipedia, \"Requests for comment/Archive.is RFC 5\" (2026).",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const TRACKING: CheckRule = CheckRule {
    rule: Rule {
        name: "source/tracking",
        severity: Severity::Warning,
        summary: "An address has parameters that follow readers.",
        explanation: "`utm_source`, `fbclid` and the like tell a site where its readers come from; they say nothing about the page. They make addresses long, let one page look like several, and tell the site that your readers came from where you once found it.",
        remedy: "Remove them.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"https://example.org/?utm_source=newsletter\"}\n---\n\nIt saves heat. [@iea]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"https://example.org/\"}\n---\n\nIt saves heat. [@iea]\n",
            )],
        },
    },
    origin: "Wikipedia's \"Link rot\" and \"External links\" guidelines; the lists of tracking parameters that browsers remove.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const HTTP: CheckRule = CheckRule {
    rule: Rule {
        name: "source/http",
        severity: Severity::Warning,
        summary: "An address begins with `http`, and others of its host with `https`.",
        explanation: "The host has encrypted connections, so an address without is most likely an old one. Readers are warned of it, or led on by a redirect that may end one day.",
        remedy: "Write `https://`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"http://example.org/a\"}\n  - {id: b, title: B, url: \"https://example.org/b\"}\n---\n\nIt saves heat. [@iea; @b]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"https://example.org/a\"}\n  - {id: b, title: B, url: \"https://example.org/b\"}\n---\n\nIt saves heat. [@iea; @b]\n",
            )],
        },
    },
    origin: "HTTPS Everywhere (EFF) and the \"HTTPS-first\" modes of browsers.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const SAME_PAGE: CheckRule = CheckRule {
    rule: Rule {
        name: "source/same-page",
        severity: Severity::Warning,
        summary: "One page is listed as two sources.",
        explanation: "Two addresses lead to the same page: they differ only in scheme, `www.`, a slash at the end, the part after `#`, or in parameters that follow readers. Two numbers then stand for one source, and readers believe that two confirm each other.",
        remedy: "Keep one of them and cite it in both places. A source that several articles cite belongs in `content/sources.yaml`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"https://example.org/a\"}\n  - {id: b, title: Heat pumps, url: \"https://www.example.org/a/\"}\n---\n\nIt saves heat. [@iea; @b]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: iea, title: Heat pumps, url: \"https://example.org/a\"}\n---\n\nIt saves heat. [@iea]\n",
            )],
        },
    },
    origin: "Duplicate references are a maintenance category of Wikipedia (\"Citing sources\", \"Consolidating citations\").",
    languages: &[],
    measured: None,
};
