//! Check digits of numbers: what does not hold against them is some other number.

/// The digits of a text, as numbers.
pub(super) fn digits(text: &str) -> Vec<u32> {
    text.chars().filter_map(|character| character.to_digit(10)).collect()
}

/// Cards and IMEI (ISO/IEC 7812-1).
pub(super) fn luhn(text: &str) -> bool {
    let digits = digits(text);
    let sum: u32 =
        digits.iter().rev().enumerate().map(|(at, digit)| if at % 2 == 0 { *digit } else { doubled(*digit) }).sum();
    digits.len() > 1 && sum.is_multiple_of(10) && digits.iter().any(|digit| *digit != digits[0])
}

fn doubled(digit: u32) -> u32 {
    if digit > 4 { 2 * digit - 9 } else { 2 * digit }
}

/// International bank account numbers (ISO 13616; ISO 7064, MOD 97-10).
pub(super) fn iban(text: &str) -> bool {
    let text: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    if !(15..=34).contains(&text.len()) {
        return false;
    }
    let (head, tail) = text.split_at(4);
    let value = |rest: u32, character: char| match character.to_digit(36) {
        Some(digit) if digit > 9 => (rest * 100 + digit) % 97,
        Some(digit) => (rest * 10 + digit) % 97,
        None => rest,
    };
    tail.chars().chain(head.chars()).fold(0, value) == 1
}

/// Vehicle identification numbers (ISO 3779, with the check digit of 49 CFR 565).
pub(super) fn vin(text: &str) -> bool {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    let value = |character: char| match character {
        'A' | 'J' => Some(1),
        'B' | 'K' | 'S' => Some(2),
        'C' | 'L' | 'T' => Some(3),
        'D' | 'M' | 'U' => Some(4),
        'E' | 'N' | 'V' => Some(5),
        'F' | 'W' => Some(6),
        'G' | 'P' | 'X' => Some(7),
        'H' | 'Y' => Some(8),
        'R' | 'Z' => Some(9),
        _ => character.to_digit(10),
    };
    let values: Option<Vec<u32>> = text.chars().map(value).collect();
    let Some(values) = values.filter(|values| values.len() == 17) else { return false };
    let rest = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum::<u32>() % 11;
    text.chars().nth(8) == if rest == 10 { Some('X') } else { char::from_digit(rest, 10) }
}

/// The British NHS number (modulus 11).
pub(super) fn nhs(text: &str) -> bool {
    let digits = digits(text);
    let sum: u32 = digits.iter().take(9).zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 10 && (11 - sum % 11) % 11 == digits[9]
}

/// The Dutch burgerservicenummer (the eleven test).
pub(super) fn bsn(text: &str) -> bool {
    let digits = digits(text);
    let Some(last) = digits.get(8) else { return false };
    let sum: u32 = digits.iter().take(8).zip((2..=9).rev()).map(|(digit, weight)| digit * weight).sum();
    digits.len() == 9 && sum > 0 && sum % 11 == *last
}

/// The German tax number of a person (ISO 7064, MOD 11,10).
pub(super) fn german_tax(text: &str) -> bool {
    let digits = digits(text);
    if digits.len() != 11 || digits[0] == 0 {
        return false;
    }
    let product = digits[..10].iter().fold(10, |product, digit| {
        let sum = (product + digit) % 10;
        2 * if sum == 0 { 10 } else { sum } % 11
    });
    (11 - product) % 10 == digits[10]
}

/// The French numéro d'inscription au répertoire, with its key of two digits.
pub(super) fn nir(text: &str) -> bool {
    let text = text.to_ascii_uppercase().replace("2A", "19").replace("2B", "18");
    let digits: String = text.chars().filter(char::is_ascii_digit).collect();
    let number = digits.get(..13).and_then(|number| number.parse::<u64>().ok());
    let key = digits.get(13..).and_then(|key| key.parse::<u64>().ok());
    digits.len() == 15 && number.zip(key).is_some_and(|(number, key)| 97 - number % 97 == key)
}

/// The Spanish DNI and NIE.
pub(super) fn dni(text: &str) -> bool {
    let text: String = text.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_uppercase();
    let number = match text.as_bytes().first() {
        Some(b'X') => text.replacen('X', "0", 1),
        Some(b'Y') => text.replacen('Y', "1", 1),
        Some(b'Z') => text.replacen('Z', "2", 1),
        _ => text.clone(),
    };
    let Some((digits, letter)) = number.split_at_checked(8) else { return false };
    let at = digits.parse::<usize>().ok().map(|number| number % 23);
    at.and_then(|at| "TRWAGMYFPDXBNJZSQVHLCKE".get(at..=at)) == Some(letter)
}

/// The Italian codice fiscale.
pub(super) fn codice_fiscale(text: &str) -> bool {
    const ODD: [u32; 26] =
        [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];
    let text = text.to_ascii_uppercase();
    let value = |(at, character): (usize, char)| {
        let plain = character.to_digit(36).map(|digit| if digit > 9 { digit - 10 } else { digit })?;
        Some(if at % 2 == 0 { *ODD.get(plain as usize)? } else { plain })
    };
    let Some((body, last)) = text.split_at_checked(15) else { return false };
    let values: Option<Vec<u32>> = body.chars().enumerate().map(value).collect();
    let check = values.map(|values| values.iter().sum::<u32>() % 26);
    check.and_then(|check| char::from_u32(u32::from(b'A') + check)).is_some_and(|check| last.starts_with(check))
}

/// The Indian Aadhaar number (Verhoeff's scheme).
pub(super) fn aadhaar(text: &str) -> bool {
    const PERMUTATION: [u32; 10] = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
    let digits = digits(text);
    if digits.len() != 12 || digits[0] < 2 {
        return false;
    }
    let permuted = |digit: u32, times: usize| (0..times % 8).fold(digit, |digit, _| PERMUTATION[digit as usize]);
    let check = digits.iter().rev().enumerate().fold(0, |check, (at, digit)| dihedral(check, permuted(*digit, at)));
    check == 0
}

/// The product in the dihedral group of order 10.
fn dihedral(one: u32, other: u32) -> u32 {
    match (one < 5, other < 5) {
        (true, true) => (one + other) % 5,
        (true, false) => 5 + (one + other) % 5,
        (false, true) => 5 + (one - other) % 5,
        (false, false) => (one + 5 - other) % 5,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A rule of numbers with one that holds against it.
    type Holds = (fn(&str) -> bool, &'static str);

    /// Numbers that hold are published examples, or were computed from the rule's own text.
    const HOLD: [Holds; 11] = [
        (luhn, "4111 1111 1111 1111"),
        (luhn, "490154203237518"),
        (iban, "GB82 WEST 1234 5698 7654 32"),
        (iban, "DE89370400440532013000"),
        (vin, "1M8GDM9AXKP042788"),
        (nhs, "943 476 5919"),
        (bsn, "111222333"),
        (german_tax, "86095742719"),
        (nir, "2 55 08 14 168 025 38"),
        (dni, "12345678Z"),
        (codice_fiscale, "RSSMRA85T10A562S"),
    ];

    #[test]
    fn a_number_holds_and_no_number_beside_it_does() {
        for (holds, number) in HOLD {
            assert!(holds(number), "{number}");
            for (at, digit) in number.char_indices().filter(|(_, c)| c.is_ascii_digit()) {
                let next = char::from_digit((digit.to_digit(10).unwrap_or(0) + 1) % 10, 10).unwrap_or('0');
                let other = format!("{}{next}{}", &number[..at], &number[at + 1..]);
                assert!(!holds(&other), "{other} beside {number}");
            }
        }
        assert!(aadhaar("2341 2341 2346") && !aadhaar("2341 2341 2347"));
        assert!(dni("X1234567L") && !dni("X1234567M"));
    }

    #[test]
    fn what_is_no_such_number_at_all_does_not_hold() {
        for holds in [luhn, iban, vin, nhs, bsn, german_tax, nir, dni, codice_fiscale, aadhaar] {
            for text in ["", "0", "é", "0000000000000000", "ünïcödé", "12", "a"] {
                assert!(!holds(text), "{text}");
            }
        }
    }
}
