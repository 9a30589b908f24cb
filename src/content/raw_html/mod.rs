//! Raw HTML in Markdown: [`scan`] splits it into tags and text with their places, [`allowed`] says what is allowed on a
//! page, [`mod@urls`] which attributes hold addresses, [`nesting`] what is open and what closes it. Nothing here writes
//! HTML.

mod allowed;
mod loose;
mod nesting;
mod scan;
mod urls;

pub(crate) use allowed::{Element, element, hides_content, is_allowed_attribute};
pub(crate) use loose::{CODE, Ended, LooseElements};
pub(crate) use nesting::{Closing, OpenElements, Opening, ends_paragraph};
pub(crate) use scan::{Attribute, Tag, Token, tags, tokens};
pub(crate) use urls::{MOST_ATTRIBUTES, UrlUse, names_place, srcset_urls, url_use, urls};
