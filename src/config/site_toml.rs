//! `site.toml` as written, key by key. Every fault is found in one run.

use std::collections::BTreeMap;

use jiff::tz::TimeZone;

use crate::config::base_url::BaseUrl;
use crate::config::build::{self, BuildTable};
use crate::config::foreign_settings::{ALIASES, FOREIGN};
use crate::config::language::language_tag;
use crate::config::markdown;
use crate::config::settings::{
    BaseUrlPlace, Config, DateForm, MenuItem, Overrides, ThemeOption, TopicSettings,
};
use crate::config::{check, deploy, feed};
use crate::diagnostic::{Code, Diagnostic, Outcome, Place};
use crate::digest::Digest;
use crate::node::decode::{
    Decoder, Foreign, MapReader, Translation, boolean, integer, list, one_of, owned,
};
use crate::node::{Key, Node, NodeKind, toml};
use crate::path::{SitePath, check_slug, slugify};
use crate::span::{Span, line_start};

/// The keys of tables, each with its table. If somebody uncomments only the key's line, it ends up at the top, or in
/// the last table before it.
const ELSEWHERE: &[(&str, &str)] = &[
    ("output_dir", "build"),
    ("ignore", "build"),
    ("limit", "feed"),
    ("aliases", "feed"),
    ("per_page", "lists"),
    ("health", "lists"),
    ("questions_json", "lists"),
    ("enabled", "search"),
    ("html", "markdown"),
    ("math", "markdown"),
    ("smart_punctuation", "markdown"),
    ("embed_hosts", "markdown"),
    ("branch", "deploy"),
    ("cname", "deploy"),
    ("remote", "deploy"),
    ("accent", "theme_options"),
    ("theme", ""),
    ("base_url", ""),
    ("language", ""),
    ("dates", ""),
    ("author", ""),
    ("time_zone", ""),
];

impl Config {
    /// Reads `site.toml`. `None` if something required is missing or wrong.
    pub fn read(path: &SitePath, text: &str, overrides: Overrides) -> Outcome<Option<Self>> {
        read(path, text, overrides)
    }
}

fn read(path: &SitePath, text: &str, overrides: Overrides) -> Outcome<Option<Config>> {
    let digest = Digest::of_value(&(path, text, overrides.base_url.as_ref().map(BaseUrl::as_str)));
    let loaded = toml::load(path, text);
    let mut decoder = Decoder::new(path, text);
    let slips = loaded.findings.iter().filter(|finding| finding.code == Code::TomlSyntax);
    let slips: Vec<Span> = slips.filter_map(|finding| finding.place.span).collect();
    let config = config(&mut decoder, &loaded.value, (overrides, digest));
    let mut findings = decoder.findings.into_vec();
    without_echoes(&mut findings, text, &slips);
    findings.extend(loaded.findings);
    let config = config.filter(|_| !findings.iter().any(Diagnostic::is_error));
    Outcome::new(config, findings)
}

/// Removes findings that are only due to lines that cannot be parsed: their content seems to be missing, and keys below
/// a table head that cannot be parsed seem to belong to the previous table.
fn without_echoes(findings: &mut Vec<Diagnostic>, text: &str, slips: &[Span]) {
    if slips.is_empty() {
        return;
    }
    let hidden: Vec<std::ops::Range<usize>> = slips
        .iter()
        .map(|slip| {
            let (before, after) = text.split_at_checked(slip.start as usize).unwrap_or((text, ""));
            let start = line_start(text, before.len());
            let is_head = text.get(start..).is_some_and(|line| line.trim_start().starts_with('['));
            let end = after.find(if is_head { "\n[" } else { "\n" });
            start..end.map_or(text.len(), |end| before.len() + end)
        })
        .collect();
    findings.retain(|finding| {
        let start = finding.place.span.map_or(0, |span| span.start as usize);
        !matches!(finding.code, Code::FieldMissing | Code::ConfigBaseUrl)
            && !hidden.iter().any(|range| range.contains(&start))
    });
}

fn config(
    d: &mut Decoder<'_>,
    node: &Node<'_>,
    (overrides, digest): (Overrides, Digest),
) -> Option<Config> {
    let mut table = settings(d, node)?;
    let title = table.required(d, "title", "\"My site\"", owned);
    let base_url_place = base_url_place(&mut table, &overrides);
    let base_url = site_address(d, &mut table, overrides);
    let description = table.optional(d, "description", description);
    let language = table.optional(d, "language", language_tag).unwrap_or_else(|| "en".into());
    let dates = table
        .optional(d, "dates", |d, node| one_of(d, node, DateForm::ALL))
        .unwrap_or(DateForm::Language);
    let author = table.optional(d, "author", owned);
    let theme = table.optional(d, "theme", theme_name).unwrap_or_else(|| "default".into());
    let theme_span = table.node("theme").map(|node| node.span);
    let own_zone = table.optional(d, "time_zone", time_zone);
    let has_time_zone = own_zone.is_some();
    let time_zone = own_zone.unwrap_or(TimeZone::UTC);
    let BuildTable { output_dir, output_dir_span, ignore } =
        section(d, &mut table, "build", build::read).unwrap_or_default();
    let feed = section(d, &mut table, "feed", feed::read).unwrap_or_default();
    let (per_page, health, questions_json) =
        section(d, &mut table, "lists", lists).unwrap_or((20, false, true));
    let mut markdown =
        section(d, &mut table, "markdown", markdown::read).unwrap_or_else(markdown::default);
    markdown.language.clone_from(&language);
    let search = section(d, &mut table, "search", search).unwrap_or(true);
    markdown.words = search;
    let levels = table.optional(d, "check", check::levels).unwrap_or_default();
    let deploy = section(d, &mut table, "deploy", deploy::read).unwrap_or_else(deploy::default);
    let topics = table.optional(d, "topics", topics).unwrap_or_default();
    let menu = table.optional(d, "menu", |d, node| list(d, node, menu_item)).unwrap_or_default();
    let theme_options = table.optional(d, "theme_options", theme_options).unwrap_or_default();
    table.finish(d);
    Some(Config {
        digest,
        path: d.path.clone(),
        title: title?,
        base_url,
        base_url_place,
        description,
        language,
        dates,
        author,
        theme,
        theme_span,
        time_zone,
        has_time_zone,
        output_dir,
        output_dir_span,
        ignore,
        feed,
        per_page,
        health,
        questions_json,
        search,
        markdown,
        levels,
        topics,
        menu,
        theme_options,
        deploy,
    })
}

/// Reads `[lists]`: the number of entries on a page, and whether the overview of how the explainers stand and the
/// questions as data are published.
fn lists(d: &mut Decoder<'_>, lists: &mut MapReader<'_, '_>) -> (usize, bool, bool) {
    let per_page = lists.optional(d, "per_page", |d, node| integer(d, node, 1..=10_000));
    let health = lists.optional(d, "health", boolean);
    let questions_json = lists.optional(d, "questions_json", boolean);
    (per_page.unwrap_or(20), health.unwrap_or(false), questions_json.unwrap_or(true))
}

/// Reads `[search]`: whether the site has one.
fn search(d: &mut Decoder<'_>, search: &mut MapReader<'_, '_>) -> bool {
    search.optional(d, "enabled", boolean).unwrap_or(true)
}

/// What `init` writes.
const SAMPLE_DESCRIPTION: &str = "Questions answered, every claim traced to its source.";

fn description(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    if text == SAMPLE_DESCRIPTION {
        let message = "this is still the description that `nutgraf init` wrote";
        let hint =
            "say in a sentence or two what your site is about: search engines and feeds show it";
        d.report_with_hint(Code::TextUnedited, node.shown_span(), message, hint);
    }
    Some(text)
}

/// Starts reading the outermost table.
fn settings<'n, 't>(d: &mut Decoder<'_>, node: &'n Node<'t>) -> Option<MapReader<'n, 't>> {
    let table = MapReader::new(d, node, "a table")?.with_aliases(ALIASES);
    Some(table.with_elsewhere(ELSEWHERE).with_foreign(&FOREIGN))
}

/// Returns the address of the published site: `base_url`, unless the command line sets another.
fn site_address(
    d: &mut Decoder<'_>,
    table: &mut MapReader<'_, '_>,
    overrides: Overrides,
) -> Option<BaseUrl> {
    let written_base = table.optional(d, "base_url", base_url);
    // Under another tool's name it exists, and that key is reported.
    let mut other_names = ALIASES.iter().filter(|(_, ours)| *ours == "base_url");
    let no_base_key = !table.has("base_url") && !other_names.any(|(theirs, _)| table.has(theirs));
    let base_url = overrides.base_url.or(written_base);
    if base_url.is_none() && no_base_key {
        let finding = Diagnostic::new(
            Code::ConfigBaseUrl,
            Place::file(d.path),
            "`base_url` is missing: feeds, sitemap and canonical links are left out",
        );
        d.findings.push(
            finding.hint(
                "write the address of the site: `base_url = \"https://user.github.io/repo/\"`",
            ),
        );
    }
    base_url
}

/// Returns where `base_url` was set.
fn base_url_place(table: &mut MapReader<'_, '_>, overrides: &Overrides) -> BaseUrlPlace {
    match table.node("base_url") {
        _ if overrides.base_url.is_some() => BaseUrlPlace::CommandLine,
        Some(node) => BaseUrlPlace::Settings(node.span),
        None => BaseUrlPlace::Nowhere,
    }
}

/// Reads a sub-table and reports its unknown keys.
fn section<T>(
    d: &mut Decoder<'_>,
    table: &mut MapReader<'_, '_>,
    key: &'static str,
    read: impl FnOnce(&mut Decoder<'_>, &mut MapReader<'_, '_>) -> T,
) -> Option<T> {
    let node = table.node(key)?;
    let mut section =
        MapReader::new(d, node, "a table")?.with_elsewhere(ELSEWHERE).with_outer(ALIASES);
    let value = read(d, &mut section);
    section.finish(d);
    Some(value)
}

fn base_url(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<BaseUrl> {
    let text = owned(d, node)?;
    BaseUrl::new(&text)
        .map_err(|error| {
            let meant = BaseUrl::meant(&text, &error);
            let message = format!("`{text}`: {error}");
            let hint = format!("write it as `{meant}`");
            d.report_with_hint(Code::FieldInvalid, node.span, message, hint);
        })
        .ok()
}

fn theme_name(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<String> {
    let text = owned(d, node)?;
    if check_slug(&slugify(&text)).is_err() || text.contains(['/', '\\']) || text.starts_with('.') {
        d.report_with_hint(
            Code::PathOutside,
            node.span,
            format!("`{text}` is not the name of a theme"),
            "write the name of a folder in `themes/`",
        );
        return None;
    }
    Some(text)
}

fn time_zone(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<TimeZone> {
    let text = owned(d, node)?;
    if let Ok(zone) = TimeZone::get(&text) {
        Some(zone)
    } else {
        d.report_with_hint(
            Code::FieldInvalid,
            node.span,
            format!("`{text}` is not a time zone"),
            "write an IANA name such as `Europe/Berlin` or `America/New_York`",
        );
        None
    }
}

fn topics(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<BTreeMap<String, TopicSettings>> {
    let NodeKind::Mapping(entries) = &node.kind else {
        d.wrong_type(node, "a table of topics", None);
        return None;
    };
    let mut topics = BTreeMap::new();
    for (key, value) in entries {
        if let Err(error) = check_slug(&key.text) {
            d.report_with_hint(
                Code::SlugInvalid,
                key.span,
                format!("the topic `{}` {error}", key.text),
                format!("write `[topics.{}]` and set `name` in it", slugify(&key.text)),
            );
            continue;
        }
        let Some(table) = MapReader::new(d, value, "a table") else { continue };
        let mut table = table.with_elsewhere(ELSEWHERE);
        let settings = TopicSettings {
            name: table.optional(d, "name", owned),
            description: table.optional(d, "description", owned),
        };
        table.finish(d);
        topics.insert(key.text.to_string(), settings);
    }
    Some(topics)
}

/// What other tools call the keys of a menu's entry.
const MENU_ALIASES: &[(&str, &str)] = &[
    ("title", "name"),
    ("label", "name"),
    ("text", "name"),
    ("link", "url"),
    ("href", "url"),
    ("path", "url"),
    ("page", "url"),
    ("pageRef", "url"),
];

/// What Hugo has in an entry of a menu.
const MENU_FOREIGN: Foreign = Foreign {
    translate: |key, _| {
        (key == "weight").then(|| Translation {
            hint: "remove it: the entries of the menu stand in the order of the file".to_owned(),
            entry: None,
        })
    },
    without_counterpart: &["identifier", "parent", "pre", "post", "params"],
    rest: "",
};

fn menu_item(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<MenuItem> {
    let mut table = MapReader::new(d, node, "a table with `name` and `url`")?
        .with_aliases(MENU_ALIASES)
        .with_elsewhere(ELSEWHERE)
        .with_outer(ALIASES)
        .with_foreign(&MENU_FOREIGN);
    let name = table.required(d, "name", "\"About\"", owned);
    let span = table.node("url").map_or(node.span, |url| url.span);
    let url = table.required(d, "url", "\"/about/\"", owned);
    table.finish(d);
    Some(MenuItem { name: name?, url: url?, span })
}

fn theme_options(d: &mut Decoder<'_>, node: &Node<'_>) -> Option<Vec<ThemeOption>> {
    let NodeKind::Mapping(entries) = &node.kind else {
        d.wrong_type(node, "a table", None);
        return None;
    };
    let option = |(key, value): &(Key<'_>, Node<'_>)| ThemeOption {
        name: key.text.to_string(),
        name_span: key.span,
        value: value.to_json(),
        value_span: value.shown_span(),
    };
    Some(entries.iter().map(option).collect())
}
