//! Numbers to type: `[[= 42 ± 0.5 mg]]`, `[[= 10 – 20 %]]`, `[[= 0.5 g | 500 mg]]`.
//!
//! A number is written with a decimal comma or a decimal point, with spaces, apostrophes, points or commas between thousands, and
//! with a power of ten (`1.2e3`, `1.2 × 10^3`). What can be read in two ways is no number of an author's.

use crate::course::NumberAnswer;

/// Signs that read as a minus.
const MINUS: [char; 4] = ['-', '−', '–', '‒'];
/// What stands between a number and how far an answer may be from it.
const TOLERANCE: [&str; 4] = ["±", "+/-", "+-", "+/−"];
/// What stands between the ends of a range.
const RANGE: [&str; 5] = ["…", "..", " – ", " - ", " to "];

/// Why something is no number to type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// No number at all.
    None,
    /// `1.000`: a thousand, or one.
    Ambiguous,
    /// A tolerance below zero, or a range that ends before it begins.
    Order,
}

/// Reads one form of an answer, such as `42 ± 0.5 mg`.
pub(super) fn number(written: &str) -> Result<NumberAnswer, Fault> {
    let written = written.trim();
    let (least, most, unit) = if let Some((value, rest)) = split(written, &TOLERANCE) {
        let (value, _) = begin(value)?;
        let (tolerance, unit) = begin(rest)?;
        if tolerance < 0.0 {
            return Err(Fault::Order);
        }
        (value - tolerance, value + tolerance, unit)
    } else if let Some((from, to)) = split(written, &RANGE).filter(|(from, _)| begin(from).is_ok()) {
        let ((from, of_first), (to, unit)) = (begin(from)?, begin(to)?);
        if from > to || !(of_first.is_empty() || of_first == unit) {
            return Err(Fault::Order);
        }
        (from, to, unit)
    } else {
        let (value, unit) = begin(written)?;
        (value, value, unit)
    };
    let unit = unit.to_owned();
    Ok(NumberAnswer { shown: written.to_owned(), least: format!("{least:e}"), most: format!("{most:e}"), unit })
}

fn split<'t>(text: &'t str, between: &[&str]) -> Option<(&'t str, &'t str)> {
    between.iter().find_map(|sign| text.split_once(sign))
}

/// The number with which a text begins, and the unit behind it.
fn begin(text: &str) -> Result<(f64, &str), Fault> {
    let text = text.trim();
    let unsigned = text.trim_start_matches(MINUS).trim_start_matches('+');
    let sign = if text.starts_with(MINUS) { -1.0 } else { 1.0 };
    let is_of_number = |at: usize, next: char| {
        let digit_follows = unsigned[at + next.len_utf8()..].starts_with(|c: char| c.is_ascii_digit());
        next.is_ascii_digit() || matches!(next, '.' | ',' | '\'' | '’' | ' ' | '\u{a0}' | '\u{202f}') && digit_follows
    };
    let length =
        unsigned.char_indices().find(|(at, next)| !is_of_number(*at, *next)).map_or(unsigned.len(), |(at, _)| at);
    let (digits, rest) = unsigned.split_at(length);
    let value: f64 = plain(digits)?.parse().map_err(|_| Fault::None)?;
    let (power, unit) = power_of_ten(rest);
    let value = sign * value * 10_f64.powi(power);
    if value.is_finite() { Ok((value, unit.trim())) } else { Err(Fault::None) }
}

/// Digits with a point before decimals and nothing between thousands.
fn plain(digits: &str) -> Result<String, Fault> {
    let marks: Vec<char> = digits.chars().filter(|c| !c.is_ascii_digit()).collect();
    let (last, decimals) = match digits.rfind([',', '.']) {
        Some(at) => (digits[at..].chars().next(), &digits[at + 1..]),
        None => (None, ""),
    };
    let Some(last) = last else { return grouped(digits) };
    let is_alone = marks.iter().filter(|mark| **mark == last).count() == 1;
    let has_others = marks.iter().any(|mark| *mark != last);
    let before = &digits[..digits.len() - decimals.len() - 1];
    if !is_alone {
        // The same sign twice stands between thousands.
        return if has_others { Err(Fault::Ambiguous) } else { grouped(digits) };
    }
    if decimals.len() == 3 && !has_others && (1..=3).contains(&before.len()) && !before.starts_with('0') {
        return Err(Fault::Ambiguous);
    }
    Ok(format!("{}.{decimals}", grouped(before)?))
}

/// Digits without what stands between groups of three.
fn grouped(digits: &str) -> Result<String, Fault> {
    let groups: Vec<&str> = digits.split(|c: char| !c.is_ascii_digit()).collect();
    let is_grouped = groups[1..].iter().all(|group| group.len() == 3) && (groups.len() == 1 || groups[0].len() <= 3);
    let number = groups.concat();
    if is_grouped && !number.is_empty() { Ok(number) } else { Err(Fault::None) }
}

/// A power of ten behind a number (`e3`, `× 10^3`, `·10³`), and what follows it.
fn power_of_ten(rest: &str) -> (i32, &str) {
    let behind = |text: &'_ str| {
        let signed = text.strip_prefix(['^', '*']).unwrap_or(text);
        let signed = signed.strip_prefix('*').unwrap_or(signed);
        let digits = signed.trim_start_matches(MINUS).trim_start_matches(['+', '⁻']);
        let is_negative = signed.starts_with(MINUS) || signed.starts_with('⁻');
        let superscript = |c: char| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|known| known == c);
        let value = |c: char| superscript(c).or_else(|| c.to_digit(10).map(|digit| digit as usize));
        let length: usize = digits.chars().take_while(|c| value(*c).is_some()).map(char::len_utf8).sum();
        let power = digits[..length].chars().take(3).filter_map(value).fold(0, |sum, digit| sum * 10 + digit);
        let power = i32::try_from(power).unwrap_or_default();
        (length > 0).then(|| {
            let used = text.len() - digits.len() + length;
            (if is_negative { -power } else { power }, used)
        })
    };
    if let Some((power, used)) = rest.strip_prefix(['e', 'E']).and_then(behind) {
        return (power, &rest[1 + used..]);
    }
    let times = rest.trim_start();
    let ten = times.strip_prefix(['×', '·', '*', 'x']).and_then(|times| times.trim_start().strip_prefix("10"));
    match ten.and_then(|ten| Some((ten, behind(ten)?))) {
        Some((ten, (power, used))) => (power, &ten[used..]),
        None => (0, rest),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (written, least, most, unit) in [
            ("42", 42.0, 42.0, ""),
            ("42 ± 0.5 mg", 41.5, 42.5, "mg"),
            ("42 mg ± 0,5 mg", 41.5, 42.5, "mg"),
            ("42 +/- 1", 41.0, 43.0, ""),
            ("0,25", 0.25, 0.25, ""),
            ("1,5 ml", 1.5, 1.5, "ml"),
            ("−3.5 °C", -3.5, -3.5, "°C"),
            ("-3 ± 1", -4.0, -2.0, ""),
            ("1 000", 1000.0, 1000.0, ""),
            ("1'000.5", 1000.5, 1000.5, ""),
            ("1.000,5", 1000.5, 1000.5, ""),
            ("1,000,000", 1e6, 1e6, ""),
            ("0.125", 0.125, 0.125, ""),
            ("10 – 20 %", 10.0, 20.0, "%"),
            ("10..20", 10.0, 20.0, ""),
            ("10 to 20 min", 10.0, 20.0, "min"),
            ("-5 – -2", -5.0, -2.0, ""),
            ("8%", 8.0, 8.0, "%"),
            ("1.2e3", 1200.0, 1200.0, ""),
            ("1.2 × 10^3 Hz", 1200.0, 1200.0, "Hz"),
            ("5·10⁻³ g", 0.005, 0.005, "g"),
        ] {
            let read = number(written).unwrap_or_else(|fault| panic!("{written}: {fault:?}"));
            let (low, high): (f64, f64) = (read.least.parse().expect("a number"), read.most.parse().expect("a number"));
            assert!((low - least).abs() < 1e-9 && (high - most).abs() < 1e-9, "{written}: {read:?}");
            assert_eq!(read.unit, unit, "{written}");
        }
        for (written, fault) in [
            ("", Fault::None),
            ("ten", Fault::None),
            ("mg 5", Fault::None),
            ("1.000", Fault::Ambiguous),
            ("1,000 mg", Fault::Ambiguous),
            ("12,34,567", Fault::None),
            ("5 ± -1", Fault::Order),
            ("20 – 10", Fault::Order),
            ("1e999", Fault::None),
        ] {
            assert_eq!(number(written), Err(fault), "{written}");
        }
    }
}
