//! What could be written in the place of a detail.

/// A number from 1 to 130 in figures, or in English words.
pub(super) fn years(written: &str) -> Option<u32> {
    const ONES: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [(&str, u32); 9] = [
        ("twenty", 20),
        ("thirty", 30),
        ("forty", 40),
        ("fourty", 40),
        ("fifty", 50),
        ("sixty", 60),
        ("seventy", 70),
        ("eighty", 80),
        ("ninety", 90),
    ];
    if let Ok(years) = written.parse() {
        return Some(years).filter(|years| *years > 0);
    }
    let mut sum = 0;
    for word in written.split([' ', '-']) {
        let word = word.to_ascii_lowercase();
        if let Some((_, tens)) = TENS.iter().find(|(name, _)| *name == word) {
            sum += tens;
        } else if let Some(ones) = ONES.iter().position(|name| *name == word) {
            sum += u32::try_from(ones).unwrap_or_default();
        } else if word == "hundred" {
            sum = 100;
        } else if word != "and" && word != "a" {
            return german_years(written);
        }
    }
    Some(sum).filter(|years| *years > 0)
}

/// The tens of a German number: `zweiundvierzig` is 40 and something.
fn german_years(written: &str) -> Option<u32> {
    const TENS: [(&str, u32); 9] = [
        ("zwanzig", 20),
        ("dreißig", 30),
        ("dreissig", 30),
        ("vierzig", 40),
        ("fünfzig", 50),
        ("sechzig", 60),
        ("siebzig", 70),
        ("achtzig", 80),
        ("neunzig", 90),
    ];
    let written = written.to_lowercase();
    TENS.iter().find(|(tens, _)| written.ends_with(tens)).map(|(_, years)| *years)
}

/// A decade in the place of an age, in the form of what was written.
pub(super) fn decade(years: u32, written: &str) -> String {
    let names = ["", "teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties"];
    let is_adjective = written.contains("-year-old") || written.contains(" year old") || written.contains("-years-old");
    match years {
        0..=12 => (if is_adjective { "young" } else { "a child" }).to_owned(),
        13..=17 => (if is_adjective { "teenage" } else { "in the teens" }).to_owned(),
        18 | 19 => "in the late teens".to_owned(),
        20..=89 => format!("in the {}", names.get(years as usize / 10).unwrap_or(&"eighties")),
        _ => "90 or older".to_owned(),
    }
}

/// A season, with the year where there is one, in the place of a date.
pub(super) fn season(written: &str) -> Option<String> {
    let lower = written.to_lowercase();
    let year = lower
        .split(|c: char| !c.is_ascii_digit())
        .find(|part| part.len() == 4 && (part.starts_with("19") || part.starts_with("20")));
    let month = month(&lower);
    let season = month.map(|month| match month {
        3..=5 => "spring",
        6..=8 => "summer",
        9..=11 => "autumn",
        _ => "winter",
    });
    match (season, year) {
        (Some(season), Some(year)) => Some(format!("the {season} of {year}")),
        (Some(season), None) => Some(format!("that {season}")),
        (None, Some(year)) => Some(year.to_owned()),
        (None, None) => None,
    }
}

/// How months begin in six languages.
const MONTHS: [(&str, u32); 36] = [
    ("jan", 1),
    ("gen", 1),
    ("ene", 1),
    ("feb", 2),
    ("fév", 2),
    ("fev", 2),
    ("mar", 3),
    ("mär", 3),
    ("maa", 3),
    ("apr", 4),
    ("avr", 4),
    ("abr", 4),
    ("may", 5),
    ("mai", 5),
    ("mei", 5),
    ("mag", 5),
    ("june", 6),
    ("juni", 6),
    ("juin", 6),
    ("giu", 6),
    ("july", 7),
    ("juli", 7),
    ("juil", 7),
    ("lug", 7),
    ("aug", 8),
    ("aoû", 8),
    ("aou", 8),
    ("ago", 8),
    ("sep", 9),
    ("set", 9),
    ("oct", 10),
    ("okt", 10),
    ("ott", 10),
    ("nov", 11),
    ("dec", 12),
    ("dez", 12),
];

/// The month of a date, from 1. Where figures leave open which of two is the month, there is none.
fn month(lower: &str) -> Option<u32> {
    const MORE: [(&str, u32); 3] = [("déc", 12), ("dic", 12), ("jul", 7)];
    let word =
        |part: &str| MONTHS.iter().chain(&MORE).find(|(name, _)| part.starts_with(name)).map(|(_, month)| *month);
    if let Some(month) = lower.split(|c: char| !c.is_alphabetic()).find_map(word) {
        return Some(month);
    }
    if let Some(week) = week(lower) {
        return Some(((week.saturating_sub(1)) * 12 / 52 + 1).min(12));
    }
    if let Some(month) = roman(lower) {
        return Some(month);
    }
    let figures: Vec<u32> = lower.split(|c: char| !c.is_ascii_digit()).filter_map(|part| part.parse().ok()).collect();
    match figures[..] {
        [13..=31, month @ 1..=12, _]
        | [1900..=2099, month @ 1..=12, ..]
        | [month @ 1..=12, 13..=31, _]
        | [month @ 1..=12, 1900..=2099] => Some(month),
        _ => None,
    }
}

/// A month in Roman figures: `12.iv.1987`.
fn roman(lower: &str) -> Option<u32> {
    const ROMAN: [&str; 12] = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let mut parts = lower.split(|c: char| !c.is_alphanumeric());
    let at = parts.find_map(|part| ROMAN.iter().position(|roman| *roman == part))?;
    u32::try_from(at + 1).ok()
}

/// The week of a year: `2024-W07`, `KW 7/2024`.
fn week(lower: &str) -> Option<u32> {
    const NAMES: [&str; 8] = ["w", "week", "kw", "cw", "kalenderwoche", "semaine", "semana", "settimana"];
    let mut rest = lower;
    while let Some(at) = rest.find(|c: char| c.is_alphabetic()) {
        let word_end = rest[at..].find(|c: char| !c.is_alphabetic()).map_or(rest.len(), |end| at + end);
        let (word, after) = (&rest[at..word_end], rest[word_end..].trim_start());
        let digits = after.find(|c: char| !c.is_ascii_digit()).unwrap_or(after.len()).min(2);
        if NAMES.contains(&word) && digits > 0 {
            return after[..digits].parse().ok();
        }
        rest = &rest[word_end..];
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_age_becomes_a_decade_and_a_date_a_season() {
        assert_eq!(years("forty-two"), Some(42));
        assert_eq!(decade(42, "42 years old"), "in the forties");
        assert_eq!(decade(93, "93"), "90 or older");
        assert_eq!(season("March 14, 2019").as_deref(), Some("the spring of 2019"));
        assert_eq!(season("2019-12-24").as_deref(), Some("the winter of 2019"));
        assert_eq!(season("04/05/2019").as_deref(), Some("2019"), "it may be April or May");
        assert_eq!(season("3/4"), None);
        assert_eq!(season("12.IV.1987").as_deref(), Some("the spring of 1987"));
        assert_eq!(season("2024-W07").as_deref(), Some("the winter of 2024"));
        assert_eq!(season("KW 30/2024").as_deref(), Some("the summer of 2024"));
    }
}
