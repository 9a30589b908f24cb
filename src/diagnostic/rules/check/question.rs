//! The rules about questions and their answers.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const MARK: CheckRule = CheckRule {
    rule: Rule {
        name: "question/mark",
        severity: Severity::Warning,
        summary: "A question does not end in a question mark.",
        explanation: "Questions are shown in the FAQ, in search and to assistants by themselves. A heading such as \"Cost of the line\" does not tell readers what the answer will say, and is not what they type.",
        remedy: "Ask it as readers would: \"How much does the line cost?\"",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - \"Cost of the line\"\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - \"How much does the line cost?\"\n---\n",
            )],
        },
    },
    origin: "Google's guidelines for FAQ structured data ask for the full text of a question; GOV.UK's content guidance asks for users' own words.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const COMPOUND: CheckRule = CheckRule {
    rule: Rule {
        name: "question/compound",
        severity: Severity::Warning,
        summary: "A question asks two things.",
        explanation: "Each question is listed, searched and read out by itself, with one answer. Two questions in one get one answer for both, or for one of them.",
        remedy: "Ask each by itself.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - \"What is a heat pump and how much does it cost?\"\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - \"What is a heat pump?\"\n  - \"How much does a heat pump cost?\"\n---\n",
            )],
        },
    },
    origin: "Survey method knows them as double-barrelled questions (Dillman et al., \"Internet, Phone, Mail, and Mixed-Mode Surveys\").",
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const TWICE: CheckRule = CheckRule {
    rule: Rule {
        name: "question/twice",
        severity: Severity::Warning,
        summary: "The same question is asked twice.",
        explanation: "Two answers to one question differ sooner or later, and search engines want each question marked up once on a site. A question of which one form points to the other (`see: \"other.md#anchor\"`) is asked once. Case and punctuation make no difference. If two articles ask it, and one of them has no answer or both have the same, `nutgraf check --fix --unsafe` writes the pointer; words that would be lost are left to you.",
        remedy: "Keep one of them, or let one point to the other.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - Is it loud?\n  - \"Is it loud ?\"\n---\n",
            )],
            good: &[("content/why.md", "---\ntitle: Why?\ninsights:\n  - Is it loud?\n---\n")],
        },
    },
    origin: "Google's guidelines for FAQ structured data: mark up one instance of a question that appears on several pages.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const NEAR: CheckRule = CheckRule {
    rule: Rule {
        name: "question/near",
        severity: Severity::Info,
        summary: "Two questions are almost the same.",
        explanation: "Of the words of two questions, six in ten or more are common to both. Words are compared by their stems, without those that any question has. Questions that ask differently (\"how\", \"why\") or have different numbers in them are different, and questions with fewer than three words that say something are not compared. Of eighteen questions that were asked about one article, no two have more than three words in ten in common.",
        remedy: "Make one question of them, or ask in a way that shows the difference.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - \"How does a heat pump save energy?\"\n  - \"How do heat pumps save the energy?\"\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - \"How does a heat pump save energy?\"\n  - \"Who pays for the pump?\"\n---\n",
            )],
        },
    },
    origin: "Token overlap (Jaccard, 1901) as in detectors of near-duplicates; questions that are asked twice are answered in two ways.",
    languages: &["en"],
    measured: None,
};

pub(in crate::diagnostic) const NO_ANSWER: CheckRule = CheckRule {
    rule: Rule {
        name: "question/no-answer",
        severity: Severity::Warning,
        summary: "A question has neither an answer nor a reason why not.",
        explanation: "An open question is worth showing if it says what is not known and what would settle it. A bare question only shows that nobody has looked.",
        remedy: "Add `answer`, or `see` with the section that answers it. If nobody knows, say why in `open`.",
        example: Example::Files {
            bad: &[("content/why.md", "---\ntitle: Why?\ninsights:\n  - Is it loud?\n---\n")],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, open: Nobody has measured it.}\n---\n",
            )],
        },
    },
    origin: "Wikipedia's and the Trust Project's demand to say what is not known; explainers answer the questions that they raise.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const UNCITED: CheckRule = CheckRule {
    rule: Rule {
        name: "question/uncited",
        severity: Severity::Warning,
        summary: "An answer cites nothing and points nowhere.",
        explanation: "Answers are read by themselves: in the FAQ, in search results, by assistants. One without a citation, a footnote or a link cannot be checked, whatever the text below cites.",
        remedy: "Cite the source, or link to the section that has it: `[How loud it is](#noise)`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, answer: It hums no louder than a refrigerator.}\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, answer: \"It hums, as [the section on noise](#noise) says.\"}\n---\n## Noise\n",
            )],
        },
    },
    origin: "Wikipedia, \"Verifiability\": what is likely to be challenged has an inline citation.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const SHORT: CheckRule = CheckRule {
    rule: Rule {
        name: "question/short",
        severity: Severity::Info,
        summary: "An answer has fewer than eight words.",
        explanation: "\"Yes.\" leaves readers where they were, and means nothing without its question. What is code or a formula is not judged.",
        remedy: "Say in a sentence what the answer is, and why.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, answer: \"No.\"}\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, answer: \"No: a pump outdoors hums no louder than a refrigerator.\"}\n---\n",
            )],
        },
    },
    origin: "Answers in voice search have about 29 words (Backlinko, 2018); our own floor.",
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const LONG: CheckRule = CheckRule {
    rule: Rule {
        name: "question/long",
        severity: Severity::Info,
        summary: "An answer has more than 150 words.",
        explanation: "An answer is what readers get at once. What is longer than a paragraph or two is a section.",
        remedy: "Give the answer in a paragraph, and the rest in a section to which it points.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - question: Is it loud?\n    answer: \"It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night. It hums at night.\"\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, answer: \"No: a pump outdoors hums no louder than a refrigerator.\"}\n---\n",
            )],
        },
    },
    origin: "The inverted pyramid; Nielsen Norman Group on concise text (1997).",
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const EVADES: CheckRule = CheckRule {
    rule: Rule {
        name: "question/evades",
        severity: Severity::Info,
        summary: "An answer has no word of its question.",
        explanation: "An answer that speaks of something else does not answer. Answers that begin with \"yes\", \"no\" or a word like them are direct enough, and so are those that begin with a word for what was asked (\"it\", \"there\"), that quote, or that say what to do (\"How do I …?\"). Questions with fewer than two words that say something are not judged. Words count as the same if they begin alike.",
        remedy: "Begin the answer with the subject of the question.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: How much does the pump cost?, answer: \"Our company takes these matters seriously.\"}\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: How much does the pump cost?, answer: \"It costs as much as two boilers do.\"}\n---\n",
            )],
        },
    },
    origin: "GOV.UK and plainlanguage.gov: put the answer first.",
    languages: &["en"],
    measured: None,
};

pub(in crate::diagnostic) const THIN_POINTER: CheckRule = CheckRule {
    rule: Rule {
        name: "question/thin-pointer",
        severity: Severity::Info,
        summary: "A question points to a section that has no word of it.",
        explanation: "`see` promises that the section answers the question. If no word of the question is in it, nor in the sections below it, it most likely answers another.",
        remedy: "Point to the section that answers it, or say in the section what is asked.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: How much does the pump cost?, see: \"#noise\"}\n---\n## Noise\n\nIt hums.\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: How loud is the noise?, see: \"#noise\"}\n---\n## Noise\n\nIt hums.\n",
            )],
        },
    },
    origin: "W3C, Understanding WCAG 2.4.4 and 2.4.6: links and headings say what is found there.",
    languages: &["en"],
    measured: None,
};

pub(in crate::diagnostic) const OPEN_STALE: CheckRule = CheckRule {
    rule: Rule {
        name: "question/open-stale",
        severity: Severity::Warning,
        summary: "Nobody has looked into an open question for long.",
        explanation: "What nobody knew may be known after half a year. `checked` on a question is the day on which somebody last looked for an answer; if it is more than 180 days ago, it is time to look again. Without it, `as_of` counts, after a year.",
        remedy: "Look for an answer, then set `checked` to today.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, open: Nobody has measured it., checked: 2020-01-01}\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\ninsights:\n  - {question: Is it loud?, open: Nobody has measured it., checked: 2026-11-20}\n---\n",
            )],
        },
    },
    origin: "Living reviews (Cochrane) are searched again at fixed intervals; our own interval.",
    languages: &[],
    measured: None,
};
