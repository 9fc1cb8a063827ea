//! A style sheet without comments, and without white space that its grammar does not ask for.

/// White space beside one of these says nothing, in selectors, in conditions and in values. Not beside `+`, `-` and `*`: in a
/// calculation, and before a universal selector, it does.
const ALONE: [u8; 10] = *b"{};,<>~=/!";

/// The sheet, with the same meaning. What stands in strings, in addresses and behind backslashes stays.
pub(super) fn minified(text: &str) -> String {
    let mut sheet = Sheet { out: String::with_capacity(text.len()), space: false };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' | '\'' => sheet.keep_string(rest, string(rest, first)),
            '\\' => sheet.keep(rest, 1 + rest[1..].chars().next().map_or(0, char::len_utf8)),
            '/' if rest.starts_with("/*") => {
                sheet.space = true;
                rest.find("*/").map_or(rest.len(), |end| end + 2)
            }
            'u' | 'U' if is_bare_address(rest) => sheet.keep(rest, rest.find(')').map_or(rest.len(), |end| end + 1)),
            _ if first.is_ascii_whitespace() => {
                sheet.space = true;
                1
            }
            _ => sheet.put(first, &rest[first.len_utf8()..]),
        };
        rest = &rest[length..];
    }
    sheet.out
}

/// How long a string is, with both its marks; to the end of the line where it is not closed.
fn string(text: &str, mark: char) -> usize {
    let mut escaped = false;
    let end = text.char_indices().skip(1).find(|&(_, character)| {
        let ends = !escaped && (character == mark || character == '\n');
        escaped = !escaped && character == '\\';
        ends
    });
    end.map_or(text.len(), |(at, _)| at + 1)
}

/// Whether an address without quotation marks begins here.
fn is_bare_address(text: &str) -> bool {
    let inside = text.get(..4).filter(|start| start.eq_ignore_ascii_case("url(")).map(|_| text[4..].trim_start());
    inside.is_some_and(|inside| !inside.starts_with(['"', '\'']))
}

struct Sheet {
    out: String,
    /// Whether white space waits for what comes after it.
    space: bool,
}

impl Sheet {
    /// Takes over as many bytes as they are.
    fn keep(&mut self, text: &str, length: usize) -> usize {
        self.write_space(None);
        self.out.push_str(&text[..length]);
        length
    }

    /// Takes over a string; where an attribute is compared with one that could be a name, the name.
    fn keep_string(&mut self, text: &str, length: usize) -> usize {
        let inside = text[..length].get(1..length - 1).unwrap_or_default();
        let is_name = inside.starts_with(|first: char| first.is_ascii_lowercase())
            && inside.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if is_name && self.out.ends_with('=') && text[length..].trim_start().starts_with(']') {
            self.out.push_str(inside);
            return length;
        }
        self.keep(text, length)
    }

    /// Takes over a character, or leaves out what says nothing.
    fn put(&mut self, character: char, after: &str) -> usize {
        if character == '}' && self.out.ends_with(';') {
            self.out.pop();
        }
        self.write_space(Some(character));
        let is_before_point =
            character == '0' && after.starts_with('.') && after[1..].starts_with(|next: char| next.is_ascii_digit());
        if !(is_before_point && self.is_before_number()) {
            self.out.push(character);
        }
        character.len_utf8()
    }

    fn write_space(&mut self, next: Option<char>) {
        let waits = std::mem::take(&mut self.space);
        let Some(last) = self.out.bytes().last().filter(|_| waits) else { return };
        // `:` may begin a selector's part, so that only what comes after it is free.
        let free_before = ALONE.contains(&last) || matches!(last, b'(' | b':' | b'[');
        let free_after =
            next.is_some_and(|next| ALONE.iter().any(|&alone| char::from(alone) == next) || matches!(next, ')' | ']'));
        if !free_before && !free_after {
            self.out.push(' ');
        }
    }

    /// Whether a number can begin after what is there.
    fn is_before_number(&self) -> bool {
        let signed = self.out.strip_suffix(['-', '+']).unwrap_or(&self.out);
        signed.is_empty() || signed.ends_with([' ', ':', ',', '(', '/', '{', ';', '*'])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_white_space_go() {
        assert_eq!(
            minified(
                "/* Why. */\na > b:is(c, d) {\n  e: f 0.5em;\n}\n@media (g: h) and (i >= 2rem) { k { l: m !important; } }\n"
            ),
            "a>b:is(c,d){e:f .5em}@media (g:h) and (i>=2rem){k{l:m!important}}"
        );
    }

    #[test]
    fn what_means_something_stays() {
        for same in [
            "[a=\"b c\"],[a=\"1\"],[a=\"\"],[a=\"b\"i]{c:d}",
            ".a *,.b .c :hover,d + e{f:calc(1px + -.5em*2) var(--g)/1.5}",
            "a::before{content:\"  ; 0.5 /* no */ \\\" } \";b:url(data:a;0.5,/*b*/)}",
            "a\\:b{--c:;d:e0.5}",
            "@container (width<34rem){a{b:c d}}",
            "a{b:'unclosed\n;c:d}",
        ] {
            assert_eq!(minified(same), same);
        }
        assert_eq!(minified("[a = \"b-c\" ] [d^='e']{f:\"g\"}"), "[a=b-c] [d^=e]{f:\"g\"}");
        assert_eq!(minified("a/**/b{c:d}"), "a b{c:d}");
        assert_eq!(minified("a{b:-0.5em 10.5em +0.5}"), "a{b:-.5em 10.5em +.5}");
    }
}
