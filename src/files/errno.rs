//! What the system's errors say about a path.

use rustix::io::Errno;

/// Whether an error says that there is nothing at a path: no such name, a file or link in place of a folder, or a name
/// that this disk cannot have.
pub(super) fn is_nothing(error: Errno) -> bool {
    matches!(
        error,
        Errno::NOENT
            | Errno::NOTDIR
            | Errno::LOOP
            | Errno::MLINK
            | Errno::NAMETOOLONG
            | Errno::ILSEQ
            | Errno::INVAL
    )
}
