//! [`Config`]: what `site.toml` means: checked, complete, the only one that travels. [`site_toml`] reads the file.

mod base_url;
mod deploy;
mod settings;
mod site_toml;

pub use base_url::BaseUrl;
pub use settings::{
    BaseUrlPlace, Config, DeployOptions, MarkdownOptions, MenuItem, Overrides, RawHtml,
    ThemeOption, TopicSettings,
};
pub(crate) use site_toml::language_tag;
