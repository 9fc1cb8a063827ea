//! Those whom the field writes about: by what they do with ideas, by whom they stand beside, and by what is theirs.

use super::super::super::gazetteer::{Facts, Gazetteer};
use super::super::super::tokens::{Case, Gap};
use super::cues::owns;
use super::{Block, is_near};

/// Whether a surname alone is that of an author: joined to one whom the field knows, or one who does with an idea what nobody does to
/// somebody, or one of whom a theory is.
pub(in super::super) fn is_author(block: &Block<'_>, at: usize) -> bool {
    let facts = block.facts[at];
    let is_given = facts.has(Facts::GIVEN) && !facts.has(Facts::SURNAME) && !facts.has(Facts::KNOWN);
    // `Bion's containing`: what is of an author and of nobody's family or house.
    let owned = block.facts.get(at + 2).copied().unwrap_or_default();
    let is_of_many = facts.has(Facts::THEORIST);
    let is_somebodys = block.tokens.get(at + 2).is_some_and(|noun| {
        let one = Gazetteer::get().facts(noun.folded.strip_suffix('s').unwrap_or(&noun.folded));
        (owned | one).has(if is_of_many { Facts::KIN | Facts::OWNED | Facts::HOUSEHOLD } else { Facts::KIN })
    });
    let is_thought =
        (facts.has(Facts::KNOWN) || is_of_many) && owns(block, at + 1) && block.tokens.len() > at + 2 && !is_somebodys
            || is_of_many && is_authorship(block, at + 1);
    is_thought || !is_given && (is_beside_author(block, at) || is_theorist(block, at + 1) || has_theory(block, at))
}

/// `Kernberg, Kohut and Klein`, `Hayes and Strosahl`: a capital letter, and nothing but a comma or `and` between it and an author.
fn is_beside_author(block: &Block<'_>, at: usize) -> bool {
    let is_and =
        |at: usize| matches!(&*block.tokens[at].folded, "and" | "or" | "und" | "oder" | "et" | "ou" | "y" | "e" | "en");
    let is_comma = |at: usize| {
        let between = &block.text[block.tokens[at - 1].range.end..block.tokens[at].range.start];
        block.tokens[at].gap == Gap::Comma || between == " & "
    };
    let is_known = |at: usize| block.facts[at].has(Facts::KNOWN) && block.tokens[at].is_capital();
    let before = at.checked_sub(1).and_then(|before| {
        let is_joined = is_and(before) && block.tokens[at].gap == Gap::Space;
        if is_joined { before.checked_sub(1) } else { Some(before).filter(|_| is_comma(at)) }
    });
    let after = (at + 1 < block.tokens.len()).then(|| match block.tokens[at + 1].gap {
        _ if is_comma(at + 1) => Some(if is_and(at + 1) { at + 2 } else { at + 1 }),
        Gap::Space if is_and(at + 1) => Some(at + 2),
        _ => None,
    });
    let after = after.flatten();
    before.is_some_and(is_known) || after.is_some_and(|after| after < block.tokens.len() && is_known(after))
}

/// Whether what stands at a place is what theorists alone do.
fn is_theorist(block: &Block<'_>, at: usize) -> bool {
    const VERBS: [&str; 22] = [
        "distinguishes",
        "distinguish",
        "distinguished",
        "argues",
        "argued",
        "coined",
        "theorised",
        "theorized",
        "postulated",
        "postulates",
        "conceptualises",
        "conceptualizes",
        "conceptualised",
        "hypothesised",
        "unterscheidet",
        "unterscheiden",
        "postuliert",
        "distingue",
        "distinguent",
        "distinguen",
        "postula",
        "sostiene",
    ];
    block.tokens.get(at).is_some_and(|next| next.gap == Gap::Space && VERBS.contains(&&*next.folded))
}

/// `Die Schematherapie nach Young`, `the model of Hill`: after a theory and a little word.
fn has_theory(block: &Block<'_>, at: usize) -> bool {
    const THEORIES: [&str; 24] = [
        "therapie",
        "therapy",
        "modell",
        "model",
        "modele",
        "modelo",
        "modello",
        "theorie",
        "theory",
        "theories",
        "teoria",
        "methode",
        "method",
        "metodo",
        "ansatz",
        "approach",
        "konzept",
        "concept",
        "skala",
        "scale",
        "echelle",
        "escala",
        "technik",
        "technique",
    ];
    let is_little = at.checked_sub(1).is_some_and(|before| {
        block.tokens[at].gap == Gap::Space
            && matches!(
                &*block.tokens[before].folded,
                "nach" | "of" | "by" | "de" | "von" | "di" | "van" | "selon" | "segun"
            )
    });
    let theory = at.checked_sub(2).map_or("", |theory| &*block.tokens[theory].folded);
    is_little && THEORIES.iter().any(|ending| theory.ends_with(ending))
}

/// Whether what stands at a place is what an author does with an idea.
pub(super) fn is_authorship(block: &Block<'_>, at: usize) -> bool {
    const VERBS: [&str; 38] = [
        "wrote",
        "writes",
        "argued",
        "argues",
        "described",
        "describes",
        "proposed",
        "proposes",
        "suggested",
        "suggests",
        "observed",
        "defined",
        "defines",
        "distinguished",
        "distinguishes",
        "introduced",
        "coined",
        "found",
        "thought",
        "saw",
        "spoke",
        "speaks",
        "meant",
        "considered",
        "schrieb",
        "schreibt",
        "beschrieb",
        "beschreibt",
        "nannte",
        "nennt",
        "sprach",
        "parlait",
        "parle",
        "ecrivait",
        "hablaba",
        "habla",
        "escribio",
        "scrisse",
    ];
    block.tokens.get(at).is_some_and(|next| next.gap == Gap::Space && VERBS.contains(&&*next.folded))
}

/// `Parkinson's disease`, `Beck (1979)`: named after somebody, or cited.
pub(super) fn is_called_after(block: &Block<'_>, end: usize) -> bool {
    let mut next = end;
    if block.tokens.get(next).is_some_and(|token| &*token.folded == "s" && token.gap == Gap::Joined) {
        next += 1;
    }
    // `Julia's test`: somebody's own.
    let facts = block.facts[end - 1];
    let is_own = next > end && facts.has(Facts::PURE) && !facts.has(Facts::KNOWN);
    let is_test = !is_own
        && block.tokens.get(next).is_some_and(|token| matches!(token.gap, Gap::Space | Gap::Joined))
        && block.facts[next].has(Facts::TEST);
    // `Cohen's d`, `Fleiss' kappa`
    let is_statistic = next > end
        && block.tokens.get(next).is_some_and(|token| {
            let is_letter = matches!(&*token.folded, "d" | "f" | "g" | "h" | "q" | "r" | "t" | "u" | "v" | "w");
            token.gap == Gap::Space && token.case == Case::Lower && is_letter
                || matches!(&*token.folded, "kappa" | "alpha" | "omega" | "tau" | "rho" | "delta" | "lambda")
        });
    let last = block.tokens[end - 1].range.end;
    let rest = block.text[last..].trim_start_matches(['\'', 's', ' ', ',', '(', '&']);
    let is_year = rest.len() < block.text[last..].len()
        && (rest.starts_with("19") || rest.starts_with("20"))
        && rest.bytes().take(4).all(|byte| byte.is_ascii_digit())
        && rest.len() >= 4;
    let is_cited = is_year || block.text[last..].trim_start().starts_with("et al");
    is_test || is_cited || is_statistic || is_work(block, end) || is_cited_with(&block.text[last..])
}

/// `Levenson's brief dynamic therapy`: what is thought or written by somebody, after a surname.
fn is_work(block: &Block<'_>, end: usize) -> bool {
    const WORKS: [&str; 16] = [
        "definition",
        "concept",
        "notion",
        "hypothesis",
        "paradigm",
        "approach",
        "framework",
        "experiment",
        "protocol",
        "principle",
        "postulate",
        "essay",
        "typology",
        "taxonomy",
        "formulation",
        "metaphor",
    ];
    let is_given = block.facts[end - 1].has(Facts::GIVEN) && !block.facts[end - 1].has(Facts::KNOWN);
    let is_lower = |at: &usize| {
        block.tokens[*at].gap == Gap::Space
            && block.tokens[*at].case == Case::Lower
            && !block.facts[*at].has(Facts::NEVER)
    };
    let noun = |at: usize| {
        (block.facts[at].has(Facts::TEST) || WORKS.contains(&&*block.tokens[at].folded))
            && !block.facts[at].has(Facts::OWNED)
    };
    owns(block, end) && !is_given && (end + 1..block.tokens.len()).take(3).take_while(is_lower).any(noun)
}

/// `Lambert and Shimokawa (2011)`: a name before others, of which the last has the year of a work in brackets.
fn is_cited_with(after: &str) -> bool {
    let mut rest = after;
    for _ in 0..4 {
        let Some(next) =
            [", and ", " and ", " & ", " und ", " et ", " y ", ", "].iter().find_map(|and| rest.strip_prefix(and))
        else {
            return false;
        };
        let length = next.find(|c: char| !c.is_alphabetic() && c != '-' && c != '\'').unwrap_or(next.len());
        if length < 2 || !next.starts_with(char::is_uppercase) {
            return false;
        }
        rest = &next[length..];
        let year = rest.trim_start_matches("'s").strip_prefix(" (");
        if year.is_some_and(|year| year.starts_with("19") || year.starts_with("20")) {
            return true;
        }
    }
    false
}

/// `Guilford Press`: what publishes, under whatever name.
pub(super) fn is_publisher(block: &Block<'_>, first: usize, end: usize) -> bool {
    const HOUSES: [&str; 9] =
        ["press", "verlag", "books", "publications", "publishers", "publishing", "editions", "editorial", "uitgeverij"];
    // `Published by`, `Erschienen bei`, `Paru chez`
    const PUBLISHED: [&str; 13] = [
        "published",
        "publisher",
        "erschienen",
        "erscheint",
        "erschien",
        "verlegt",
        "paru",
        "parue",
        "publie",
        "publiee",
        "publicado",
        "publicada",
        "pubblicato",
    ];
    let is_house = end - first > 1 && HOUSES.contains(&&*block.tokens[end - 1].folded);
    let before = first.checked_sub(2).map_or("", |before| &*block.tokens[before].folded);
    is_house
        || PUBLISHED.contains(&before)
            && is_near(block, first)
            && is_near(block, first - 1)
            && !block.facts[first].has(Facts::GIVEN)
}
