//! A [`Site`](crate::site::Site) in, bytes out, without any I/O. [`plan()`] names every page that will exist, a
//! [`Gatherer`] collects from the site what one of them is made from, a [`Renderer`] makes it from these parts. A job
//! is small, and its view is made only when it is rendered.

mod address;
mod article;
mod asked;
mod atom;
mod bib;
mod direction;
mod feed;
mod gather;
mod html;
mod lists;
mod parts;
mod plan;
mod question_data;
mod questions;
mod renderer;
mod search;
mod sitemap;
mod sources;
mod structured_data;
pub mod view;

pub use gather::Gatherer;
pub use parts::Parts;
pub use plan::{Job, Plan, Recipe, plan};
pub use renderer::{Renderer, SiteContext};
