//! Addresses on the internet, of version 4 and 6.

use std::net::{Ipv4Addr, Ipv6Addr};
use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Identifier, Rule, detail, expression, is_joined_after, is_joined_before};

static FOUR: LazyLock<Regex> = LazyLock::new(|| expression(r"\d{1,3}(?:\.\d{1,3}){3}"));
static SIX: LazyLock<Regex> = LazyLock::new(|| expression(r"(?i)[0-9a-f]{0,4}:(?:[0-9a-f]{0,4}:){1,6}[0-9a-f]{1,4}"));
static VERSION: LazyLock<Regex> = LazyLock::new(|| {
    expression(r"(?i)\b(?:versions?|v|release|build|section|chapter|kapitel|chapitre|step|abschnitt)\.?\s*$")
});

/// Looks for them.
pub(super) fn find(text: &str, found: &mut Found) {
    let ip = |confidence, range| detail(Rule::Ip, Identifier::IpAddresses, confidence, range, "an IP address");
    if text.contains('.') {
        for at in FOUR.find_iter(text) {
            let goes_on =
                text[at.end()..].starts_with('.') && text[at.end() + 1..].starts_with(|c: char| c.is_ascii_digit());
            let joined = is_joined_before(text, at.start()) || is_joined_after(text, at.end()) || goes_on;
            let is_part = text[..at.start()].ends_with('.') || VERSION.is_match(&text[..at.start()]);
            // That of the machine itself is everybody's.
            let is_somewhere = |address: Ipv4Addr| !address.is_loopback() && !address.is_unspecified();
            if !joined && !is_part && at.as_str().parse().is_ok_and(is_somewhere) {
                found.push(ip(90, at.range()));
            }
        }
    }
    if text.contains(':') {
        for at in SIX.find_iter(text) {
            let joined = is_joined_before(text, at.start()) || is_joined_after(text, at.end());
            let has_figure = at.as_str().chars().any(|c| c.is_ascii_digit());
            let is_somewhere = |address: Ipv6Addr| !address.is_loopback();
            if !joined && has_figure && at.as_str().parse().is_ok_and(is_somewhere) {
                found.push(ip(95, at.range()));
            }
        }
    }
}
