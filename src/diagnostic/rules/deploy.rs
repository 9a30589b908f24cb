//! The rules about deploying.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const NO_REPOSITORY: Rule = Rule {
    name: "deploy/no-repository",
    severity: Severity::Error,
    summary: "The site is not in a git repository.",
    explanation: "`nutgraf deploy` publishes with git, on a branch of the repository that contains the site. This folder is not in a repository.",
    remedy: "Run `git init` in the site's folder and `git remote add origin ADDRESS`, or publish the output folder some other way.",
    example: Example::Told("`nutgraf deploy` in a folder where `git init` was never run."),
};

pub(in crate::diagnostic) const REMOTE: Rule = Rule {
    name: "deploy/remote",
    severity: Severity::Error,
    summary: "The git remote to publish to is missing, or has two different addresses.",
    explanation: "The site is published to a remote of the repository: `origin`, or the one that `[deploy] remote` names. It must exist and must be fetched from the place it is pushed to, because what was published is read back and compared.",
    remedy: "Run `git remote add origin ADDRESS` with the repository's address, or name another remote: `[deploy] remote = \"NAME\"`.",
    example: Example::Told(
        "`nutgraf deploy` in a repository for which `git remote` prints nothing.",
    ),
};

pub(in crate::diagnostic) const PASSWORD: Rule = Rule {
    name: "deploy/password",
    severity: Severity::Warning,
    summary: "The address of the git remote contains a password.",
    explanation: "The remote's address contains a password or token. It is stored in `.git/config`, where every program you run can read it, and git shows it in messages (here it is left out).",
    remedy: "Set the address without the password (`git remote set-url NAME ADDRESS`) and let git's credential helper store it (`git help credentials`).",
    example: Example::Told(
        "`git remote get-url origin` prints an address such as `https://ada:secret@example.org/site.git`.",
    ),
};

pub(in crate::diagnostic) const BASE_URL: Rule = Rule {
    name: "deploy/base-url",
    severity: Severity::Error,
    summary: "`base_url` is missing, or is not where the site will be published.",
    explanation: "All addresses in the site begin with `base_url`. If the site is somewhere else, links, styles and feeds lead nowhere. GitHub publishes a repository at `https://OWNER.github.io/NAME/`, one called `OWNER.github.io` at the root, and one with a custom domain at the root of that domain.",
    remedy: "Write the address that the finding names, or the custom domain: `[deploy] cname = \"DOMAIN\"` and `base_url = \"https://DOMAIN/\"`.",
    example: Example::Told(
        r#"`base_url = "https://example.org/"`, and the remote `https://github.com/ada/homes.git`, which GitHub publishes at `https://ada.github.io/homes/`."#,
    ),
};

pub(in crate::diagnostic) const CNAME: Rule = Rule {
    name: "deploy/cname",
    severity: Severity::Error,
    summary: "The custom domain contradicts `base_url` or a file.",
    explanation: "A file `CNAME` at the top of the published branch keeps the custom domain; without it, the next deploy would lose the domain. It is written from `[deploy] cname`, which must be the host of `base_url`; a custom domain has the site at its root.",
    remedy: "Make `[deploy] cname` and `base_url` name the same domain, and remove `static/CNAME`.",
    example: Example::Told(
        r#"`[deploy] cname = "homes.example.org"` beside `base_url = "https://example.org/"`."#,
    ),
};

pub(in crate::diagnostic) const BRANCH: Rule = Rule {
    name: "deploy/branch",
    severity: Severity::Error,
    summary: "The branch to publish to holds the sources.",
    explanation: "The published branch holds the finished pages and nothing else. A branch that is checked out, or that has a `site.toml`, holds the sources of the pages, and the pages would replace them.",
    remedy: "Name another branch, `[deploy] branch = \"gh-pages\"`, and choose it in the repository's settings under Pages.",
    example: Example::Told(
        r#"`[deploy] branch = "main"` in a repository whose `main` holds the `site.toml`."#,
    ),
};

pub(in crate::diagnostic) const FOREIGN: Rule = Rule {
    name: "deploy/foreign",
    severity: Severity::Error,
    summary: "The published branch holds files that nutgraf did not write.",
    explanation: "The last commit of the published branch was not made by `nutgraf deploy`: another tool or a person published there. Their files would vanish from the site, though not from the branch's history.",
    remedy: "Look at the branch. Put whatever should stay into `static/`. Then deploy once with `--force`, or publish to another branch: `[deploy] branch`.",
    example: Example::Told("The last commit of `gh-pages` was made by another generator."),
};

pub(in crate::diagnostic) const HISTORY: Rule = Rule {
    name: "deploy/history",
    severity: Severity::Error,
    summary: "What was published before would be dropped from the branch.",
    explanation: "`--no-history` reduces the branch to one commit. What was published before is then no longer on it, and only somebody who fetched it earlier can bring it back.",
    remedy: "Add `--force` if that is what you want. Without `--no-history`, everything stays in the branch's history.",
    example: Example::Told("`nutgraf deploy --no-history` where the branch already has commits."),
};

pub(in crate::diagnostic) const BEHIND: Rule = Rule {
    name: "deploy/behind",
    severity: Severity::Error,
    summary: "What is published was made from newer sources.",
    explanation: "Every deploy records the commit that it was made from. The commit of the last deploy is not in the history of what is checked out here: perhaps a colleague published, and you have not pulled their work. Publishing now would take it down.",
    remedy: "Run `git pull`, then deploy again. To publish an older state on purpose, deploy with `--force`.",
    example: Example::Told("A colleague deployed; you deploy without `git pull`."),
};

pub(in crate::diagnostic) const OUTSIDE_BASE: Rule = Rule {
    name: "deploy/outside-base",
    severity: Severity::Warning,
    summary: "A page links outside the path of the site.",
    explanation: "The site is below a path of its host (`/repo/`), and this link begins at the host's root: it leads to somebody else's page, or to none. Links in Markdown and those that use the `url` filter get the path automatically; files in `static/` are copied as they are.",
    remedy: "In files of `static/`, link relatively (`../style.css`); in templates, use the `url` filter. Link to a page of another site with its full address.",
    example: Example::Told(
        r#"`<a href="/style.css">` in `static/old.html`, and the site is at `https://ada.github.io/homes/`."#,
    ),
};

pub(in crate::diagnostic) const CASE: Rule = Rule {
    name: "deploy/case",
    severity: Severity::Error,
    summary: "A link differs from the name of its file only in upper and lower case.",
    explanation: "GitHub Pages distinguishes `Map.png` from `map.png`. Windows and macOS usually don't, so the link works there and breaks once it is published.",
    remedy: "Write the link exactly as the file is named.",
    example: Example::Told(
        "`![Two lines that cross](Chart.png)` on a Mac, where the file is named `chart.png`.",
    ),
};

pub(in crate::diagnostic) const NAME: Rule = Rule {
    name: "deploy/name",
    severity: Severity::Error,
    summary: "A file has a name that git or GitHub Pages does not accept.",
    explanation: "git does not accept files named `.git`, nor names that Windows treats as `.git`, and GitHub Pages does not accept names with control characters.",
    remedy: "Rename the file.",
    example: Example::Told("A folder `static/.git`."),
};

pub(in crate::diagnostic) const SYMLINK: Rule = Rule {
    name: "deploy/symlink",
    severity: Severity::Error,
    summary: "There is a symbolic link among the published files.",
    explanation: "GitHub Pages refuses a site with symbolic links in it.",
    remedy: "Replace the link with the file itself.",
    example: Example::Told("A symbolic link among the files of the output folder."),
};

pub(in crate::diagnostic) const FILE_SIZE: Rule = Rule {
    name: "deploy/file-size",
    severity: Severity::Error,
    summary: "A file is larger than 100 MB.",
    explanation: "GitHub does not accept files over 100 MB.",
    remedy: "Make the file smaller, or publish it elsewhere and link to it.",
    example: Example::Told("A video of 120 MB in `static/`."),
};

pub(in crate::diagnostic) const SITE_SIZE: Rule = Rule {
    name: "deploy/site-size",
    severity: Severity::Error,
    summary: "The site is larger than 1 GB.",
    explanation: "A site on GitHub Pages may have at most 1 GB, and this one has more.",
    remedy: "Publish large files elsewhere and link to them. `du -ah public | sort -h` shows where the size comes from.",
    example: Example::Told("Thirty videos of 40 MB each in `static/`."),
};

pub(in crate::diagnostic) const SITE_LARGE: Rule = Rule {
    name: "deploy/site-large",
    severity: Severity::Warning,
    summary: "The site is larger than 800 MB.",
    explanation: "A site on GitHub Pages may have at most 1 GB, and this one is close to that.",
    remedy: "Publish large files elsewhere and link to them, before it no longer fits.",
    example: Example::Told("Twenty-one videos of 40 MB each in `static/`."),
};

pub(in crate::diagnostic) const EMPTY: Rule = Rule {
    name: "deploy/empty",
    severity: Severity::Error,
    summary: "There is nothing to publish.",
    explanation: "The site has no article and no page. Publishing it would take down whatever was published before, which is rarely intended.",
    remedy: "Write an article (`nutgraf new \"TITLE\"`), publish a draft, or check that this is the right folder.",
    example: Example::Told("`nutgraf deploy` in a site whose articles are all drafts."),
};

pub(in crate::diagnostic) const DRAFTS: Rule = Rule {
    name: "deploy/drafts",
    severity: Severity::Warning,
    summary: "Articles stay unpublished because they are drafts.",
    explanation: "Drafts are not published. This finding lists the articles that readers will not see.",
    remedy: "Remove `draft: true` from an article to publish it. To switch this finding off, set it in `[check]`: `\"deploy/drafts\" = \"off\"`.",
    example: Example::Told("`draft: true` in an article."),
};

pub(in crate::diagnostic) const UNCOMMITTED: Rule = Rule {
    name: "deploy/uncommitted",
    severity: Severity::Warning,
    summary: "Content differs from the last commit.",
    explanation: "The site is published from the files as they are now, and some of that is not in the last commit: nobody could tell later what a page was made from, and a deploy from another machine would undo it.",
    remedy: "Commit first (`git add`, `git commit`), then deploy. `git add` skips what `.gitignore` names: remove the line from it, or use `git add --force`.",
    example: Example::Told("An article was changed, and `git status` shows it."),
};

pub(in crate::diagnostic) const DETACHED_HEAD: Rule = Rule {
    name: "deploy/detached-head",
    severity: Severity::Warning,
    summary: "No branch is checked out.",
    explanation: "A single commit is checked out instead of a branch: perhaps an old one, which would be published again.",
    remedy: "Check out a branch (`git switch main`), unless you mean to publish this commit.",
    example: Example::Told("`git switch --detach v1.0`, then `nutgraf deploy`."),
};

pub(in crate::diagnostic) const SHALLOW_CLONE: Rule = Rule {
    name: "deploy/shallow-clone",
    severity: Severity::Warning,
    summary: "The repository is a shallow clone.",
    explanation: "Older commits were left out when the repository was cloned. A remote can refuse a push from such a clone.",
    remedy: "Run `git fetch --unshallow`; in a workflow, give the checkout `fetch-depth: 0`.",
    example: Example::Told("`git clone --depth 1 ADDRESS`, then `nutgraf deploy` in the clone."),
};

pub(in crate::diagnostic) const WORKFLOW: Rule = Rule {
    name: "deploy/workflow",
    severity: Severity::Warning,
    summary: "The Pages workflow is out of date, or publishes in addition to the branch.",
    explanation: "The repository has a workflow that publishes the site. GitHub Pages publishes either what a workflow uploads or what is on a branch, never both; and a workflow written by an older version may use actions that no longer run.",
    remedy: "Publish with the workflow (push, and it runs) or with `nutgraf deploy`, not both: remove the workflow, or choose it in the repository's settings under Pages. `nutgraf deploy --workflow` brings it up to date.",
    example: Example::Told(
        "`.github/workflows/pages.yml` publishes the site on each push, and `nutgraf deploy` publishes it as well.",
    ),
};
