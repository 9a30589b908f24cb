//! [`Config`]: the meaning of `site.toml`, checked and complete. Only this is passed on. [`site_toml`] reads the file.

mod base_url;
mod build;
mod check;
mod deploy;
mod feed;
mod foreign_settings;
mod language;
mod markdown;
mod old_path;
mod settings;
mod site_toml;

pub use base_url::BaseUrl;
pub use build::IgnoreList;
pub use feed::{FeedAlias, FeedOptions};
pub(crate) use language::language_tag;
pub(crate) use old_path::{ending, old_path};
pub use settings::{
    BaseUrlPlace, Config, DateForm, DeployOptions, MarkdownOptions, MenuItem, Overrides, RawHtml,
    ThemeOption, TopicSettings,
};
