//! Citations in Arabic script. Citation styles know of one comma alone, and tell works of one year apart by Latin letters; behind words in
//! Arabic script stand its own signs and letters, and behind Latin names those of the style.

/// The letters that tell works of one year apart, in their order (abjad), as options of questions have them.
const LETTERS: [&str; 26] = [
    "أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع", "ف", "ص", "ق", "ر", "ش", "ت", "ث",
    "خ", "ذ", "ض",
];

/// The same markup with the signs and letters of Arabic script behind words that are written in it.
pub(super) fn with_arabic_signs(html: &str) -> String {
    let (mut out, mut in_tag, mut is_arabic, mut digits) = (String::with_capacity(html.len()), false, false, 0);
    let mut rest = html.chars().peekable();
    while let Some(character) = rest.next() {
        let next = rest.peek().copied();
        match character {
            '<' => in_tag = true,
            '>' => in_tag = false,
            _ if in_tag => {}
            // A character by its number or name is no word.
            '&' => {
                out.push(character);
                while let Some(part) = rest.next_if(|part| part.is_ascii_alphanumeric() || *part == '#') {
                    out.push(part);
                }
                out.extend(rest.next_if_eq(&';'));
                continue;
            }
            ',' | ';' if is_arabic && next.is_none_or(|next| next.is_whitespace() || next == '<') => {
                out.push_str(if character == ',' { "،" } else { "؛" });
                digits = 0;
                continue;
            }
            'a'..='z' if is_arabic && digits == 4 && !next.is_some_and(char::is_alphanumeric) => {
                out.push_str(LETTERS[usize::from(character as u8 - b'a')]);
                digits = 0;
                continue;
            }
            _ if character.is_alphabetic() => is_arabic = is_arabic_letter(character),
            _ => {}
        }
        if !in_tag && character != '>' {
            digits = if character.is_ascii_digit() { digits + 1 } else { 0 };
        }
        out.push(character);
    }
    out
}

/// The blocks of Arabic in Unicode 16.
fn is_arabic_letter(character: char) -> bool {
    matches!(character, '\u{600}'..='\u{6ff}' | '\u{750}'..='\u{77f}' | '\u{8a0}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_and_letters_are_those_of_the_word_before() {
        for (printed, shown) in [
            ("(السيد, 2020; حسن, 2021a, ص. 4)", "(السيد، 2020؛ حسن، 2021أ، ص. 4)"),
            ("(Beck, 2021b; Hagner, 2025)", "(Beck, 2021b; Hagner, 2025)"),
            (
                "<a href=\"a,b;c\">السيد, 2020b</a>; <i>Beck</i>, 2021",
                "<a href=\"a,b;c\">السيد، 2020ب</a>؛ <i>Beck</i>, 2021",
            ),
            ("السيد &amp; حسن, 1,000", "السيد &amp; حسن، 1,000"),
        ] {
            assert_eq!(with_arabic_signs(printed), shown);
        }
    }
}
