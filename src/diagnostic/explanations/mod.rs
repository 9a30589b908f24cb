//! The long text of each finding, for `nutgraf explain`: what it means, and what to do.

mod deploy;

use crate::diagnostic::code::Code;

impl Code {
    /// What the finding means and why it is one; then what to do about it.
    #[expect(clippy::too_many_lines, reason = "a table, one entry a finding")]
    pub fn explanation(self) -> (&'static str, &'static str) {
        match self {
            Self::FileUnreadable => (
                "The system would not give the file: it is missing, or you may not read it.",
                "Check that the file exists and who may read it (`ls -l`).",
            ),
            Self::FileEncoding => (
                "Content, templates and settings are text in UTF-8. This file has bytes that are not, or a NUL byte, which no text has; it may be a picture or a document of a word processor under a wrong name.",
                "Save the file as UTF-8 in your editor. A byte-order mark at the beginning is fine.",
            ),
            Self::FileEmpty => (
                "A file that ends in `.md` below `content/` is an article, and an article has at least a title.",
                "Write front matter with a `title`, or delete the file. A file whose name begins with a dot is ignored.",
            ),
            Self::FileTooLarge => (
                "A text file of more than 4 MB is almost always a mistake, such as data pasted into an article, and no reader would get through it.",
                "Split the article, or publish the data as a file beside it and link to it.",
            ),
            Self::FileLinkOutside => (
                "Symbolic links are followed only to files of the site itself. A link that leads out of it could publish something that was never meant to be public; a link to a folder would give every file below it two addresses.",
                "Copy the file into the site, or move the folder to where it is needed.",
            ),
            Self::FileNotRegular => (
                "Only files and folders can be published; a pipe, a socket or a device cannot.",
                "Remove it, or move it out of the site.",
            ),
            Self::FileName => (
                "An address is made from the names of files and folders, and the site must be publishable on every system. Names that Windows cannot hold (`con`, `a:b`, a dot at the end), names longer than 255 bytes and names without a letter or digit are refused rather than changed.",
                "Rename the file or folder; for an article, `slug:` in the front matter sets the last part of its address.",
            ),
            Self::FileCollision => (
                "On Windows and macOS, `Map.png` and `map.png` are one file; so are two spellings of `é` in Unicode. One of them would silently replace the other.",
                "Rename one of them.",
            ),
            Self::YamlSyntax => (
                "The front matter, or `sources.yaml`, cannot be read. The commonest reasons are a colon and a space inside text that is not in quotes, a tab in the indentation, a quotation mark that is never closed, and lines that are not indented alike.",
                r#"Look at the place that is shown, and just before it. When in doubt, put the text in quotes: `title: "Heat pumps: how they work"`."#,
            ),
            Self::YamlDuplicateKey => (
                "A key can stand once in a map. Which of the two values is meant, nobody can know.",
                "Keep one of them; or, for lists, put all items under one key.",
            ),
            Self::YamlComment => (
                "In a text without quotes, a `#` after a space begins a comment: what follows is not published. This one has no space after its `#`, as in `Room #4`, so it looks like text.",
                "Put the text in quotes: `title: \"Room #4\"`. Where a comment is meant, write a space after the `#`.",
            ),
            Self::YamlUnsupported => (
                "Front matter is plain: keys, lists and text. Aliases, anchors, tags, directives and further documents are refused, because they are nearly always text that should have been in quotes, and because they can make a small file expand without end.",
                "Write the value out. Text that begins with `&`, `*`, `!` or `%` needs quotes.",
            ),
            Self::YamlTooDeep => (
                "Lists and maps stand in each other more than 64 levels deep. Nothing that is read here is nested more than a few: it is nearly always a row of brackets, or text that begins with one.",
                "Close the brackets before the place that is shown, or put the text in quotes.",
            ),
            Self::YamlTooMany => (
                "The front matter of an article has at most 50,000 keys and values, `content/sources.yaml` at most 700,000: that is more than 30,000 sources of ten fields each. None of it was read, so citations of sources that may stand in it are not checked.",
                "In front matter: move sources to `content/sources.yaml`, and data into a file beside the article, to which it links. In `content/sources.yaml`: list sources that only one article cites in that article.",
            ),
            Self::TomlSyntax => (
                r#"`site.toml` and `theme.toml` are TOML: `key = "text"`, one a line, tables headed `[name]`."#,
                "Look at the place that is shown. Text needs quotes; a table's keys stand below its head.",
            ),
            Self::FrontMatterMissing => (
                "Every article begins with a line `---`, keys such as `title`, and a second line `---`.",
                r#"Put it at the very top of the file, before any text:

    ---
    title: "What is a heat pump?"
    ---"#,
            ),
            Self::FrontMatterUnclosed => (
                "The front matter begins with `---`, but no second line `---` ends it, so the whole article would be read as YAML.",
                "End it with a line that is `---` and nothing else.",
            ),
            Self::FrontMatterTomlFence => (
                "Front matter between `+++` lines is TOML, which Zola and Hugo read. Here it is YAML between `---` lines.",
                r#"Change the lines to `---` and `title = "…"` to `title: "…"`."#,
            ),
            Self::FrontMatterTooLarge => (
                "At most 64 kB of front matter are read. More is usually a list of sources that several articles share, or text that belongs into the body.",
                "Move shared sources to `content/sources.yaml`, long answers into sections of the body that a question points to with `see:`.",
            ),
            Self::FieldUnknown => (
                "Only keys that mean something are accepted, because a mistyped key would otherwise lose what you wrote without a word.",
                "Take the key that is suggested. Anything that only your own theme needs goes under `extra:`.",
            ),
            Self::FieldMissing => (
                "Something cannot be shown without this key: an article needs a `title`, a source an `id` and a `title`, a correction what it `was` and what it is `now`.",
                "Add the key; an example is given with the finding.",
            ),
            Self::FieldWrongType => (
                r#"The value is of another type than is expected here. It is not converted, because a conversion can change what you meant: `title: 1984` is a number, `draft: "false"` is text."#,
                "Put text in quotes; write `true` and `false` and numbers without; begin each item of a list with `- `.",
            ),
            Self::FieldInvalid => (
                "The value is of the right type, but not one that can stand here.",
                "The finding says what is allowed.",
            ),
            Self::DateInvalid => (
                "Dates are written `2026-11-23`, or with a time and its offset from UTC: `2026-11-23T09:30:00+01:00`. Sources may have dates of which only the year or month is known.",
                "Correct the date. A time needs its offset, or nobody can know which moment is meant.",
            ),
            Self::DateOrder => (
                "`updated` follows from `date` and the entries of `updates` by itself. If you write it, it cannot be earlier than these: readers would be told that the page is older than its own corrections.",
                "Remove `updated`, or correct the dates.",
            ),
            Self::DateFuture => (
                "An article says that it was published, changed or checked on a day that has not come yet. It is published all the same: nothing is held back without your knowledge.",
                "Correct the date, or write `draft: true` until the day has come.",
            ),
            Self::SlugInvalid => (
                "A part of an address has lower-case letters of any script, digits, `-` and `_`. It is not repaired, so that the address is exactly what you wrote.",
                "Take the form that is suggested.",
            ),
            Self::RouteDuplicate => (
                "Each address belongs to one page. Two files, or a file and a page that every site has (such as `/sources/`), would be published at the same one.",
                "Give one of them another file name or `slug:`.",
            ),
            Self::RouteAlias => (
                "An alias is an old address that leads to the article's new one. Where a real page or file stands, it can never lead anywhere.",
                "Remove the alias, or move the other page.",
            ),
            Self::PathOutside => (
                "A path may not leave its folder: links stay below `content/`, templates inside their theme, and everything published inside the output folder.",
                "Write a path inside the site. To link to something published elsewhere on the site, begin with `/`.",
            ),
            Self::AnchorDuplicate => (
                "Each anchor stands once on a page, or a link to it would lead to either.",
                "Give one of the headings, questions or tags another id.",
            ),
            Self::AnchorReserved => (
                "Anchors that begin with `q:`, `src:`, `cite:`, `fn:`, `fnref:`, `update:` or `part:` belong to questions, sources, marks, notes, updates and the parts of the page.",
                "Choose another id.",
            ),
            Self::LinkBroken => (
                "The link leads to a page or file that does not exist. Links between articles are the paths of their files, as seen from the file that links: `other.md`, `../folder/other.md#section`.",
                "Correct the path; the nearest one that exists is suggested.",
            ),
            Self::LinkAnchor => (
                "The page exists, but has no such anchor. A heading's anchor is its text in lower case, with `-` for spaces, as on GitHub; `## Title {#id}` pins it.",
                "Correct the anchor; the nearest one is suggested.",
            ),
            Self::LinkDraft => (
                "A draft is published nowhere, so a link to it would be broken for every reader.",
                "Publish the draft first, or take the link out until then.",
            ),
            Self::LinkScriptUrl => (
                "`javascript:`, `data:` and the like run code or carry a document of their own. They have no place in an article, whoever wrote it.",
                "Link to an `https:` address or to a file of the site.",
            ),
            Self::LinkScheme => (
                "Pages link to `https:`, `http:`, `mailto:`, `tel:` and a few others that readers' programs know.",
                "Use one of these, or a path. A file whose name has a colon is linked as `./name:x`.",
            ),
            Self::ImageMissing => (
                "The image is not there. Its path is as seen from the article's file; upper and lower case count, even where your own system does not mind.",
                "Correct the path, or put the image beside the article.",
            ),
            Self::ImageUnreadable => (
                "The image's width and height could not be read from the file, so the page will move while it loads.",
                "Check that it is an image of a kind that browsers show, and whole.",
            ),
            Self::ImageDescription => (
                "Some readers hear the page, and some get it without its pictures. For them an image needs a text that says what it shows (WCAG 2.2, success criterion 1.1.1).",
                "Write it between the brackets: `![Two lines that cross in 2019](chart.png)`. A picture that only decorates says so by an empty text: `<img src=\"line.png\" alt=\"\">`.",
            ),
            Self::CitationUnknownSource => (
                "The mark names a source that is listed neither in the article's `sources` nor in `content/sources.yaml`.",
                r#"Correct the id, or list the source:

    sources:
      - id: who-2026
        title: "The title of the work""#,
            ),
            Self::CitationMalformed => (
                "Something begins like a citation, but could not be read as one, and would stand on the page as plain text.",
                r#"Write `[@id]`, `[@id, p. 4]` or `[@a; @b]` in running text. `\[@` shows the bracket itself. A citation is no link: `[@id](url)` and `[@id]: …` are not citations."#,
            ),
            Self::CitationMisplaced => (
                "A mark is itself a link. In a heading it would get into every table of contents, in a link it would break the link.",
                "Put the mark after the sentence that makes the claim.",
            ),
            Self::CitationNeeded => (
                "`[@?: reason]` marks a claim that still needs a source. In a draft it is a visible reminder; a published page must not have one.",
                "Cite a source, rewrite the sentence, or keep the article a draft.",
            ),
            Self::SourceDuplicateId => (
                "An id names one source. Two of the same id, or one that is also in `content/sources.yaml`, leave open which is cited.",
                "Give one of them another id, or remove the copy.",
            ),
            Self::SourceInvalidId => (
                "An id has ASCII letters and digits, inside it also `_ - . : / +`, and at most 64 characters; so it can stand in a citation and in an address.",
                "Write one such as `who-2026`.",
            ),
            Self::SourceLoop => (
                "`derives_from` says which older sources a source draws on. If two draw on each other, nobody can tell where a claim comes from.",
                "Remove the entry that is wrong.",
            ),
            Self::SourceUnused => (
                r#"A source that nothing cites proves nothing. On the page it stands under "Further reading"."#,
                "Cite it where it supports a claim, or switch this finding off in `[check]` if you keep reading lists.",
            ),
            Self::SourceConflict => (
                "Two files give one address different titles, publishers, authors or dates. The list of sources shows one entry, so one of them must be wrong.",
                "Make them agree; best, list the source once in `content/sources.yaml`.",
            ),
            Self::QuestionForm => (
                "A question is answered (`answer`, or `see` with the section that answers it) or open (`open` with the reason). It cannot be both.",
                "Keep one of the keys.",
            ),
            Self::NoteDuplicate => (
                "Footnotes are one series for the whole article: its text, its key points and its answers. Two of one name leave open which is meant.",
                "Give one of them another name.",
            ),
            Self::NoteUndefined => (
                "`[^name]` refers to a footnote that is written nowhere, so the mark would stand on the page as text.",
                "Write `[^name]: …` on a line of its own. If a source is meant, cite it: `[@name]`.",
            ),
            Self::NoteUnused => (
                "A footnote is only shown where the text refers to it.",
                "Refer to it with `[^name]`, or remove it.",
            ),
            Self::TopicSpelling => (
                r#""Cloud Computing" and `cloud-computing` are one topic, because their address is the same. It is shown as the first file by path spells it."#,
                r#"Spell it alike everywhere, or name it once in `site.toml`: `[topics.cloud-computing]` with `name = "Cloud computing"`."#,
            ),
            Self::MarkdownNotInline => (
                "Titles of captions, key points, standfirsts and notes of updates are one line of text. A list, a heading or a second paragraph has no place there.",
                r#"Write one paragraph. A number or dash at the beginning that is meant as text needs a backslash: `1\. January`."#,
            ),
            Self::MathInvalid => (
                "The formula is not TeX that can be turned into MathML. At most 20,000 bytes of it are read, 32 levels of braces, environments and delimiters deep; a macro may have no parameters.",
                r#"Correct it. Where `[markdown] math` is on, a dollar sign that begins no formula is written `\$`."#,
            ),
            Self::MarkdownShortcode => (
                "An article is Markdown and nothing else. Braces that call something in Hugo, Zola, Jekyll or Eleventy call nothing here: readers would see them.",
                "Write what it stands for: a picture as `![what it shows](file \"Caption\")`, a link to another article as `[text](other.md)`, anything else in Markdown or HTML. To show such braces, put them in code, or a backslash before them.",
            ),
            Self::MarkdownTooLarge => (
                "Each line and each mark of Markdown, such as `[`, `*` or `|`, takes room and time while a text is read. No article that people read has half a million of them; a table of data may.",
                "Split the article, or put the data into a file beside it and link to that.",
            ),
            Self::MarkdownTooDeep => (
                "No reader can follow a list in a quotation in a list sixty times over, and no browser shows it. More often a program wrote it, or a line begins with many `>`.",
                "Remove some of the marks, or put the text into a block of code.",
            ),
            Self::HtmlUnfinished => (
                "Without its end, a tag or a comment swallows what follows it. In Markdown, raw HTML that begins a block ends at the next empty line, a comment at `-->`.",
                "Write the quotation mark or the `>` that is missing, or `-->` after a comment. A `<` that is meant as text is written `\\<`.",
            ),
            Self::HtmlUnclosed => (
                "An element of raw HTML ends, at the latest, with the paragraph, list item, cell or note in which it began; an end tag reaches no further either. So nothing in an article can close or swallow a part of the page.",
                "Write the end tag where the element ends, in the same paragraph, list item or cell as its start tag. Remove an end tag that closes nothing.",
            ),
            Self::HtmlDropped => (
                "Raw HTML passes through an allow-list, so that no article can run a script or break the page. What is not on it was left out.",
                r#"Remove it. If you trust every author, `[markdown] html = "allow"` in `site.toml` lets everything through."#,
            ),
            Self::TextControl => (
                "Control characters (but tabs and line breaks) and the code points that Unicode keeps from being characters, such as `U+FFFE`, come in by copying from other programs, or as an escape such as `\\x01`. Neither HTML nor feeds may hold them, so `�` is published in their place.",
                "Delete the character; an editor that shows invisible characters, or the column that is given, helps to find it.",
            ),
            Self::TextBidi => (
                "Some characters cannot be seen, but change the order in which the text around them is shown, so that it can read differently from what it says.",
                "Remove it. Text that mixes scripts rarely needs one; `[check]` can switch this finding off.",
            ),
            Self::ConfigBaseUrl => (
                "Without `base_url` the site does not know its own address. Pages work, but feeds, the sitemap and canonical links need whole addresses and are left out.",
                "Write it in `site.toml`, or give `--base-url` when you build.",
            ),
            Self::ThemeMissing => (
                "`site.toml`, or another theme, names a theme that is neither built in nor a folder in `themes/`.",
                "Correct the name, or leave `theme` out for the built-in one.",
            ),
            Self::ThemeInvalid => (
                "A theme may extend another one, and that one a third; the chain must end.",
                "Correct `extends` in `theme.toml`.",
            ),
            Self::ThemeMissingTemplate => (
                "A page needs a template that no level of the theme has.",
                r#"Add the file to `templates/`, or let the theme build on the default one: `extends = "default"` in its `theme.toml`."#,
            ),
            Self::ThemeOptionUnknown => (
                "A theme says in its `theme.toml` which options it has, and those of the themes that it extends count too. One that none of them has would change nothing.",
                "Correct the name in `[theme_options]`, or remove the line. A theme of your own declares an option under `[options.NAME]`.",
            ),
            Self::ThemeOption => (
                r##"An option has a kind: a colour is text such as `"#00625c"`, a flag `true` or `false`, a choice one of the words that the theme lists. A value of another kind would break the pages or do nothing."##,
                "Write the value as the finding shows it, or remove the line: the theme has a value of its own.",
            ),
            Self::TemplateSyntax => (
                "The template is not valid Tera 2. Most examples on the web are for Tera 1, which differs: macros are now components, and undefined values are errors.",
                r#"Correct the place that is shown. An override extends what it replaces by its prefix: `{% extends "default/article.html" %}`."#,
            ),
            Self::TemplateError => (
                "The template could be read, but failed while a page was made: it names a value that does not exist, or does something with it that cannot be done. The finding shows where, and how it was reached.",
                r#"Correct the template. `{{ x or "" }}` stands for a value that may be missing."#,
            ),
            Self::TemplateUnused => (
                "A file in `templates/` takes the place of the theme's template of the same name. This one has a name that the theme does not know, and no article and no other template names it: perhaps the name is mistyped.",
                "Correct the name, name the template in an article's front matter (`template:`), or remove the file.",
            ),
            Self::TemplateAbsoluteUrl => (
                "A URL that begins with `/` is written out in a template. As soon as the site lies in a folder of its host, as project sites on GitHub Pages do, it leads elsewhere.",
                r#"Write `{{ "/style.css" | asset }}`: the filter puts the base path in front."#,
            ),
            Self::DeployRepository
            | Self::DeployRemote
            | Self::DeployPassword
            | Self::DeployBaseUrl
            | Self::DeployCname
            | Self::DeployBranch
            | Self::DeployForeign
            | Self::DeployHistory
            | Self::DeployBehind
            | Self::DeployOutsideBase
            | Self::DeployCase
            | Self::DeployName
            | Self::DeploySymlink
            | Self::DeployFileSize
            | Self::DeploySiteSize
            | Self::DeploySiteLarge
            | Self::DeployEmpty
            | Self::DeployDrafts
            | Self::DeployUncommitted
            | Self::DeployDetached
            | Self::DeployShallow
            | Self::DeployWorkflow => deploy::explanation(self),
        }
    }
}
