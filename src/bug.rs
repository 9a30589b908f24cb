//! A bug of ours, and the file on which it was met, if that is known. To go on after a panic, use [`catch`].

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::path::SitePath;

/// A panic that was caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bug {
    /// The article or output that was being worked on, if it is known.
    pub at: Option<SitePath>,
    /// The panic's message.
    pub message: String,
}

impl Bug {
    /// Returns the text in the payload of a panic.
    pub fn of(payload: Box<dyn Any + Send>) -> Self {
        let payload = match payload.downcast::<Self>() {
            Ok(bug) => return *bug,
            Err(payload) => payload,
        };
        let text = payload.downcast_ref::<String>().map(String::as_str);
        let text = text.or_else(|| payload.downcast_ref::<&str>().copied());
        Self { at: None, message: text.unwrap_or("a panic without a message").to_owned() }
    }
}

/// Says what it is, and what to do. The panic's message is left out: it means nothing to people who did not write it.
impl fmt::Display for Bug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            Some(path) => {
                write!(out, "this is a bug in nutgraf, found in `{path}`; please report it with this file")
            }
            None => out.write_str(
                "this is a bug in nutgraf; please report it with the article or template that caused it",
            ),
        }
    }
}

/// Does `work`, and catches its panic. The caller must repair what a panic leaves half done.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Bug> {
    catch_unwind(AssertUnwindSafe(work)).map_err(Bug::of)
}

/// Does `work`, and adds the name of the file to a panic that passes through.
pub fn naming<T>(path: &SitePath, work: impl FnOnce() -> T) -> T {
    match catch(work) {
        Ok(value) => value,
        // The first name is the nearest to the cause.
        Err(bug) => {
            resume_unwind(Box::new(Bug { at: bug.at.or_else(|| Some(path.clone())), ..bug }))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Bug, catch, naming};
    use crate::path::SitePath;

    #[test]
    fn a_panic_says_on_what_it_was_met() {
        let path = |text: &str| SitePath::new(text).unwrap();
        let bug =
            catch(|| naming(&path("b.md"), || naming(&path("a.md"), || panic!("{} is odd", 1))));
        let expected = Bug { at: Some(path("a.md")), message: "1 is odd".to_owned() };
        assert_eq!(bug, Err::<(), _>(expected.clone()));
        let said = "this is a bug in nutgraf, found in `a.md`; please report it with this file";
        assert_eq!(expected.to_string(), said);
        assert_eq!(catch(|| 5), Ok(5));
        let plain: Result<(), Bug> = catch(|| panic!("plain"));
        assert_eq!(plain.unwrap_err().message, "plain");
    }
}
