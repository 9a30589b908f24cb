//! The rules about files that cannot be read or cannot be published as they are.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const UNREADABLE: Rule = Rule {
    name: "file/unreadable",
    severity: Severity::Error,
    summary: "A file cannot be read.",
    explanation: "The system could not open the file: it is missing, or you are not allowed to read it.",
    remedy: "Check that the file exists and who is allowed to read it (`ls -l`).",
    example: Example::Told(
        "`chmod 000 content/why.md`: the file exists, but nobody is allowed to read it.",
    ),
};

pub(in crate::diagnostic) const ENCODING: Rule = Rule {
    name: "file/encoding",
    severity: Severity::Error,
    summary: "A text file is not UTF-8, or contains a null byte (NUL).",
    explanation: "Content, templates and settings are text in UTF-8. This file contains bytes that are not UTF-8, or a null byte, which text never has. It may be a picture or a word processor's document with the wrong file name.",
    remedy: "Save the file as UTF-8 in your editor. A byte-order mark at the beginning is fine.",
    example: Example::Files {
        bad: &[("content/why.md", "---\ntitle: Why?\n---\n\nText with a NUL byte: \0\n")],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

Text without it.
",
        )],
    },
};

pub(in crate::diagnostic) const EMPTY: Rule = Rule {
    name: "file/empty",
    severity: Severity::Error,
    summary: "An article's file is empty.",
    explanation: "A file that ends in `.md` below `content/` is an article, and an article has at least a title.",
    remedy: "Write front matter with a `title`, or delete the file. A file whose name begins with a dot is ignored.",
    example: Example::Files {
        bad: &[("content/why.md", "")],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---
",
        )],
    },
};

pub(in crate::diagnostic) const TOO_LARGE: Rule = Rule {
    name: "file/too-large",
    severity: Severity::Error,
    summary: "An input file is larger than 4 MB.",
    explanation: "A text file of more than 4 MB is almost always a mistake, such as data pasted into an article, and no reader would get through it.",
    remedy: "Split the article, or publish the data as a file beside it and link to it.",
    example: Example::Told(
        "An article of 5 MB, for example with a table of measurements pasted into it.",
    ),
};

pub(in crate::diagnostic) const LINK_OUTSIDE: Rule = Rule {
    name: "file/link-outside",
    severity: Severity::Error,
    summary: "A symbolic link leads outside the site, to a folder, or nowhere.",
    explanation: "Symbolic links are followed only to files of the site itself. A link that leads outside it could publish something that was never meant to be public; a link to a folder would give every file below it two addresses.",
    remedy: "Copy the file into the site, or move the folder to the place where it is needed.",
    example: Example::Told(
        "`ln -s ../../secret.md content/secret.md`: a symbolic link in the content folder that leads out of the site.",
    ),
};

pub(in crate::diagnostic) const NOT_REGULAR: Rule = Rule {
    name: "file/not-regular",
    severity: Severity::Error,
    summary: "Something in the content folder is neither a file nor a folder.",
    explanation: "Only files and folders can be published; a pipe, a socket or a device cannot.",
    remedy: "Remove it, or move it out of the site.",
    example: Example::Told("`mkfifo content/pipe`: a pipe in the content folder."),
};

pub(in crate::diagnostic) const NAME: Rule = Rule {
    name: "file/name",
    severity: Severity::Error,
    summary: "A file's name cannot be used on every system, or cannot be turned into a URL.",
    explanation: "Addresses are made from the names of files and folders, and it must be possible to publish the site from every system. Names that Windows cannot hold (`con`, `a:b`, a dot at the end), names longer than 255 bytes and names without a letter or digit are refused rather than changed.",
    remedy: "Rename the file or folder; for an article, `slug:` in the front matter sets the last part of its address.",
    example: Example::Files {
        bad: &[(
            "content/con.md",
            "\
---
title: Why?
---
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---
",
        )],
    },
};

pub(in crate::diagnostic) const COLLISION: Rule = Rule {
    name: "file/collision",
    severity: Severity::Error,
    summary: "Two paths differ only in case or Unicode form.",
    explanation: "On Windows and macOS, `Map.png` and `map.png` are one file; so are two spellings of `é` in Unicode. One of them would silently replace the other.",
    remedy: "Rename one of them.",
    example: Example::Files {
        bad: &[("static/map.txt", "One.\n"), ("static/Map.txt", "Two.\n")],
        good: &[("static/map.txt", "One.\n"), ("static/map-2.txt", "Two.\n")],
    },
};

pub(in crate::diagnostic) const CONFLICT_MARKS: Rule = Rule {
    name: "file/conflict-marks",
    severity: Severity::Error,
    summary: "A file holds the marks of a merge that was not finished.",
    explanation: "Where two versions of a text disagree, git writes both into the file, between lines that begin with `<<<<<<<`, `=======` and `>>>>>>>`. The marks are never meant for readers. Code blocks may show them.",
    remedy: "Keep the lines that are right, and remove the others together with the three lines of marks.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

<<<<<<< HEAD
The tax is five percent.
=======
The tax is seven percent.
>>>>>>> correction
",
        )],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
---

The tax is seven percent.
",
        )],
    },
};

pub(in crate::diagnostic) const LFS_POINTER: Rule = Rule {
    name: "file/lfs-pointer",
    severity: Severity::Error,
    summary: "Only the Git LFS pointer of a file is here, not the file.",
    explanation: "Git's large file storage (LFS) keeps large files outside the repository, and three lines of text in their place until the files are fetched. If these lines were published, readers would see a broken picture.",
    remedy: "Run `git lfs pull`. In a workflow, write `lfs: true` below `with:` for `actions/checkout`.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---

![Two lines that cross](chart.svg)
",
            ),
            (
                "content/chart.svg",
                "\
version https://git-lfs.github.com/spec/v1
oid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393
size 12345
",
            ),
        ],
        good: &[
            (
                "content/why.md",
                "\
---
title: Why?
---

![Two lines that cross](chart.svg)
",
            ),
            (
                "content/chart.svg",
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
"#,
            ),
        ],
    },
};

pub(in crate::diagnostic) const NOT_PUBLISHED: Rule = Rule {
    name: "file/not-published",
    severity: Severity::Warning,
    summary: "A file in the content folder is published nowhere.",
    explanation: "A file in `content/` is an article, or it is published because a page refers to it, or because it lies beside the `index.md` of an article. This file is neither: nothing refers to it, or it is not meant for readers. A document of a word processor is not, nor the text of another tool, `_index.md`, or the copy that a program made where two versions of a file met. The same is said of an article that lies beside `content/`: in the root of the site, or in a folder such as `posts/` or `static/`.",
    remedy: "Do what the hint says. To keep a file here without publishing it, name it in `ignore` under `[build]` in `site.toml`.",
    example: Example::Files {
        bad: &[
            ("content/why.md", "---\ntitle: Why?\n---\n"),
            ("content/how.md.txt", "---\ntitle: How?\n---\n"),
        ],
        good: &[
            ("content/why.md", "---\ntitle: Why?\n---\n"),
            ("content/how.md", "---\ntitle: How?\n---\n"),
        ],
    },
};

pub(in crate::diagnostic) const UNDERSCORE: Rule = Rule {
    name: "file/underscore",
    severity: Severity::Warning,
    summary: "A file or folder is published although its name begins with `_`.",
    explanation: "Jekyll, Eleventy, Quarto and others keep files and folders whose names begin with `_` from readers. Here only two such names mean something: `_pages`, at the top of the content folder, and `_drafts`, whose articles are drafts.",
    remedy: "Rename it if readers should see it. Otherwise name it in `ignore` under `[build]` in `site.toml`.",
    example: Example::Files {
        bad: &[("content/_ideas/why.md", "---\ntitle: Why?\n---\n")],
        good: &[("content/_drafts/why.md", "---\ntitle: Why?\n---\n")],
    },
};

pub(in crate::diagnostic) const COPY: Rule = Rule {
    name: "file/copy",
    severity: Severity::Warning,
    summary: "An article seems to be a copy of another one.",
    explanation: "The file has the name that systems and browsers give to a copy (`why copy.md`, `why (1).md`), and lies beside the file that it was copied from. Both are published.",
    remedy: "Delete the copy, or give it a name of its own.",
    example: Example::Files {
        bad: &[
            ("content/why.md", "---\ntitle: Why?\n---\n"),
            ("content/why copy.md", "---\ntitle: Why?\n---\n"),
        ],
        good: &[("content/why.md", "---\ntitle: Why?\n---\n")],
    },
};
