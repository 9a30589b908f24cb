//! Loading a theme: its levels, templates, words and static files.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use tera::Tera;

use crate::config::{Config, DateForm};
use crate::content::{conflicts, is_lfs_pointer, lfs_pointer, normalise};
use crate::diagnostic::{Code, Diagnostic, Fix, Outcome, Place, Safety, did_you_mean, in_quotes};
use crate::digest::Digest;
use crate::files::{FileError, Files};
use crate::path::SitePath;
use crate::span::Span;
use crate::theme::builtin::{builtin_file, builtin_files, builtin_themes};
use crate::theme::error::findings_of;
use crate::theme::level::{Level, SITE_LEVEL};
use crate::theme::loaded::Theme;
use crate::theme::manifest::ThemeManifest;
use crate::theme::options::{self, DeclaredOptions};
use crate::theme::sources::{HEALTH, TEMPLATES, TemplateSources};
use crate::theme::statics::{self, Addresses};
use crate::theme::words::Words;
use crate::theme::{functions, stop};

impl Theme {
    /// Loads the theme that `site.toml` names, with the site's overrides. `None` if templates are broken.
    pub fn load(files: &dyn Files, config: &Config) -> Result<Outcome<Option<Self>>, FileError> {
        load(files, config)
    }
}

fn load(files: &dyn Files, config: &Config) -> Result<Outcome<Option<Theme>>, FileError> {
    let mut findings = Vec::new();
    let Some((levels, declared)) = levels(files, config, &mut findings)? else {
        return Ok(Outcome::new(None, findings));
    };
    // A broken `theme.toml` may have lost its `extends` and options, which explains whatever is missing then.
    let sound = !findings.iter().any(Diagnostic::is_error);
    let mut words = words(files, &levels, &mut findings)?;
    if config.dates != DateForm::Language {
        for words in words.values_mut() {
            Arc::make_mut(words).form_dates(config.dates);
        }
    }
    let foreign = words.get("en").map(|english| english.for_foreigners()).unwrap_or_default();
    let marked = foreign.as_marked();
    let sources = sources(files, &levels, &mut findings)?;
    let mut tera = Tera::new();
    stop::register(&mut tera);
    tera.set_fallback_prefixes(levels.iter().map(|level| format!("{}/", level.name)))
        .expect("no template is added yet");
    let statics = statics::statics(&levels);
    let addresses = Addresses::of(files, &statics)?;
    functions::register(&mut tera, config, &words, &addresses);
    let complete = add_templates(&mut tera, &sources, &mut findings);
    if complete && !findings.iter().any(Diagnostic::is_error) {
        let wanted = TEMPLATES.iter().chain(config.health.then_some(&HEALTH));
        for name in wanted.filter(|name| !tera.contains_template(name)) {
            let place = Place::file(&theme_toml(&config.theme));
            let finding = Diagnostic::new(
                Code::ThemeMissingTemplate,
                place,
                format!("the theme `{}` has no template `{name}`", config.theme),
            );
            findings.push(finding.hint("add it to the theme's `templates/`, or write `extends = \"default\"` in its `theme.toml`"));
        }
    }
    let options = if sound {
        options::checked(config, &declared, &mut findings)
    } else {
        serde_json::Value::Null
    };
    let broken = findings.iter().any(Diagnostic::is_error);
    // Templates name each other by level, and fall back from one to the next.
    let order: Vec<&str> = levels.iter().map(|level| level.name.as_str()).collect();
    let digest = Digest::of_value(&(order, &sources, &words, &addresses));
    let statics = Arc::new(statics);
    let theme = (!broken).then(|| Theme {
        tera,
        stoppable: OnceLock::new(),
        sources,
        words,
        foreign: (Arc::new(foreign), marked),
        options,
        digest,
        statics,
    });
    Ok(Outcome::new(theme, findings))
}

fn theme_toml(name: &str) -> SitePath {
    SitePath::new(format!("themes/{name}/theme.toml")).expect("theme names are checked")
}

/// Returns the levels from the topmost: the site's overrides, the theme, what it extends; and the options that they
/// declare, with those of upper levels taking precedence.
fn levels(
    files: &dyn Files,
    config: &Config,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<(Vec<Level>, DeclaredOptions)>, FileError> {
    let mut options = DeclaredOptions::new();
    let mut own = Vec::new();
    for folder in ["templates", "static"] {
        let walk = files.walk(folder)?;
        own.extend(walk.files.into_iter().map(|path| (path.as_str().to_owned(), path)));
        findings.extend(walk.faults.iter().map(crate::files::fault_finding));
    }
    let mut levels = vec![Level { name: SITE_LEVEL.to_owned(), files: own, builtin: false }];
    let asked_by = Place { path: config.path.clone(), span: config.theme_span };
    let mut next = Some((config.theme.clone(), asked_by));
    while let Some((name, asked_by)) = next {
        if levels.iter().any(|level| level.name == name) || name == SITE_LEVEL {
            let message = if name == SITE_LEVEL {
                "a theme cannot be called `site`: this prefix names the site's own templates"
                    .to_owned()
            } else {
                format!("the theme `{name}` extends itself")
            };
            findings.push(
                Diagnostic::new(Code::ThemeInvalid, asked_by, message)
                    .hint("a theme can only extend another one, such as `default`"),
            );
            return Ok(None);
        }
        let Some(level) = theme_level(files, &name, findings)? else {
            findings.push(no_theme(&name, asked_by, &known_themes(files)?));
            return Ok(None);
        };
        let ThemeManifest { extends, options: declared } = manifest(files, &level, findings)?;
        for (name, option) in declared {
            options.entry(name).or_insert(option);
        }
        next = extends;
        levels.push(level);
    }
    Ok(Some((levels, options)))
}

/// Returns the finding that a theme does not exist.
fn no_theme(name: &str, asked_by: Place, known: &[String]) -> Diagnostic {
    let near = did_you_mean(name, known.iter().map(String::as_str));
    let hint = near.map_or_else(
        || {
            let known: Vec<String> = known.iter().map(|name| format!("`{name}`")).collect();
            let known = known.join(", ");
            format!(
                "there are {known}; to write your own theme, begin with `themes/{name}/theme.toml`"
            )
        },
        |near| format!("did you mean `{near}`?"),
    );
    let fix = near.filter(|near| !near.contains(['"', '\'', '\\'])).and_then(|near| {
        let span = in_quotes(asked_by.span?, name)?;
        Some(Fix::replace(&asked_by.path, span, near, Safety::of_guess(name, near)))
    });
    let message = format!("there is no theme named `{name}`");
    Diagnostic::new(Code::ThemeMissing, asked_by, message).hint(hint).fix(fix)
}

fn known_themes(files: &dyn Files) -> Result<Vec<String>, FileError> {
    let mut names: Vec<String> = files
        .walk("themes")?
        .files
        .iter()
        .filter_map(|path| path.below("themes")?.split_once('/').map(|(name, _)| name.to_owned()))
        .collect();
    names.extend(builtin_themes().map(str::to_owned));
    names.dedup();
    Ok(names)
}

/// Returns the files of a theme: those in `themes/<name>/`, or those that are compiled in.
fn theme_level(
    files: &dyn Files,
    name: &str,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<Level>, FileError> {
    let folder = format!("themes/{name}");
    let walk = files.walk(&folder)?;
    findings.extend(walk.faults.iter().map(crate::files::fault_finding));
    let inside = |path: &SitePath| path.below(&folder).map(str::to_owned);
    let on_disk: Vec<_> =
        walk.files.into_iter().filter_map(|path| Some((inside(&path)?, path))).collect();
    if !on_disk.is_empty() {
        return Ok(Some(Level { name: name.to_owned(), files: on_disk, builtin: false }));
    }
    let built_in: Vec<_> =
        builtin_files(name).into_iter().filter_map(|path| Some((inside(&path)?, path))).collect();
    let level = Level { name: name.to_owned(), files: built_in, builtin: true };
    Ok(Some(level).filter(|level| !level.files.is_empty()))
}

/// Reads a level's `theme.toml`.
fn manifest(
    files: &dyn Files,
    level: &Level,
    findings: &mut Vec<Diagnostic>,
) -> Result<ThemeManifest, FileError> {
    let path = theme_toml(&level.name);
    let text = read(files, level, &path, findings)?;
    Ok(text.map_or_else(ThemeManifest::default, |text| ThemeManifest::read(&path, &text, findings)))
}

/// Reads a text file of a level; a file that is not text is a finding.
fn read(
    files: &dyn Files,
    level: &Level,
    path: &SitePath,
    findings: &mut Vec<Diagnostic>,
) -> Result<Option<String>, FileError> {
    let bytes =
        if level.builtin { builtin_file(path).map(<[u8]>::to_vec) } else { files.read(path)? };
    Ok(bytes.and_then(|bytes| {
        if is_lfs_pointer(&bytes) {
            findings.push(lfs_pointer(path));
            return None;
        }
        if let Ok(text) = String::from_utf8(bytes) {
            let text = normalise(text);
            let Some((found, clean)) = conflicts(path, &text) else { return Some(text) };
            findings.extend(found);
            Some(clean)
        } else {
            findings.push(
                Diagnostic::new(
                    Code::FileEncoding,
                    Place::file(path),
                    "this file is not UTF-8 text",
                )
                .hint("save it as UTF-8"),
            );
            None
        }
    }))
}

/// Returns the words of each language: those of upper levels take precedence over lower ones, those of a region over
/// those of its language, and all of them over English.
fn words(
    files: &dyn Files,
    levels: &[Level],
    findings: &mut Vec<Diagnostic>,
) -> Result<BTreeMap<String, Arc<Words>>, FileError> {
    let mut by_language: BTreeMap<String, Vec<(&Level, &SitePath)>> = BTreeMap::new();
    for level in levels.iter().rev() {
        for (inside, path) in &level.files {
            if let Some(language) =
                inside.strip_prefix("words/").and_then(|name| name.strip_suffix(".toml"))
            {
                by_language.entry(language.to_ascii_lowercase()).or_default().push((level, path));
            }
        }
    }
    let english_path =
        SitePath::new("themes/default/words/en.toml").expect("a path in a program is a path");
    let mut english = Words::default();
    let builtin = builtin_file(&english_path)
        .and_then(|bytes| std::str::from_utf8(bytes).ok())
        .unwrap_or_default();
    english.read("en", &english_path, builtin, &mut Vec::new());
    let mut words: BTreeMap<String, Arc<Words>> = BTreeMap::new();
    for (level, path) in by_language.get("en").into_iter().flatten() {
        if let Some(text) = read(files, level, path, findings)? {
            english.read("en", path, &text, findings);
        }
    }
    for (language, paths) in by_language.iter().filter(|(language, _)| *language != "en") {
        // In this order a language comes before its regions: `de`, `de-at`.
        let primary = language.split('-').next().unwrap_or_default();
        let mut own = words.get(primary).map_or_else(|| english.clone(), |wide| (**wide).clone());
        for (level, path) in paths {
            if let Some(text) = read(files, level, path, findings)? {
                own.read(language, path, &text, findings);
            }
        }
        words.insert(language.clone(), Arc::new(own));
    }
    words.insert("en".into(), Arc::new(english));
    Ok(words)
}

/// Returns the templates of all levels by their names in Tera: `level/name.html`, and `name.html` for the topmost.
fn sources(
    files: &dyn Files,
    levels: &[Level],
    findings: &mut Vec<Diagnostic>,
) -> Result<TemplateSources, FileError> {
    let mut sources = TemplateSources::new();
    for level in levels {
        for (inside, path) in &level.files {
            let kind = path.extension();
            let Some(name) = inside
                .strip_prefix("templates/")
                .filter(|_| matches!(kind, Some("html" | "xml" | "txt")))
            else {
                continue;
            };
            let Some(text) = read(files, level, path, findings)? else { continue };
            if !level.builtin {
                findings.extend(absolute_urls(path, &text));
            }
            // The topmost of each name is also known by the bare name: otherwise Tera would search the levels at every
            // include.
            sources.entry(name.to_owned()).or_insert_with(|| (path.clone(), text.clone()));
            sources.insert(format!("{}/{name}", level.name), (path.clone(), text));
        }
    }
    Ok(sources)
}

/// Adds all templates. Tera stops at the first syntax error, so a broken template is replaced by an empty one and all
/// are tried again: every broken template is found in one run. Returns whether they could be combined.
fn add_templates(
    tera: &mut Tera,
    sources: &TemplateSources,
    findings: &mut Vec<Diagnostic>,
) -> bool {
    let mut texts: BTreeMap<&str, &str> =
        sources.iter().map(|(name, (_, text))| (name.as_str(), text.as_str())).collect();
    let mut broken = false;
    for _ in 0..=sources.len() {
        let Err(error) = tera.add_raw_templates(texts.iter().map(|(name, text)| (*name, *text)))
        else {
            return !broken;
        };
        let syntax = match error.kind() {
            tera::ErrorKind::SyntaxError(report) => texts.get_mut(report.filename()),
            _ => None,
        };
        // What other templates miss in a broken one is its fault, not theirs.
        if syntax.is_some() || !broken {
            findings.extend(findings_of(&error, "base.html", sources));
        }
        broken = true;
        match syntax {
            Some(text) => *text = "",
            None => return false,
        }
    }
    false
}

/// Finds root-absolute URLs in a template: they work until the site moves into a folder.
fn absolute_urls(path: &SitePath, text: &str) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for attribute in
        ["href=\"/", "src=\"/", "action=\"/", "href='/", "src='/", "poster=\"/", "srcset=\"/"]
    {
        for (at, _) in text.match_indices(attribute) {
            let value = at + attribute.len() - 1;
            if text.get(value + 1..).is_some_and(|rest| rest.starts_with('/')) {
                continue;
            }
            let end = text
                .get(value..)
                .and_then(|rest| rest.find(['"', '\'', ' ', '>']))
                .map_or(value + 1, |length| value + length);
            let finding = Diagnostic::new(
                Code::TemplateAbsoluteUrl,
                Place::new(path, Span::new(value, end)),
                "this URL ignores the base path",
            );
            let shown = text.get(value..end).unwrap_or("/");
            let is_versioned = [".css", ".js", ".mjs"].iter().any(|end| shown.ends_with(end));
            let filter = if is_versioned { "asset" } else { "url" };
            findings.push(finding.hint(format!("write `{{{{ \"{shown}\" | {filter} }}}}`")));
        }
    }
    findings
}
