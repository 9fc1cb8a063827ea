//! Width and height of a picture, where what begins as one goes on as one.

use imagesize::ImageSize;

/// How a picture in GIF begins, before its colours: the signature and the screen (`GIF89a`, 17 and 18).
const GIF_HEAD: usize = 13;
/// How one in WebP does, up to its first chunk's content (RFC 9649, 2.4).
const WEBP_HEAD: usize = 20;

/// A picture's size in pixels, where it is one that a page can show. `head` is how the file of so many bytes begins.
pub(super) fn pixels(size: Option<ImageSize>, head: &[u8], bytes: u64) -> Option<(u32, u32)> {
    let ImageSize { width, height } = size?;
    let (width, height) = (u32::try_from(width).ok()?, u32::try_from(height).ok()?);
    (width > 0 && height > 0 && goes_on(head, bytes)).then_some((width, height))
}

/// Whether there is something of the picture behind what tells its size.
fn goes_on(head: &[u8], bytes: u64) -> bool {
    match head.get(..4) {
        Some(b"GIF8") => has_image(head),
        Some(b"RIFF") => is_whole(head, bytes),
        _ => true,
    }
}

/// Whether an image or an extension follows on the colours of a GIF.
fn has_image(head: &[u8]) -> bool {
    let Some(flags) = head.get(10) else { return false };
    let colors = if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) };
    head.get(GIF_HEAD + colors).is_some_and(|block| matches!(block, 0x21 | 0x2c))
}

/// Whether a WebP is as long as it says, and so is its first chunk.
fn is_whole(head: &[u8], bytes: u64) -> bool {
    let length = |at: usize| {
        let four: Option<[u8; 4]> = head.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map(|four| u64::from(u32::from_le_bytes(four)))
    };
    let fits = |at: usize, before: u64| length(at).is_some_and(|length| length + before <= bytes);
    fits(4, 8) && fits(16, WEBP_HEAD as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(bytes: &[u8]) -> Option<(u32, u32)> {
        pixels(imagesize::blob_size(bytes).ok(), bytes, bytes.len() as u64)
    }

    /// A WebP of these chunks, which says that it has `more` bytes than it has.
    fn webp(chunks: &[u8], more: u32) -> Vec<u8> {
        let length = u32::try_from(chunks.len()).unwrap() + 4 + more;
        [b"RIFF", &length.to_le_bytes()[..], b"WEBP", chunks].concat()
    }

    #[test]
    fn a_gif_has_an_image_behind_its_colours() {
        let head = b"GIF89a\x02\0\x03\0\x80\0\0";
        let colors = [0; 6];
        assert_eq!(of(&[&head[..], &colors, b",\0\0\0\0\x02\0\x03\0\0\x02"].concat()), Some((2, 3)));
        assert_eq!(of(&[&head[..], &colors, b"!\xf9\x04"].concat()), Some((2, 3)));
        assert_eq!(of(&[&head[..], &colors, b";"].concat()), None);
        assert_eq!(of(&[&head[..], &colors].concat()), None);
        assert_eq!(of(b"GIF89a\xff\xff\xff\xff\0\0\0;"), None);
    }

    #[test]
    fn a_webp_is_as_long_as_it_says() {
        let chunk = b"VP8X\x0a\0\0\0\0\0\0\0\x01\0\0\x02\0\0";
        assert_eq!(of(&webp(chunk, 0)), Some((2, 3)));
        assert_eq!(of(&webp(chunk, 9)), None);
        let endless = [b"VP8X\xff\xff\xff\xff", &chunk[8..]].concat();
        assert_eq!(of(&webp(&endless, 0)), None);
    }
}
