//! Exact ages, in figures and in words.

mod elsewhere;
mod english;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::gazetteer::Facts;
use super::super::language::Language;
use super::super::propose;
use super::{Block, Detail, Form, Found, Identifier, Rule, expression};

/// How sure it is that `at 12` is an age, in percent.
const AT: u8 = 72;
/// A range of so many years says as much as an age; a wider one is a group.
const NARROW: u32 = 4;

/// A length of time, or an age of many.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)(?:\bfor|\bover|\bpast|\blast|\bafter|\bwithin|\bpendant|\bdepuis|\bil y a|\bdurante|\bhace|\bseit|\bvor|\bnach|\bfa|\bper|\bplus|\bmoins|\bm[áa]s|\bdans|\bof more|\bsince|\bmarriage of|\bhistoire|\bcours|\bdes?puis|\bexp[ée]rience|\bmariage|\bmatrimonio|\bcarrera|\bau bout|\bil y|carri[èe]re|\bmenores|\bmayores|\bmoins|\bminori|\bmaggiori|\bunter|\b[üu]ber|\bab|\bunder|\bmean|\baverage|\bmedian|\bmittler\p{L}*|\bdurchschnitt\p{L}*|\bmoyen(?:ne)?|\bmedian[ao]?|\bmedi[ao]|\bmaximum|\bminimum|\bpeine|\bpena|\bcondena|\bdopo|\btras|\bapr[èe]s|m[ée]tier|\bbail|contrat|projet|contrato|\bbegins?|\bstarts?|\bopens?|\bcloses?|\bends?|follow-?ups?|boosters?|assessments?|sessions?|measured|assessed)\s*(?:at|de|d'|los|the)?\s*$",
    )
});
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^\s*(?:[.,]\d|- ?\d|to \d|bis \d|[àa] \d|and (?:over|older|above|up)|or (?:older|over|above|more)|und [äa]lter|\+|%|percent|minutes|sessions|points|et plus|o m[áa]s|hours?\b|times\b|pages?\b|pounds\b|kilos?\b|miles\b|metres\b|units\b|out of\b|years (?:in|of (?:marriage|service|training|experience|prison))\b|(?:de|d'|di) ?(?:carri[èe]re|mariage|m[ée]tier|service|prison|th[ée]rapie|pratique|vie commune|exp|matrimonio|casad|carrera|c[áa]rcel|terapia|prisi[óo]n|esperienza|carcere|carriera)|plus tard|apr[èe]s|auparavant|despu[ée]s|m[áa]s tarde|dopo|pi[ùu] tardi|(?:berufs)?erfahrung|ausbildung|ehe\b|haft\b|gef[äa]ngnis|beziehung|therapie|lehre\b|pause\b|behandlung|krieg|freundschaft|stunden|minuten|punkte|sitzungen|tage\b|wochen|monate|prozent|seiten)",
    )
});
/// The first number of a range, of which the last was found.
static FROM: LazyLock<Regex> =
    LazyLock::new(|| expression(r"(?i)\b(\d{1,3})-? ?(?:-|–|and|to|und|bis|et|à|a|y|e|en|tot|o|ou|or|oder) ?$"));
/// Those of whom a range of ages is told are many: whom a study or a form is for.
static MANY: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)\b(?:adolescents|adults|children|teenagers|teens|participants|clients|patients|people|persons|women|men|boys|girls|students|infants|toddlers|pupils|youths|kinderen|jongeren|volwassenen|mensen|pati[eë]nten|trainees|couples|those|all|everyone|kids|youngsters|learners|members|groups?|groupes?|gruppen?|grupos?|gruppi|gruppo|groep(?:en)?|class|klassen?|jugendliche[nr]?|erwachsene[nr]?|kinder[n]?|personen|frauen|m[äa]nner[n]?|adolescentes?|adultes?|enfants|femmes|hommes|adultos|ni[ñn]os|mujeres|hombres|personas|personnes|adolescenti|adulti|bambini)(?: \p{L}+){0,2} $",
    )
});
/// What is counted and is no person.
const COUNTS: [&str; 30] = [
    "Score", "Scores", "Total", "Number", "Step", "Session", "Sessions", "Question", "It", "That", "This", "There",
    "Result", "Limit", "Rate", "Mean", "Cost", "Price", "Item", "Level", "Chapter", "Page", "Table", "Figure", "What",
    "Which", "Sum", "Maximum", "Minimum", "Module",
];
/// What stands beside every age.
static CUE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?im)\b[mf] ?/ ?\d\d|\b(?:now|today|still|barely|just|only|already|at)(?: only| just| barely)? (?:\d\d|[a-z]+ty(?:-[a-z]+)?), |^\d\d, |\d ?y(?:/?o)?[mf]\b|years? |years?-old|\b(?:his|her|my|their) \d\d years|yrs?\b|nineties|narian\b|and a half|months?\b|weeks?\b| or (?:\d\d|[a-z]+ty\b|[a-z]+ty-)|[- ]olds?\b|\bage[ds]?\b|\bturn|birthday|\d ?y/?o\b|j[äa]hr|\bjaar|\bans\b|a[ñn]os\b|\banni\b|(?:\bis|\bwas|'s|'m|\bam|\bare|\bist|\bwar|\bbin|\bbe|\bbeen|\bof|\breach\w+|\bhit\w*|\bnearing|\bapproaching|\bpushing|\bpast|\bto|\b(?:sons?|daughters?|boys?|girls?|child(?:ren)?|kids?|twins|baby|brothers?|sisters?|youngest|eldest|oldest)) (?:now |only |just |already |about |almost |nearly |barely |over |past |pushing |nearing |turning |approaching |the age of |his |her |jetzt |gerade |erst )?(?:\d|be \d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven|twelve|\w+teen\b|twenty|thirty|f\w*rty|fifty|sixty|seventy|eighty|ninety)|\bat (?:\d|\w+teen\b|twen|thirt|fo?u?rt|fift|sixt|sevent|eight|nine|ten\b)|, (?:now |only |just |already )?(?:\d\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|fort|fifty|sixty|seventy|eighty|ninety)[a-z-]*,|\bop (?:zijn|haar|mijn) |\(\d\d[,)]|, ?\d\d\)|\([fmwdx],? \d\d|\d ?y\.o|\b\d\d ?[MF]\b|\b(?:mit|op) \d",
    )
});

/// Looks for them.
pub(super) fn find(block: &Block<'_>, has_digit: bool, found: &mut Found) {
    let has = |fact: Facts| block.facts.iter().any(|facts| facts.has(fact));
    let stands = |words: &str| block.text.contains(words);
    let has_word = has(Facts::AGE)
        || [" and a half", "nineties", "narian"].into_iter().any(stands)
        || (stands(" when ") || has(Facts::KIN)) && has(Facts::FIGURE);
    if (has_digit || has_word) && CUE.is_match(block.text) {
        find_forms(block.text, &english::FORMS, found);
    }
    // A short sentence of another language may have more words of English than of its own.
    let is_elsewhere = block.language != Language::English || has(Facts::GERMAN | Facts::OTHER_LANGUAGE | Facts::AGE);
    if is_elsewhere && elsewhere::CUE.is_match(block.text) {
        find_forms(block.text, &elsewhere::FORMS, found);
    }
}

fn find_forms(text: &str, forms: &[Form], found: &mut Found) {
    for form in forms {
        for caught in form.shape.captures_iter(text) {
            let Some(whole) = caught.get(0) else { continue };
            let number = caught.name("age").map(|age| (age.as_str(), age.range()));
            let last = caught.name("to").and_then(|to| propose::years(to.as_str()));
            let is_whole = caught.name("span").is_some() || caught.name("to").is_some();
            let after = number.as_ref().filter(|_| !is_whole).map_or(whole.end(), |(_, range)| range.end);
            if caught.name("name").is_some_and(|name| COUNTS.contains(&name.as_str()))
                || OTHER.is_match(&text[..whole.start()])
                || RANGE.is_match(&text[after..])
            {
                continue;
            }
            // `They met at 10 and left at 12.`
            if form.confidence == AT && text.matches(" at ").count() > 1 {
                continue;
            }
            let before = &text[whole.start()..number.as_ref().map_or(whole.start(), |(_, range)| range.start)];
            let years = number.as_ref().and_then(|(age, _)| propose::years(age));
            // `between 25 and 44 years old`
            let start = number.as_ref().map_or(whole.start(), |(_, range)| range.start);
            let from = FROM.captures(&text[..start]).and_then(|from| propose::years(&from[1]));
            let from_start =
                FROM.captures(&text[..start]).and_then(|from| from.get(1)).map_or(whole.start(), |from| from.start());
            let group = from_start.min(whole.start());
            // `13- to 17-year-olds`, `follow-up at 3 and 6 months`
            let is_many = (last.is_some() || from.is_some())
                && (is_of_many(&text[..group]) || whole.as_str().ends_with("olds") || OTHER.is_match(&text[..group]));
            let is_wide = |other: u32| other.abs_diff(years.unwrap_or_default()) > NARROW;
            let is_group = is_many || last.or(from).is_some_and(is_wide);
            if is_group || is_decade(before, years) || number.is_some() && years.is_none_or(|years| years > 120) {
                continue;
            }
            found.push(age(text, place(text, &caught, whole.range()), years, form.confidence));
        }
    }
}

/// `adolescents aged 12 to 16`, and not `her children aged 4 and 6`.
fn is_of_many(before: &str) -> bool {
    const FEW: [&str; 22] = [
        "his", "her", "my", "our", "their", "your", "two", "three", "four", "both", "2", "3", "4", "seine", "ihre",
        "meine", "ses", "leurs", "mes", "sus", "mis", "zwei",
    ];
    MANY.find(before).is_some_and(|many| {
        let whose = before[..many.start()].trim_end().rsplit(' ').next().unwrap_or_default().to_lowercase();
        !FEW.contains(&&*whose)
    })
}

/// `nearly forty`
fn is_decade(before: &str, years: Option<u32>) -> bool {
    const ABOUT: [&str; 6] = [" about ", " almost ", " nearly ", " over ", " past ", " approaching "];
    ABOUT.iter().any(|word| before.ends_with(word)) && years.is_some_and(|years| years % 10 == 0)
}

/// What says an age, from its number on: without the person whose it is, and without what follows that is no part of it.
fn place(text: &str, caught: &regex::Captures<'_>, whole: Range<usize>) -> Range<usize> {
    const UNITS: [&str; 13] = [
        "year",
        "yr",
        "y",
        "month",
        "week",
        "jahr",
        "j\u{e4}hr",
        "jaar",
        "jarig",
        "ans",
        "a\u{f1}os",
        "anni",
        "birthday",
    ];
    if let Some(span) = caught.name("span") {
        return span.range();
    }
    if let (Some(first), Some(last)) = (caught.name("age"), caught.name("to")) {
        return first.start()..last.end();
    }
    let Some(number) = caught.name("age").map(|age| age.range()) else {
        return whole.start..whole.start + text[whole.clone()].trim_end().len();
    };
    let rest = text[number.end..whole.end].trim_start_matches([' ', '-']).to_lowercase();
    let rest =
        rest.trim_start_matches("st ").trim_start_matches("nd ").trim_start_matches("rd ").trim_start_matches("th ");
    let is_part = UNITS.iter().any(|unit| rest.starts_with(unit)) || rest.starts_with("and a half");
    let end = if is_part { whole.end } else { number.end };
    number.start
        ..number.start + text[number.start..end].trim_end_matches([' ', '.', ',', ';', '!', '?', ')', ':']).len()
}

fn age(text: &str, range: Range<usize>, years: Option<u32>, confidence: u8) -> Detail {
    let instead = years.map(|years| propose::decade(years, &text[range.clone()]));
    let what = if years.is_some_and(|years| years > 89) { "an age over 89" } else { "an exact age" };
    Detail { range, rule: Rule::Age, identifier: Identifier::Dates, confidence, what, instead }
}
