//! [`CacheKey`]: a secret of the user's, by which the cache recognises the files that it wrote itself. Somebody who
//! hands over a folder may put a cache into it; without the key it is ignored.

use std::fmt;
use std::hash::Hasher as _;
use std::io::{self, Write as _};
use std::path::Path;

use siphasher::sip128::{Hasher128 as _, SipHasher24};

use crate::files::{OwnFolder, real_path};

/// How many bytes a key has.
const KEY: usize = 16;
/// How many bytes a proof has.
pub(super) const TAG: usize = 16;
/// The name of the file that holds it.
const NAME: &str = "cache-key";

/// A key that only the user knows.
#[derive(Clone)]
pub struct CacheKey([u8; KEY]);

impl CacheKey {
    /// Returns the key that is kept in `folder`, which belongs to the user and not to a site; creates it if it is
    /// missing. Deleting it does no harm: what was remembered with it is forgotten.
    ///
    /// # Errors
    ///
    /// The folder cannot be created or written to, is inside the site whose root is `site` (where it might have come
    /// from anybody), or holds something else in the key's place.
    pub fn of_user(folder: &Path, site: &Path) -> io::Result<Self> {
        // How users arrange their own folders, links included, is up to them.
        let nearest = folder.ancestors().find_map(|above| Some((above, real_path(above).ok()?)));
        let (above, real) = nearest.ok_or(io::ErrorKind::NotFound)?;
        if real.starts_with(real_path(site)?) {
            return Err(io::Error::other("it is inside the site"));
        }
        let mut own = OwnFolder::open(&real)?;
        for part in folder.strip_prefix(above).expect("it was cut off from it") {
            own.make_folder(part)?;
            own = own.folder(part)?;
        }
        match own.read(NAME)?.map(<[u8; KEY]>::try_from) {
            Some(Ok(key)) => Ok(Self(key)),
            // Cut short, perhaps by a power failure.
            Some(Err(_)) => Self::make(&own, KeySlot::Taken),
            None => Self::make(&own, KeySlot::Free),
        }
    }

    /// Returns a key for tests, which need no secret.
    pub const fn fixed(key: [u8; KEY]) -> Self {
        Self(key)
    }

    /// Returns the proof that somebody who knows the key has seen these bytes, one part after the other.
    ///
    /// It is SipHash-2-4 with 128 bits, a function made to authenticate messages: without the key nobody can make a
    /// proof, however many they have seen. A comparison that is not constant-time is safe here, since nobody can make
    /// us repeat it and measure the time.
    pub(super) fn tag(&self, parts: &[&[u8]]) -> [u8; TAG] {
        let mut hasher = SipHasher24::new_with_key(&self.0);
        for part in parts {
            hasher.write(part);
        }
        hasher.finish128().as_bytes()
    }

    fn make(own: &OwnFolder, place: KeySlot) -> io::Result<Self> {
        let mut key = [0; KEY];
        getrandom::fill(&mut key).map_err(io::Error::other)?;
        let aside = format!("{NAME}.{}.new", std::process::id());
        drop(own.remove_file(&aside));
        let written = own.create_secret(&aside).and_then(|mut file| {
            file.write_all(&key)?;
            file.sync_all()?;
            match place {
                KeySlot::Free => own.rename_new(&aside, NAME),
                KeySlot::Taken => own.rename(&aside, NAME),
            }
        });
        match written {
            Ok(()) => Ok(Self(key)),
            Err(cause) => {
                drop(own.remove_file(&aside));
                // Another program was faster: then its key is the user's key.
                match own.read(NAME)?.map(<[u8; KEY]>::try_from) {
                    Some(Ok(key)) if cause.kind() == io::ErrorKind::AlreadyExists => Ok(Self(key)),
                    _ => Err(cause),
                }
            }
        }
    }
}

/// Whether something is already in the place of a new key.
#[derive(Clone, Copy)]
enum KeySlot {
    Free,
    Taken,
}

/// Without its value.
impl fmt::Debug for CacheKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CacheKey")
    }
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test makes the files that it needs")]
mod tests {
    use std::fs;

    use super::{CacheKey, KEY, NAME};

    #[test]
    fn a_key_is_made_once_and_for_the_user_alone() {
        let folder = tempfile::tempdir().unwrap();
        let (site, state) = (folder.path().join("site"), folder.path().join("a/b"));
        fs::create_dir(&site).unwrap();
        let key = |folder: &std::path::Path| CacheKey::of_user(folder, &site).map(|key| key.0);
        let first = key(&state).unwrap();
        assert_eq!(key(&state).unwrap(), first);
        assert_ne!(first, [0; KEY]);
        let file = state.join(NAME);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o077, 0);
        }
        // A damaged key is replaced, a lost one is created again.
        fs::write(&file, [1, 2, 3]).unwrap();
        let second = key(&state).unwrap();
        assert!(second != first && key(&state).unwrap() == second);
        fs::remove_file(&file).unwrap();
        assert_ne!(key(&state).unwrap(), second);
        assert_eq!(fs::read_dir(&state).unwrap().count(), 1, "nothing else is left");
        // Inside the site it might be anybody's.
        assert!(key(&site.join("state")).is_err() && key(&site).is_err());
        assert!(fs::read_dir(&site).unwrap().next().is_none());
    }

    #[cfg(unix)]
    #[test]
    fn a_link_in_the_place_of_a_key_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        let (site, state) = (folder.path().join("site"), folder.path().join("state"));
        fs::create_dir(&site).unwrap();
        fs::create_dir(&state).unwrap();
        fs::write(site.join("key"), [7; KEY]).unwrap();
        std::os::unix::fs::symlink(site.join("key"), state.join(NAME)).unwrap();
        assert!(CacheKey::of_user(&state, &site).is_err());
        // But users may have put their folder elsewhere.
        std::os::unix::fs::symlink(&state, folder.path().join("link")).unwrap();
        fs::remove_file(state.join(NAME)).unwrap();
        let by_link = CacheKey::of_user(&folder.path().join("link"), &site).unwrap();
        assert_eq!(by_link.0, CacheKey::of_user(&state, &site).unwrap().0);
    }

    /// From the paper's reference code: `vectors_sip128` of <https://github.com/veorq/SipHash>.
    #[test]
    fn the_proof_is_siphash() {
        let key = CacheKey(std::array::from_fn(|n| u8::try_from(n).unwrap()));
        let tag = |parts: &[&[u8]]| {
            key.tag(parts).iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
        };
        assert_eq!(tag(&[]), "a3817f04ba25a8e66df67214c7550293");
        assert_eq!(tag(&[&[0], &[1]]), "8177228da4a45dc7fca38bdef60affe4");
        assert_eq!(tag(&[&[0, 1]]), tag(&[&[0], &[1]]));
    }
}
