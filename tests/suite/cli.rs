//! The program: what its commands print, make and return.

use std::collections::BTreeSet;

use nutgraf::diagnostic::Code;
use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::support::{DiskSite, Dom, TestSite, site};

/// A site with something for every list.
fn full() -> TestSite {
    site()
        .article("a", "---\ntitle: A\nreview_by: 2026-11-01\ninsights: [Why?, {question: How?, answer: So.}]\nsources:\n  - {id: used, title: Used}\n  - {id: unused, title: Not used}\n---\n[@used]\n")
        .article("b", "---\ntitle: B\nreview_by: 2026-12-01\n---\n")
        .article("c", "---\ntitle: C\ndraft: true\ninsights: [Hidden?]\n---\n")
        .file("content/sources.yaml", "- {id: shared, title: Shared}\n")
}

// ---- help ----

#[test]
fn help_of_the_program() {
    assert_data_eq!(
        DiskSite::empty().run(&["--help"]).exits(0).silent().stdout,
        str![[r#"
Makes a static site out of explainer pages: questions answered, every claim traced to its source

Usage: nutgraf [OPTIONS] <COMMAND>

Commands:
  init         Create a starter site
  new          Create a draft article in `content/`, with a skeleton to fill in
  build        Build the site into its output folder
  check        Check the site, or some of its articles, as an editor does
  fmt          Move questions from the front matter into the text, or back
  serve        Show the site in the browser and keep it up to date while you write [alias: dev]
  preview      Show a built folder as GitHub Pages will
  deploy       Publish the site on GitHub Pages, or any branch of a git remote
  list         List drafts, open questions, uncited or all sources, or what is due for review
  explain      Explain a finding by its code
  schema       Print the JSON Schema of the front matter or of another file, for editors
  completions  Print completions for a shell
  clean        Remove the files that nutgraf wrote, and nothing else

Options:
  -h, --help
          Print help (see a summary with '-h')

  -V, --version
          Print version

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

A first site:
  nutgraf init my-site
  cd my-site
  nutgraf serve

Exit status: 0 success, 1 errors in the content, 2 errors in usage, settings or the system.

"#]]
    );
}

#[test]
fn help_of_build() {
    assert_data_eq!(
        DiskSite::empty().run(&["build", "--help"]).exits(0).silent().stdout,
        str![[r#"
Build the site into its output folder

Usage: nutgraf build [OPTIONS]

Options:
  -o, --output-dir <DIR>
          The output folder [default: `[build] output_dir` of site.toml, else `public`]

  -u, --base-url <URL>
          Where the site will be published [default: `base_url` of site.toml]

      --drafts
          Publish drafts too

      --strict
          Treat warnings as errors

      --now <DATE>
          Use DATE as today in findings about dates

      --adopt
          Publish into a folder that holds other files, and keep them all

      --no-cache
          Neither use nor write `.nutgraf/cache`: rebuild everything

      --all
          Show every finding, however many there are, instead of their kinds

      --format <FORMAT>
          How to print findings: for people on stderr, or on stdout as one line or one JSON object
          each

          Possible values:
          - human: With excerpts, for people
          - short: One line each: `path:line:column: severity[code]: message`
          - json:  One JSON object per line
          
          [default: human]

  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

Everything is rendered first and published only if there are no errors; until then the old site is
untouched.
Files that nutgraf did not write are never changed or removed.

"#]]
    );
}

#[test]
fn help_of_serve() {
    assert_data_eq!(
        DiskSite::empty().run(&["serve", "--help"]).exits(0).silent().stdout,
        str![[r#"
Show the site in the browser and keep it up to date while you write

Usage: nutgraf serve [OPTIONS]

Options:
  -p, --port <PORT>
          The port [default: 4747, or the next free one]

      --host <ADDRESS>
          The address to listen on; `0.0.0.0` lets the whole network read the site, and its drafts
          
          [default: 127.0.0.1]

  -O, --open
          Open the site in the browser

      --poll <MS>
          Check for changes every MS milliseconds, for network and container file systems that do
          not report changes

      --no-drafts
          Leave drafts out, as `build` does

  -u, --base-url <URL>
          Where the site will be published [default: `base_url` of site.toml]

      --editor <EDITOR>
          How the browser opens a place in a file: `vscode`, `zed`, `idea` …, or an address with
          `{path}`, `{line}` and `{column}` [default: $VISUAL or $EDITOR, if it is an editor with a
          window]
          
          [env: NUTGRAF_EDITOR=]

      --now <DATE>
          Use DATE as today

      --no-cache
          Do not use `.nutgraf/cache`

  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

Pages are rendered when they are requested, and the output folder is never touched.
Press Ctrl-C to stop.

"#]]
    );
}

#[test]
fn help_of_preview() {
    assert_data_eq!(
        DiskSite::empty().run(&["preview", "--help"]).exits(0).silent().stdout,
        str![[r#"
Show a built folder as GitHub Pages will

Usage: nutgraf preview [OPTIONS] [DIR]

Arguments:
  [DIR]
          The built folder [default: `[build] output_dir` of site.toml, else `public`]

Options:
  -p, --port <PORT>
          The port [default: 4748, or the next free one]; 0 means any free port

      --host <ADDRESS>
          The address to listen on; `0.0.0.0` lets the whole network read the folder
          
          [default: 127.0.0.1]

  -O, --open
          Open the site in the browser

  -u, --base-url <URL>
          Where the site will be published [default: `base_url` of site.toml, else the root of a
          host]

  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

As on GitHub Pages: the site is below the path of its base URL; `/a` shows `a.html` or redirects to
`/a/`; a missing page shows `404.html` with status 404; names are case-sensitive; files whose names
begin with a dot are shown, links and `.git` are not; browsers may cache files for ten minutes, so
reload to see a rebuild. No script is added.

Assumed, because GitHub does not document it: only `index.html` is a folder's page, `/a.html/` and
empty parts of a path lead nowhere, a redirect keeps the query, the 404 page may be cached like any
other, and outside the base path there is only a redirect from `/` to it.

Press Ctrl-C to stop.

"#]]
    );
}

#[test]
fn help_of_init() {
    assert_data_eq!(
        DiskSite::empty().run(&["init", "--help"]).exits(0).silent().stdout,
        str![[r#"
Create a starter site

Usage: nutgraf init [OPTIONS] [DIR]

Arguments:
  [DIR]
          The folder [default: the current one]

Options:
      --github
          Add a workflow with which GitHub builds and publishes the site on every push

      --force
          Overwrite existing files

      --now <DATE>
          Use DATE as today

  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

In a clone of a GitHub repository, the site's address is taken from the remote `origin`.

"#]]
    );
}

#[test]
fn help_of_fmt() {
    assert_data_eq!(
        DiskSite::empty().run(&["fmt", "--help"]).exits(0).silent().stdout,
        str![[r#"
Move questions from the front matter into the text, or back

Usage: nutgraf fmt [OPTIONS] [PATH]...

Arguments:
  [PATH]...
          The articles or folders to change

Options:
      --questions <FORM>
          Where their questions should be

          Possible values:
          - text: In the text, in a section of their own
          - yaml: In the front matter, under `insights`

      --check
          Change nothing; list the articles that would be changed

  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

Each article is changed in place, and only if its page stays the same; nothing else in its file
changes. Those that cannot be are named, with the reason. Nothing is changed unless it is named:
`nutgraf fmt --questions text content` takes all articles.

Exit status: 0 done, 1 an article cannot be changed (or, with --check, would be changed), 2 errors
in usage, settings or the system.

"#]]
    );
}

#[test]
fn help_of_new() {
    assert_data_eq!(
        DiskSite::empty().run(&["new", "--help"]).exits(0).silent().stdout,
        str![[r#"
Create a draft article in `content/`, with a skeleton to fill in

Usage: nutgraf new [OPTIONS] <TITLE>...

Arguments:
  <TITLE>...
          The article's title; put it in quotes if it has characters that are special to the shell,
          such as `?`

Options:
      --questions <FORM>
          Where its questions are: in the text, under `## Questions`, or in the YAML of the front
          matter

          Possible values:
          - text: In the text, in a section of their own
          - yaml: In the front matter, under `insights`
          
          [default: text]

      --now <DATE>
          Use DATE as today

  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

"#]]
    );
}

#[test]
fn help_of_deploy() {
    assert_data_eq!(
        DiskSite::empty().run(&["deploy", "--help"]).exits(0).silent().stdout,
        str![[r#"
Publish the site on GitHub Pages, or any branch of a git remote

Usage: nutgraf deploy [OPTIONS]

Options:
      --check
          Only check what would go wrong; contact no remote

      --dry-run
          Show which pages would be added, changed and removed; publish nothing

      --workflow
          Write the workflow with which GitHub builds and publishes the site, or bring it up to
          date, and show the difference; publish nothing

      --force
          Publish over what others published or what newer sources made (it stays in the history);
          with --workflow, overwrite a workflow that was changed by hand or that nutgraf did not
          write

      --no-history
          Reduce the branch to one commit and drop what was published before; needs --force if there
          is anything to drop

  -u, --base-url <URL>
          Where the site will be published [default: `base_url` of site.toml]

      --strict
          Treat warnings as errors: do not publish if there are any

      --now <DATE>
          Use DATE as today in findings about dates

  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

The site is built from scratch, checked, committed to the branch `gh-pages` of `origin`, pushed by
your own git (2.31 or newer), fetched again and compared; `[deploy]` in site.toml can name another
branch or remote. Your working tree, index, branches, stash, hooks and settings are not touched.

A push is forced only with --force --no-history, and then only over the commit that was inspected (a
lease).

"#]]
    );
}

#[test]
fn help_of_list() {
    assert_data_eq!(
        DiskSite::empty().run(&["list", "--help"]).exits(0).silent().stdout,
        str![[r#"
List drafts, open questions, uncited or all sources, or what is due for review

Usage: nutgraf list [OPTIONS] <WHAT>

Arguments:
  <WHAT>
          What to list

          Possible values:
          - drafts:     Articles with `draft: true`
          - unanswered: Questions that are still open
          - uncited:    Sources that are listed but never cited
          - stale:      Articles and answers whose `review_by` has passed
          - due:        Articles and answers to be reviewed, by owner and month
          - sources:    All sources, with the number of pages that cite each
          - health:     How each explainer stands: open questions, unsourced figures, age

Options:
      --format <FORMAT>
          How to print the list

          Possible values:
          - human: Lines of `path:line`, a tab, and the text
          - json:  A JSON array of objects with `file`, `line` and `text`
          
          [default: human]

      --now <DATE>
          Use DATE as today

  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

"#]]
    );
}

#[test]
fn help_of_explain() {
    assert_data_eq!(
        DiskSite::empty().run(&["explain", "--help"]).exits(0).silent().stdout,
        str![[r#"
Explain a finding by its code

Usage: nutgraf explain [OPTIONS] [CODE]

Arguments:
  [CODE]
          The code that findings show in brackets; without it, all codes are listed

Options:
  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

"#]]
    );
}

#[test]
fn help_of_schema() {
    assert_data_eq!(
        DiskSite::empty().run(&["schema", "--help"]).exits(0).silent().stdout,
        str![[r#"
Print the JSON Schema of the front matter or of another file, for editors

Usage: nutgraf schema [OPTIONS] [FILE]

Arguments:
  [FILE]
          What the schema describes

          Possible values:
          - front-matter: The front matter of an article
          - sources:      `content/sources.yaml`
          - site:         `site.toml`
          - questions:    `questions.json`, which a site publishes
          
          [default: front-matter]

Options:
  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

"#]]
    );
}

#[test]
fn help_of_completions() {
    assert_data_eq!(
        DiskSite::empty().run(&["completions", "--help"]).exits(0).silent().stdout,
        str![[r#"
Print completions for a shell

Usage: nutgraf completions [OPTIONS] <SHELL>

Arguments:
  <SHELL>
          The shell
          
          [possible values: bash, elvish, fish, powershell, zsh]

Options:
  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

"#]]
    );
}

#[test]
fn help_of_clean() {
    assert_data_eq!(
        DiskSite::empty().run(&["clean", "--help"]).exits(0).silent().stdout,
        str![[r#"
Remove the files that nutgraf wrote, and nothing else

Usage: nutgraf clean [OPTIONS]

Options:
  -o, --output-dir <DIR>
          The output folder [default: `[build] output_dir` of site.toml, else `public`]

  -h, --help
          Print help (see a summary with '-h')

Global options:
  -r, --root <DIR>
          The site's folder [default: the nearest folder with a `site.toml`, from here upwards]

  -c, --config <FILE>
          The settings file; its folder is the site's folder

  -q, --quiet
          Print errors only

  -v, --verbose
          Print more

      --color <WHEN>
          When to use colours

          Possible values:
          - auto:   On a terminal, unless `NO_COLOR` is set
          - always: Always
          - never:  Never
          
          [default: auto]

"#]]
    );
}

#[test]
fn a_wrong_command_line_is_told_and_exits_2() {
    let here = DiskSite::empty();
    for args in [
        &["bild"][..],
        &[],
        &["build", "--nowhere"],
        &["build", "--base-url", "example.org"],
        &["build", "--now", "2026-02-30"],
        &["list"],
        &["list", "x"],
        &["deploy"],
        &["build", "-q", "-v"],
        &["completions", "x"],
        &["build", "--format", "xml"],
        &["preview", "a", "b"],
        &["preview", "--port", "99999"],
    ] {
        let run = here.run(args).exits(2);
        assert!(run.stdout.is_empty() && !run.stderr.is_empty(), "{run:#?}");
    }
    assert!(here.run(&["--version"]).exits(0).silent().stdout.starts_with("nutgraf "));
}

// ---- findings ----

#[test]
fn a_finding_shows_its_place_and_says_what_to_do() {
    let disk = site()
        .article(
            "a",
            "---\ntitle: T\ntitel: x\nsources: [{id: abc, title: A}]\n---\nText [@abd].\n",
        )
        .on_disk();
    assert_data_eq!(
        disk.run(&["build"]).exits(1).stderr,
        str![[r#"
error[field/unknown]: unknown key `titel`
 --> content/a.md:3:1
  |
3 | titel: x
  | ^^^^^
  |
  = help: did you mean `title`?

warning[source/unused]: the source `abc` is never cited
 --> content/a.md:4:16
  |
4 | sources: [{id: abc, title: A}]
  |                ^^^
  |
  = help: cite it with `[@abc]`; until then it is listed under "Further reading"

error[citation/unknown-source]: there is no source with the id `abd`
 --> content/a.md:6:7
  |
6 | Text [@abd].
  |       ^^^^
  |
  = help: did you mean `abc`?

2 errors and 1 warning: nothing was written; run `nutgraf explain CODE` for details

"#]]
    );
}

#[test]
fn findings_as_json_are_one_object_a_line() {
    let disk = site().article("a", "---\ntitle: One\ntitle: Two\n---\nText [@abd].\n").on_disk();
    let run = disk.run(&["build", "--format", "json"]).exits(1).silent();
    let lines: Vec<Value> =
        run.stdout.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 3);
    assert_eq!(lines[0]["code"], "yaml/duplicate-key");
    assert_eq!(lines[0]["severity"], "error");
    assert_eq!(
        (
            lines[0]["file"].as_str(),
            lines[0]["start"]["line"].as_u64(),
            lines[0]["start"]["column"].as_u64()
        ),
        (Some("content/a.md"), Some(3), Some(1))
    );
    assert_eq!(lines[0]["related"][0]["start"]["line"], 2);
    assert_eq!(lines[0]["excerpt"], "title: Two");
    assert_eq!(lines[1]["code"], "citation/unknown-source");
    assert_eq!(
        (&lines[2]["summary"], &lines[2]["published"], &lines[2]["errors"]),
        (&true.into(), &false.into(), &2.into())
    );
    disk.write("content/a.md", "---\ntitle: T\n---\n");
    let run = disk.run(&["build", "--format", "json"]).exits(0).silent();
    let line: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(
        (&line["published"], &line["parsed"], &line["errors"]),
        (&true.into(), &1.into(), &0.into())
    );
    disk.write("site.toml", "titel = \"x\"\n");
    let run = disk.run(&["build", "--format", "json"]).exits(2).silent();
    assert!(run.stdout.lines().all(|line| serde_json::from_str::<Value>(line).is_ok()));
}

#[test]
fn warnings_fail_only_a_strict_build() {
    let disk = full().on_disk();
    let run = disk.run(&["build", "--now", "2026-11-23"]).exits(0);
    assert!(run.stderr.contains("warning") && disk.exists("public/a/index.html"), "{run:#?}");
    disk.run(&["clean"]).exits(0);
    let run = disk.run(&["build", "--strict"]).exits(1);
    assert!(run.stderr.contains("`--strict`") && !disk.exists("public"), "{run:#?}");
    let quiet = disk.run(&["build", "-q"]).exits(0).silent();
    assert_eq!(quiet.stdout, "");
}

#[test]
fn options_of_build() {
    let disk = full().on_disk();
    disk.run(&["build", "-o", "elsewhere", "-u", "https://other.example/x", "--drafts", "-v"])
        .exits(0);
    assert!(!disk.exists("public") && disk.exists("elsewhere/c/index.html"));
    assert_eq!(
        Dom::parse(&disk.read("elsewhere/a/index.html")).links("canonical"),
        ["https://other.example/x/a/"]
    );
    disk.write("other/settings.toml", "title = \"Other\"\nbase_url = \"https://example.org/\"\n");
    disk.write("other/content/x.md", "---\ntitle: X\n---\n");
    disk.run(&["build", "-c", "other/settings.toml"]).exits(0).silent();
    assert!(disk.exists("other/public/x/index.html"));
    disk.write("content/deep/er/x.md", "---\ntitle: X\n---\n");
    crate::support::run(disk.command(&["build"]).current_dir(disk.path("content/deep/er")))
        .exits(0);
    assert!(
        disk.exists("public/deep/er/x/index.html"),
        "the nearest `site.toml` above is the site's"
    );
    disk.write("third/site.toml", crate::support::SITE_TOML);
    let third = disk.path("third");
    crate::support::run(disk.command(&["-r", third.to_str().unwrap(), "build"]).current_dir("/"))
        .exits(0);
    assert!(disk.exists("third/public/index.html"));
}

#[test]
fn now_changes_findings_and_no_page() {
    let disk = site()
        .article("a", "---\ntitle: A\ndate: 2026-06-01\nreview_by: 2026-07-01\n---\n")
        .on_disk();
    let run = disk.run(&["build", "--now", "2026-01-01"]).exits(0);
    assert!(run.stderr.contains("date/future"), "{run:#?}");
    let before = disk.tree("public");
    disk.run(&["build", "--now", "2030-01-01"]).exits(0).silent();
    assert_eq!(disk.tree("public"), before);
}

#[test]
fn colours_come_only_when_they_are_asked_for() {
    let disk = site().article("a", "---\ntitel: T\n---\n").on_disk();
    let esc =
        |run: &crate::support::Run| run.stderr.contains('\u{1b}') || run.stdout.contains('\u{1b}');
    assert!(!esc(&disk.run(&["build"])));
    assert!(!esc(&disk.run(&["build", "--color", "never"])));
    assert!(esc(&disk.run(&["build", "--color", "always"])));
    assert!(esc(&disk.run(&["--color", "always", "build"])), "before the command, too");
    assert!(!esc(&crate::support::run(disk.command(&["build"]).env("NO_COLOR", "1"))));
    for args in [&["--help"][..], &["nothing"], &["build", "-r", "nowhere"], &["explain"]] {
        assert!(!esc(&disk.run(args)), "{args:?}");
    }
}

#[test]
fn clicolor_force_asks_for_colours() {
    let disk = site().article("a", "---\ntitel: T\n---\n").on_disk();
    let run = crate::support::run(disk.command(&["build"]).env("CLICOLOR_FORCE", "1"));
    assert!(run.stderr.contains('\u{1b}'), "{run:#?}");
}

#[cfg(unix)]
#[test]
fn a_closed_pipe_is_no_error() {
    let disk = full().on_disk();
    for arguments in
        ["explain", "schema", "completions bash", "build --format json", "list sources", "--help"]
    {
        let script = format!("{{ \"$0\" {arguments}; echo $? >status; }} | true");
        let mut command = std::process::Command::new("sh");
        command
            .arg("-c")
            .arg(script)
            .arg(env!("CARGO_BIN_EXE_nutgraf"))
            .current_dir(disk.path(""))
            .env("HOME", "/nowhere");
        let run = crate::support::run(&mut command);
        assert!(
            !run.stderr.contains("panicked") && !run.stderr.contains("bug"),
            "{arguments}: {run:#?}"
        );
        assert_eq!(disk.read("status"), "0\n", "{arguments}");
    }
}

// ---- explain ----

#[test]
fn every_finding_is_explained() {
    let here = DiskSite::empty();
    let list = here.run(&["explain"]).exits(0).silent().stdout;
    for code in Code::ALL {
        assert!(list.contains(&format!(" {} ", code.name())), "{code}");
        let run = here.run(&["explain", code.name()]).exits(0).silent();
        assert!(
            run.stdout.starts_with(&format!("{code} ("))
                && run.stdout.contains(code.rule().summary)
                && run.stdout.contains("What to do: "),
            "{}",
            run.stdout
        );
        let rule = code.rule();
        assert!(rule.explanation.len() > 40 && rule.remedy.len() > 10, "{code}");
        assert!(run.stdout.contains("\nFor example:"), "{code}");
        assert!(
            run.stdout.lines().all(|line| line.chars().count() <= 80 || line.starts_with(' ')),
            "{}",
            run.stdout
        );
        let (group, name) = code.name().split_once('/').unwrap();
        assert!([group, name].iter().all(|part| {
            part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        }));
    }
    assert_eq!(
        here.run(&["explain", "[link/broken]"]).exits(0).stdout,
        here.run(&["explain", "link/broken"]).stdout
    );
}

#[test]
fn an_unknown_code_suggests_one() {
    let run = DiskSite::empty().run(&["explain", "link/brokn"]).exits(2);
    assert!(run.stderr.contains("did you mean `link/broken`?"), "{run:#?}");
    assert!(
        DiskSite::empty()
            .run(&["explain", "zzzzzzzzzzzzz"])
            .exits(2)
            .stderr
            .contains("to list all codes")
    );
}

// ---- list ----

#[test]
fn lists_are_lines_of_path_and_text() {
    let disk = full().on_disk();
    let list =
        |what: &str| disk.run(&["list", what, "--now", "2026-11-23"]).exits(0).silent().stdout;
    assert_eq!(list("drafts"), "content/c.md:2\tC\n");
    assert_eq!(list("unanswered"), "content/a.md:4\tWhy?\n");
    assert_eq!(
        list("uncited"),
        "content/a.md:7\tunused  Not used\ncontent/sources.yaml:1\tshared  Shared\n"
    );
    assert_eq!(list("stale"), "content/a.md:2\t2026-11-01  A\n");
    assert_eq!(
        list("sources"),
        "content/a.md:6\tused  Used (cited by 1)\ncontent/a.md:7\tunused  Not used (cited by 0)\ncontent/sources.yaml:1\tshared  Shared (cited by 0)\n"
    );
}

#[test]
fn what_is_due_is_listed_by_owner_and_month() {
    let disk = site()
        .article(
            "a",
            "---\ntitle: A\nauthors: [Ada]\nreview_by: 2026-12-09\ninsights:\n  - {question: Why?, answer: X, owner: Desk, review_by: 2026-11-01}\n  - {question: How?, answer: X, owner: Desk, review_by: 2026-12-02}\n  - {question: Who?, answer: X, review_by: 2027-01-03}\n---\n",
        )
        .article("b", "---\ntitle: B\nreview_by: 2026-12-01\n---\n")
        .article("c", "---\ntitle: C\ndraft: true\nreview_by: 2026-12-01\n---\n")
        .on_disk();
    let run = disk.run(&["list", "due", "--now", "2026-11-23"]).exits(0);
    assert_eq!(
        run.stdout,
        "content/b.md:2\tno owner  2026-12-01  B\n\
         content/a.md:2\tAda  2026-12-09  A\n\
         content/a.md:8\tAda  2027-01-03  Who?\n\
         content/a.md:6\tDesk  2026-11-01  Why?  (overdue)\n\
         content/a.md:7\tDesk  2026-12-02  How?\n"
    );
    assert_eq!(
        run.stderr,
        "2026-11: 1 review (Desk 1)\n2026-12: 3 reviews (Ada 1, Desk 1, no owner 1)\n2027-01: 1 review (Ada 1)\n"
    );
    let stale = disk.run(&["list", "stale", "--now", "2026-11-23"]).exits(0);
    assert_eq!(stale.stdout, "content/a.md:6\t2026-11-01  Why?\n");
    let json =
        disk.run(&["list", "due", "--format", "json", "--now", "2026-11-23"]).exits(0).silent();
    let lines: Vec<Value> = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!(lines.len(), 5);
    assert_eq!(
        lines[3],
        serde_json::json!({
            "file": "content/a.md", "line": 6, "text": "Why?", "owner": "Desk", "due": "2026-11-01",
            "month": "2026-11", "overdue": true, "question": "q:why",
        })
    );
}

#[test]
fn lists_as_json() {
    let disk = full().on_disk();
    for what in ["drafts", "unanswered", "uncited", "stale", "sources", "health"] {
        let run =
            disk.run(&["list", what, "--format", "json", "--now", "2026-11-23"]).exits(0).silent();
        let lines: Vec<Value> = serde_json::from_str(&run.stdout).unwrap();
        assert!(
            lines[0]["file"].as_str().unwrap().starts_with("content/")
                && lines[0]["line"].is_u64()
                && lines[0]["text"].is_string(),
            "{run:#?}"
        );
    }
    assert_eq!(
        site().on_disk().run(&["list", "drafts", "--format", "json"]).exits(0).stdout,
        "[]\n"
    );
}

#[test]
fn the_days_before_review_are_not_stale() {
    let disk = full().on_disk();
    assert_eq!(disk.run(&["list", "stale", "--now", "2026-11-01"]).exits(0).stdout, "");
}

#[test]
fn a_broken_site_is_listed_as_far_as_it_can_be_read() {
    let disk = full().article("broken", "---\ntitle: \"x\n---\n").on_disk();
    let run = disk.run(&["list", "drafts"]).exits(1);
    assert_eq!(run.stdout, "content/c.md:2\tC\n");
    assert!(run.stderr.contains("may be incomplete"), "{run:#?}");
}

// ---- schema, completions ----

/// Returns the keys that a reader knows: those that it offers for a key that resembles none of them.
fn known_keys(front: &str, prefix: &str) -> BTreeSet<String> {
    let built = site().article("a", &format!("---\ntitle: T\n{front}---\n")).build();
    let hints: Vec<_> = built
        .findings
        .iter()
        .filter(|finding| finding.message.contains("zzzzzzzzzz"))
        .filter_map(|finding| finding.hint.as_deref())
        .collect();
    let [hint] = hints.as_slice() else { panic!("{:#?}", built.findings) };
    // What follows a semicolon says what else can be done.
    let known = hint.strip_prefix(prefix).unwrap().split(';').next().unwrap();
    known.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

#[test]
fn the_schema_and_the_reader_know_the_same_keys() {
    let schema: Value =
        serde_json::from_str(&DiskSite::empty().run(&["schema"]).exits(0).silent().stdout).unwrap();
    let keys = |schema: &Value| {
        schema["properties"].as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>()
    };
    let properties = &schema["properties"];
    for (schema, front) in [
        (&schema, "zzzzzzzzzz: x\n"),
        (
            &properties["sources"]["anyOf"][1]["items"]["anyOf"][0],
            "sources: [{id: a, title: A, zzzzzzzzzz: x}]\n",
        ),
        (
            &properties["sources"]["anyOf"][0]["additionalProperties"]["anyOf"][0],
            "sources: {a: {title: A, zzzzzzzzzz: x}}\n",
        ),
        (
            &properties["updates"]["items"],
            "updates: [{date: 2026-01-01, note: N, zzzzzzzzzz: x}]\n",
        ),
        (
            &properties["insights"]["items"]["anyOf"][1],
            "insights: [{question: Q, zzzzzzzzzz: x}]\n",
        ),
        (&properties["authors"]["anyOf"][0]["anyOf"][1], "authors: [{name: A, zzzzzzzzzz: x}]\n"),
    ] {
        assert_eq!(keys(schema), known_keys(front, "known here: "), "{front}");
        assert_eq!(schema["additionalProperties"], false);
    }
    assert_eq!(schema["required"], serde_json::json!(["title"]));
    assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
}

#[test]
fn the_schemas_of_sources_and_settings_know_what_their_readers_know() {
    let print = |of: &str| -> Value {
        let printed = DiskSite::empty().run(&["schema", of]).exits(0).silent().stdout;
        serde_json::from_str(&printed).unwrap()
    };
    let front: Value = print("front-matter");
    let forms = |schema: &Value| schema["anyOf"].as_array().unwrap()[..3].to_vec();
    assert_eq!(forms(&print("sources")), forms(&front["properties"]["sources"]));
    let schema = print("site");
    let known = |lines: &str| -> BTreeSet<String> {
        let built = site().file("site.toml", format!("title = \"T\"\n{lines}")).build();
        let hint = built.findings.iter().find(|it| it.message.contains("zzzzzzzzzz")).unwrap();
        let hint = hint.hint.clone().unwrap();
        let keys = hint.strip_prefix("known here: ").unwrap().split('`');
        keys.skip(1).step_by(2).map(str::to_owned).collect()
    };
    let keys = |schema: &Value| -> BTreeSet<String> {
        schema["properties"].as_object().unwrap().keys().cloned().collect()
    };
    assert_eq!(keys(&schema), known("zzzzzzzzzz = 1\n"));
    for table in ["build", "feed", "lists", "markdown", "deploy"] {
        let table_schema = &schema["properties"][table];
        assert_eq!(keys(table_schema), known(&format!("[{table}]\nzzzzzzzzzz = 1\n")), "{table}");
        assert_eq!(table_schema["additionalProperties"], false);
    }
    let names = Code::ALL.iter().flat_map(|code| [code.name(), code.group()]);
    let codes: BTreeSet<String> = names.map(str::to_owned).collect();
    assert_eq!(keys(&schema["properties"]["check"]), codes);
}

#[test]
fn commands_of_other_tools_are_understood() {
    for (typed, meant) in [
        ("lint", "`nutgraf check` judges"),
        ("publish", "`nutgraf deploy` publishes"),
        ("start", "`nutgraf serve` shows"),
        ("develop", "`nutgraf serve` shows"),
        ("Create", "`nutgraf new \"TITLE\"`"),
        ("generate", "`nutgraf build` writes"),
        ("chekc", "some similar subcommands exist: 'schema', 'check'"),
        ("biuld", "a similar subcommand exists: 'build'"),
        ("version", "`nutgraf --version`"),
    ] {
        let run = DiskSite::empty().run(&[typed]).exits(2);
        assert!(run.stderr.contains(meant), "{typed}: {run:#?}");
        assert_eq!(run.stderr.matches("tip:").count(), 1, "{typed}: {run:#?}");
    }
}

#[test]
fn every_shell_gets_completions() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = DiskSite::empty().run(&["completions", shell]).exits(0).silent();
        assert!(run.stdout.contains("nutgraf") && run.stdout.contains("base-url"), "{shell}");
    }
}

// ---- clean ----

#[test]
fn clean_removes_what_was_written_and_nothing_else() {
    let disk = full().on_disk();
    assert!(disk.run(&["clean"]).exits(0).silent().stdout.contains("0 removed"));
    disk.run(&["build"]).exits(0);
    disk.write("public/mine.txt", "mine");
    disk.write("public/a/index.html", "changed");
    let run = disk.run(&["clean"]).exits(0).silent();
    assert!(run.stdout.contains("kept, because it was changed"), "{run:#?}");
    let left: Vec<_> = disk.tree("public").into_keys().collect();
    assert_eq!(left, ["a", "a/index.html", "mine.txt"]);
    let foreign = DiskSite::empty();
    foreign.write("site.toml", crate::support::SITE_TOML);
    foreign.write("public/mine.txt", "mine");
    foreign.run(&["clean"]).exits(0);
    assert!(foreign.exists("public/mine.txt"));
    disk.run(&["clean", "-o", "content"]).exits(2);
    assert!(disk.exists("content/a.md"));
}

#[test]
fn a_second_build_writes_nothing() {
    let disk = full().on_disk();
    disk.run(&["build"]).exits(0);
    let before = disk.tree("public");
    let run = disk.run(&["build"]).exits(0);
    assert!(run.stdout.contains(" 0 written, ") && run.stdout.contains(" 0 removed"), "{run:#?}");
    assert_eq!(disk.tree("public"), before);
    std::fs::remove_file(disk.path("content/b.md")).unwrap();
    disk.run(&["build"]).exits(0);
    assert!(!disk.exists("public/b"), "a vanished page is removed with its folder");
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_changes_neither_the_status_nor_the_site() {
    let broken = site().article("a", "[x](no.md)\n").on_disk();
    let fine = site().article("a", "---\ntitle: A\nsources: [{id: s, title: S}]\n---\n").on_disk();
    for (disk, status) in [(broken, 1), (fine, 0)] {
        let mut command = disk.command(&["build", "--format", "json"]);
        let mut child = command
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::null())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        assert_eq!(child.wait().unwrap().code(), Some(status));
        assert_eq!(disk.exists("public/a/index.html"), status == 0);
    }
}
