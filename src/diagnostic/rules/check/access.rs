//! The rules about what everybody can read, see and follow.

use crate::diagnostic::rules::rule::{CheckRule, Example, ExampleFile, Measured, Rule};
use crate::diagnostic::severity::Severity;

const CHART: ExampleFile =
    ("content/chart.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"4\" height=\"3\"/>\n");

const NON_TEXT: &str =
    "WCAG 2.2, success criterion 1.1.1 (non-text content), and W3C's \"Images Tutorial\".";
const LINK_PURPOSE: &str = "WCAG 2.2, success criterion 2.4.4 (link purpose), failures F63 and F84; Nielsen Norman Group on \"Learn more\" links.";

/// Makes the text of an article with this body.
macro_rules! article {
    ($body:literal) => {
        concat!("---\ntitle: Why?\n---\n\n", $body, "\n")
    };
}

pub(in crate::diagnostic) const ABBREVIATION: CheckRule = CheckRule {
    rule: Rule {
        name: "access/abbreviation",
        severity: Severity::Warning,
        summary: "An abbreviation is spelt out nowhere on the page.",
        explanation: "Two to six capital letters that the page never spells out stop readers who do not know them, and search for the words does not find them. Some six hundred that general readers know (EU, DNA, PDF) need no explanation; neither does one that is a link, or that is quoted.",
        remedy: "Spell it out where readers meet it first, with the letters in brackets; if it is used only once or twice, leave out the letters.",
        example: Example::Files {
            bad: &[("content/why.md", article!("The keys are stored in an HSM."))],
            good: &[(
                "content/why.md",
                article!("The keys are stored in a hardware security module (HSM)."),
            )],
        },
    },
    origin: "Web Content Accessibility Guidelines (WCAG) 2.2, success criterion 3.1.4 (abbreviations); GOV.UK style guide: explain an abbreviation when first used, unless it is well known.",
    languages: &["en"],
    measured: Some(Measured { right: 12, wrong: 1, missed: 10 }),
};

pub(in crate::diagnostic) const ALT_FILE_NAME: CheckRule = CheckRule {
    rule: Rule {
        name: "access/alt-file-name",
        severity: Severity::Warning,
        summary: "The description of an image is the name of a file.",
        explanation: "Who cannot see the image hears \"chart dot s v g\". Programs write such descriptions when nobody else does.",
        remedy: "Say in a few words what the image shows.",
        example: Example::Files {
            bad: &[("content/why.md", article!("![chart.svg](chart.svg)")), CHART],
            good: &[
                ("content/why.md", article!("![Two lines that cross in 2020](chart.svg)")),
                CHART,
            ],
        },
    },
    origin: "WCAG 2.2, failure F30: text alternatives that are not alternatives, such as file names.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const ALT_REDUNDANT: CheckRule = CheckRule {
    rule: Rule {
        name: "access/alt-redundant",
        severity: Severity::Warning,
        summary: "The description of an image begins with \"image of\" or repeats the caption.",
        explanation: "A screen reader says that it is an image before it reads the description, and it reads the caption as well.",
        remedy: "Begin with what the image shows; where the caption says it already, describe what the caption leaves out.",
        example: Example::Files {
            bad: &[
                ("content/why.md", article!("![Image of two lines that cross](chart.svg)")),
                CHART,
            ],
            good: &[("content/why.md", article!("![Two lines that cross](chart.svg)")), CHART],
        },
    },
    origin: NON_TEXT,
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const BARE_ADDRESS: CheckRule = CheckRule {
    rule: Rule {
        name: "access/bare-address",
        severity: Severity::Info,
        summary: "A web address stands in the text as it is.",
        explanation: "It becomes a link, but an address is read out letter by letter, and says little about what is there. Where the address itself is the matter, that is as it should be.",
        remedy: "Write what is there: `[the name of the page](address)`.",
        example: Example::Files {
            bad: &[("content/why.md", article!("The report is at <https://example.org/report>."))],
            good: &[(
                "content/why.md",
                article!("The [report](https://example.org/report) is out."),
            )],
        },
    },
    origin: LINK_PURPOSE,
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const DESCRIPTION_LONG: CheckRule = CheckRule {
    rule: Rule {
        name: "access/description-long",
        severity: Severity::Info,
        summary: "The standfirst is longer than any place shows it.",
        explanation: "The standfirst is also the description that search engines, feeds and link previews show. They cut it: most after some 160 characters, none after more than 320.",
        remedy: "Say in one or two sentences what readers will learn.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nstandfirst: The line was planned for thirty years, was begun twice and stopped twice, and changed its route four times before the first train ran on it, so that nobody who was asked could still say what it was to have cost, what it did cost, who had decided where it should go, and who will pay for the two stations that were left out in the end.\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nstandfirst: The line was planned for thirty years. What it cost, who decided, and who pays.\n---\n",
            )],
        },
    },
    origin: "Google Search Central on snippets: descriptions are cut to the width of the device; the longest that it has shown had some 320 characters.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const HEADING_SKIP: CheckRule = CheckRule {
    rule: Rule {
        name: "access/heading-skip",
        severity: Severity::Warning,
        summary: "A heading skips a level.",
        explanation: "Who cannot see the page goes from heading to heading, by their levels. A missing level looks like a missing section. The first heading of a text may be `#` or `##`.",
        remedy: "Use the next level, whatever size it has; sizes are the theme's.",
        example: Example::Files {
            bad: &[("content/why.md", article!("## Cost\n\n#### Tunnels\n\nText."))],
            good: &[("content/why.md", article!("## Cost\n\n### Tunnels\n\nText."))],
        },
    },
    origin: "WCAG 2.2, success criterion 1.3.1, technique H42, and W3C's \"Page Structure Tutorial\": do not skip heading ranks.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const LINK_TEXT: CheckRule = CheckRule {
    rule: Rule {
        name: "access/link-text",
        severity: Severity::Warning,
        summary: "The text of a link does not say where it leads.",
        explanation: "Many people go from link to link, or hear them as a list, without the words around. \"Here\", \"read more\" and addresses then say nothing.",
        remedy: "Link the words that name what is there.",
        example: Example::Files {
            bad: &[("content/why.md", article!("Read the report [here](https://example.org/)."))],
            good: &[("content/why.md", article!("Read [the report](https://example.org/)."))],
        },
    },
    origin: LINK_PURPOSE,
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const SAME_TEXT: CheckRule = CheckRule {
    rule: Rule {
        name: "access/same-text",
        severity: Severity::Warning,
        summary: "Two links with the same text lead to two places.",
        explanation: "In a list of links, or by ear, nobody can tell which is which.",
        remedy: "Let the text of each say where it leads.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                article!(
                    "One [report](https://example.org/1) contradicts another [report](https://example.org/2)."
                ),
            )],
            good: &[(
                "content/why.md",
                article!(
                    "The [city's report](https://example.org/1) contradicts [the state's](https://example.org/2)."
                ),
            )],
        },
    },
    origin: "WCAG 2.2, success criteria 2.4.4 and 2.4.9; axe rule \"identical-links-same-purpose\".",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const SENTENCE: CheckRule = CheckRule {
    rule: Rule {
        name: "access/sentence",
        severity: Severity::Info,
        summary: "A sentence has more than forty words.",
        explanation: "Readers lose the thread in long sentences, and it is rarely the thought that needs the length. Block quotations, headings and tables are not counted.",
        remedy: "Make two or three sentences of it, or a list.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                article!(
                    "The line was planned for thirty years, was begun twice and stopped twice, and changed its route four times before the first train ran on it, so that nobody who was asked could still say what it was to have cost or why it went there."
                ),
            )],
            good: &[(
                "content/why.md",
                article!(
                    "The line was planned for thirty years. It was begun twice, and changed its route four times."
                ),
            )],
        },
    },
    origin: "Government Digital Service, \"Sentence length: why 25 words is our limit\" (2014); forty leaves room for lists and names.",
    languages: &[],
    measured: Some(Measured { right: 28, wrong: 3, missed: 0 }),
};
