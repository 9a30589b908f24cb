//! Abandoning a page that nobody waits for any more. Tera cannot be interrupted from outside; it stops when it calls
//! our code: when it writes to the page, escapes a value, calls `range` or one of our functions, or reaches one of the
//! [`checkpoints`](crate::theme::checkpoints). Long work without any of these runs to its end: a list made by a list
//! comprehension, or one of Tera's filters on a very large value.

use std::cell::{Cell, RefCell};
use std::io;
use std::rc::Rc;

use tera::{Kwargs, State, Tera, TeraResult};

/// The maximum length of a `range`, as in Tera.
const MOST: i128 = 100_000;

/// Whether what a thread renders is abandoned.
type Stopped = Rc<dyn Fn() -> bool>;

thread_local! {
    /// The check for the page that this thread renders. Tera's filters see only their arguments, and its escaping not
    /// even those.
    static STOPPED: RefCell<Option<Stopped>> = const { RefCell::new(None) };
    /// Whether there is a check. It is asked at each write; a value that needs no destructor is read without delay.
    static CAN_STOP: Cell<bool> = const { Cell::new(false) };
}

/// Does `render` in this thread; pages that it renders end with an error and without findings once `stopped` returns
/// true.
pub fn until<T>(stopped: impl Fn() -> bool + 'static, render: impl FnOnce() -> T) -> T {
    struct Restore(Option<Stopped>);
    impl Drop for Restore {
        fn drop(&mut self) {
            CAN_STOP.set(self.0.is_some());
            STOPPED.set(self.0.take());
        }
    }
    CAN_STOP.set(true);
    let _restore = Restore(STOPPED.replace(Some(Rc::new(stopped))));
    render()
}

/// Whether what this thread renders can be abandoned.
pub(super) fn can_stop() -> bool {
    CAN_STOP.get()
}

/// Whether the page that this thread renders is abandoned.
pub(super) fn is_stopped() -> bool {
    CAN_STOP.get()
        && STOPPED.with_borrow(|stopped| stopped.as_ref().is_some_and(|stopped| stopped()))
}

/// Returns an error if the page that this thread renders is abandoned.
#[inline]
pub(super) fn check() -> io::Result<()> {
    if is_stopped() { Err(io::Error::other("rendering was abandoned")) } else { Ok(()) }
}

/// Replaces Tera's own functions by those that check. Tera's escaping also keeps apostrophes and control characters as
/// they are.
pub(super) fn register(tera: &mut Tera) {
    tera.set_escape_fn(escape);
    tera.register_function("range", |args: Kwargs, state: &State| range(&args, state));
}

/// Escapes a value.
fn escape(text: &str, out: &mut dyn io::Write) -> io::Result<()> {
    check()?;
    crate::escape::html_to(text, out)
}

/// Tera's `range`, which is in nearly every endless loop, but one that stops.
fn range(args: &Kwargs, _: &State) -> TeraResult<Vec<i128>> {
    check()?;
    let error =
        |text: &str| tera::Error::message(format!("Function `range` was called with {text}"));
    let start: i128 = args.get("start")?.unwrap_or_default();
    let end: i128 = args.must_get("end")?;
    let step: i128 = args.get("step_by")?.unwrap_or(1);
    if start > end && step > 0 {
        return Err(error("a `start` argument greater than the `end` one"));
    }
    if step == 0 {
        return Err(error("a `step_by` argument of 0"));
    }
    let (low, high) = if step > 0 { (start, end) } else { (end, start) };
    let length = if low >= high {
        Some(0)
    } else {
        let span = high.checked_sub(low);
        span.and_then(|span| Some((span - 1) / step.checked_abs()? + 1))
    };
    let length = length.ok_or_else(|| error("arguments that overflow i128"))?;
    if length > MOST {
        return Err(tera::Error::message(format!(
            "Function `range` would produce {length} elements, which exceeds the limit of {MOST}"
        )));
    }
    Ok((0..length).map(|n| start + n * step).collect())
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::rc::Rc;

    use tera::{Context, Tera};

    use super::{is_stopped, register, until};

    fn ours() -> Tera {
        let mut tera = Tera::new();
        register(&mut tera);
        tera
    }

    fn render(mut tera: Tera, text: &str) -> Result<String, String> {
        tera.add_raw_template("t.html", text).unwrap();
        tera.render("t.html", &Context::new()).map_err(|error| error.to_string())
    }

    #[test]
    fn range_is_that_of_tera() {
        for args in [
            "end=0",
            "end=1",
            "end=5",
            "start=2, end=5",
            "start=5, end=5",
            "start=6, end=5",
            "start=0, end=10, step_by=3",
            "start=0, end=9, step_by=3",
            "start=0, end=1, step_by=100",
            "start=10, end=0, step_by=-3",
            "start=9, end=0, step_by=-3",
            "start=0, end=10, step_by=-3",
            "start=0, end=10, step_by=0",
            "end=100000",
            "end=100001",
            "start=-9000000000000000000, end=9000000000000000000, step_by=9000000000000000000",
            "end=\"x\"",
            "start=1",
        ] {
            let text = format!("{{% for n in range({args}) %}}{{{{ n }}}},{{% endfor %}}");
            assert_eq!(render(ours(), &text), render(Tera::new(), &text), "{args}");
        }
    }

    #[test]
    fn a_loop_ends_where_it_comes_by() {
        for body in [
            "{% for i in range(end=9999) %}{% for j in range(end=9999) %}{% endfor %}{% endfor %}",
            "{% set r = range(end=9999) %}{% for i in r %}{% for j in r %}{% set x %}{{ \"a\" }}{% endset %}{% endfor %}{% endfor %}",
        ] {
            let asked = Rc::new(Cell::new(0));
            let count = Rc::clone(&asked);
            let stopped = move || {
                count.set(count.get() + 1);
                count.get() > 100
            };
            until(stopped, || render(ours(), body)).unwrap_err();
            assert_eq!(asked.get(), 101, "{body}");
        }
        assert!(!is_stopped(), "only what was rendered in between is");
    }
}
