//! The rules about what an article says and whether it says from where.

use crate::diagnostic::rules::rule::{CheckRule, Example, Measured, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const FIGURE: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/figure",
        severity: Severity::Warning,
        summary: "A sentence states a figure without a citation.",
        explanation: "A figure is what readers carry away and repeat, so they must be able to see where it is from. A mark in the sentence counts, and so does the last one of the paragraph if no other stands between. In a table, the row and the caption count; for a list, the sentence that introduces it. Dates, ages, names with numbers, suppositions and questions are not reported, nor is what follows from figures that are cited in the paragraph; quotations are for `citation/quotation`. Plain pages are not judged.",
        remedy: "Cite a source: `[@id]`. If you do not have one yet, `[@?: reason]` says so and is listed.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nAbout 30 % of homes have one.\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nAbout 30 % of homes have one [@iea-2024].\n",
            )],
        },
    },
    origin: "Wikipedia's policy \"Verifiability\" asks for an inline citation for whatever is likely to be challenged, statistics first; Our World in Data names the source of every figure.",
    languages: &["en", "de", "fr", "es"],
    measured: Some(Measured { right: 125, wrong: 1, missed: 13 }),
};

pub(in crate::diagnostic) const KEY_POINT: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/key-point",
        severity: Severity::Warning,
        summary: "A key point has neither a citation nor a link.",
        explanation: "Key points travel alone: they are read first, quoted, and shown where the article is not. Each should say what it rests on, or lead to the section that does.",
        remedy: "End it with `[@id]`, or link to the section: `[how it works](#how-it-works)`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsummary:\n  - Heat pumps are efficient.\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsummary:\n  - Heat pumps are efficient. [@iea-2024]\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n",
            )],
        },
    },
    origin: "The Trust Project's indicator \"Citations and references\": readers should reach the source behind each claim.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const QUOTATION: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/quotation",
        severity: Severity::Warning,
        summary: "Somebody's words are quoted without a citation.",
        explanation: "Without a citation nobody can see whether these are the words, and what stood around them. Block quotations count, and in running text quotations of four words or more; shorter ones where a verb of speech introduces them. Titles, terms that are introduced and examples of wording do not.",
        remedy: "Cite the place at the end of the sentence: `[@id, p. 4]`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nShe said: “We will not build it here.”\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nShe said: “We will not build it here” [@iea-2024].\n",
            )],
        },
    },
    origin: "Wikipedia's policy \"Verifiability\": all quotations need an inline citation.",
    languages: &["en", "de", "fr", "es"],
    measured: Some(Measured { right: 63, wrong: 0, missed: 8 }),
};

pub(in crate::diagnostic) const ATTRIBUTION: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/attribution",
        severity: Severity::Warning,
        summary: "A sentence names who says so, without a citation.",
        explanation: "\"According to X\" and \"X said\" tell readers whom to ask, but not where. If a source that you list looks like X, the hint names it. Measures, as in \"according to size\", are not reported.",
        remedy: "Cite where it was said: `[@id]`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nAccording to the IEA, sales are rising.\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nAccording to the IEA, sales are rising [@iea-2024].\n",
            )],
        },
    },
    origin: "Wikipedia's guideline \"Citing sources\": attribution in the text does not replace the citation.",
    languages: &["en"],
    measured: Some(Measured { right: 49, wrong: 1, missed: 24 }),
};

pub(in crate::diagnostic) const SECTION: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/section",
        severity: Severity::Warning,
        summary: "A section of over 120 words cites nothing.",
        explanation: "What a section says may be known to you; readers cannot tell knowledge from guesses. What stands below its sub-headings counts. Of an article that cites nothing at all, only the first such section is reported.",
        remedy: "Cite what it rests on.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\n## How it works\n\nHeat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it.\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\n## How it works\n\nHeat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. Heat moves from the air into the house, and the colder the air is, the more work the pump has to do for it. [@iea-2024]\n",
            )],
        },
    },
    origin: "Wikipedia's template \"Unreferenced section\"; the length is ours.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const WEASEL: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/weasel",
        severity: Severity::Warning,
        summary: "A claim is laid to people who are not named, and cites nothing.",
        explanation: "\"Critics argue\" and \"it is widely believed\" give a claim weight that nobody stands for, and that nobody can check. With a citation they are a summary, and are not reported.",
        remedy: "Name who says so and cite it, or say it in your own name.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nCritics argue that it is too loud.\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nCritics argue that it is too loud [@iea-2024].\n",
            )],
        },
    },
    origin: "Wikipedia's Manual of Style, \"Unsupported attributions\".",
    languages: &["en"],
    measured: Some(Measured { right: 1, wrong: 0, missed: 5 }),
};

pub(in crate::diagnostic) const PILE: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/pile",
        severity: Severity::Info,
        summary: "More than three sources are cited at one point.",
        explanation: "Readers cannot tell which of many sources shows the claim, and will open none of them.",
        remedy: "Keep the best three, or put each mark behind the words that it is for.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: a, title: A}\n  - {id: b, title: B}\n  - {id: c, title: C}\n  - {id: d, title: D}\n---\n\nIt works [@a; @b; @c; @d].\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - {id: a, title: A}\n  - {id: b, title: B}\n  - {id: c, title: C}\n  - {id: d, title: D}\n---\n\nIt works [@a; @b] in winter [@c; @d].\n",
            )],
        },
    },
    origin: "Wikipedia's essay \"Citation overkill\".",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const FOOTNOTE: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/footnote",
        severity: Severity::Warning,
        summary: "A footnote is nothing but a citation.",
        explanation: "A mark is a footnote already: it has a number, a card with the source, and a place in the list. A footnote around it sends readers through two jumps and begins a second series of numbers.",
        remedy: "Put the mark where the footnote's number is.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nIt works.[^1]\n\n[^1]: [@iea-2024]\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nIt works [@iea-2024].\n",
            )],
        },
    },
    origin: "Wikipedia keeps explanatory notes and citations in separate series (\"Help:Explanatory notes\").",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const LINK: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/link",
        severity: Severity::Warning,
        summary: "A link leads to another site that is none of the sources.",
        explanation: "A bare link tells readers neither who publishes the page nor when it was read, and when it dies nothing is left. A listed source has all this, and an archived copy. Addresses are compared without `www.`, fragment and tracking parameters; plain pages are not judged, nor a link beside a citation of the same site.",
        remedy: "List the page in `sources`, and cite it: `[@id]`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nRead [their report](https://example.org/report).\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: report\n    title: Report\n    url: https://example.org/report\n---\n\nRead [their report](https://example.org/report) [@report].\n",
            )],
        },
    },
    origin: "Wikipedia's guideline \"External links\": no external links in the body of an article; Pew Research Center, \"When Online Content Disappears\" (2024).",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const VIA: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/via",
        severity: Severity::Info,
        summary: "A mark says in words that one source was read through another.",
        explanation: "`[@law, cited in @paper]` hides from readers, and from the list of origins, that the one draws on the other.",
        remedy: "List both, and give the one that you read `derives_from: [original]`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nIt works [@iea-2024, cited in a paper].\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n---\n\nIt works [@iea-2024].\n",
            )],
        },
    },
    origin: "Wikipedia's guideline \"Citing sources\", section \"Say where you read it\".",
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const AUTHOR_YEAR: CheckRule = CheckRule {
    rule: Rule {
        name: "citation/author-year",
        severity: Severity::Warning,
        summary: "A source is named by author and year, and not marked.",
        explanation: "`(Nord 2025, p. 12)` is how word processors and reference managers write a citation. Here it is only text: it leads nowhere, and the list does not show that the source is used. It is reported if a listed source has this year, and this author or publisher; not where a mark in the same sentence cites it.",
        remedy: "Write the mark in its place: `[@id, p. 12]`.",
        example: Example::Files {
            bad: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n    published: 2024\n---\n\nThey sell well (IEA 2024, p. 3).\n",
            )],
            good: &[(
                "content/why.md",
                "---\ntitle: Why?\nsources:\n  - id: iea-2024\n    title: Heat pumps\n    publisher: IEA\n    published: 2024\n---\n\nThey sell well [@iea-2024, p. 3].\n",
            )],
        },
    },
    origin: "Author-date citations of the Chicago Manual of Style and APA; the list of sources here is numbered.",
    languages: &[],
    measured: None,
};
