//! [`Code`]: every finding we can make, its stable name and its severity. The long texts stand in `explanations/`.

use std::fmt;

use serde::{Deserialize, Serialize};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// The site is published all the same.
    Warning,
    /// Not shown: switched off in `[check]`.
    Off,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Off => "off",
        })
    }
}

macro_rules! codes {
    ($($variant:ident $severity:ident $name:literal $summary:literal)*) => {
        /// A kind of finding. Its name never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $(#[doc = $summary] $variant,)*
        }

        impl Code {
            /// Every code, in the order of their groups.
            pub const ALL: &[Code] = &[$(Code::$variant),*];

            /// The name, `group/name`.
            pub fn name(self) -> &'static str {
                match self { $(Code::$variant => $name,)* }
            }

            /// The severity it has unless `[check]` says otherwise.
            pub fn severity(self) -> Severity {
                match self { $(Code::$variant => Severity::$severity,)* }
            }

            /// One line on what it means.
            pub fn summary(self) -> &'static str {
                match self { $(Code::$variant => $summary,)* }
            }
        }
    };
}

codes! {
    FileUnreadable Error "file/unreadable" "A file cannot be read."
    FileEncoding Error "file/encoding" "A text file is not UTF-8, or holds a NUL byte."
    FileEmpty Error "file/empty" "An article's file is empty."
    FileTooLarge Error "file/too-large" "An input file is larger than 4 MB."
    FileLinkOutside Error "file/link-outside" "A symbolic link leads outside the site, to a folder, or nowhere."
    FileNotRegular Error "file/not-regular" "Something in the content folder is neither a file nor a folder."
    FileName Error "file/name" "A file's name cannot be used on every system, or makes no URL."
    FileCollision Error "file/collision" "Two paths differ only in case or Unicode form."
    YamlSyntax Error "yaml/syntax" "The YAML cannot be read."
    YamlDuplicateKey Error "yaml/duplicate-key" "A key stands twice in one map."
    YamlComment Warning "yaml/comment" "A `#` cuts off the end of a text."
    YamlUnsupported Error "yaml/unsupported" "An alias, anchor, tag, directive or second document is used."
    YamlTooDeep Error "yaml/too-deep" "The YAML is nested too deeply."
    YamlTooMany Error "yaml/too-many" "The YAML has too many values."
    TomlSyntax Error "toml/syntax" "The TOML cannot be read."
    FrontMatterMissing Error "front-matter/missing" "An article does not begin with front matter."
    FrontMatterUnclosed Error "front-matter/unclosed" "The closing `---` of the front matter is missing."
    FrontMatterTomlFence Error "front-matter/toml-fence" "The front matter is TOML between `+++` lines."
    FrontMatterTooLarge Error "front-matter/too-large" "The front matter is larger than 64 kB."
    FieldUnknown Error "field/unknown" "A key is not one that is known here."
    FieldMissing Error "field/missing" "A required key is missing."
    FieldWrongType Error "field/wrong-type" "A value is of the wrong type."
    FieldInvalid Error "field/invalid" "A value is of the right type but not one that is allowed."
    DateInvalid Error "date/invalid" "A date does not exist or is not written as a date."
    DateOrder Error "date/order" "`updated` is earlier than what it should be later than."
    DateFuture Warning "date/future" "A day on which something was done lies in the future."
    SlugInvalid Error "slug/invalid" "A slug or alias cannot stand in a URL."
    RouteDuplicate Error "route/duplicate" "Two pages would be published at one URL."
    RouteAlias Error "route/alias" "An alias stands where something else is published."
    PathOutside Error "path/outside" "A path leads outside the site."
    AnchorDuplicate Error "anchor/duplicate" "An anchor is used twice on a page."
    AnchorReserved Error "anchor/reserved" "An anchor has a prefix that is kept for questions, sources and notes."
    LinkBroken Error "link/broken" "A link leads to a page or file that does not exist."
    LinkAnchor Error "link/anchor" "A link leads to an anchor that does not exist."
    LinkDraft Error "link/draft" "A published page links to a draft."
    LinkScriptUrl Error "link/script-url" "A link would run a script."
    LinkScheme Error "link/scheme" "A link has a scheme that is not allowed."
    ImageMissing Error "image/missing" "An image does not exist."
    ImageUnreadable Warning "image/unreadable" "An image's size cannot be read."
    ImageDescription Warning "image/no-description" "An image has no description for those who do not see it."
    CitationUnknownSource Error "citation/unknown-source" "A citation names a source that does not exist."
    CitationMalformed Error "citation/malformed" "Something looks like a citation but is none."
    CitationMisplaced Error "citation/misplaced" "A citation stands in a heading, a link or an image."
    CitationNeeded Error "citation/needed" "A claim is marked as still needing a source."
    SourceDuplicateId Error "source/duplicate-id" "Two sources have the same id."
    SourceInvalidId Error "source/invalid-id" "A source's id has characters that it may not have."
    SourceLoop Error "source/loop" "Sources derive from each other in a circle."
    SourceUnused Warning "source/unused" "A source is listed but never cited."
    SourceConflict Warning "source/conflict" "One URL is described in two ways."
    QuestionForm Error "question/form" "A question has more than one of `answer`, `see` and `open`."
    NoteDuplicate Error "note/duplicate" "A footnote is written twice in one article."
    NoteUndefined Error "note/undefined" "A footnote mark has no footnote."
    NoteUnused Warning "note/unused" "A footnote is never referred to."
    TopicSpelling Warning "topic/spelling" "One topic is spelled in two ways."
    MarkdownNotInline Error "markdown/not-inline" "A block stands where only a line of text can."
    MarkdownTooLarge Error "markdown/too-large" "A text has more lines and marks of Markdown than are read."
    MarkdownTooDeep Error "markdown/too-deep" "Lists, quotations or emphasis stand in each other too often."
    MathInvalid Error "math/invalid" "A formula cannot be read."
    HtmlUnfinished Error "html/unfinished" "A tag or comment of raw HTML never ends."
    HtmlUnclosed Warning "html/unclosed" "An element of raw HTML is not closed where it was opened."
    HtmlDropped Warning "html/dropped" "Raw HTML was dropped because it is not on the allow-list."
    MarkdownShortcode Warning "markdown/shortcode" "A shortcode or template tag of another tool stands in the text."
    TextControl Warning "text/control" "The text holds a control character, or a code point that is not a character."
    TextBidi Warning "text/bidi" "The text holds an invisible bidirectional control character."
    ConfigBaseUrl Warning "config/no-base-url" "`base_url` is missing, so feeds, sitemap and canonical links are left out."
    ThemeMissing Error "theme/missing" "The theme does not exist."
    ThemeInvalid Error "theme/invalid" "The theme's chain of `extends` is broken."
    ThemeMissingTemplate Error "theme/missing-template" "No template of this name exists in the theme."
    ThemeOptionUnknown Error "theme/unknown-option" "`[theme_options]` names an option that the theme does not have."
    ThemeOption Error "theme/option" "An option of the theme has a value that it cannot have."
    TemplateSyntax Error "template/syntax" "A template cannot be read."
    TemplateError Error "template/error" "A template failed while a page was rendered."
    TemplateUnused Warning "template/unused" "A template of the site overrides nothing and nothing uses it."
    TemplateAbsoluteUrl Warning "template/absolute-url" "A template holds a URL that ignores the base path."
    DeployRepository Error "deploy/no-repository" "The site lies in no git repository."
    DeployRemote Error "deploy/remote" "The git remote to publish on is missing, or is two places."
    DeployPassword Warning "deploy/password" "The address of the git remote holds a password."
    DeployBaseUrl Error "deploy/base-url" "`base_url` is missing, or not where the site will be."
    DeployCname Error "deploy/cname" "The custom domain contradicts `base_url` or a file."
    DeployBranch Error "deploy/branch" "The branch to publish on holds the sources."
    DeployForeign Error "deploy/foreign" "The published branch holds what nutgraf did not write."
    DeployHistory Error "deploy/history" "What was published before would be dropped from the branch."
    DeployBehind Error "deploy/behind" "What is published was made from newer sources."
    DeployOutsideBase Warning "deploy/outside-base" "A page links past the path below which the site lies."
    DeployCase Error "deploy/case" "A link differs from the name of its file in upper and lower case."
    DeployName Error "deploy/name" "A file has a name that git or GitHub Pages does not take."
    DeploySymlink Error "deploy/symlink" "There is a symbolic link where files are published."
    DeployFileSize Error "deploy/file-size" "A file is larger than 100 MB."
    DeploySiteSize Error "deploy/site-size" "The site is larger than 1 GB."
    DeploySiteLarge Warning "deploy/site-large" "The site is larger than 800 MB."
    DeployEmpty Error "deploy/empty" "There is nothing to publish."
    DeployDrafts Warning "deploy/drafts" "Articles stay unpublished because they are drafts."
    DeployUncommitted Warning "deploy/uncommitted" "Content differs from the last commit."
    DeployDetached Warning "deploy/detached-head" "No branch is checked out."
    DeployShallow Warning "deploy/shallow-clone" "The repository is a shallow clone."
    DeployWorkflow Warning "deploy/workflow" "The Pages workflow is out of date, or publishes beside the branch."
}

impl Code {
    /// The code of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
