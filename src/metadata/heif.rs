//! HEIC and AVIF (ISO 23008-12), and JPEG XL in boxes: whether they hold more than a picture. Nothing is taken out of them.

use memchr::memmem;

/// Brands of pictures, and of pictures in a row.
const BRANDS: [&[u8]; 11] =
    [b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"mif2", b"msf1", b"avif", b"avis"];
/// Kinds of items that are no part of a picture: EXIF, XMP, and where else to look.
const BESIDE: [&[u8]; 3] = [b"Exif", b"mime", b"uri "];
/// How JPEG XL begins in boxes (ISO 18181-2).
const JXL: &[u8] = b"\0\0\0\x0cJXL \r\n\x87\n";

/// Whether a file in boxes is a picture and no film.
pub(super) fn is_picture(bytes: &[u8]) -> bool {
    bytes.get(8..12).is_some_and(|brand| BRANDS.contains(&brand))
}

pub(super) fn is_jxl(bytes: &[u8]) -> bool {
    bytes.starts_with(JXL)
}

/// Whether anything of a picture says that it has metadata: an item of such a kind, or a box of somebody's own.
pub(super) fn has_metadata(bytes: &[u8]) -> bool {
    // A kind stands behind the version and the numbers of an item, which are longer from the third version on.
    let kind = |at: usize| match bytes.get(at + 4) {
        Some(2) => bytes.get(at + 12..at + 16),
        Some(3) => bytes.get(at + 14..at + 18),
        _ => None,
    };
    let is_beside = |at: usize| kind(at).is_none_or(|kind| BESIDE.contains(&kind));
    memmem::find_iter(bytes, b"infe").any(is_beside)
        || [&b"uuid"[..], b"udta", b"Exif"].iter().any(|sign| memmem::find(bytes, sign).is_some())
}
