//! Phone and fax numbers: international, or as the United States, the United Kingdom, Germany, France, Spain, Italy, India
//! and the Netherlands write them; or any number that is named as one.

use std::sync::LazyLock;

use regex::Regex;

use super::super::gazetteer::Facts;
use super::{Block, Found, Identifier, Rule, detail, expression, is_joined_after, is_joined_before};

/// What names a phone.
const NAMES: &str = r"phone|telephone|tel|call(?:ed|ing)?|mobile|cell|landline|ring|rang|text(?:ed|ing)?|dial(?:led)?|whats ?app|sms|signal|voicemail|pager|reach(?:ed)? (?:me|her|him|them|us)|number|telefon\w*|handy\w*|anruf\w*|rufnummer|mobil\w*|durchwahl|t[ée]l[ée]phone|portable|appel\w*|n[uú]m[ée]ro|tel[ée]fono|m[óo]vil|ll[aá]m\w*|cellulare|chiam\w*|numero|telefoon\w*|mobiel\w*|bel\w{0,2}";
const FAX: &str = r"fax|telefax|t[ée]l[ée]copie";

static NAME_BEFORE: LazyLock<Regex> =
    LazyLock::new(|| expression(&format!(r"(?i)\b(?:(?P<fax>{FAX})|{NAMES})\b[^\d\n]{{0,24}}$")));
static RUN: LazyLock<Regex> = LazyLock::new(|| expression(r"[+(]{0,2}\d(?:[ ./()-]{0,3}\d){5,14}"));
static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    let shapes = [
        r"0 ?[1-9]\d{1,4} / ?\d[\d ]{4,12}",
        r"(?:\+|00)[1-9]\d{0,2}(?:[ ./()-]{0,2}\d){6,12}",
        r"(?:1[ .-]?)?\([2-9]\d{2}\)[ .-]?[2-9]\d{2}[ .-]?\d{4}",
        r"(?:1[ .-])?[2-9]\d{2}[.-][2-9]\d{2}[.-]\d{4}",
        r"[2-9]\d{2} [2-9]\d{2} \d{4}",
        r"[2-9]\d{2}[ ][2-9]\d{2}-\d{4}",
        r"555-\d{4}",
        r"\(?0[1-9]\d{1,4}\)?[ /-]{1,3}\d{3,4}[ -]?\d{3,5}(?:[ -]\d{1,4})?",
        r"0[1-9](?:[ .-]\d{2}){4}",
        r"0[1-9]\d{8,10}",
        r"0[1-9]\d ?\d{3}[ -]?\d{4}",
        r"0[1-9]-?[1-9]\d{7}",
        r"0[1-9]\d{1,3}(?: \d{2,4}){2,4}",
        r"[67]\d{2} \d{2} \d{2} \d{2}",
        r"[679]\d{2} \d{3} \d{3}",
        r"[6-9]\d{4}[ -]\d{5}",
        r"3\d{2} \d{6,7}",
        r"3\d{2} \d{3} \d{4}",
    ];
    expression(&format!("^(?:{})$", shapes.join("|")))
});

/// Looks for them; the text has a digit.
pub(super) fn find(text: &str, found: &mut Found) {
    for at in RUN.find_iter(text) {
        // `((980) 784-2581)`: brackets that are opened and not closed are no part of the number.
        let open = at.as_str().matches('(').count().saturating_sub(at.as_str().matches(')').count());
        let start = at.start() + open.min(at.as_str().bytes().take_while(|byte| *byte == b'(').count());
        let number = &text[start..at.end()];
        if is_joined_before(text, start) || is_joined_after(text, at.end()) || is_something_else(text, start, at.end())
        {
            continue;
        }
        let named = NAME_BEFORE.captures(&text[..start]);
        let is_fax = named.as_ref().is_some_and(|named| named.name("fax").is_some());
        // Thousands may have spaces between them.
        let groups: Vec<&str> = number.split(' ').collect();
        let is_count = (2..4).contains(&groups.len()) && groups[1..].iter().all(|group| group.len() == 3);
        // `en el 686 116 491`: nobody counts so far.
        let is_counted = is_count && !(groups.len() == 3 && has_article(&text[..start]));
        let confidence = match (named.is_some(), SHAPE.is_match(number)) {
            (true, true) => 97,
            (true, false) => 80,
            (false, true) if !is_counted => 85,
            _ => continue,
        };
        let (identifier, what) =
            if is_fax { (Identifier::Faxes, "a fax number") } else { (Identifier::Phones, "a phone number") };
        found.push(detail(Rule::Phone, identifier, confidence, start..at.end(), what));
    }
}

/// Whether an article stands at a text's end that one has no number of things after.
fn has_article(before: &str) -> bool {
    [" el ", " al ", " au ", " le ", " il "].iter().any(|article| before.ends_with(article))
}

/// Whether a run of digits is a date, a DOI, an ISBN, a decimal number or a range of years.
fn is_something_else(text: &str, start: usize, end: usize) -> bool {
    static DATE: LazyLock<Regex> = LazyLock::new(|| {
        expression(
            r"^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./ ]\d{1,2}[-./ ]\d{4}|(?:19|20)\d{2} ?- ?(?:19|20)\d{2}|\d+\.\d+|\d{1,3}(?:[.,]\d{3})+)$",
        )
    });
    let before = text[..start].trim_end_matches([' ', ':']);
    let is_book =
        ["ISBN", "ISSN", "isbn", "issn", "doi", "DOI", "pmid", "PMID"].iter().any(|name| before.ends_with(name));
    let in_doi = text[..start].ends_with("10.") || text[start..end].starts_with("10.") || text[..start].ends_with('/');
    let is_money = text[..start].trim_end().ends_with(['$', '€', '£', '₹']);
    DATE.is_match(&text[start..end]) || is_book || in_doi || is_money
}

/// Digits spelled out: `five five five, one two three four`.
pub(super) fn in_words(block: &Block<'_>, found: &mut Found) {
    const LEAST: usize = 6;
    let mut first = None;
    let mut count = 0;
    for at in 0..block.tokens.len() {
        if is_spelled(block, at) {
            first.get_or_insert(at);
            count += 1;
            continue;
        }
        end_run(block, first.take(), count, LEAST, found);
        count = 0;
    }
    end_run(block, first, count, LEAST, found);
}

fn end_run(block: &Block<'_>, first: Option<usize>, count: usize, least: usize, found: &mut Found) {
    let Some(first) = first.filter(|_| count >= least) else { return };
    let range = block.tokens[first].range.start..block.tokens[first + count - 1].range.end;
    found.push(detail(Rule::Phone, Identifier::Phones, 80, range, "a number spelled out"));
}

fn is_spelled(block: &Block<'_>, at: usize) -> bool {
    let word = &block.tokens[at].folded;
    block.facts[at].has(Facts::FIGURE) || (word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_digit()))
}
