//! The rules about the site as a whole.

use crate::diagnostic::rules::rule::{CheckRule, Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const ORPHAN: CheckRule = CheckRule {
    rule: Rule {
        name: "site/orphan",
        severity: Severity::Info,
        summary: "No other page's text leads to a page.",
        explanation: "Lists show every article, but readers and search engines find a page mostly by links in the text of others, which also say why it matters. Sites with fewer than five explainers are not judged.",
        remedy: "Link to it from an article that its readers come from, in the text or with `related`; a plain page may be in the menu.",
        example: Example::Told("an article that no other article of a large site mentions"),
    },
    origin: "Google's \"Link best practices\": every page you care about should have a link from at least one other page.",
    languages: &[],
    measured: None,
};

pub(in crate::diagnostic) const NO_ABOUT: CheckRule = CheckRule {
    rule: Rule {
        name: "site/no-about",
        severity: Severity::Warning,
        summary: "No page says who publishes the site.",
        explanation: "Readers decide by who is behind a site whether they believe it. A plain page counts if its title, its address or its file is called \"about\", \"who we are\" or the like in the site's language. So does an entry of the menu with such a name, even if it leads to another site.",
        remedy: "Write `content/_pages/about.md`: who you are, who pays, how you work, what you do about errors.",
        example: Example::Told(
            "a site with explainers and no page such as `content/_pages/about.md`",
        ),
    },
    origin: "The code of principles of the International Fact-Checking Network, and the Trust Project's first indicator.",
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const NO_CONTACT: CheckRule = CheckRule {
    rule: Rule {
        name: "site/no-contact",
        severity: Severity::Warning,
        summary: "No page says how to report an error.",
        explanation: "Errors are found by readers. A site takes them in if a plain page has an address, a form, or words such as \"report an error\" or \"contact\" in the site's language. An address in any article counts as well, and so does an entry of the menu.",
        remedy: "Say on the page about the site how readers reach you.",
        example: Example::Told("a site none of whose pages says how to reach anybody"),
    },
    origin: "The code of principles of the International Fact-Checking Network asks for a way to request corrections; so do the Trust Project's indicators.",
    languages: &["en", "de", "fr", "es"],
    measured: None,
};

pub(in crate::diagnostic) const NO_TOPIC: CheckRule = CheckRule {
    rule: Rule {
        name: "site/no-topic",
        severity: Severity::Info,
        summary: "An explainer has no topic, and most others have one.",
        explanation: "Lists by topic show what belongs together, and the article is in none of them. Sites in which half of the explainers or more have no topic are not judged.",
        remedy: "Add `topics`, with one that other articles have.",
        example: Example::Told("an explainer without `topics` on a site where most have them"),
    },
    origin: "Information architecture: what is not in the navigation is not found (Nielsen Norman Group).",
    languages: &[],
    measured: None,
};
