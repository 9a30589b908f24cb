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
    summary: "A text file is not UTF-8, or contains a NUL byte.",
    explanation: "Content, templates and settings are text in UTF-8. This file contains bytes that are not UTF-8, or a NUL byte, which text never has; it may be a picture or a word processor's document with the wrong file name.",
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
