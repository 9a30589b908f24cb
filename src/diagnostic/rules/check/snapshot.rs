//! The rules about figures, which are held to what is stored of their sources.

use crate::diagnostic::rules::rule::{CheckRule, Example, ExampleFile, Rule};
use crate::diagnostic::severity::Severity;

const STORED: ExampleFile = (
    "snapshots/report.txt",
    "The archive of the city holds 400 gigabytes of maps. In 2024 the line carried 1,450 passengers a day.\n",
);

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

pub(in crate::diagnostic) const FIGURE: CheckRule = CheckRule {
    rule: Rule {
        name: "snapshot/figure",
        severity: Severity::Warning,
        summary: "The source that is cited for a figure has another one.",
        explanation: "The sentence cites a source whose text is stored in `snapshots/`. The figure is not there, in words or rounded, nor as the sum, difference or share of others; but beside the same words there is another value. Of several cited sources, each must be stored.",
        remedy: "Look it up in the source, at the place that the finding names. If you computed it, cite what you computed it from; if the source was changed, store the new text.",
        example: Example::Files {
            bad: &[
                ("content/why.md", article!("The line carried 1,540 passengers a day [@report].")),
                STORED,
            ],
            good: &[
                ("content/why.md", article!("The line carried 1,450 passengers a day [@report].")),
                STORED,
            ],
        },
    },
    origin: "The Verification Handbook (European Journalism Centre): go back to the primary document for every number; digits that change places are the commonest slip in copying.",
    languages: &["en"],
    measured: None,
};

pub(in crate::diagnostic) const UNIT: CheckRule = CheckRule {
    rule: Rule {
        name: "snapshot/unit",
        severity: Severity::Warning,
        summary: "The source has the same number with another unit.",
        explanation: "The number is in the stored text of the source, but always with another unit of the same kind: gigabytes for terabytes, billions for millions, points for per cent. The two differ a thousandfold, or mean something else.",
        remedy: "Look up the unit in the source, at the place that the finding names.",
        example: Example::Files {
            bad: &[
                ("content/why.md", article!("The archive holds 400 terabytes of maps [@report].")),
                STORED,
            ],
            good: &[
                ("content/why.md", article!("The archive holds 400 gigabytes of maps [@report].")),
                STORED,
            ],
        },
    },
    origin: "Corrections columns of newspapers, in which \"million\" for \"billion\" is a standing entry; Regret the Error (Craig Silverman) on unit errors.",
    languages: &["en"],
    measured: None,
};
