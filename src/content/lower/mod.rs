//! Lowers a [`Document`](crate::content::document::Document) to the HTML of a page, with placeholders where only the
//! whole site knows what to write, and to plain text. Nothing here reads what it wrote.

mod html;
mod passage;
mod raw_text;
mod text;

pub(crate) use html::{Lowered, Lowering};
pub(crate) use passage::passage_text;
pub(crate) use text::{excerpt, heading_text, plain_text};
