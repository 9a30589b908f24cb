//! [`fingerprint`]: what tells a file from its earlier states.

use std::fmt::Write as _;

use crate::digest::Digest;

/// Returns a short fingerprint of a file: browsers keep what they have for as long as it is the same.
pub(crate) fn fingerprint(text: &str) -> String {
    let bytes = Digest::of(text.as_bytes()).to_bytes();
    bytes.iter().take(4).fold(String::with_capacity(8), |mut out, byte| {
        // Writing to a text cannot fail.
        write!(out, "{byte:02x}").ok();
        out
    })
}
