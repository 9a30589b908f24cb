//! [`Observer`]: who is told what happens to a site while it is written.

use crate::live::Update;

/// Who is told. All methods may be called from several threads; none may wait for anything.
pub trait Observer: Send + Sync + 'static {
    /// What is shown may have changed, or what is wrong: who shows it should ask again.
    fn ring(&self);

    /// An update is there, and the pages that are open are made of it.
    fn updated(&self, update: &Update);

    /// Other findings may hold now.
    fn findings(&self);

    /// Something that the author should know, in one line.
    fn say(&self, line: &str);
}
