//! The rules about quotations, which are held to what is stored of their sources.

use crate::diagnostic::rules::rule::{CheckRule, Example, ExampleFile, Rule};
use crate::diagnostic::severity::Severity;

const STORED: ExampleFile = (
    "snapshots/report.txt",
    "The minister spoke on Monday. \"We do not believe that any data was taken,\" she said. The line will carry ten \
     thousand people a day. It was opened by the mayor and two ministers in the rain last spring, and cost less than planned.\n",
);

const VERIFICATION: &str = "Wikipedia's policy on verifiability, with its tag \"failed verification\"; fact-checking desks compare every quotation with a recording or a transcript before publication.";

/// Makes the text of an article with one source, `report`.
macro_rules! article {
    ($body:literal) => {
        concat!(
            "---\ntitle: Why?\nsources:\n  - id: report\n    title: A report\n---\n\n",
            $body,
            "\n"
        )
    };
}

pub(in crate::diagnostic) const NOT_FOUND: CheckRule = CheckRule {
    rule: Rule {
        name: "quotation/not-found",
        severity: Severity::Warning,
        summary: "A quotation is not in the stored text of its source.",
        explanation: "Words between quotation marks are somebody's, exactly. The sentence cites a source whose text is stored in `snapshots/`, or whose passages are listed under `quotes`, and nothing like the quotation is in it. Kinds of quotation marks and dashes, line ends, hyphenation, `[T]he`, insertions in brackets and ellipses make no difference; quotations of one or two words, titles of works and sources of which nothing is stored are not judged.",
        remedy: "Quote what the source says. If the words are from another page of it, store that, too; if they are nobody's, leave out the quotation marks.",
        example: Example::Files {
            bad: &[
                (
                    "content/why.md",
                    article!("She called the line \"a gift to the whole city\" [@report]."),
                ),
                STORED,
            ],
            good: &[
                (
                    "content/why.md",
                    article!(
                        "The line \"will carry ten thousand people a day,\" she said [@report]."
                    ),
                ),
                STORED,
            ],
        },
    },
    origin: VERIFICATION,
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const ALTERED: CheckRule = CheckRule {
    rule: Rule {
        name: "quotation/altered",
        severity: Severity::Warning,
        summary: "A quotation has other words than its source.",
        explanation: "The stored text of the source says nearly this, but not with these words. A word that was changed, added or left out without a mark makes a quotation untrue, however small it is. The message says which words differ.",
        remedy: "Write the source's words. Mark what you leave out with `…`, and put what you insert in brackets.",
        example: Example::Files {
            bad: &[
                (
                    "content/why.md",
                    article!("She said: \"We do not think that any data was taken\" [@report]."),
                ),
                STORED,
            ],
            good: &[
                (
                    "content/why.md",
                    article!("She said: \"We do not believe that any data was taken\" [@report]."),
                ),
                STORED,
            ],
        },
    },
    origin: "The Associated Press Stylebook: never alter quotations, even to correct minor grammatical errors or word usage.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const CUT_NEGATION: CheckRule = CheckRule {
    rule: Rule {
        name: "quotation/cut-negation",
        severity: Severity::Warning,
        summary: "A quotation leaves out the \"not\" that its source has.",
        explanation: "The words are in the source, but just before or after them, in the same clause, it says \"not\", \"never\", \"denied that\" or the like. Cut there, the quotation says the opposite. If the article's own sentence says no, nothing is reported.",
        remedy: "Quote the negation as well, or say it in your own words.",
        example: Example::Files {
            bad: &[
                ("content/why.md", article!("She said that \"any data was taken\" [@report].")),
                STORED,
            ],
            good: &[
                (
                    "content/why.md",
                    article!("She did not believe that \"any data was taken\" [@report]."),
                ),
                STORED,
            ],
        },
    },
    origin: "The Society of Professional Journalists' code of ethics: never deliberately distort facts or context; \"contextomy\" is the name of the fault in research on quoting.",
    languages: &["en"],
    measured: None,
};

pub(in crate::diagnostic) const JOINED: CheckRule = CheckRule {
    rule: Rule {
        name: "quotation/joined",
        severity: Severity::Warning,
        summary: "A quotation joins two passages of its source without an ellipsis.",
        explanation: "All words are in the source, but in two places, and nothing tells readers that something is left out between them.",
        remedy: "Mark the gap with `…`, or quote the two passages one by one.",
        example: Example::Files {
            bad: &[
                (
                    "content/why.md",
                    article!(
                        "The line \"will carry ten thousand people a day, and cost less than planned\" [@report]."
                    ),
                ),
                STORED,
            ],
            good: &[
                (
                    "content/why.md",
                    article!(
                        "The line \"will carry ten thousand people a day … and cost less than planned\" [@report]."
                    ),
                ),
                STORED,
            ],
        },
    },
    origin: "The Chicago Manual of Style on ellipses: any omission of a word or phrase in a quotation is shown.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const UNVERIFIABLE: CheckRule = CheckRule {
    rule: Rule {
        name: "quotation/unverifiable",
        severity: Severity::Info,
        summary: "A quotation is from a source of which nothing is stored.",
        explanation: "This site stores what its sources say, so that quotations can be compared with them; of this source it does not. It is told once for each source of an article, and never on sites that store nothing.",
        remedy: "Store the text of the source in `snapshots/`, in a file with its id as name, or list what you quote under its key `quotes`.",
        example: Example::Files {
            bad: &[
                (
                    "content/why.md",
                    article!("She said: \"We do not believe that any data was taken\" [@report]."),
                ),
                ("snapshots/another.txt", "It says something else.\n"),
            ],
            good: &[
                (
                    "content/why.md",
                    article!("She said: \"We do not believe that any data was taken\" [@report]."),
                ),
                STORED,
                ("snapshots/another.txt", "It says something else.\n"),
            ],
        },
    },
    origin: VERIFICATION,
    languages: &[],
    measured: None,
};
