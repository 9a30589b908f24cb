//! What templates may see: one serialisable struct per thing. These are a public interface: a field is added on purpose
//! and removed only with a new major version. Addresses (`href`) are final and include the base path; [`Html`] is safe
//! to print.
//!
//! Every template gets `lang`, `words`, `site` ([`SiteView`]) and `page` ([`PageView`]). In addition, `article.html`
//! and `page.html` get `article` ([`ArticleView`]), `home.html` `home` ([`HomeView`]), `topics.html` `topics` (a list
//! of [`TopicView`]), `topic.html` `topic` and `list`, `questions.html` `questions` ([`QuestionsView`]), `sources.html`,
//! `updates.html` and `health.html` `list`, `a-z.html` `list` and `letters`, `search.html` `search` ([`SearchView`]),
//! `redirect.html` `redirect` ([`LinkView`]).
//!
//! The guide's page "What templates see" is generated from [`DESCRIBED`], which has the comments of this folder.

mod article;
mod describe;
mod list;
mod page;
mod search;
mod site;

pub(in crate::render) use article::changed_later;
pub use article::{
    ArticleView, AuthorView, CiteView, ContentsView, CountsView, NoteView, QuestionGroupView,
    QuestionView, RelatedView, SourceView, UpdateView, UpkeepView,
};
pub use describe::{DescribedField, DescribedView};
pub use list::{
    AnswerLinkView, CardView, CitedSourceView, FilterView, HealthView, HomeView, ListView,
    PublisherView, QuestionLinkView, QuestionListView, QuestionTopicView, QuestionsView, TopicView,
};
pub(in crate::render) use page::safe;
pub use page::{DateView, FeedView, Html, ImageView, LinkView, PageView};
pub(in crate::render) use search::letter_anchor;
pub use search::{LetterGroupView, LetterView, LetteredView, SearchView};
pub use site::SiteView;

/// What the guide says about all views: what every page has, then articles, then lists.
pub const DESCRIBED: &[&[DescribedView]] =
    &[site::VIEWS, page::VIEWS, article::VIEWS, list::VIEWS, search::VIEWS];
