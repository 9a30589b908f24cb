//! `site/no-about` and `site/no-contact`: who is behind the site, and how they are told of an error.

use crate::check::input::SiteInput;
use crate::check::language::Language;
use crate::content::{Article, LinkTarget};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::path::{SitePath, slugify};

/// What pages are called that say who publishes, as slugs; a name may go on after a hyphen.
const ABOUT: &[&str] = &["about", "who-we-are", "colophon", "imprint", "masthead"];
const ABOUT_GERMAN: &[&str] = &["ueber", "uber", "über", "impressum", "wer-wir-sind", "about"];
const ABOUT_FRENCH: &[&str] =
    &["a-propos", "à-propos", "qui-sommes-nous", "mentions-legales", "mentions-légales", "about"];
const ABOUT_SPANISH: &[&str] =
    &["acerca", "sobre", "quienes-somos", "quiénes-somos", "aviso-legal", "about"];

/// What stands on a page that says how to reach its publisher, in lower case.
const CONTACT: &[&str] = &[
    "report an error",
    "report a mistake",
    "report errors",
    "report mistakes",
    "contact",
    "reach us",
    "reach you",
    "write to us",
    "e-mail",
    "email",
    "mailto:",
    "<form",
];
const CONTACT_GERMAN: &[&str] = &[
    "fehler melden",
    "kontakt",
    "erreichen",
    "schreiben sie",
    "schreibt uns",
    "e-mail",
    "mailto:",
    "<form",
];
const CONTACT_FRENCH: &[&str] = &[
    "signaler une erreur",
    "contact",
    "nous écrire",
    "écrivez",
    "joindre",
    "courriel",
    "e-mail",
    "mailto:",
    "<form",
];
const CONTACT_SPANISH: &[&str] = &[
    "informar de un error",
    "avisar de un error",
    "contact",
    "escríbanos",
    "escríbenos",
    "correo",
    "e-mail",
    "mailto:",
    "<form",
];

/// Reports a site without a page that says who publishes it.
pub(in crate::check::rules) fn check_about(input: &SiteInput<'_>, findings: &mut Vec<Diagnostic>) {
    let names = match Language::of_tag(&input.config.language) {
        Language::English => ABOUT,
        Language::German => ABOUT_GERMAN,
        Language::French => ABOUT_FRENCH,
        Language::Spanish => ABOUT_SPANISH,
        Language::Other => return,
    };
    let is_it = |text: &str| {
        let slug = slugify(text);
        let rest = names.iter().filter_map(|name| slug.strip_prefix(*name));
        rest.into_iter().any(|rest| rest.is_empty() || rest.starts_with('-'))
    };
    let told = plain(input).any(|page| {
        is_it(&page.title)
            || page.slug.as_ref().is_some_and(|slug| is_it(&slug.value))
            || page
                .path
                .as_str()
                .rsplit('/')
                .next()
                .and_then(|name| name.split('.').next())
                .is_some_and(is_it)
            || page.path.parent().and_then(|folder| folder.rsplit('/').next()).is_some_and(is_it)
    });
    // The page may be on another site, of the organisation.
    if told || input.config.menu.iter().any(|item| is_it(&item.name)) {
        return;
    }
    let message = "no page says who publishes this site";
    let hint = "write `content/_pages/about.md`: who you are, who pays, how you work, what you do about errors";
    tell(input, Code::SiteNoAbout, message, hint, findings);
}

/// Reports a site with no way to tell its publisher of an error.
pub(in crate::check::rules) fn check_contact(
    input: &SiteInput<'_>,
    findings: &mut Vec<Diagnostic>,
) {
    let words = match Language::of_tag(&input.config.language) {
        Language::English => CONTACT,
        Language::German => CONTACT_GERMAN,
        Language::French => CONTACT_FRENCH,
        Language::Spanish => CONTACT_SPANISH,
        Language::Other => return,
    };
    let mails = |article: &Article| {
        let targets = article.links.iter().map(|link| &link.target);
        targets.into_iter().any(|target| match target {
            LinkTarget::External(address) => address.starts_with("mailto:"),
            _ => false,
        })
    };
    let says = |article: &Article| {
        let html = article.body.fragment.html.to_lowercase();
        words.iter().any(|words| html.contains(words))
    };
    let told = plain(input).any(|page| mails(page) || says(page))
        || input.articles.iter().any(|article| mails(article))
        || input.config.menu.iter().any(|item| {
            let name = item.name.to_lowercase();
            item.url.starts_with("mailto:") || words.iter().any(|words| name.contains(words))
        });
    if told {
        return;
    }
    let message = "no page says how to report an error";
    let hint =
        "say it on the page about the site: an address, a form, or where else errors are told";
    tell(input, Code::SiteNoContact, message, hint, findings);
}

/// Returns the plain pages, and the introduction of the home page.
fn plain<'a>(input: &'a SiteInput<'_>) -> impl Iterator<Item = &'a Article> {
    input.articles.iter().map(|article| &***article).filter(|article| !article.is_explainer())
}

/// Tells it of the site, unless nothing is published yet.
fn tell(
    input: &SiteInput<'_>,
    code: Code,
    message: &str,
    hint: &str,
    findings: &mut Vec<Diagnostic>,
) {
    let Ok(path) = SitePath::new("site.toml") else { return };
    if input.site.explainers > 0 {
        findings.push(Diagnostic::new(code, Place::file(&path), message).hint(hint));
    }
}
