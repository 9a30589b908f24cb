//! Pictures as cameras make them: turned, located, heavy.

use crate::support::{png, site};

/// Returns a JPEG of 400 by 300 pixels with this orientation, and a position or none.
fn photo(orientation: u8, located: bool) -> Vec<u8> {
    let mut tiff = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    tiff.extend([1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    tiff.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38, 0, 0, 0, 0]);
    let tags: [u8; 2] = if located { [2, 4] } else { [1, 3] };
    tiff.extend([0, 2]);
    for tag in tags {
        tiff.extend([0, tag, 0, 5, 0, 0, 0, 3, 0, 0, 0, 0]);
    }
    let length = u16::try_from(tiff.len() + 8).unwrap().to_be_bytes();
    let frame = b"\xff\xc0\0\x0b\x08\x01\x2c\x01\x90\x01\x01\x11\0\xff\xd9";
    [b"\xff\xd8\xff\xe1", &length[..], b"Exif\0\0", &tiff, frame].concat()
}

#[test]
fn a_turned_photo_has_the_size_that_browsers_show() {
    for (orientation, size) in [(1, (400, 300)), (3, (400, 300)), (6, (300, 400)), (8, (300, 400))]
    {
        let built = site()
            .article("a", "![A tower](p.jpg)")
            .file("content/p.jpg", photo(orientation, false))
            .build();
        built.clean();
        let (width, height) = size;
        assert!(
            built.page("a/index.html").contains(&format!("width=\"{width}\" height=\"{height}\"")),
            "{orientation}"
        );
    }
}

#[test]
fn a_photo_that_says_where_it_was_taken_is_told_wherever_readers_get_it() {
    for text in ["![A house](p.jpg)", "[The photo](p.jpg)"] {
        let built = site().article("a", text).file("content/p.jpg", photo(1, true)).build();
        let codes: Vec<&str> = built.findings.iter().map(|finding| finding.code.name()).collect();
        assert_eq!(codes, ["image/location"], "{:#?}", built.findings);
        assert!(built.has("a/index.html"), "it is only a warning");
    }
    site().article("a", "![A house](p.jpg)").file("content/p.jpg", photo(1, false)).build().clean();
}

#[test]
fn a_picture_of_more_than_a_megabyte_is_told_where_it_is_shown() {
    let heavy = |length: usize| {
        let mut bytes = png(40, 30);
        bytes.resize(length, 0);
        bytes
    };
    let build =
        |text: &str, length| site().article("a", text).file("content/p.png", heavy(length)).build();
    build("![A house](p.png)", 1_000_000).clean();
    build("[All of it](p.png)", 2_340_000).clean();
    build("![A house](p.png)", 2_340_000).check_findings(&[(
        "image/heavy",
        "content/a.md:4:1",
        "`content/p.png` has 2.3 MB",
    )]);
}
