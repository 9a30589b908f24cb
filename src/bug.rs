//! A fault of ours, as far as it is known on what it was met. Whoever must go on after a panic enters at [`catch`].

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};

use crate::path::SitePath;

/// A panic that was caught.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bug {
    /// The article, or the output, that was worked on, where that is known.
    pub at: Option<SitePath>,
    /// What the panic said.
    pub message: String,
}

impl Bug {
    /// What the payload of a panic tells.
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

/// What it is, and what to do. The message, which says nothing to who did not write it, is left out.
impl fmt::Display for Bug {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.at {
            Some(path) => {
                write!(out, "this is a bug in nutgraf, met on `{path}`; please report it with this file")
            }
            None => out.write_str(
                "this is a bug in nutgraf; please report it with the article or template that brought it about",
            ),
        }
    }
}

/// Does `work`, and catches its panic. What a panic leaves half done is the caller's to set right.
pub fn catch<T>(work: impl FnOnce() -> T) -> Result<T, Bug> {
    catch_unwind(AssertUnwindSafe(work)).map_err(Bug::of)
}

/// Does `work`, whose panic goes on with the name of the file that it is about.
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
        let said = "this is a bug in nutgraf, met on `a.md`; please report it with this file";
        assert_eq!(expected.to_string(), said);
        assert_eq!(catch(|| 5), Ok(5));
        let plain: Result<(), Bug> = catch(|| panic!("plain"));
        assert_eq!(plain.unwrap_err().message, "plain");
    }
}
