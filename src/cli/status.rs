//! How a command ends.

use std::io;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// All is well; warnings are allowed.
    Fine,
    /// The content has errors.
    Findings,
    /// The settings have errors.
    Unusable,
}

/// It is not an error if a reader such as `head` has seen enough.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<io::Error>())
        .any(|cause| cause.kind() == io::ErrorKind::BrokenPipe)
}

/// Goes on if the reader of the output is gone: that silences the program, but changes neither what it does nor how it
/// ends.
pub(super) fn unless_closed(printed: anyhow::Result<()>) -> anyhow::Result<()> {
    match printed {
        Err(error) if is_closed_pipe(&error) => Ok(()),
        other => other,
    }
}
