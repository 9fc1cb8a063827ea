//! Vehicle identification numbers and number plates.

use std::sync::LazyLock;

use regex::Regex;

use super::super::check_digits::vin;
use super::{Found, Identifier, Rule, detail, expression, is_joined_after, is_joined_before};

static VIN: LazyLock<Regex> = LazyLock::new(|| expression(r"[A-HJ-NPR-Z0-9]{17}"));
static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let names = r"plates?|number ?plates?|licen[cs]e plates?|tags?|registration|reg|registered|vin|chassis|vehicle(?: id\w*)?|kennzeichen|nummernschild|fahrgestellnummer|fahrzeug-?\w*nummer|plaque(?: d'immatriculation)?|immatricul\w+|matr[íi]cula|bastidor|targa(?:ta|to)?|telaio|kenteken(?:plaat)?";
    expression(&format!(
        r"(?i)\b(?:{names})\b[^\n\dA-Z]{{0,4}}(?:(?:number|no|nr|nummer|is|was|ist|war|mit|lautet|est|es|with|read|reads|the|of|dem|den)\b[^\n\dA-Z]{{0,3}}){{0,3}}(?P<plate>(?-i:[A-Z0-9]{{5,17}}|[A-ZÄÖÜ0-9]{{1,4}}(?:[- ·][A-ZÄÖÜ0-9]{{1,5}}){{0,3}}))"
    ))
});
static PLATES: LazyLock<Regex> = LazyLock::new(|| {
    let plates = [
        // United Kingdom; France and Italy; Spain; India; Germany; the Netherlands.
        r"[A-Z]{2}\d{2} [A-Z]{3}",
        r"[A-Z]{2}[- ]\d{3}[- ][A-Z]{2}",
        r"\d{4}[ -][BCDFGHJKLMNPRSTVWXYZ]{3}",
        r"[A-Z]{2}[- ]\d{1,2}[- ][A-Z]{1,3}[- ]\d{4}",
        r"[A-ZÄÖÜ]{1,3}[-·][A-Z]{1,2} ?\d{1,4}[EH]?",
        r"[A-ZÄÖÜ]{1,3} [A-Z]{1,2} \d{3,4}[EH]?",
        r"(?:[A-Z]{2}-\d{3}-[A-Z]|[A-Z]-\d{3}-[A-Z]{2}|\d{2}-[A-Z]{3}-\d|\d-[A-Z]{3}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|[A-Z]{2}-\d{2}-\d{2}|[A-Z]{2}-[A-Z]{2}-\d{2})",
    ];
    expression(&format!(r"\b(?:{})\b", plates.join("|")))
});
/// Plates that look like other codes, and are some beside a vehicle.
static BESIDE: LazyLock<Regex> = LazyLock::new(|| {
    expression(r"(?-u:\b)(?:[A-Z]{2,3}[ -]?\d{3,4}|\d{3,4}[ -]?[A-Z]{2,3}|[A-Z]\d{2,3} [A-Z]{3})(?-u:\b)")
});
static VEHICLE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)\b(?:cars?|taxi|cab|van|truck|lorry|bus|scooter|motorbike|motorcycle|vehicle|pick-?up|minibus|auto|wagen|fahrzeug|transporter|voiture|camion(?:nette)?|moto|coche|camioneta|furgoneta|macchina|furgone|busje|park(?:s|ed|ing)?|driv(?:es?|ing)|drove|speeding|towed|parkt|fährt|fuhr)\b",
    )
});
/// Letters before a number that are no plate's.
const ABBREVIATIONS: [&str; 26] = [
    "ISO", "DIN", "EN", "ICD", "DSM", "PHQ", "GAD", "BDI", "BAI", "WAI", "SRS", "CORE", "PCL", "AUDIT", "CBT", "DBT",
    "COVID", "AES", "RFC", "IEC", "SCL", "OQ", "YSQ", "RRS", "HAM", "MADRS",
];

/// Looks for them; the text has a digit.
pub(super) fn find(text: &str, found: &mut Found) {
    let vehicle = |confidence, range, what| detail(Rule::Vehicle, Identifier::Vehicles, confidence, range, what);
    for at in VIN.find_iter(text) {
        let joined = is_joined_before(text, at.start()) || is_joined_after(text, at.end());
        if !joined && vin(at.as_str()) {
            found.push(vehicle(97, at.range(), "a vehicle identification number"));
        }
    }
    for at in PLATES.find_iter(text).filter(|at| is_plate(text, at.start(), at.as_str())) {
        // `CGI-S 5`: a score is as short.
        let is_short = at.as_str().chars().filter(char::is_ascii_digit).count() < 3
            && at.as_str().ends_with(|c: char| c.is_ascii_digit());
        if !is_short || VEHICLE.is_match(text) {
            found.push(vehicle(82, at.range(), "a number plate"));
        }
    }
    if VEHICLE.is_match(text) {
        let beside = BESIDE
            .find_iter(text)
            .filter(|at| is_plate(text, at.start(), at.as_str()) && !is_joined_after(text, at.end()));
        found.extend(beside.map(|at| vehicle(76, at.range(), "a number plate")));
    }
    for caught in NAMED.captures_iter(text) {
        let Some(plate) = caught.name("plate") else { continue };
        let digits = plate.as_str().chars().filter(char::is_ascii_digit).count();
        let letters = plate.as_str().chars().filter(|c| c.is_uppercase()).count();
        if digits > 0 && digits + letters >= 4 && !is_joined_after(text, plate.end()) {
            found.push(vehicle(93, plate.range(), "a number plate or the number of a vehicle"));
        }
    }
}

fn is_plate(text: &str, start: usize, plate: &str) -> bool {
    let letters = plate.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    !is_joined_before(text, start) && !text[..start].ends_with('-') && !ABBREVIATIONS.contains(&letters)
}
