//! [`Code`]: the registry of all findings. Each code has one rule in `rules/`; this file has only their order.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::diagnostic::rules::{
    CheckRule, Rule, address, allow, article, check, citation, config, date, deploy, file,
    front_matter, html, image, link, markdown, source, template, text, theme, yaml,
};
use crate::diagnostic::severity::Severity;

macro_rules! codes {
    (always: { $($variant:ident = $group:ident::$rule:ident,)* } check: { $($judgement:ident = $topic:ident::$check:ident,)* }) => {
        /// A kind of finding. Its name never changes its meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Code {
            $(
                #[doc = concat!("The rule `", stringify!($rule), "` of `rules/", stringify!($group), ".rs`.")]
                $variant,
            )*
            $(
                #[doc = concat!("The rule `", stringify!($check), "` of `rules/check/", stringify!($topic), ".rs`.")]
                $judgement,
            )*
        }

        impl Code {
            /// Every code, in the order of their groups.
            pub const ALL: &[Code] = &[$(Code::$variant,)* $(Code::$judgement,)*];

            /// Returns what is said about it wherever it is found.
            pub fn rule(self) -> &'static Rule {
                match self {
                    $(Code::$variant => &$group::$rule,)*
                    $(Code::$judgement => &check::$topic::$check.rule,)*
                }
            }

            /// Returns what else is said about it, if only `nutgraf check` looks for it.
            pub fn check_rule(self) -> Option<&'static CheckRule> {
                match self {
                    $(Code::$variant => None,)*
                    $(Code::$judgement => Some(&check::$topic::$check),)*
                }
            }
        }
    };
}

codes! {
    always: {
    FileUnreadable = file::UNREADABLE,
    FileEncoding = file::ENCODING,
    FileEmpty = file::EMPTY,
    FileTooLarge = file::TOO_LARGE,
    FileLinkOutside = file::LINK_OUTSIDE,
    FileNotRegular = file::NOT_REGULAR,
    FileName = file::NAME,
    FileCollision = file::COLLISION,
    FileConflictMarks = file::CONFLICT_MARKS,
    FileLfsPointer = file::LFS_POINTER,
    FileNotPublished = file::NOT_PUBLISHED,
    FileUnderscore = file::UNDERSCORE,
    FileCopy = file::COPY,
    YamlSyntax = yaml::YAML_SYNTAX,
    YamlDuplicateKey = yaml::YAML_DUPLICATE_KEY,
    YamlComment = yaml::YAML_COMMENT,
    YamlUnsupported = yaml::YAML_UNSUPPORTED,
    YamlTooDeep = yaml::YAML_TOO_DEEP,
    YamlTooMany = yaml::YAML_TOO_MANY,
    TomlSyntax = yaml::TOML_SYNTAX,
    FrontMatterMissing = front_matter::FRONT_MATTER_MISSING,
    FrontMatterUnclosed = front_matter::FRONT_MATTER_UNCLOSED,
    FrontMatterTomlFence = front_matter::FRONT_MATTER_TOML_FENCE,
    FrontMatterTooLarge = front_matter::FRONT_MATTER_TOO_LARGE,
    FieldUnknown = front_matter::FIELD_UNKNOWN,
    FieldMissing = front_matter::FIELD_MISSING,
    FieldWrongType = front_matter::FIELD_WRONG_TYPE,
    FieldInvalid = front_matter::FIELD_INVALID,
    DateInvalid = date::INVALID,
    DateOrder = date::ORDER,
    DateFuture = date::FUTURE,
    DateInFileName = date::IN_FILE_NAME,
    SlugInvalid = address::SLUG_INVALID,
    RouteDuplicate = address::ROUTE_DUPLICATE,
    RouteAlias = address::ROUTE_ALIAS,
    RouteAliasEnding = address::ROUTE_ALIAS_ENDING,
    PathOutside = address::PATH_OUTSIDE,
    AnchorDuplicate = address::ANCHOR_DUPLICATE,
    AnchorReserved = address::ANCHOR_RESERVED,
    LinkBroken = link::BROKEN,
    LinkAnchor = link::ANCHOR,
    LinkDraft = link::DRAFT,
    LinkScriptUrl = link::SCRIPT_URL,
    LinkScheme = link::SCHEME,
    LinkOwnAddress = link::OWN_ADDRESS,
    LinkRedirect = link::REDIRECT,
    ImageMissing = image::MISSING,
    ImageUnreadable = image::UNREADABLE,
    ImageFormat = image::FORMAT,
    ImageDescription = image::NO_DESCRIPTION,
    ImageCard = image::CARD,
    ImageLocation = image::LOCATION,
    ImageHeavy = image::HEAVY,
    CitationUnknownSource = citation::UNKNOWN_SOURCE,
    CitationMalformed = citation::MALFORMED,
    CitationUnmarked = citation::UNMARKED,
    CitationMisplaced = citation::MISPLACED,
    CitationNeeded = citation::NEEDED,
    SourceDuplicateId = source::DUPLICATE_ID,
    SourceInvalidId = source::INVALID_ID,
    SourceLoop = source::LOOP,
    SourceUntitled = source::UNTITLED,
    SourceUnused = source::UNUSED,
    SourceConflict = source::CONFLICT,
    QuestionForm = article::QUESTION_FORM,
    QuestionPlace = article::QUESTION_PLACE,
    QuestionUnmarked = article::QUESTION_UNMARKED,
    QuestionSeeOpen = article::QUESTION_SEE_OPEN,
    QuestionCircle = article::QUESTION_CIRCLE,
    ArticleSameTitle = article::SAME_TITLE,
    NoteDuplicate = article::NOTE_DUPLICATE,
    NoteUndefined = article::NOTE_UNDEFINED,
    NoteUnused = article::NOTE_UNUSED,
    TopicSpelling = article::TOPIC_SPELLING,
    MarkdownNotInline = markdown::MARKDOWN_NOT_INLINE,
    MarkdownTooLarge = markdown::MARKDOWN_TOO_LARGE,
    MarkdownTooDeep = markdown::MARKDOWN_TOO_DEEP,
    MathInvalid = markdown::MATH_INVALID,
    HtmlUnfinished = html::UNFINISHED,
    HtmlUnclosed = html::UNCLOSED,
    HtmlComment = html::COMMENT,
    HtmlDropped = html::DROPPED,
    HtmlFrameTitle = html::FRAME_TITLE,
    MarkdownShortcode = markdown::MARKDOWN_SHORTCODE,
    MarkdownDialect = markdown::MARKDOWN_DIALECT,
    MarkdownUnread = markdown::MARKDOWN_UNREAD,
    MarkdownLostCells = markdown::MARKDOWN_LOST_CELLS,
    AllowInvalid = allow::INVALID,
    TextControl = text::CONTROL,
    TextBidi = text::BIDI,
    TextPlaceholder = text::PLACEHOLDER,
    TextUnedited = text::UNEDITED,
    TextGarbled = text::GARBLED,
    TextQuotes = text::QUOTES,
    TextTitleTwice = text::TITLE_TWICE,
    ConfigBaseUrl = config::NO_BASE_URL,
    ThemeMissing = theme::MISSING,
    ThemeInvalid = theme::INVALID,
    ThemeMissingTemplate = theme::MISSING_TEMPLATE,
    ThemeOptionUnknown = theme::UNKNOWN_OPTION,
    ThemeOption = theme::OPTION,
    ThemeLanguage = theme::LANGUAGE,
    TemplateSyntax = template::SYNTAX,
    TemplateError = template::ERROR,
    TemplateUnused = template::UNUSED,
    TemplateAbsoluteUrl = template::ABSOLUTE_URL,
    DeployRepository = deploy::NO_REPOSITORY,
    DeployRemote = deploy::REMOTE,
    DeployPassword = deploy::PASSWORD,
    DeployBaseUrl = deploy::BASE_URL,
    DeployCname = deploy::CNAME,
    DeployBranch = deploy::BRANCH,
    DeployForeign = deploy::FOREIGN,
    DeployHistory = deploy::HISTORY,
    DeployBehind = deploy::BEHIND,
    DeployOutsideBase = deploy::OUTSIDE_BASE,
    DeployCase = deploy::CASE,
    DeployName = deploy::NAME,
    DeploySymlink = deploy::SYMLINK,
    DeployFileSize = deploy::FILE_SIZE,
    DeploySiteSize = deploy::SITE_SIZE,
    DeploySiteLarge = deploy::SITE_LARGE,
    DeployEmpty = deploy::EMPTY,
    DeployDrafts = deploy::DRAFTS,
    DeployUncommitted = deploy::UNCOMMITTED,
    DeployDetached = deploy::DETACHED_HEAD,
    DeployShallow = deploy::SHALLOW_CLONE,
    DeployWorkflow = deploy::WORKFLOW,
    }
    check: {
    AllowUnused = allow::UNUSED,
    ArticleNoAuthor = article::NO_AUTHOR,
    ArticleNoDate = article::NO_DATE,
    ArticleNoAsOf = article::NO_AS_OF,
    ArticleNoStandfirst = article::NO_STANDFIRST,
    ArticleTitleLong = article::TITLE_LONG,
    CitationFigure = citation::FIGURE,
    CitationKeyPoint = citation::KEY_POINT,
    CitationQuotation = citation::QUOTATION,
    CitationAttribution = citation::ATTRIBUTION,
    CitationSection = citation::SECTION,
    CitationWeasel = citation::WEASEL,
    CitationPile = citation::PILE,
    CitationFootnote = citation::FOOTNOTE,
    CitationLink = citation::LINK,
    CitationVia = citation::VIA,
    CitationAuthorYear = citation::AUTHOR_YEAR,
    QuotationNotFound = quotation::NOT_FOUND,
    QuotationAltered = quotation::ALTERED,
    QuotationCutNegation = quotation::CUT_NEGATION,
    QuotationJoined = quotation::JOINED,
    QuotationUnverifiable = quotation::UNVERIFIABLE,
    SnapshotFigure = snapshot::FIGURE,
    SnapshotUnit = snapshot::UNIT,
    NumberChange = number::CHANGE,
    NumberBase = number::BASE,
    NumberConflict = number::CONFLICT,
    SourceNoDate = source::NO_DATE,
    SourceNoPublisher = source::NO_PUBLISHER,
    SourceNoAccessed = source::NO_ACCESSED,
    SourceNoArchive = source::NO_ARCHIVE,
    SourceArchiveMismatch = source::ARCHIVE_MISMATCH,
    SourceArchiveRefused = source::ARCHIVE_REFUSED,
    SourceTracking = source::TRACKING,
    SourceHttp = source::HTTP,
    SourceSamePage = source::SAME_PAGE,
    SourceRetracted = origin::RETRACTED,
    SourceNone = origin::NONE,
    SourceSingle = origin::SINGLE,
    SourceSingleOrigin = origin::SINGLE_ORIGIN,
    SourceOriginSkipped = origin::ORIGIN_SKIPPED,
    QuestionMark = question::MARK,
    QuestionCompound = question::COMPOUND,
    QuestionTwice = question::TWICE,
    QuestionNear = question::NEAR,
    QuestionNoAnswer = question::NO_ANSWER,
    QuestionUncited = question::UNCITED,
    QuestionShort = question::SHORT,
    QuestionLong = question::LONG,
    QuestionEvades = question::EVADES,
    QuestionThinPointer = question::THIN_POINTER,
    QuestionOpenStale = question::OPEN_STALE,
    TimeReviewDue = time::REVIEW_DUE,
    TimeAsOfOld = time::AS_OF_OLD,
    TimeRelative = time::RELATIVE,
    TimePlannedPast = time::PLANNED_PAST,
    TimeUpdated = time::UPDATED,
    CorrectionDisguised = correction::DISGUISED,
    CorrectionSame = correction::SAME,
    AccessAbbreviation = access::ABBREVIATION,
    AccessAltFileName = access::ALT_FILE_NAME,
    AccessAltRedundant = access::ALT_REDUNDANT,
    AccessBareAddress = access::BARE_ADDRESS,
    AccessDescriptionLong = access::DESCRIPTION_LONG,
    AccessHeadingSkip = access::HEADING_SKIP,
    AccessLinkText = access::LINK_TEXT,
    AccessSameText = access::SAME_TEXT,
    AccessSentence = access::SENTENCE,
    SiteOrphan = site::ORPHAN,
    SiteNoAbout = site::NO_ABOUT,
    SiteNoContact = site::NO_CONTACT,
    SiteNoTopic = site::NO_TOPIC,
    HistorySilentEdit = history::SILENT_EDIT,
    HistoryRewritten = history::REWRITTEN,
    HistoryAnchorGone = history::ANCHOR_GONE,
    HistoryPageGone = history::PAGE_GONE,
    }
}

impl Code {
    /// Returns the name, `group/name`.
    pub fn name(self) -> &'static str {
        self.rule().name
    }

    /// Returns the severity it has unless `[check]` says otherwise.
    pub fn severity(self) -> Severity {
        self.rule().severity
    }

    /// Returns the part of its name before the `/`.
    pub fn group(self) -> &'static str {
        self.name().split('/').next().unwrap_or_default()
    }

    /// Whether it is an error on every site: nothing could be published correctly in spite of it.
    pub fn is_fixed(self) -> bool {
        self.severity() == Severity::Error && self.check_rule().is_none()
    }

    /// Returns the code with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.name() == name)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
