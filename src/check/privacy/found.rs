//! What all findings of persons have: their code, what programs are told of them, and how words are compared.

use serde_json::json;

use crate::diagnostic::Code;
use crate::privacy::{Identifier, Rule, fold};

/// The words of a text, folded, with single spaces between them.
pub(super) fn words(text: &str) -> String {
    let folded = fold(text).replace("**", "");
    folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// What programs are told: the identifier of the Safe Harbor list, the confidence from 0 to 1, and what could be written.
pub(super) fn data(identifier: Identifier, confidence: u8, instead: Option<&str>) -> serde_json::Value {
    let mut data = json!({
        "identifier": { "number": identifier.number(), "name": identifier.name() },
        "confidence": f64::from(confidence) / 100.0,
    });
    if let Some(instead) = instead {
        data["instead"] = instead.into();
    }
    data
}

/// The code of a rule.
pub(super) fn code(rule: Rule) -> Code {
    match rule {
        Rule::Name => Code::PrivacyName,
        Rule::Place => Code::PrivacyPlace,
        Rule::Date => Code::PrivacyDate,
        Rule::Age => Code::PrivacyAge,
        Rule::Phone => Code::PrivacyPhone,
        Rule::Email => Code::PrivacyEmail,
        Rule::Url => Code::PrivacyUrl,
        Rule::Ip => Code::PrivacyIp,
        Rule::Number => Code::PrivacyNumber,
        Rule::Vehicle => Code::PrivacyVehicle,
        Rule::Device => Code::PrivacyDevice,
        Rule::Biometric => Code::PrivacyBiometric,
        Rule::Photo => Code::PrivacyPhoto,
        Rule::Combination => Code::PrivacyCombination,
        Rule::Pseudonym => Code::PrivacyPseudonym,
        Rule::Metadata => Code::PrivacyMetadata,
    }
}
