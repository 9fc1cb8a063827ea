//! Places smaller than a country or a region: towns, addresses, postal codes, and institutions and employers with names.

mod companies;
mod forms;
mod towns;

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Match, Regex};

use super::super::gazetteer::Facts;
use super::super::language::Language;
use super::super::tokens::{Capitals, Case, Gap, Token};
use super::{Block, Detail, Found, Identifier, Rule, expression, is_joined_after, is_joined_before};
use companies::companies;
use forms::{ADDRESS, POSTAL};
use towns::towns;

/// Institutions of which the kind comes first: `hôpital Saint-Louis`.
static KIND_FIRST: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"\b(?i:h[ôo]pital|clinique|lyc[ée]e|coll[èe]ge|[ée]cole|universit[ée]|[ée]glise|hospital|cl[íi]nica|colegio|instituto|universidad|iglesia|ospedale|liceo|scuola|universit[àa]|krankenhaus|klinikum|klinik|universit[äa]t|gymnasium|university of|church of|bank of) (?:de la |de l'|des |du |de |del |di |d')?(?:\p{Lu}[\p{L}'.-]+)(?: (?:de |la |y |e )?\p{Lu}[\p{L}'-]+)*",
    )
});
/// `Colegio Oficial`: what kind of institution it is, and no name.
const PLAIN_KINDS: [&str; 24] = [
    "Oficial",
    "Nacional",
    "Nacionales",
    "General",
    "Generale",
    "G\u{e9}n\u{e9}ral",
    "G\u{e9}n\u{e9}rale",
    "National",
    "Nationale",
    "Nazionale",
    "R\u{e9}gional",
    "Regional",
    "Regionale",
    "Universitario",
    "Universitaria",
    "Universitaire",
    "Municipal",
    "Normale",
    "Superior",
    "Sup\u{e9}rieure",
    "Superiore",
    "Cat\u{f3}lica",
    "Public",
    "Psychiatrische",
];
static GERMAN: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"\b\p{Lu}\p{Ll}+(?:er )?-?(?:\p{Lu}[\p{L}-]+-)?(?:Schule|Gymnasium|Klinikum|Klinik|Krankenhaus|Universitätsklinikum|Kirche|Werk)\b",
    )
});

/// Looks for them.
pub(super) fn find(block: &Block<'_>, has_figures: bool, found: &mut Found) {
    let text = block.text;
    let has_digit = text.bytes().any(|byte| byte.is_ascii_digit());
    if has_figures {
        for form in POSTAL.iter() {
            for caught in form.captures_iter(text) {
                let range = caught.name("place").or_else(|| caught.get(0)).map(|at| at.range()).unwrap_or_default();
                if is_alone(text, &range) && !is_year_before_noun(text, &range) {
                    found.push(place(88, range, "an address or a postal code"));
                }
            }
        }
    }
    let has_street = || block.tokens.iter().zip(block.facts).any(|(token, facts)| is_street(token, *facts));
    if has_digit && has_house(block) || has_street() {
        for form in ADDRESS.iter() {
            for caught in form.captures_iter(text) {
                let Some(at) = caught.name("place").or_else(|| caught.get(0)) else { continue };
                // `admitted via ED`
                let is_way = block.language == Language::English && at.as_str().starts_with("via ");
                if is_alone(text, &at.range()) && !ends_in_year(at.as_str()) && !is_way {
                    found.push(place(88, at.range(), "an address"));
                }
            }
        }
    }
    if block.facts.iter().any(|facts| facts.has(Facts::INSTITUTION)) {
        named_institutions(block, found);
    }
    if block.tokens.iter().zip(block.facts).any(|(token, facts)| facts.has(Facts::INSTITUTION) && is_kind(token)) {
        let found_first = KIND_FIRST.find_iter(text).chain(GERMAN.find_iter(text));
        let is_named = |at: &Match<'_>| {
            !at.as_str()
                .split(' ')
                .skip(1)
                .filter(|word| word.starts_with(char::is_uppercase))
                .all(|word| PLAIN_KINDS.contains(&word))
        };
        let found_first = found_first.filter(is_named);
        let whole = |at: Match<'_>| at.start()..at.start() + at.as_str().trim_end_matches('.').len();
        found.extend(found_first.map(|at| place(78, whole(at), "an institution with its name")));
    }
    if has_digit {
        houses(block, found);
    }
    companies(block, found);
    towns(block, found);
}

fn place(confidence: u8, range: Range<usize>, what: &'static str) -> Detail {
    let instead = match what {
        "an institution with its name" => Some("an institution".to_owned()),
        "an employer with its name" => Some("an employer".to_owned()),
        "a town" => Some("a town".to_owned()),
        _ => Some("an address in the area".to_owned()),
    };
    Detail { range, rule: Rule::Place, identifier: Identifier::Places, confidence, what, instead }
}

fn is_alone(text: &str, range: &Range<usize>) -> bool {
    !is_joined_before(text, range.start)
        && !is_joined_after(text, range.end)
        && !text[..range.start].ends_with(['@', '/'])
        // `BP 128/84`
        && !text[range.end..].starts_with('/')
}

/// `Im Herbst 2019`: a year looks like the number of a house.
fn ends_in_year(address: &str) -> bool {
    let last = address.rsplit(' ').next().unwrap_or_default();
    address.starts_with("Im ") && last.len() == 4 && (last.starts_with("19") || last.starts_with("20"))
}

/// `2019 Studien`: a year and a noun look like a postal code and a town.
fn is_year_before_noun(text: &str, range: &Range<usize>) -> bool {
    let digits = text[range.clone()].chars().take_while(char::is_ascii_digit).count();
    digits == 4
        && text[range.clone()].starts_with(['1', '2'])
        && !text[range.clone()].chars().skip(4).any(char::is_uppercase)
}

/// Whether a number stands where one of a house or a flat does: beside a word with a capital letter, or after what has such a number.
fn has_house(block: &Block<'_>) -> bool {
    const NUMBERED: [&str; 13] = [
        "flat",
        "apartment",
        "apt",
        "suite",
        "unit",
        "studio",
        "wohnung",
        "appartement",
        "piso",
        "interno",
        "box",
        "bp",
        "correos",
    ];
    if block.capitals == Capitals::All {
        return true;
    }
    let is_capital = |at: usize| block.tokens.get(at).is_some_and(Token::is_capital);
    let goes_on = |at: usize| {
        block.tokens.get(at).is_some_and(|token| !matches!(token.gap, Gap::Stop | Gap::Begins | Gap::Block))
    };
    (0..block.tokens.len()).filter(|at| block.tokens[*at].case == Case::Number).any(|at| {
        let is_after = (1..4).any(|back| at.checked_sub(back).is_some_and(is_capital));
        let is_before = goes_on(at + 1) && (is_capital(at + 1) || goes_on(at + 2) && is_capital(at + 2));
        let is_numbered = (1..3)
            .any(|back| at.checked_sub(back).is_some_and(|before| NUMBERED.contains(&&*block.tokens[before].folded)));
        is_after || is_before || is_numbered
    })
}

/// Whether a word is one of those before or after which [`KIND_FIRST`] and [`GERMAN`] look for a name.
fn is_kind(token: &Token) -> bool {
    const KINDS: [&str; 31] = [
        "hopital",
        "clinique",
        "lycee",
        "college",
        "ecole",
        "universite",
        "eglise",
        "hospital",
        "clinica",
        "colegio",
        "instituto",
        "universidad",
        "iglesia",
        "ospedale",
        "liceo",
        "scuola",
        "universita",
        "krankenhaus",
        "klinikum",
        "klinik",
        "universitat",
        "gymnasium",
        "university",
        "church",
        "bank",
        "schule",
        "universitatsklinikum",
        "kirche",
        "werk",
        "grundschule",
        "realschule",
    ];
    KINDS.contains(&&*token.folded)
}

/// `Street`, `rue`; English words for streets are words of many meanings without a capital letter.
fn is_street(token: &Token, facts: Facts) -> bool {
    facts.has(Facts::ROAD) || facts.has(Facts::STREET) && token.is_capital()
}

/// `the letter from Mladoboleslavská 8`: a number that ends a sentence or a part of one, after a word that no list knows.
fn houses(block: &Block<'_>, found: &mut Found) {
    let is_short = |word: &str| {
        word.bytes().take_while(u8::is_ascii_digit).count() < 5
            && word.starts_with(|c: char| c.is_ascii_digit())
            && word.len() < 6
    };
    for at in (2..block.tokens.len())
        .filter(|at| block.tokens[*at].case == Case::Number && is_short(&block.tokens[*at].folded))
    {
        let ends = block.tokens.get(at + 1).is_none_or(|next| !matches!(next.gap, Gap::Space | Gap::Joined));
        let is_near = |at: usize| matches!(block.tokens[at].gap, Gap::Space | Gap::Stop);
        if !ends || block.tokens[at].gap != Gap::Space {
            continue;
        }
        let street = (1..at).rev().take(4).take_while(|at| block.tokens[*at].is_capital() && is_near(*at)).last();
        let Some(first) = street else { continue };
        let is_new = |at: usize| block.tokens[at].case == Case::Title && block.is_unheard(at);
        let is_never = |at: usize| {
            block.facts[at].has(Facts::NEVER | Facts::TEST | Facts::LETTERED | Facts::MONTH | Facts::INSTITUTION)
        };
        let before = block.facts[first - 1];
        if before.has(Facts::AT)
            && block.tokens[first].gap == Gap::Space
            && (first..at).any(is_new)
            && !(first..at).any(is_never)
        {
            found.push(place(72, block.tokens[first].range.start..block.tokens[at].range.end, "an address"));
        }
    }
}

/// Words before `Hospital` and its kin that say which kind it is, and are no name.
const PLAIN: [&str; 29] = [
    "royal",
    "national",
    "international",
    "american",
    "british",
    "european",
    "federal",
    "central",
    "state",
    "regional",
    "psychiatric",
    "teaching",
    "district",
    "the",
    "a",
    "an",
    "our",
    "my",
    "his",
    "her",
    "their",
    "general",
    "primary",
    "high",
    "elementary",
    "secondary",
    "middle",
    "local",
    "public",
];

/// Capitals before `Hospital`, `School` and their kin.
fn named_institutions(block: &Block<'_>, found: &mut Found) {
    for at in
        (0..block.tokens.len()).filter(|at| block.facts[*at].has(Facts::INSTITUTION) && block.tokens[*at].is_capital())
    {
        let mut first = at;
        let mut has_name = false;
        while first > 0 && at - first < 5 {
            let (token, gap) = (&block.tokens[first - 1], block.tokens[first].gap);
            let is_saint = gap == Gap::Stop && matches!(&*token.folded, "st" | "mt");
            let goes_on = matches!(gap, Gap::Space | Gap::Joined) || is_saint;
            let is_inside = token.is_capital() || matches!(&*token.folded, "s" | "of" | "and" | "for");
            if !goes_on || !is_inside || PLAIN.contains(&&*token.folded) && token.begins() {
                break;
            }
            first -= 1;
            has_name |= token.is_capital()
                && token.folded.len() > 1
                && !PLAIN.contains(&&*token.folded)
                && !block.facts[first].has(Facts::INSTITUTION)
                && !(token.begins() && block.facts[first].has(Facts::NEVER));
        }
        while first < at && (!block.tokens[first].is_capital() || block.facts[first].has(Facts::NEVER)) {
            first += 1;
        }
        // `Cambridge University Press`
        let is_publisher = block.tokens.get(at + 1).is_some_and(|next| {
            next.gap == Gap::Space
                && next.is_capital()
                && matches!(&*next.folded, "press" | "books" | "verlag" | "publications")
        });
        if has_name && first < at && !is_publisher {
            let range = block.tokens[first].range.start..block.tokens[at].range.end;
            found.push(place(86, range, "an institution with its name"));
        }
    }
}
