//! [`Digest`]: the only notion of "the same bytes".

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Deref;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// 128 bits of XXH3 over some bytes. Proof against accident, not against malice.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
pub struct Digest(u128);

impl Digest {
    /// Computes the digest of `bytes`.
    pub fn of(bytes: &[u8]) -> Self {
        Self(xxh3_128(bytes))
    }

    /// Returns its 16 bytes, the most significant first.
    pub fn to_bytes(self) -> [u8; 16] {
        self.0.to_be_bytes()
    }

    /// Returns the first of its hexadecimal digits, by which addresses tell a file from its earlier states.
    pub fn short(self, digits: usize) -> String {
        self.to_string().chars().take(digits).collect()
    }

    /// Returns the first of its bytes, to sort things into 256 parts.
    pub fn first_byte(self) -> u8 {
        let [first, ..] = self.to_bytes();
        first
    }

    /// Computes the digest of everything that `value` hashes. It is the same only for the same build of this program,
    /// so it can be used for caches, but not for what is published.
    pub fn of_value(value: &(impl Hash + ?Sized)) -> Self {
        let mut hasher = ValueHasher(Xxh3::new());
        value.hash(&mut hasher);
        Self(hasher.0.digest128())
    }
}

/// A value with the digest of its whole content, computed once, when it was created.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digested<T> {
    digest: Digest,
    value: T,
}

impl<T: Hash> Digested<T> {
    /// Computes the digest of a value.
    pub fn new(value: T) -> Self {
        Self { digest: Digest::of_value(&value), value }
    }
}

impl<T> Digested<T> {
    /// Returns the digest of the value.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

impl<T> Deref for Digested<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

/// What contains it is hashed often, and it is large: its digest is hashed instead.
impl<T> Hash for Digested<T> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.digest.hash(state);
    }
}

/// A value that is not hashed: a number that refers to something that is hashed beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unhashed<T>(pub T);

impl<T> Hash for Unhashed<T> {
    fn hash<H: Hasher>(&self, _: &mut H) {}
}

/// Xxh3 with all of its 128 bits.
struct ValueHasher(Xxh3);

impl Hasher for ValueHasher {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        self.0.digest()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
