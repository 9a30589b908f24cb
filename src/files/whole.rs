//! [`read_whole`]: reads a file into memory, unless it is so long that somebody may have made it to fill the memory: a
//! clone of a few kilobytes can bring a file of many gigabytes, all of them zero.

use std::fs::File;
use std::io::{self, Read as _};

/// As many bytes of one file are read at once, more than any site needs: text is limited to far less, and files that are
/// copied are read piece by piece.
const MOST: u64 = 128 << 20;

/// Returns the bytes of a file that has this length. An error of the kind [`io::ErrorKind::FileTooLarge`] if they are too
/// many; then none is read.
pub(crate) fn read_whole(file: File, length: u64) -> io::Result<Vec<u8>> {
    if length > MOST {
        let what =
            format!("it has {} MB; at most {} MB can be read at once", length >> 20, MOST >> 20);
        return Err(io::Error::new(io::ErrorKind::FileTooLarge, what));
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0).saturating_add(1));
    // It may have grown.
    file.take(MOST).read_to_end(&mut bytes)?;
    Ok(bytes)
}
