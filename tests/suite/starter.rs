//! `init` and `new`: a starter site, and an article to fill in.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::repository::{git, isolated, nutgraf_in, repository};
use crate::support::{DiskSite, Dom, replace_samples, run, site, tree};

/// The files that `init` makes, sorted.
const FILES: [&str; 5] = [
    ".gitignore",
    "content/_pages/about.md",
    "content/how-are-dates-written.md",
    "content/parts-of-a-date.png",
    "site.toml",
];

fn paths(folder: &Path) -> Vec<String> {
    tree(folder).into_keys().filter(|path| !path.starts_with(".git/")).collect()
}

// ---- what is made ----

#[test]
fn a_starter_site_with_texts_of_its_own_builds_without_a_finding() {
    let here = DiskSite::empty();
    let made = nutgraf_in(&here, "", &["init", "heat pumps"]).exits(0).silent();
    assert_data_eq!(
        made.stdout,
        str![[r#"
A site with one sample explainer is in heat pumps.
`base_url` in site.toml is an example: before you publish, replace it with the site's real address.

Next:
  cd 'heat pumps'
  nutgraf serve --open

`nutgraf check` reads your articles as an editor would: sources, figures, open questions.
`nutgraf preview` shows the built site as GitHub Pages will, and `nutgraf deploy` publishes it.

"#]]
    );
    assert_eq!(paths(&here.path("heat pumps")), FILES);
    replace_samples(&here.path("heat pumps"));
    assert!(here.read("heat pumps/site.toml").contains("\ntitle = \"Heat pumps\"\n"));
    for base in ["https://example.org/", "https://ada.github.io/engines/"] {
        let build = ["build", "--root", "heat pumps", "--strict", "--base-url", base];
        here.run(&build).exits(0).silent();
        let page = here.read("heat pumps/public/how-are-dates-written/index.html");
        assert!(
            page.contains(&format!(
                "<link rel=\"canonical\" href=\"{base}how-are-dates-written/\">"
            ))
        );
        assert!(!page.contains("@today@") && !page.contains("@review@"));
    }
    assert!(here.exists("heat pumps/public/about/index.html"));
}

#[test]
fn sample_texts_are_told_of_and_are_not_deployed() {
    let here = DiskSite::empty();
    nutgraf_in(&here, "", &["init", "-q"]).exits(0).silent();
    let built = here.run(&["build"]).exits(0);
    let told: Vec<&str> =
        built.stderr.lines().filter(|line| line.contains("text/unedited")).collect();
    assert_eq!(told.len(), 3, "{built:#?}");
    assert_eq!(built.stderr.matches("warning[").count(), 3, "{built:#?}");
    assert!(told[1].contains("and so are 6 more texts of this article"), "{told:#?}");
    let deployed = here.run(&["deploy", "--check"]).exits(1);
    assert_eq!(deployed.stderr.matches("error[text/unedited]").count(), 3, "{deployed:#?}");
    here.run(&["new", "Why?"]).exits(0);
    let text = here.read("content/why.md");
    assert_eq!(here.run(&["build"]).exits(0).stderr.matches("warning[").count(), 3);
    here.write("content/why.md", text.replace("draft: true\n", ""));
    let built = here.run(&["build"]).exits(0);
    assert!(built.stderr.contains("and so are 5 more texts of this article"), "{built:#?}");
}

#[test]
fn the_current_folder_is_a_folder_too() {
    let here = DiskSite::empty();
    here.write("heat/notes.txt", "mine");
    let made = nutgraf_in(&here, "heat", &["init"]).exits(0).silent();
    assert!(made.stdout.starts_with("A site with one sample explainer is in this folder.\n"));
    let next = "\nNext:\n  nutgraf serve --open\n  nutgraf new \"What do readers ask?\"\n\n";
    assert!(made.stdout.contains(next), "{made:#?}");
    assert!(made.stdout.lines().count() <= 24, "{made:#?}");
    assert_eq!(here.read("heat/notes.txt"), "mine");
}

#[test]
fn the_sample_never_grows_old() {
    for day in ["1999-12-31", "2024-02-29", "2031-01-01", "9999-12-31"] {
        let here = DiskSite::empty();
        here.run(&["init", "--now", day, "-q"]).exits(0).silent();
        replace_samples(&here.path(""));
        here.run(&["build", "--strict", "--now", day, "-q"]).exits(0).silent();
        assert!(
            here.read("content/how-are-dates-written.md").contains(&format!("\ndate: {day}\n"))
        );
    }
}

/// Turns comment lines with a key into lines with that key.
fn uncommented(text: &str, is_key: impl Fn(&str) -> bool) -> String {
    let line = |line: &str| {
        let bare = line.trim_start();
        let indent = &line[..line.len() - bare.len()];
        let key = bare.strip_prefix("# ").filter(|rest| is_key(rest));
        key.map_or_else(|| format!("{line}\n"), |key| format!("{indent}{key}\n"))
    };
    text.lines().map(line).collect()
}

fn starter() -> DiskSite {
    let here = DiskSite::empty();
    here.run(&["init", "-q", "--now", "2026-11-23"]).exits(0).silent();
    replace_samples(&here.path(""));
    here
}

#[test]
fn every_setting_is_in_site_toml_and_may_be_used() {
    let here = starter();
    let text = here.read("site.toml");
    let all = uncommented(&text, |rest| {
        let is_name =
            |text: &str| text.chars().all(|c| c.is_ascii_lowercase() || "_\"/-".contains(c));
        rest.starts_with('[') || rest.split_once(" = ").is_some_and(|(key, _)| is_name(key))
    });
    here.write("site.toml", &all);
    here.run(&["build", "--strict", "--now", "2026-11-23"]).exits(0).silent();
    let wrong = site().file("site.toml", format!("zzzzzzzzzz = 1\n{all}")).build();
    let hint = wrong.findings.iter().find_map(|finding| finding.hint.clone()).unwrap();
    let known = hint.strip_prefix("known here: ").unwrap();
    for key in known.split('`').skip(1).step_by(2) {
        let is_there = all.contains(&format!("\n{key} = "))
            || all.contains(&format!("[{key}]"))
            || all.contains(&format!("[{key}."));
        assert!(is_there, "`{key}` is missing in {all}");
    }
}

/// Returns the front matter of the sample as values, with everything in it used, and as text.
fn sample() -> (Value, String) {
    let text = starter().read("content/how-are-dates-written.md");
    let keys = schema()["properties"].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
    let sources = ["accessed", "archive_url", "archive_date", "retracted", "quotes"];
    let all = uncommented(&text, |rest| {
        rest.split_once(": ").is_some_and(|(key, _)| keys.contains(key) || sources.contains(&key))
    });
    let front = all.split("---\n").nth(1).unwrap();
    (serde_yaml::from_str(front).unwrap(), all)
}

fn schema() -> Value {
    serde_json::from_str(&DiskSite::empty().run(&["schema"]).exits(0).silent().stdout).unwrap()
}

#[test]
fn the_sample_shows_every_key() {
    fn keys(value: &Value) -> BTreeSet<&str> {
        value.as_object().unwrap().keys().map(String::as_str).collect()
    }
    fn all(list: &Value) -> BTreeSet<&str> {
        list.as_array().unwrap().iter().filter(|item| item.is_object()).flat_map(keys).collect()
    }
    let (front, text) = sample();
    let schema = schema();
    let properties = &schema["properties"];
    assert_eq!(keys(&front), keys(properties));
    let source = &properties["sources"]["anyOf"][1]["items"]["anyOf"][0]["properties"];
    assert_eq!(all(&front["sources"]), keys(source));
    assert_eq!(all(&front["updates"]), keys(&properties["updates"]["items"]["properties"]));
    let question = &properties["insights"]["items"]["anyOf"][1]["properties"];
    for key in keys(question) {
        let written = match key {
            "question" => "### What does a date look like in this format?".to_owned(),
            "answer" => "\n\nYear, month and day".to_owned(),
            "id" => "{#format".to_owned(),
            "open" => "{.open ".to_owned(),
            key => format!("{key}="),
        };
        assert!(text.contains(&written), "{key}: {text}");
    }
    assert!(front["insights"].as_array().unwrap().iter().any(Value::is_string), "a bare question");
    let author = &properties["authors"]["anyOf"][0]["anyOf"][1]["properties"];
    assert_eq!(all(&front["authors"]), keys(author));
}

#[test]
fn everything_in_the_sample_may_be_used() {
    let here = starter();
    here.write("content/how-are-dates-written.md", sample().1);
    here.write("content/other.md", "---\ntitle: Other\n---\nText.\n");
    here.write("content/newer.md", "---\ntitle: Newer\n---\nText.\n");
    here.run(&["build", "--strict", "--drafts", "--now", "2026-11-23"]).exits(0).silent();
    let dom = Dom::parse(&here.read("public/date-format/index.html"));
    assert_eq!(dom.all("h1")[0].text(), "How should a date be written?");
}

#[test]
fn the_sample_shows_what_markdown_can() {
    let here = starter();
    here.run(&["build", "-q"]).exits(0).silent();
    let dom = Dom::parse(&here.read("public/how-are-dates-written/index.html"));
    for name in ["figcaption", "table", "dl", "del", "details", "blockquote"] {
        assert!(!dom.all(name).is_empty(), "{name}");
    }
    let html = here.read("public/how-are-dates-written/index.html");
    for part in
        ["alert alert-tip", "class=\"pull\"", "class=\"task done\"", "href=\"/about/\"", "fn:"]
    {
        assert!(html.contains(part), "{part}");
    }
    assert!(here.exists("public/dates/index.html"), "an alias");
    assert!(here.read("public/updates/index.html").contains("The year was wrong."), "a correction");
}

// ---- what is found out ----

#[test]
fn the_address_is_taken_from_the_remote() {
    for (remote, base_url) in [
        ("https://github.com/Ada/Engines.git", "https://ada.github.io/Engines/"),
        ("git@github.com:Ada/Engines.git", "https://ada.github.io/Engines/"),
        ("ssh://git@github.com/Ada/ada.github.io", "https://ada.github.io/"),
        ("https://ada:ghp_secret@github.com/Ada/Engines", "https://ada.github.io/Engines/"),
        ("https://gitlab.com/ada/engines.git", "https://example.org/"),
        ("../engines.git", "https://example.org/"),
    ] {
        let here = DiskSite::empty();
        repository(&here, "site", Some(remote));
        let made = nutgraf_in(&here, "site", &["init"]).exits(0).silent();
        let text = here.read("site/site.toml");
        assert!(text.contains(&format!("\nbase_url = \"{base_url}\"\n")), "{remote}: {text}");
        assert_eq!(made.stdout.contains("is an example"), base_url == "https://example.org/");
        assert!(!text.contains("secret") && !made.stdout.contains("secret"));
        replace_samples(&here.path("site"));
        nutgraf_in(&here, "site", &["build", "--strict"]).exits(0).silent();
    }
}

#[test]
fn the_author_is_proposed_and_not_taken() {
    let here = DiskSite::empty();
    repository(&here, "site", None);
    git(&here, "site", &["config", "user.name", "Ada \"Countess\" \\ Lovelace"]);
    nutgraf_in(&here, "site", &["init", "-q"]).exits(0).silent();
    let text = here.read("site/site.toml");
    let line = "# author = \"Ada \\\"Countess\\\" \\\\ Lovelace\"\n";
    assert!(text.contains(line), "{text}");
    here.write("site/site.toml", text.replace(line, &line[2..]));
    replace_samples(&here.path("site"));
    nutgraf_in(&here, "site", &["build", "--strict"]).exits(0).silent();
}

#[test]
fn a_site_is_made_without_git_and_in_a_broken_repository() {
    let here = DiskSite::empty();
    let mut command = isolated(here.command(&["init", "a", "--github"]), &here);
    let made = run(command.env("PATH", here.path("nothing"))).exits(0);
    assert!(made.stderr.contains("cannot start `git`"), "{made:#?}");
    assert!(here.exists("a/.github/workflows/pages.yml"));
    let mut command = isolated(here.command(&["init", "b"]), &here);
    run(command.env("PATH", here.path("nothing"))).exits(0).silent();
    for (folder, path, text) in [
        ("c", "c/.git", "gitdir: /nowhere/at/all\n"),
        ("d", "d/.git/HEAD", "nonsense"),
        ("e", "e/.git/config", "[core\nrepositoryformatversion = 99"),
    ] {
        here.write(path, text);
        nutgraf_in(&here, folder, &["init", "--github", "-q"]).exits(0);
        assert!(here.exists(&format!("{folder}/.github/workflows/pages.yml")), "{folder}");
    }
    repository(&here, "f", Some("https://github.com/a/b"));
    let mut command = isolated(here.command(&["init", "f", "--github"]), &here);
    let made = run(command.env("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")).exits(0);
    assert!(made.stderr.contains("git could not be run: the repository belongs"), "{made:#?}");
    assert!(made.stderr.contains("safe.directory"), "{made:#?}");
}

#[test]
fn folders_may_have_any_name() {
    for (name, cd, title) in [
        ("it's", "  cd 'it'\\''s'\n", "It's"),
        ("-x", "  cd ./-x\n", "X"),
        ("ünï code", "  cd 'ünï code'\n", "Ünï code"),
        ("$HOME `a` \"b\"", "  cd '$HOME `a` \"b\"'\n", "$HOME `a` \\\"b\\\""),
        ("two\nlines", "  cd 'two\nlines'\n", "Two lines"),
        ("a/b/../c", "  cd a/c\n", "C"),
        ("...", "  cd ...\n", "My explainers"),
    ] {
        let here = DiskSite::empty();
        let made = nutgraf_in(&here, "", &["init", "--github", "--", name]).exits(0).silent();
        assert!(made.stdout.contains(cd), "{made:#?}");
        let folder = if name == "a/b/../c" { "a/c" } else { name };
        let text = here.read(&format!("{folder}/site.toml"));
        assert!(text.contains(&format!("\ntitle = \"{title}\"\n")), "{text}");
        replace_samples(&here.path(folder));
        nutgraf_in(&here, folder, &["build", "--strict"]).exits(0).silent();
        assert!(!here.exists("a/b"));
    }
}

/// A branch with this name has to be quoted in a shell.
#[cfg(unix)]
#[test]
fn what_init_says_publishes_a_site_that_lies_in_no_repository() {
    let here = DiskSite::empty();
    here.write(
        "home/gitconfig",
        "[user]\nname = A\nemail = a@example.org\n[init]\ndefaultBranch = r&d\n",
    );
    let made = nutgraf_in(&here, "", &["init", "my-site", "--github"]).exits(0).silent();
    assert_data_eq!(
        made.stdout.as_str(),
        str![[r#"
A site with one sample explainer is in my-site.
`base_url` in site.toml is an example; the workflow uses the address that GitHub gives the site.

Next:
  cd my-site
  nutgraf serve --open

`nutgraf check` reads your articles as an editor would: sources, figures, open questions.

GitHub builds it with my-site/.github/workflows/pages.yml, once it exists there.
Create an empty repository on GitHub, which shows its ADDRESS; then, in the site's folder:
  git init -b 'r&d'
  git add .
  git commit -m "A first site"
  git remote add origin ADDRESS
  git push -u origin 'r&d'
Once, in the repository's settings on GitHub, under "Pages": choose "GitHub Actions" as the source.
Then every push to `r&d` publishes the site.
The workflow compiles this version of nutgraf from crates.io. As long as it is not there, no push publishes; then name a binary, as the first lines of the workflow say.
If you pushed before that, the site could not be published: run the workflow again, on GitHub under "Actions".

"#]]
    );
    git(&here, "", &["init", "-q", "--bare", "remote.git"]);
    let address = here.path("remote.git");
    let typed = made.stdout.lines().filter(|line| line.starts_with("  git ")).collect::<Vec<_>>();
    let typed = typed.join("\n").replace("ADDRESS", address.to_str().unwrap());
    let mut shell = isolated(std::process::Command::new("sh"), &here);
    run(shell.args(["-ec", &typed]).current_dir(here.path("my-site"))).exits(0);
    let pages = "r&d:.github/workflows/pages.yml";
    git(&here, "remote.git", &["cat-file", "-e", pages]);
}

// ---- what is in the way ----

#[test]
fn init_names_all_that_is_in_the_way_and_writes_nothing() {
    let here = DiskSite::empty();
    here.write("site.toml", "mine");
    here.write("content/_pages/about.md", "mine too");
    let before = here.tree("");
    let refused = nutgraf_in(&here, "", &["init"]).exits(2);
    assert_eq!(refused.stdout, "");
    assert_data_eq!(
        refused.stderr,
        str![[r#"
error: these already exist; choose another folder, or overwrite with `--force`; to add only the workflow to an existing site, run `nutgraf deploy --workflow`:
  `site.toml`
  `content/_pages/about.md`

"#]]
    );
    assert_eq!(here.tree(""), before);
    nutgraf_in(&here, "", &["init", "--force"]).exits(0).silent();
    assert_eq!(paths(&here.path("")), FILES);
    replace_samples(&here.path(""));
    here.run(&["build", "--strict"]).exits(0).silent();
}

#[test]
fn what_is_no_file_is_never_overwritten() {
    for (path, what) in [
        ("site.toml/x", "`site.toml` (a folder)"),
        ("content", "`content` (not a folder)"),
        ("content/_pages", "`content/_pages` (not a folder)"),
        (".gitignore/x", "`.gitignore` (a folder)"),
        (".github/workflows", "`.github/workflows` (not a folder)"),
    ] {
        let here = DiskSite::empty();
        here.write(path, "mine");
        let before = here.tree("");
        let refused = nutgraf_in(&here, "", &["init", "--github", "--force"]).exits(2);
        assert_eq!(
            refused.stderr,
            format!("error: {what} already exists; choose another folder, or move it away\n")
        );
        assert_eq!(here.tree(""), before);
    }
}

#[test]
fn a_folder_that_another_site_takes_for_its_own_is_refused() {
    let here = DiskSite::empty();
    nutgraf_in(&here, "", &["init", "one", "-q"]).exits(0).silent();
    let site = here.path("one").display().to_string();
    for folder in ["content", "content/a/b", "static/x", "templates/x", "themes/x"] {
        for force in [&[][..], &["--force"]] {
            let path = format!("one/{folder}");
            let refused = nutgraf_in(&here, "", &[&["init", &path], force].concat()).exits(2);
            let top = folder.split('/').next().unwrap();
            assert_eq!(
                refused.stderr,
                format!(
                    "error: `{path}` is in `{top}/` of the site in `{site}`, which treats all files there as its own; choose a folder outside that site\n"
                )
            );
        }
    }
    assert!(!here.exists("one/static") && !here.exists("one/content/a"));
    // Outside them, a site may be in another site's folder.
    nutgraf_in(&here, "", &["init", "one/examples/content"]).exits(0).silent();
}

#[test]
fn a_workflow_for_a_site_that_is_there_is_what_deploy_writes() {
    let here = DiskSite::empty();
    nutgraf_in(&here, "", &["init", "-q"]).exits(0).silent();
    for args in [&["init"][..], &["init", "--github"]] {
        let refused = nutgraf_in(&here, "", args).exits(2);
        assert!(refused.stderr.contains("run `nutgraf deploy --workflow`"), "{refused:#?}");
    }
    std::fs::remove_file(here.path("site.toml")).unwrap();
    let refused = nutgraf_in(&here, "", &["init", "--github"]).exits(2);
    assert!(!refused.stderr.contains("deploy"), "{refused:#?}");
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    for link in ["site.toml", "content", "content/_pages", ".github"] {
        let here = DiskSite::empty();
        here.write("elsewhere/x", "theirs");
        here.write("site/content/x", "mine");
        if link == "content" {
            std::fs::rename(here.path("site/content"), here.path("site/other")).unwrap();
        }
        let target = if link == "site.toml" { "elsewhere/x" } else { "elsewhere" };
        std::os::unix::fs::symlink(here.path(target), here.path("site").join(link)).unwrap();
        let before = here.tree("");
        for args in [&["init", "--github"][..], &["init", "--github", "--force"]] {
            let refused = nutgraf_in(&here, "site", args).exits(2);
            assert!(refused.stderr.contains(&format!("`{link}` (a link)")), "{refused:#?}");
            assert_eq!(here.tree(""), before);
        }
    }
    // The folder itself may be a link, because it was named.
    let here = DiskSite::empty();
    here.write("real/x", "");
    std::os::unix::fs::symlink(here.path("real"), here.path("link")).unwrap();
    nutgraf_in(&here, "", &["init", "link"]).exits(0).silent();
    assert!(here.exists("real/site.toml"));
}

#[test]
fn a_folder_that_cannot_be_one_is_refused() {
    let here = DiskSite::empty();
    here.write("file", "mine");
    for (args, said) in [
        (&["init", "file"][..], "`file` is not a folder"),
        (&["init", "file/below"], "`file` is not a folder"),
        (&["init", "a", "--root", "b"], "given twice"),
        (&["init", "--config", "a.toml"], "does not accept `--config`"),
    ] {
        let refused = nutgraf_in(&here, "", args).exits(2);
        assert!(refused.stderr.contains(said), "{refused:#?}");
    }
    assert_eq!(paths(&here.path("")), ["file"]);
    nutgraf_in(&here, "", &["init", "--root", "b"]).exits(0).silent();
    assert!(here.exists("b/site.toml"));
}

#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_nothing_is_told() {
    let here = DiskSite::empty();
    let refused = nutgraf_in(&here, "", &["init", "/proc/nutgraf"]).exits(2);
    assert!(refused.stderr.contains("cannot create the folder `/proc/nutgraf`: "), "{refused:#?}");
}

/// The path of `site.toml` just fits Linux's limit for paths; that of the sample no longer does.
#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_to_its_end_is_taken_back() {
    let here = DiskSite::empty();
    let mut deep = here.path("");
    while deep.as_os_str().len() < 4070 {
        let left = 4078 - deep.as_os_str().len();
        deep.push("d".repeat(left.min(200)));
    }
    let refused = run(isolated(here.command(&["init", "--"]), &here).arg(&deep)).exits(2);
    assert!(refused.stderr.contains("cannot write `"), "{refused:#?}");
    assert!(std::fs::read_dir(here.path("")).unwrap().next().is_none(), "nothing is left");
}

#[test]
fn a_gitignore_keeps_every_byte_and_gets_what_it_lacks() {
    let made = "# What nutgraf makes\n";
    let all = "/public/\n/.nutgraf/\n.*.nutgraf-staging/\n";
    for (old, new) in [
        (String::new(), format!("{made}{all}")),
        ("mine".to_owned(), format!("mine\n\n{made}{all}")),
        ("mine\n".to_owned(), format!("mine\n\n{made}{all}")),
        (
            "a\r\npublic\r\n".to_owned(),
            "a\r\npublic\r\n\r\n# What nutgraf makes\r\n/.nutgraf/\r\n.*.nutgraf-staging/\r\n"
                .to_owned(),
        ),
        (format!("{all}x"), format!("{all}x")),
    ] {
        for args in [&["init"][..], &["init", "--force"]] {
            let here = DiskSite::empty();
            here.write(".gitignore", &old);
            nutgraf_in(&here, "", args).exits(0).silent();
            assert_eq!(here.read(".gitignore"), new);
            nutgraf_in(&here, "", &["init", "--force"]).exits(0).silent();
            assert_eq!(here.read(".gitignore"), new, "the second time adds nothing");
        }
    }
    let here = DiskSite::empty();
    here.write(".gitignore", b"\xff\xfe");
    nutgraf_in(&here, "", &["init"]).exits(0).silent();
    assert!(tree(&here.path(""))[".gitignore"].starts_with(b"\xff\xfe\n\n# What"));
}

// ---- new ----

#[test]
fn any_title_makes_a_draft_that_builds() {
    let disk = site().on_disk();
    let titles = [
        ("Heat pumps: how they work", "heat-pumps-how-they-work"),
        ("\"Quoted\" and 'so'", "quoted-and-so"),
        ("Über Öl & Wärme?", "über-öl-wärme"),
        ("- a list? # no", "a-list-no"),
        ("1984", "1984"),
        ("true", "true"),
        ("null", "null"),
        ("*not* [a]:(b) {c} `d` %e @f !g &h |i >j", "not-ab-c-d-e-f-g-h-i-j"),
        ("2026-01-01", "2026-01-01"),
        ("日本語の題", "日本語の題"),
        ("back\\slash", "backslash"),
        ("{{ 7 * 7 }}", "7-7"),
        ("---", ""),
        ("  spaces  ", "spaces"),
        ("two\nlines", "two-lines"),
    ];
    for (title, slug) in titles {
        let run = disk.run(&["new", "--now", "2026-11-23", "--", title]);
        if slug.is_empty() {
            let run = run.exits(2);
            assert!(run.stderr.contains("letters or digits"), "{run:#?}");
            continue;
        }
        let run = run.exits(0);
        assert_eq!(run.stdout, format!("content/{slug}.md\n"));
        let text = disk.read(&format!("content/{slug}.md"));
        assert!(
            text.contains("\ndraft: true\n") && text.contains("\ndate: 2026-11-23\n"),
            "{text}"
        );
        disk.run(&["build", "--drafts", "--now", "2026-11-23", "--strict"]).exits(0).silent();
        let dom = Dom::parse(&disk.read(&format!("public/{slug}/index.html")));
        assert_eq!(dom.all("h1")[0].text(), title.split_whitespace().collect::<Vec<_>>().join(" "));
    }
    disk.run(&["build"]).exits(0).silent();
    assert!(!disk.exists("public/1984"));
    let again = disk.run(&["new", "1984"]).exits(2);
    assert!(again.stderr.contains("already exists"), "{again:#?}");
}

#[test]
fn a_new_article_has_the_day_of_the_site_or_else_of_its_author() {
    // Between these two it is never the same day.
    let days = |more: &str| -> Vec<String> {
        let disk = site().config(more).on_disk();
        let day = |(zone, title): &(&str, &str)| {
            run(disk.command(&["new", title]).env("TZ", zone)).exits(0);
            let text = disk.read(&format!("content/{title}.md"));
            text.lines().find(|line| line.starts_with("date: ")).unwrap().to_owned()
        };
        [("Etc/GMT+12", "west"), ("Pacific/Kiritimati", "east")].iter().map(day).collect()
    };
    let of_authors = days("");
    assert_ne!(of_authors[0], of_authors[1]);
    let of_site = days("time_zone = \"Europe/Berlin\"\n");
    assert_eq!(of_site[0], of_site[1]);
}

#[test]
fn a_title_needs_no_quotes() {
    let disk = site().on_disk();
    let typed = ["new", "What", "do", "--now", "2026-11-23", "readers ask?", "--root", "."];
    let made = disk.run(&typed).exits(0);
    assert_eq!(made.stdout, "content/what-do-readers-ask.md\n");
    assert!(disk.read("content/what-do-readers-ask.md").contains("title: What do readers ask?\n"));
    disk.run(&["new"]).exits(2);
}

#[test]
fn the_skeleton_is_short_and_can_be_filled_in() {
    let mut pages = Vec::new();
    for form in ["text", "yaml"] {
        let disk = site().on_disk();
        disk.run(&["new", "T", "--questions", form, "--now", "2026-11-23"]).exits(0);
        let text = disk.read("content/t.md");
        let front = text.split("---\n").nth(1).unwrap();
        assert!(front.lines().count() <= 10 && text.lines().count() <= 20, "{text}");
        disk.write("content/t.md", text.replace("draft: true\n", ""));
        let told = disk.run(&["build", "--now", "2026-11-23"]).exits(0);
        assert_eq!(told.stderr.matches("warning[").count(), 1, "{told:#?}");
        // The list of sample texts has each that the skeleton offers.
        assert!(
            told.stderr.contains("warning[text/unedited]") && told.stderr.contains("5 more texts"),
            "{told:#?}"
        );
        pages.push(disk.read("public/t/index.html"));
    }
    assert_eq!(pages[0], pages[1], "both forms make the same page");
}

#[test]
fn the_skeleton_shows_questions_where_they_are_wanted() {
    let disk = site().on_disk();
    disk.run(&["new", "T", "--now", "2026-11-23"]).exits(0);
    assert_data_eq!(
        disk.read("content/t.md"),
        str![[r#"
---
title: T
date: 2026-11-23
draft: true
sources:
  - {id: a-source, title: "The title of the work"}
---

What this is about, and why it matters.

## Questions {.questions}

### What do readers want to know first?

The answer, and where it comes from [@a-source].

### What can nobody answer yet? {.open}

What is not known, and what would settle it.

"#]]
    );
    disk.run(&["new", "U", "--questions", "yaml", "--now", "2026-11-23"]).exits(0);
    assert_data_eq!(
        disk.read("content/u.md"),
        str![[r#"
---
title: U
date: 2026-11-23
draft: true
insights:
  - question: What do readers want to know first?
    answer: The answer, and where it comes from [@a-source].
  - question: What can nobody answer yet?
    open: What is not known, and what would settle it.
sources:
  - {id: a-source, title: "The title of the work"}
---

What this is about, and why it matters.

"#]]
    );
}

#[test]
fn a_new_article_is_not_put_where_another_one_is() {
    let disk = site().on_disk();
    disk.write("content/heat-pumps/index.md", "---\ntitle: Heat pumps\n---\nText.\n");
    let refused = disk.run(&["new", "Heat pumps"]).exits(2);
    assert!(
        refused.stderr.contains("`content/heat-pumps/index.md` already exists"),
        "{refused:#?}"
    );
    let refused = disk.run(&["new", "Index"]).exits(2);
    assert!(refused.stderr.contains("introduces the home page"), "{refused:#?}");
    for title in ["Topics", "questions!", "SOURCES", "Updates"] {
        let refused = disk.run(&["new", title]).exits(2);
        let said = format!(
            "error: the title `{title}` would create a page at `/{0}/`, where every site has the list of {0}; use another title\n",
            title.to_lowercase().trim_end_matches('!')
        );
        assert_eq!(refused.stderr, said);
    }
    for (title, said) in [
        ("long ".repeat(200).as_str(), "is longer than 200 bytes; use a shorter title"),
        ("Con", "it is a reserved name on Windows; use another title"),
        ("…", "it has no letter or digit; use letters or digits"),
    ] {
        let refused = disk.run(&["new", title]).exits(2);
        assert!(refused.stderr.contains("cannot be turned into a file name"), "{refused:#?}");
        assert!(refused.stderr.contains(said), "{refused:#?}");
    }
    assert_eq!(paths(&disk.path("content")), ["heat-pumps/index.md"]);
    assert!(!disk.exists("content/heat-pumps.md") && !disk.exists("content/index.md"));
}
