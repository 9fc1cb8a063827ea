//! Numbers of records, accounts, insurance, licences, passports and taxes: those whose form and check digit are known, and
//! any that is named as one.

use std::sync::{LazyLock, OnceLock};

use regex::{Regex, RegexSet};

use super::super::check_digits::{aadhaar, bsn, codice_fiscale, dni, german_tax, iban, luhn, nhs, nir};
use super::{Found, Identifier, Rule, detail, expression, expressions, is_joined_after, is_joined_before};

/// A form of number, with what must hold of it.
struct Form {
    pattern: &'static str,
    /// Made where one stands in a text.
    shape: OnceLock<Regex>,
    holds: fn(&str) -> bool,
    identifier: Identifier,
    what: &'static str,
    confidence: u8,
}

const NATIONAL: &str = "a national number of a person";

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let form = |pattern, holds, identifier, what, confidence| Form {
        pattern,
        shape: OnceLock::new(),
        holds,
        identifier,
        what,
        confidence,
    };
    vec![
        form(r"\d{3}[- ]\d{2}[- ]\d{4}", is_ssn, Identifier::SocialSecurity, "a social security number", 95),
        form(
            r"(?i)[A-CEGHJ-PR-TW-Z]{2} ?\d{2} ?\d{2} ?\d{2} ?[A-D]\b",
            |_| true,
            Identifier::SocialSecurity,
            "a National Insurance number",
            92,
        ),
        form(
            r"(?i)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?",
            iban,
            Identifier::Accounts,
            "a bank account number",
            99,
        ),
        form(r"\d{4}[ .-]?\d{4}[ .-]?\d{4}[ .-]?\d{1,7}", luhn, Identifier::Accounts, "a card number", 95),
        form(r"3[47]\d{2}[ .-]?\d{6}[ .-]?\d{5}", luhn, Identifier::Accounts, "a card number", 95),
        form(r"\d{3} \d{3} \d{4}|\d{10}", nhs, Identifier::HealthPlans, "an NHS number", 88),
        form(r"[1-9]\d ?\d{3} ?\d{3} ?\d{3}", german_tax, Identifier::SocialSecurity, "a tax number", 88),
        form(r"\d{2} ?\d{6} ?[A-Z] ?\d{3}", |_| true, Identifier::SocialSecurity, "a social insurance number", 85),
        form(
            r"[12] ?\d{2} ?(?:0\d|1[0-2]|[2-9]\d) ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}",
            nir,
            Identifier::SocialSecurity,
            NATIONAL,
            97,
        ),
        form(r"(?i)(?:\d{8}|[XYZ]-?\d{7})[- ]?[A-Z]\b", dni, Identifier::SocialSecurity, NATIONAL, 95),
        form(
            r"(?i)[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]",
            codice_fiscale,
            Identifier::SocialSecurity,
            NATIONAL,
            99,
        ),
        form(r"[2-9]\d{3} ?\d{4} ?\d{4}", aadhaar, Identifier::SocialSecurity, NATIONAL, 92),
        // Of courts in Germany and in the United States.
        form(
            r"\d{1,3} [A-Z][A-Za-z]{0,3} \d{1,5}/\d{2}",
            |_| true,
            Identifier::Other,
            "the number of a case in court",
            84,
        ),
        form(r"(?:\d:)?\d{2,4}-[A-Za-z]{2}-\d{3,6}", |_| true, Identifier::Other, "the number of a case in court", 84),
        form(r"[A-Z]{3}[ABCFGHJLPT][A-Z]\d{4}[A-Z]", |_| true, Identifier::Licences, "a tax number", 85),
    ]
});

/// What names a number, by the identifier it then is.
const NAMES: [(Identifier, &str, &str); 6] = [
    (
        Identifier::SocialSecurity,
        "a social security or tax number",
        r"ssn|social security|national insurance|ni number|nino|steuer-?id\w*|steuernummer|steueridentifikationsnummer|tax (?:id|number|reference)|tin|sozialversicherungsnummer|rentenversicherungsnummer|s[ée]curit[ée] sociale|num[ée]ro fiscal|seguridad social|dni|nie|nif|codice fiscale|bsn|burgerservicenummer|sofinummer|aadhaar|aadhar|pan (?:card|number)|personnummer|ahv\w*",
    ),
    (
        Identifier::MedicalRecords,
        "the number of a record",
        r"mrn|m\.r\.n\.|medical record|patient (?:id|number|no)|hospital (?:id|number|no)|chart|record|case (?:number|no|id|file)|file (?:number|no)|file|case|prescription|rx|docket|referral|lab (?:number|no|id)|accession|specimen|patientennummer|patienten-?id|fallnummer|aktenzeichen|aktennummer|akte|num[ée]ro de dossier|dossier (?:n[°o]|num[ée]ro)|dossier|historia cl[íi]nica|expediente|n[úu]mero de historia|cartella clinica|cartella|dossiernummer|pati[ëe]ntnummer",
    ),
    (
        Identifier::HealthPlans,
        "the number of an insurance",
        r"nhs|cip|nuss|nuhsa|carte vitale|policy|member(?:ship)? (?:id|number|no)|member|health plan|insurance|claim|beneficiary|medicare|medicaid|group (?:number|no)|subscriber|versichertennummer|versicherungsnummer|versicherten-?nr|krankenversicherten\w*|kassennummer|police|num[ée]ro d'assur[ée]|contrat|mutuelle|p[óo]liza|n[úu]mero de afiliad[oa]|tarjeta sanitaria|polizza|tessera sanitaria|polis(?:nummer)?|verzekeringsnummer|verzekerdennummer",
    ),
    (
        Identifier::Accounts,
        "the number of an account",
        r"account|acct|a/c|sort code|routing|iban|bic|card (?:number|no|ending)|credit card|debit card|customer (?:id|number|no)|invoice|reference (?:number|no)|booking|order (?:number|no)|kontonummer|konto|kundennummer|kunden-?nr|rechnungsnummer|num[ée]ro de compte|compte|num[ée]ro (?:de )?client|cuenta|n[úu]mero de cuenta|n[úu]mero de cliente|conto corrente|conto|rekening(?:nummer)?|klantnummer",
    ),
    (
        Identifier::Licences,
        "the number of a licence, passport or certificate",
        r"licen[cs]e|licen[cs]ed|certificate|certification|passport|permit|visa|dea|npi|student (?:id|number|no)|employee (?:id|number|no)|staff (?:id|number|no)|badge|prisoner (?:id|number|no)|inmate|service (?:number|no)|registration (?:number|no)|alien (?:number|no)|identity card|id card|id (?:number|no)|ausweis\w*|reisepass\w*|pass(?:nummer|-?nr)|f[üu]hrerschein\w*|personalausweis\w*|matrikelnummer|matrikel-?nr|personalnummer|zulassungsnummer|approbation\w*|passeport|carte d'identit[ée]|permis(?: de conduire)?|matricule|pasaporte|carn[ée](?: de conducir)?|permiso de conducir|licencia|patente|passaporto|carta d'identit[àa]|rijbewijs\w*|paspoort\w*|studentnummer|personeelsnummer",
    ),
    (
        Identifier::Other,
        "a number that stands for a person",
        r"(?:study|participant|subject|research|docket|tracking|voter|case|reference|ref|unique) ?(?:id|number|no|code|#)|id|kennnummer|kennung|identifiant|identificador",
    ),
];

/// The names of an identifier with a number after them.
fn named(identifier: Identifier, names: &str) -> String {
    let number = r"(?P<number>[A-Z]{0,6}[-/ ]?\d[A-Z0-9]*(?:[-/. ]?[A-Z0-9]*\d[A-Z0-9]*)*(?:[-/][A-Z0-9]{1,4})*)";
    // `visa application 4471902`, `the claim, no. 4471902`
    let link = r"(?:\s*(?:applications?|numbers?|nummer|no|nr|num[ée]ro|n[úu]mero|numero|code|card|id|plan|reference|ref|ending|plate))?(?:,\s*(?:no|nr|numbers?|nummer|num[ée]ro|n[úu]mero)\b)?\s*(?:(?:in|is|was|are|were|ist|war|lautet|est|[ée]tait|es|el|era|[èe]|reads|under|as|of)\s+)?(?:the\s+)?(?:n[°º]|№|#)?\s*[.:#=]?\s*[(\x22']?\s*(?:no\.?|nr\.?|n[°º])?\s*";
    // `her passport, X1234567, had expired`: after other numbers a comma divides.
    let link = if identifier == Identifier::Licences { link.replace("[.:#=]", "[.:#=,]") } else { link.to_owned() };
    format!(r"(?i)\b(?:{names}){link}{number}")
}

/// Of each of [`NAMES`], made where one stands in a text.
static NAMED: [OnceLock<Regex>; 6] = [const { OnceLock::new() }; 6];
/// Which of [`FORMS`], and after them which of [`NAMES`], stand in a text, in one walk over it.
static STANDS: LazyLock<RegexSet> = LazyLock::new(|| {
    let forms = FORMS.iter().map(|form| form.pattern.to_owned());
    expressions(forms.chain(NAMES.iter().map(|(identifier, _, names)| named(*identifier, names))))
});

/// Looks for them; the text has a digit.
pub(super) fn find(text: &str, found: &mut Found) {
    let stands = STANDS.matches(text);
    for form in FORMS.iter().enumerate().filter(|(at, _)| stands.matched(*at)).map(|(_, form)| form) {
        for at in form.shape.get_or_init(|| expression(form.pattern)).find_iter(text) {
            let joined = is_joined_before(text, at.start()) || is_joined_after(text, at.end());
            if !joined && !is_signed(text, at.start()) && (form.holds)(at.as_str()) {
                found.push(detail(Rule::Number, form.identifier, form.confidence, at.range(), form.what));
            }
        }
    }
    for (at, (identifier, what, names)) in NAMES.iter().enumerate().filter(|(at, _)| stands.matched(FORMS.len() + at)) {
        for caught in NAMED[at].get_or_init(|| expression(&named(*identifier, names))).captures_iter(text) {
            let Some(number) = caught.name("number") else { continue };
            // `{id="x10023"}`: what markup calls itself.
            if *identifier == Identifier::Other && caught.get(0).is_some_and(|all| all.as_str().starts_with("id=")) {
                continue;
            }
            let start = number.start() + number.as_str().len() - number.as_str().trim_start().len();
            let range = start..number.end();
            if is_joined_before(text, start)
                || is_joined_after(text, range.end)
                || !is_number(&text[range.clone()], *identifier)
            {
                continue;
            }
            found.push(detail(Rule::Number, *identifier, confidence(&text[range.clone()], *identifier), range, what));
        }
    }
}

/// A number with a plus or a zero before it is a phone's.
fn is_signed(text: &str, at: usize) -> bool {
    text[..at].ends_with('+') || text[at..].starts_with('+')
}

/// A number that holds against its rule and is named as one is more surely one than a phone's.
fn confidence(number: &str, identifier: Identifier) -> u8 {
    let holds =
        identifier == Identifier::SocialSecurity && bsn(number) || identifier == Identifier::HealthPlans && nhs(number);
    if holds { 98 } else { 90 }
}

/// Whether what follows a name is a number of that kind, and not a count, a year or a measure.
fn is_number(number: &str, identifier: Identifier) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    let letters = number.chars().filter(char::is_ascii_uppercase).count();
    let is_year =
        digits == 4 && letters == 0 && number.len() == 4 && (number.starts_with("19") || number.starts_with("20"));
    let least = if identifier == Identifier::Other { 5 } else { 4 };
    !is_year
        && (digits >= least || (digits >= 3 && letters >= 1) || (digits >= 2 && letters >= 2 && digits + letters >= 5))
}

/// American numbers that were given out (the first rules of 2011).
fn is_ssn(number: &str) -> bool {
    let parts: Vec<&str> = number.split(['-', ' ']).collect();
    let [area, group, serial] = parts[..] else { return false };
    area != "000" && area != "666" && !area.starts_with('9') && group != "00" && serial != "0000"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_is_named_is_one_and_a_count_is_none() {
        let found = |text: &'static str| -> Vec<&'static str> {
            let mut found = Found::new();
            find(text, &mut found);
            found.into_iter().map(|detail| &text[detail.range]).collect()
        };
        for (text, number) in
            [("MRN: 4471902", "4471902"), ("policy no. AB-99120", "AB-99120"), ("passport X1234567", "X1234567")]
        {
            assert_eq!(found(text), [number], "{text}");
        }
        for text in ["The record of 12 sessions", "policy 2019", "account of 30 minutes", "case 3"] {
            assert!(found(text).is_empty(), "{text}");
        }
    }
}
