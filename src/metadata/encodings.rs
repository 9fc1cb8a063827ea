//! Texts in other encodings than UTF-8.

use crate::source::text::utf_16;

/// A text in Windows-1252, which has Latin-1 in it; what stands between the two is no letter of a name but these.
pub(super) fn windows_1252(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        0x8a => 'Š',
        0x8c => 'Œ',
        0x8e => 'Ž',
        0x91 | 0x92 => '’',
        0x96 | 0x97 => '–',
        0x9a => 'š',
        0x9c => 'œ',
        0x9e => 'ž',
        0x9f => 'Ÿ',
        other => char::from(*other),
    };
    bytes.iter().map(letter).collect()
}

/// Whether a byte is another letter in a PDF's own encoding than in Windows-1252.
pub(super) fn is_of_pdf(byte: u8) -> bool {
    matches!(byte, 0x18..=0x1f | 0x80..=0x9e | 0xa0)
}

/// Bytes in the encoding of what stands in a PDF beside its pages: properties, remarks, bookmarks (ISO 32000-1, D.2).
pub(super) fn of_pdf(bytes: &[u8]) -> String {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 31] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '’', '’', '‚', '™', 'ﬁ', 'ﬂ', 'Ł',
        'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž',
    ];
    let letter = |byte: &u8| match byte {
        0x18..=0x1f => LOW[usize::from(byte - 0x18)],
        0x80..=0x9e => HIGH[usize::from(byte - 0x80)],
        0xa0 => '€',
        other => char::from(*other),
    };
    bytes.iter().map(letter).collect()
}

/// Whether a file is a text in UTF-16, by the mark that it begins with.
pub(super) fn is_wide(head: &[u8]) -> bool {
    head.starts_with(&[0xff, 0xfe]) || head.starts_with(&[0xfe, 0xff])
}

/// Bytes as UTF-16, with the low byte first unless a mark says otherwise.
pub(super) fn wide(bytes: &[u8]) -> String {
    utf_16(bytes, if bytes.starts_with(&[0xfe, 0xff]) { u16::from_be_bytes } else { u16::from_le_bytes })
}
