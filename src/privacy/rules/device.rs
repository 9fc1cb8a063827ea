//! Numbers of devices: serial numbers, IMEI, MAC addresses, UUIDs.

use std::sync::LazyLock;

use regex::Regex;

use super::super::check_digits::luhn;
use super::{Found, Identifier, Rule, detail, expression, is_joined_after, is_joined_before};

static NAMED: LazyLock<Regex> = LazyLock::new(|| {
    let names = r"serial(?: (?:number|no|id))?|s/n|sn|imei|meid|udid|imsi|iccid|device(?: (?:id|number|no|identifier|serial))|pacemaker|defibrillator|implant|hearing aid|insulin pump|pump|cgm|seriennummer|seriennr|ger[äa]tenummer|ger[äa]te-?(?:id|nr)|herzschrittmachers?|h[öo]rger[äa]t(?:e?s)?|num[ée]ro de s[ée]rie|n[°º] de s[ée]rie|st?imulateur|n[úu]mero de serie|marcapasos|numero di serie|matricola|serienummer";
    expression(&format!(
        r"(?i)\b(?:{names})\b[^\n\d]{{0,18}}?(?P<number>(?-i:[A-Z]{{0,5}}[-/]?[A-Z0-9]*\d[A-Z0-9]*(?:[-/ ][A-Z0-9]*\d[A-Z0-9]*)*(?:[-/][A-Z0-9]{{1,4}})*))"
    ))
});
static IMEI: LazyLock<Regex> = LazyLock::new(|| expression(r"\d{2}[- ]?\d{6}[- ]?\d{6}[- ]?\d"));
static MAC: LazyLock<Regex> = LazyLock::new(|| expression(r"(?i)[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}"));
static UUID: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"));

/// Looks for them.
pub(super) fn find(text: &str, found: &mut Found) {
    let device =
        |confidence, range| detail(Rule::Device, Identifier::Devices, confidence, range, "the number of a device");
    let is_alone = |start, end| !is_joined_before(text, start) && !is_joined_after(text, end);
    if text.contains([':', '-']) {
        let marked = MAC.find_iter(text).chain(UUID.find_iter(text));
        found.extend(marked.filter(|at| is_alone(at.start(), at.end())).map(|at| device(93, at.range())));
    }
    for at in IMEI.find_iter(text).filter(|at| is_alone(at.start(), at.end()) && luhn(at.as_str())) {
        found.push(device(96, at.range()));
    }
    for number in NAMED.captures_iter(text).filter_map(|caught| caught.name("number")) {
        let digits = number.as_str().chars().filter(char::is_ascii_digit).count();
        let is_long = number.as_str().len() >= 5 && digits >= 3;
        if is_long && is_alone(number.start(), number.end()) {
            found.push(device(94, number.range()));
        }
    }
}
