//! What a camera writes into a picture's file: whether browsers turn it on its side, and whether it says where it was
//! taken. Only these two facts are read, from JPEG, PNG and WebP; a block with faults says nothing.

/// What is known of a picture from its EXIF block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Exif {
    /// Whether width and height change places when it is shown (CSS Images 3, `image-orientation: from-image`).
    pub(super) turned: bool,
    /// Whether it has the position at which it was taken.
    pub(super) located: bool,
}

/// At most this many entries are read in one directory.
const MOST_ENTRIES: usize = 512;

/// Reads the block in a file's bytes, or in as many of them as there are.
pub(super) fn read(bytes: &[u8]) -> Exif {
    block(bytes).and_then(Tiff::new).map(|tiff| tiff.exif()).unwrap_or_default()
}

/// Whether a WebP says that it has a block: it stands at the end of the file.
pub(super) fn is_at_end(bytes: &[u8]) -> bool {
    bytes.starts_with(b"RIFF")
        && bytes.get(8..16) == Some(b"WEBPVP8X")
        && bytes.get(20).is_some_and(|flags| flags & 8 != 0)
}

fn block(bytes: &[u8]) -> Option<&[u8]> {
    if bytes.starts_with(b"\xff\xd8") {
        of_jpeg(bytes)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        let length = |bytes: &[u8]| Some(u32::from_be_bytes(bytes.first_chunk().copied()?));
        let mut rest = bytes.get(8..)?;
        loop {
            let size = usize::try_from(length(rest)?).ok()?;
            let data = rest.get(8..)?;
            if rest.get(4..8)? == b"eXIf" {
                return data.get(..size.min(data.len()));
            }
            // Four bytes of a checksum follow.
            rest = data.get(size.checked_add(4)?..)?;
        }
    } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
        let mut rest = bytes.get(12..)?;
        loop {
            let size = u32::from_le_bytes(rest.get(4..8)?.first_chunk().copied()?);
            let size = usize::try_from(size).ok()?;
            let data = rest.get(8..)?;
            if rest.get(..4)? == b"EXIF" {
                let data = data.get(..size.min(data.len()))?;
                return Some(data.strip_prefix(b"Exif\0\0").unwrap_or(data));
            }
            rest = data.get(size.checked_add(size % 2)?..)?;
        }
    } else {
        None
    }
}

fn of_jpeg(bytes: &[u8]) -> Option<&[u8]> {
    let mut rest = bytes.get(2..)?;
    loop {
        let marker = *rest.get(1)?;
        match (rest.first()?, marker) {
            // Filled up.
            (0xff, 0xff) => rest = rest.get(1..)?,
            // The picture itself begins.
            (0xff, 0xda | 0xd9) => return None,
            (0xff, _) => {
                let length = u16::from_be_bytes(rest.get(2..4)?.first_chunk().copied()?);
                let end = 2 + usize::from(length);
                let data = rest.get(4..end.min(rest.len()))?;
                if let Some(block) = data.strip_prefix(b"Exif\0\0").filter(|_| marker == 0xe1) {
                    return Some(block);
                }
                rest = rest.get(end..)?;
            }
            _ => return None,
        }
    }
}

/// The block: a TIFF file without a picture.
struct Tiff<'b> {
    bytes: &'b [u8],
    is_little: bool,
}

impl<'b> Tiff<'b> {
    fn new(bytes: &'b [u8]) -> Option<Self> {
        match bytes.get(..4)? {
            b"II*\0" => Some(Self { bytes, is_little: true }),
            b"MM\0*" => Some(Self { bytes, is_little: false }),
            _ => None,
        }
    }

    fn short(&self, at: usize) -> Option<u16> {
        let two = self.bytes.get(at..)?.first_chunk().copied()?;
        Some(if self.is_little { u16::from_le_bytes(two) } else { u16::from_be_bytes(two) })
    }

    fn long(&self, at: usize) -> Option<usize> {
        let four = self.bytes.get(at..)?.first_chunk().copied()?;
        let number =
            if self.is_little { u32::from_le_bytes(four) } else { u32::from_be_bytes(four) };
        usize::try_from(number).ok()
    }

    /// Returns the place of the value of a tag in the directory that begins at a byte.
    fn value(&self, directory: usize, tag: u16) -> Option<usize> {
        let count = usize::from(self.short(directory)?).min(MOST_ENTRIES);
        let entries = (0..count).filter_map(|n| directory.checked_add(2 + 12 * n));
        let mut entries = entries.take_while(|at| self.short(*at).is_some());
        entries.find(|at| self.short(*at) == Some(tag)).map(|at| at + 8)
    }

    fn exif(&self) -> Exif {
        let Some(first) = self.long(4) else { return Exif::default() };
        let orientation = self.value(first, 0x0112).and_then(|at| self.short(at));
        let position = self.value(first, 0x8825).and_then(|at| self.long(at));
        let has = |tag| position.is_some_and(|directory| self.value(directory, tag).is_some());
        // Latitude and longitude.
        Exif { turned: matches!(orientation, Some(5..=8)), located: has(2) && has(4) }
    }
}

#[cfg(test)]
mod tests {
    use super::{Exif, is_at_end, read};

    /// What a block says.
    #[derive(Clone, Copy)]
    struct Facts {
        orientation: u16,
        located: bool,
    }

    /// Returns a block with these entries, in one order of bytes or the other.
    fn block(little: bool, Facts { orientation, located }: Facts) -> Vec<u8> {
        let short = |n: u16| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let long = |n: u32| if little { n.to_le_bytes() } else { n.to_be_bytes() };
        let mut out = if little { b"II*\0".to_vec() } else { b"MM\0*".to_vec() };
        out.extend(long(8));
        out.extend(short(2));
        out.extend([short(0x0112), short(3)].concat());
        out.extend(long(1));
        out.extend([short(orientation), [0, 0]].concat());
        out.extend([short(0x8825), short(4)].concat());
        out.extend([long(1), long(38), long(0)].concat());
        out.extend(short(2));
        for tag in if located { [2, 4] } else { [1, 29] } {
            out.extend([short(tag), short(5)].concat());
            out.extend([long(3), long(0)].concat());
        }
        out
    }

    fn jpeg(block: &[u8]) -> Vec<u8> {
        let length = u16::try_from(block.len() + 8).unwrap().to_be_bytes();
        [b"\xff\xd8\xff\xe0\0\x04xx\xff\xff\xe1", &length[..], b"Exif\0\0", block, b"\xff\xda"]
            .concat()
    }

    #[test]
    fn both_facts_are_read_in_every_container() {
        for little in [true, false] {
            for (orientation, located) in [(1, false), (6, true), (8, false), (3, true)] {
                let block = block(little, Facts { orientation, located });
                let facts = Exif { turned: orientation > 4, located };
                let length = u32::try_from(block.len()).unwrap();
                let png = [
                    b"\x89PNG\r\n\x1a\n\0\0\0\0IHDR\0\0\0\0",
                    &length.to_be_bytes()[..],
                    b"eXIf",
                    &block,
                ]
                .concat();
                let webp = [
                    b"RIFF\0\0\0\0WEBPVP8X\x01\0\0\0\x08\0EXIF",
                    &length.to_le_bytes()[..],
                    &block,
                ]
                .concat();
                assert!(is_at_end(&webp) && !is_at_end(&png));
                for file in [jpeg(&block), png, webp] {
                    assert_eq!(read(&file), facts, "{orientation}");
                }
            }
        }
    }

    proptest::proptest! {
        #[test]
        fn a_torn_or_false_block_says_nothing_and_ends(cut in 0_usize..120, at in 0_usize..100, byte: u8) {
            let mut file = jpeg(&block(true, Facts { orientation: 6, located: true }));
            let length = file.len();
            file[at % length] = byte;
            let _facts = read(&file[..cut.min(length)]);
            let _facts = read(&file);
        }
    }
}
