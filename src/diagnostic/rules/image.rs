//! The rules about images.

use crate::diagnostic::rules::rule::{Example, Rule};
use crate::diagnostic::severity::Severity;

pub(in crate::diagnostic) const MISSING: Rule = Rule {
    name: "image/missing",
    severity: Severity::Error,
    summary: "An image does not exist.",
    explanation: "The image file does not exist. Its path is relative to the article's file, and upper and lower case matter, even if your own system ignores them.",
    remedy: "Correct the path, or put the image beside the article.",
    example: Example::Files {
        bad: &[(
            "content/why.md",
            "\
---
title: Why?
---

![Two lines that cross](chart.svg)
",
        )],
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

pub(in crate::diagnostic) const UNREADABLE: Rule = Rule {
    name: "image/unreadable",
    severity: Severity::Warning,
    summary: "An image's size cannot be read.",
    explanation: "The image's width and height could not be read from the file, so the page will move while it loads.",
    remedy: "Check that the file is a complete image, of a kind that browsers can show.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---

![Two lines that cross](chart.png)
",
            ),
            ("content/chart.png", "Two lines that cross.\n"),
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

pub(in crate::diagnostic) const NO_DESCRIPTION: Rule = Rule {
    name: "image/no-description",
    severity: Severity::Warning,
    summary: "An image has no description for readers who cannot see it.",
    explanation: "Some readers listen to the page, and some load it without pictures. For them an image needs a text that says what it shows (WCAG 2.2, success criterion 1.1.1).",
    remedy: "Write it between the brackets: `![Two lines that cross in 2019](chart.png)`. A purely decorative picture has an empty text: `<img src=\"line.png\" alt=\"\">`.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---

![](chart.svg)
",
            ),
            (
                "content/chart.svg",
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
"#,
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

pub(in crate::diagnostic) const FORMAT: Rule = Rule {
    name: "image/format",
    severity: Severity::Warning,
    summary: "A file that browsers do not show as an image is used as one.",
    explanation: "`![…](file)` shows an image. A video, a PDF or a picture in a format of a camera or a printer shows nothing, or only its description.",
    remedy: "Link to a document, write `<video controls src=\"…\">` for a video, and save a picture as JPEG, PNG, WebP, AVIF or SVG.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
---

![The report](report.pdf)
",
            ),
            ("content/report.pdf", "%PDF-1.7"),
        ],
        good: &[
            (
                "content/why.md",
                "\
---
title: Why?
---

[The report](report.pdf)
",
            ),
            ("content/report.pdf", "%PDF-1.7"),
        ],
    },
};

pub(in crate::diagnostic) const CARD: Rule = Rule {
    name: "image/card",
    severity: Severity::Warning,
    summary: "The picture of a link to the page is of a kind that nobody shows.",
    explanation: "Social networks, chats and search engines show the picture that `image` names beside a link to the page. They show JPEG, PNG, WebP and GIF; an SVG, an AVIF or a PDF they leave out. So it is left out here too.",
    remedy: "Save the picture as a PNG or a JPEG, best 1200 by 630 pixels, and name that file.",
    example: Example::Files {
        bad: &[
            (
                "content/why.md",
                "\
---
title: Why?
image: chart.svg
---
",
            ),
            (
                "content/chart.svg",
                r#"<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3"/>
"#,
            ),
        ],
        good: &[(
            "content/why.md",
            "\
---
title: Why?
image: https://example.org/chart.png
---
",
        )],
    },
};

pub(in crate::diagnostic) const LOCATION: Rule = Rule {
    name: "image/location",
    severity: Severity::Warning,
    summary: "A picture says where it was taken.",
    explanation: "Phones and some cameras write the position at which a picture was taken into its file. Whoever has the file can read it: the address of a source, or your own.",
    remedy: "Remove it before you publish: `exiftool -gps:all= -xmp:geotag= FILE` takes only the position out, and most programs can save a picture without its metadata.",
    example: Example::Told("A JPEG with a GPS position, `![A house](house.jpg)`."),
};

pub(in crate::diagnostic) const HEAVY: Rule = Rule {
    name: "image/heavy",
    severity: Severity::Warning,
    summary: "A picture has more than 1 MB.",
    explanation: "Every reader loads the whole file, however small the picture is on the page. nutgraf copies pictures as they are.",
    remedy: "Save it smaller: 1600 pixels are wide enough for a page. A photo of that size has about 0.3 MB as a JPEG or WebP. To let readers have the large one, link to it.",
    example: Example::Told("A photo of 4 MB, `![A house](house.jpg)`."),
};
