//! Exact ages, in figures and in words.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::gazetteer::Facts;
use super::super::propose;
use super::{Block, Detail, Found, Identifier, Rule, expression};

const TENS: &str = r"twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety";
const TEENS: &str = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen";
const ONES: &str = r"one|two|three|four|five|six|seven|eight|nine";

/// Who has an age.
const RELATIVES: &str = r"sons?|daughters?|boys?|girls?|child|children|kids?|twins|baby|brothers?|sisters?|mother|father|mum|mom|dad|husband|wife|partner|niece|nephew|cousin|grandson|granddaughter|grandmother|grandfather|grandma|grandpa|aunt|uncle|man|woman|client|patient|widow|widower|student|teenager|youngest|eldest|oldest";

/// What follows an age that is not a count of something.
const NOT_COUNT: &str =
    r"(?:[.,;!?)]|$|\s+(?:and|but|when|who|years|now|then|at the time|last|next|this|in|on|with|or so)\b)";

/// How sure it is that `at 12` is an age, in percent.
const AT: u8 = 72;

/// An expression for an age.
struct Form {
    shape: Regex,
    confidence: u8,
}

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let words = format!(r"(?:(?:{TENS})(?:[- ](?:{ONES}))?|{TEENS}|{ONES}|(?:a |one )?hundred(?: and (?:{ONES}))?)");
    let any = format!(r"(?P<age>\d{{1,3}}|{words})");
    let figure = r"(?P<age>\d{1,3})";
    let adult = format!(r"(?P<age>[1-9]\d|1[01]\d|(?:{TENS})(?:[- ](?:{ONES}))?|{TEENS})");
    let form = |shape: String, confidence| Form { shape: expression(&shape), confidence };
    vec![
        form(format!(r"(?i)\b{any}[- ](?:and a half[- ])?years?[- ]olds?\b"), 96),
        form(format!(r"(?i)\b{any} years? of age\b"), 96),
        form(format!(r"(?i)\b{any}[- ](?:month|week)s?[- ]old\b"), 80),
        form(format!(r"(?i)\b{figure} ?(?:y\.?/?o\b\.?|yrs?\.? old\b|yo\b)"), 93),
        form(format!(r"(?i)\bage[ds]?:? (?:of )?{any}\b"), 90),
        form(format!(r"(?i)\b(?:he|she|they|i|who|[a-z]+)(?:'s|'m| is| was| am| were|'re| are| will be| became| just| had just)? ?(?:turned|turns|turning|will turn|turn) {adult}\b"), 90),
        form(format!(r"(?i)\b(?:he|she|i|who|they|client|patient|mother|father|wife|husband|son|daughter|brother|sister|partner)(?:'s|'m|'ll be| is| was| am| were| are| will be| would be| must be| might be| has been| had been)(?: (?:now|only|just|already|about|almost|nearly|barely|over|past|pushing|nearing|turning|approaching))? {adult}{NOT_COUNT}"), 82),
        form(format!(r"(?i)\b(?:woman|man|girl|boy|lady|lad|person|patient|client|mother|father|widow|widower|child|teenager|pensioner|student|nurse|teacher|worker|carer|lodger) of {adult}(?:{NOT_COUNT}|\s+\p{{L}})"), 84),
        form(format!(r"(?i)\b(?:reached|reaching|hit|hitting|nearing|approaching|pushing|past) (?:the age of |his |her )?{adult}{NOT_COUNT}"), 70),
        form(format!(r"(?i)\bat (?:the age of )?{adult}(?:[.,;!?]|$| (?:he|she|i|they|his|her|my)\b)"), AT),
        form(format!(r"(?i)\b(?:his|her|my|their) {any}(?:st|nd|rd|th)? birthday\b"), 88),
        form(r"(?i)\b(?:his|her|my|their|in h\w+) (?P<age>\d{1,3})(?:st|nd|rd|th) (?:year|birthday)\b".to_owned(), 88),
        form(r"\b(?P<age>\d{1,2}) ?(?:[MF]|m/w)\b(?:[.,;: )]|$)".to_owned(), 66),
        form(r"(?P<name>\p{Lu}\p{Ll}+)(?: is| was| turned| ist| war|'s) (?:now |just |only |jetzt )?(?P<age>[1-9]\d)(?:[.,;!?)]|$| and| und)".to_owned(), 76),
        form(r"(?P<name>\p{Lu}[\p{L}.]*), (?P<age>[1-9]\d),".to_owned(), 84),
        form(r"(?P<name>\p{Lu}[\p{L}.]*) \((?P<age>[1-9]\d)\)".to_owned(), 80),
        form(r"(?i)\((?:f|m|w|d|x|male|female|weiblich|m[äa]nnlich|femme|homme|mujer|hombre),? (?P<age>[1-9]\d)\)".to_owned(), 84),
        form(r"(?i)\((?P<age>[1-9]\d),? (?:f|m|w|d|x|male|female|weiblich|m[äa]nnlich|femme|homme|mujer|hombre)\)".to_owned(), 84),
        form(r"(?i)\b(?P<span>(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)\w* anni)\b".to_owned(), 88),
        form(r"(?i)\b(?:the|a|an|his|her|my|our|their|this) (?:[\p{L}-]+ )?[\p{L}-]{3,}, (?:now |only |just |already |almost )?(?P<age>[1-9]\d),".to_owned(), 76),
        // `She, 34, is his carer`, `The girl, eleven, did not speak`, `my daughter twelve.`
        form(format!(r"(?i)\b(?:he|she|they|i|(?:the|a|his|her|my|our|their) (?:[\p{{L}}-]+ )?(?:{RELATIVES})), (?:now |only |just |already )?(?P<age>[1-9]\d|(?:{TENS})(?:[- ](?:{ONES}))?|{TEENS}|{ONES}),"), 80),
        form(format!(r"(?i)\b(?:his|her|my|our|their|the) (?:[\p{{L}}-]+ )?(?:{RELATIVES})(?: is| was| are| were|'s)? (?:now |only |just |already )?(?P<age>{TEENS}|{ONES}){NOT_COUNT}"), 80),
        form(format!(r"(?i)\b(?:lived|lives|live) to (?:be )?(?P<age>\d{{2,3}}|(?:{TENS})(?:[- ](?:{ONES}))?){NOT_COUNT}"), 84),
        // German, Dutch.
        form(r"(?i)(?:^|[.!?] )mit (?P<age>[1-9]\d) \p{Ll}+ (?:er|sie|ich|wir|sein|seine|ihr|ihre)\b".to_owned(), 82),
        form(r"(?i)\bop (?:zijn|haar|mijn) (?P<span>\p{L}+(?:de|ste))(?:[.,;]| (?:ging|kwam|werd|was|verliet|begon|trouwde|kreeg|had|vertrok|stopte)\b)".to_owned(), 80),
        form(r"(?i)\b(?:der|die|ein|eine|sein|seine|ihr|ihre|mein|meine) (?:\p{L}+ )?\p{L}{3,}, (?:jetzt |erst )?(?P<age>[1-9]\d),".to_owned(), 76),
        form(r"(?i)\b(?P<age>\d{1,3})[- ]?(?:j[äa]hrig\p{L}*|jarige?)\b".to_owned(), 96),
        form(r"(?i)\b(?P<age>\d{1,3}|\p{L}+(?:zig|[ßs]ig|zehn)) (?:jahre? alt|jaar(?: oud)?)\b".to_owned(), 94),
        form(r"(?i)\b(?:alter von|mit|op|leeftijd van|im alter von) (?P<age>[1-9]\d)(?: jahren| jaar|\b(?:[.,;]|$))".to_owned(), 78),
        form(r"(?i)\b(?:ist|war|wird|wurde|bin) (?:jetzt |gerade |erst )?(?P<age>[1-9]\d)(?:[.,;!]|$| (?:geworden|und))".to_owned(), 76),
        form(r"(?i)\b(?:\p{L}+und(?:zwanzig|drei[ßs]{1,2}ig|vierzig|f[üu]nfzig|sechzig|siebzig|achtzig|neunzig))(?:j[äa]hrig\p{L}*| jahre alt)\b".to_owned(), 94),
        // French, Spanish, Italian.
        form(r"(?i)(?:^|[\s,(])(?:[âa]g[ée]e?s? d['e] ?|a |avait |[àa] (?:l'[âa]ge de )?|de |ai |j'ai |femme de |homme de )(?P<age>\d{1,3}) ans\b".to_owned(), 92),
        form(r"(?i)\b(?:tiene|ten[íi]a|tengo|de|a los|cumpli[óo]|con|edad de|mujer de|hombre de) (?P<age>\d{1,3}) a[ñn]os\b".to_owned(), 92),
        form(r"(?i)\b(?:ha|aveva|ho|di|a|all'et[àa] di|compiuto) (?P<age>\d{1,3}) anni\b".to_owned(), 90),
        form(r"(?i)\b(?P<age>\d{1,3}) (?:ans|a[ñn]os|anni)(?: et demi)?[,;.]".to_owned(), 66),
        form(r"(?i)(?:^|[\s,(])(?:[âa]g[ée]e?s? de|a|tiene|de|ha) (?P<span>(?:vingt|trente|quarante|cinquante|soixante|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|veinti\w+|quatre-vingt)[\p{L}' -]{0,20} (?:ans|a[ñn]os))\b".to_owned(), 88),
    ]
});

/// A length of time, or an age of many.
static OTHER: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)(?:\bfor|\bover|\bpast|\blast|\bafter|\bwithin|\bpendant|\bdepuis|\bil y a|\bdurante|\bhace|\bseit|\bvor|\bnach|\bfa|\bper|\bplus|\bmoins|\bm[áa]s|\bdans|\bof more|\bsince|\bmarriage of|\bhistoire|\bcours|\bdes?puis|\bexp[ée]rience|\bmariage|\bmatrimonio|\bcarrera|\bau bout)\s*(?:de|d'|los|the)?\s*$",
    )
});
static RANGE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)^\s*(?:- ?\d|to \d|bis \d|[àa] \d|and (?:over|older|above|up)|or (?:older|over|above|more)|und [äa]lter|\+|%|percent|minutes|sessions|points|et plus|o m[áa]s)",
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
        r"(?i)years? |years?-old|[- ]olds?\b|\bage[ds]?\b|\bturn|birthday|\d ?y/?o\b|j[äa]hr|\bjaar|\bans\b|a[ñn]os\b|\banni\b|(?:\bis|\bwas|'s|'m|\bam|\bare|\bist|\bwar|\bbin|\bbe|\bbeen|\bof|\breach\w+|\bhit\w*|\bnearing|\bapproaching|\bpushing|\bpast|\bto|\b(?:sons?|daughters?|boys?|girls?|child(?:ren)?|kids?|twins|baby|brothers?|sisters?|youngest|eldest|oldest)) (?:now |only |just |already |about |almost |nearly |barely |over |past |pushing |nearing |turning |approaching |the age of |his |her |jetzt |gerade |erst )?(?:\d|be \d|one\b|two\b|three\b|four\b|five\b|six\b|seven\b|eight\b|nine\b|ten\b|eleven|twelve|\w+teen\b|twenty|thirty|f\w*rty|fifty|sixty|seventy|eighty|ninety)|\bat (?:\d|\w+teen\b|twen|thirt|fo?u?rt|fift|sixt|sevent|eight|nine|ten\b)|, (?:now |only |just |already )?(?:\d\d|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|fort|fifty|sixty|seventy|eighty|ninety)[a-z-]*,|\bop (?:zijn|haar|mijn) |\(\d\d[,)]|, ?\d\d\)|\([fmwdx],? \d\d|\d ?y\.o|\b\d\d ?[MF]\b|\b(?:mit|op) \d",
    )
});

/// Looks for them.
pub(super) fn find(block: &Block<'_>, has_digit: bool, found: &mut Found) {
    let text = block.text;
    let has_word = block.facts.iter().any(|facts| facts.has(Facts::AGE));
    if !(has_digit || has_word) || !CUE.is_match(text) {
        return;
    }
    for form in FORMS.iter() {
        for caught in form.shape.captures_iter(text) {
            let Some(whole) = caught.get(0) else { continue };
            let number = caught.name("age").map(|age| (age.as_str(), age.range()));
            let after = number.as_ref().map_or(whole.end(), |(_, range)| range.end);
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
            // `nearly forty` is a decade.
            let before = &text[whole.start()..number.as_ref().map_or(whole.start(), |(_, range)| range.start)];
            let is_about = [" about ", " almost ", " nearly ", " over ", " past ", " approaching "]
                .iter()
                .any(|word| before.ends_with(word));
            let years = number.as_ref().and_then(|(age, _)| propose::years(age));
            let is_round = is_about && years.is_some_and(|years| years % 10 == 0);
            if is_round || number.is_some() && years.is_none_or(|years| years > 120) {
                continue;
            }
            found.push(age(text, place(text, &caught, whole.range()), years, form.confidence));
        }
    }
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
