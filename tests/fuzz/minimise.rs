//! [`minimise`]: the smallest part of an input that still fails in the same way.

use std::time::{Duration, Instant};

/// After this long, the result is small enough.
const PATIENCE: Duration = Duration::from_secs(20);

/// Leaves out as much as possible while `fails` still holds: lines first, then ever smaller runs of bytes.
pub(crate) fn minimise(input: &[u8], fails: &mut dyn FnMut(&[u8]) -> bool) -> Vec<u8> {
    let until = Instant::now() + PATIENCE;
    let mut small = input.to_vec();
    loop {
        let before = small.len();
        small = without_lines(&small, fails, until);
        small = without_bytes(small, fails, until);
        if small.len() == before || Instant::now() > until {
            return small;
        }
    }
}

fn without_lines(input: &[u8], fails: &mut dyn FnMut(&[u8]) -> bool, until: Instant) -> Vec<u8> {
    let mut lines: Vec<Vec<u8>> =
        input.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let mut size = lines.len() / 2;
    while size > 0 {
        let mut at = 0;
        while at < lines.len() && Instant::now() < until {
            let mut fewer = lines.clone();
            drop(fewer.drain(at..(at + size).min(fewer.len())));
            if fails(&fewer.concat()) {
                lines = fewer;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    lines.concat()
}

fn without_bytes(
    mut input: Vec<u8>,
    fails: &mut dyn FnMut(&[u8]) -> bool,
    until: Instant,
) -> Vec<u8> {
    let mut size = (input.len() / 2).min(4096);
    while size > 0 {
        let mut at = 0;
        while at < input.len() && Instant::now() < until {
            let mut fewer = input.clone();
            drop(fewer.drain(at..(at + size).min(fewer.len())));
            if fails(&fewer) {
                input = fewer;
            } else {
                at += size;
            }
        }
        size /= 2;
    }
    input
}
