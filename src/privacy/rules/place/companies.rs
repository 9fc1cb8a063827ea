//! Employers with their names.

use std::sync::LazyLock;

use regex::Regex;

use super::super::super::gazetteer::Facts;
use super::super::super::tokens::{Gap, Token};
use super::{Block, Found, expression, place};

/// `Hughes & Sons`
static PARTNERS: LazyLock<Regex> =
    LazyLock::new(|| expression(r"\b\p{Lu}[\p{L}'-]+ (?:&|and|und|et) (?:Sons|Daughters|Brothers|Co|Söhne|Fils)\b"));

/// Looks for them: `works at Hartwell Logistics`, `Meyer GmbH`.
pub(super) fn companies(block: &Block<'_>, found: &mut Found) {
    static EMPLOYED: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"(?i)\b(?:works?|worked|working|employed|job|nurse|engineer|clerk|driver|manager|arbeitet|arbeitete|angestellt|travaille|travaillait|trabaja|trabajaba|lavora|lavorava|werkt|werkte) (?:at|for|bei|chez|en|per|presso|bij) (?P<name>(?-i:\p{Lu}[\p{L}&'-]+(?: (?:& |and |und )?\p{Lu}[\p{L}&'-]+){0,3}))",
        )
    });
    const AT: [&str; 8] = ["at", "for", "bei", "chez", "en", "per", "presso", "bij"];
    let is_at = |pair: &[Token]| pair[1].is_capital() && pair[1].gap == Gap::Space && AT.contains(&&*pair[0].folded);
    if block.tokens.windows(2).any(is_at) {
        for name in EMPLOYED.captures_iter(block.text).filter_map(|caught| caught.name("name")) {
            found.push(place(74, name.range(), "an employer with its name"));
        }
    }
    // `Hughes & Sons`
    if block.text.contains('&') || block.facts.iter().any(|facts| facts.has(Facts::COMPANY)) {
        found.extend(PARTNERS.find_iter(block.text).map(|at| place(78, at.range(), "an employer with its name")));
    }
    let is_company = |at: &usize| block.facts[*at].has(Facts::COMPANY) && block.tokens[*at].is_capital();
    for at in (1..block.tokens.len()).filter(is_company) {
        let before = &block.tokens[at - 1];
        let is_sure = matches!(
            &*block.tokens[at].folded,
            "ltd" | "inc" | "llc" | "plc" | "gmbh" | "ag" | "logistics" | "motors" | "industries" | "airlines"
        );
        if is_sure
            && block.tokens[at].gap == Gap::Space
            && before.is_capital()
            && !block.facts[at - 1].has(Facts::NEVER)
        {
            let first = (1..at)
                .rev()
                .take_while(|first| block.tokens[*first].gap == Gap::Space && block.tokens[first - 1].is_capital())
                .last();
            let first = first.map_or(at - 1, |first| first - 1);
            found.push(place(
                78,
                block.tokens[first].range.start..block.tokens[at].range.end,
                "an employer with its name",
            ));
        }
    }
}
