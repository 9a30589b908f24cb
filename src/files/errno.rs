//! What the system's errors say of a path.

use rustix::io::Errno;

/// Whether an error says that nothing lies at a path: no such name, a file or link where a folder is wanted, and names
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
