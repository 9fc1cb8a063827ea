//! Dollar signs before amounts, which the Markdown parser took for the ends of a formula.

use std::ops::Range;

use pulldown_cmark::Event;

/// Where such signs stand. Of several formulas that are none, those signs that would begin another are told next time.
pub(super) fn of(text: &str, events: &[(Event<'_>, Range<usize>)]) -> Vec<usize> {
    let price = |(event, range): &(Event<'_>, Range<usize>)| match event {
        Event::InlineMath(tex) if is_price(tex, &text[..range.start], &text[range.end..]) => Some(range.start),
        _ => None,
    };
    events.iter().filter_map(price).collect()
}

/// Whether TeX that stands between `before` and `after` is an amount and what follows it: `$5 and US$`.
pub(crate) fn is_price(tex: &str, before: &str, after: &str) -> bool {
    // Pandoc's rule: no digit follows a formula.
    if after.starts_with(|character: char| character.is_ascii_digit()) {
        return true;
    }
    let begins_with_digit = tex.starts_with(|character: char| character.is_ascii_digit());
    if begins_with_digit && before.ends_with(char::is_alphanumeric) {
        return true;
    }
    if !begins_with_digit || tex.contains(['\\', '^', '_']) {
        return false;
    }
    // A number with words behind it, or another amount.
    let is_word = |word: &str| word.chars().filter(|character| character.is_alphabetic()).count() > 1;
    tex.contains('$') || tex.split_whitespace().skip(1).any(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_told_from_formulas() {
        for (tex, before, after) in [
            ("5-", "", "6"),
            ("5 (US", "", "7)"),
            ("5, in all 10", "", "."),
            ("5 to US", "US", "7"),
            ("5 (or $x", "", ")"),
        ] {
            assert!(is_price(tex, before, after), "{tex}");
        }
        for (tex, before, after) in [
            ("x", "", ""),
            ("5", "", ""),
            ("2x + 3", "(", ")"),
            ("n", "the ", "th"),
            ("50\\%", "", ""),
            ("10^3 kg", "", ""),
            ("3 + 4 = 7", "", "."),
        ] {
            assert!(!is_price(tex, before, after), "{tex}");
        }
    }
}
