//! Dates with more than a year: in figures and in words, in six languages, with ranges and days that have names.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::super::gazetteer::Facts;
use super::super::propose;
use super::super::tokens::{Case, Token};
use super::{Block, Detail, Form, Found, Identifier, Rule, expression, is_joined_after, is_joined_before};

/// Months in full and cut short.
const MONTHS: &str = r"jan(?:uary|uar|\.)?|feb(?:ruary|ruar|\.)?|mar(?:ch|\.)?|m[äa]rz|apr(?:il|\.)?|may|mai|june?|juni|july?|juli|jul\.|aug(?:ust|\.)?|sept?(?:ember|\.)?|oct(?:ober|\.)?|okt(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?|dez(?:ember|\.)?|janvier|f[ée]vrier|mars|avril|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|setiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart|mei|augustus";
/// Months that are hardly any other word, also in lower case and without a day.
const SURE: &str = r"January|February|April|June|July|August|September|October|November|December|Januar|Februar|M[äa]rz|Juni|Juli|Oktober|Dezember|janvier|f[ée]vrier|avril|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre|enero|febrero|abril|junio|julio|agosto|septiembre|octubre|noviembre|diciembre|gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre|januari|februari|maart|augustus";
const DAYS: &str = r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo|luned[ìi]|marted[ìi]|mercoled[ìi]|gioved[ìi]|venerd[ìi]|sabato|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag";
const DAY_WORDS: &str = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|thirtieth|thirty[- ]first|ersten|zweiten|dritten|vierten|f[üu]nften|sechsten|siebten|achten|neunten|zehnten|elften|zw[öo]lften|(?:drei|vier|f[üu]nf|sech|sieb|acht|neun)zehnten|(?:ein|zwei|drei|vier|f[üu]nf|sechs|sieben|acht|neun)?(?:und)?zwanzigsten|(?:einund)?drei[ßs]{1,2}igsten|premier|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|dix-sept|dix-huit|dix-neuf|vingt(?:[- ](?:et[- ]un|deux|trois|quatre|cinq|six|sept|huit|neuf))?|trente(?:[- ]et[- ]un)?|uno|primero|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|diecis[ée]is|diecisiete|dieciocho|diecinueve|veinte|veinti\w+|treinta(?: y uno)?|primo|due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|vent\p{L}{1,9}|trent[ao]\p{L}{0,3}|eerste|tweede|derde|vierde|vijfde|zesde|zevende|achtste|negende|tiende|elfde|twaalfde|\p{L}{4,6}tiende|\p{L}{0,9}twintigste|(?:eenen)?dertigste|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf";
/// What follows in a year that is written out.
const YEAR_WORDS: &str = r"and|hundred|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:-[a-z]+)?|neuf|cent|cents|quatre|vingt\w*|soixante\w*|dix|novecientos|ochenta|noventa|setenta|sesenta|cincuenta|veinti\w+|y|et";
const NAMED_DAYS: &str = r"christmas(?: eve| day)?|boxing day|new year'?s(?: eve| day)?|thanksgiving|easter(?: sunday| monday)?|good friday|halloween|valentine'?s day|labou?r day|memorial day|independence day|mother'?s day|father'?s day|heiligabend|weihnachten|silvester|neujahr|karfreitag|ostersonntag|pfingsten|no[ëe]l|p[âa]ques|la toussaint|le 14 juillet|navidad|nochebuena|nochevieja|reyes|semana santa|diwali|eid(?: al-\w+)?|yom kippur|rosh hashanah|passover|hanukkah";

static FIGURES: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let year = r"(?:\d{4}|'?\d{2})";
    let day = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th|er|[ºª]|\.)?";
    let form = |shape: String, confidence| Form::new(&shape, confidence);
    vec![
        form(format!(r"(?i)\b(?:(?:{DAYS})\.?,? (?:the |den |le |el )?)?(?:{day})(?: ?(?:-|to|and|until|till|through|bis|und|zum|au|et|al|y)(?: the| zum| le| el)? ?(?:{day}))? (?:of |de |d')?(?:{MONTHS})\b(?:,? (?:de |del |of )?{year}\b)?"), 95),
        form(format!(r"(?i)\b(?:(?:{DAYS})\.?,? )?(?:{MONTHS}) (?:the )?{day}(?: ?(?:-|to|and|through) ?(?:(?:{MONTHS}) )?{day})?\b(?:,? (?:of )?\d{{4}}\b)?"), 95),
        form(r"\b(?:19|20)\d{2}([-/.])(?:0?[1-9]|1[0-2])[-/.](?:0?[1-9]|[12]\d|3[01])\b".to_owned(), 95),
        form(r"\b(?:0?[1-9]|[12]\d|3[01]) ?[./-] ?(?:0?[1-9]|[12]\d|3[01]) ?[./-] ?(?:(?:19|20)\d{2}|\d{2})\b".to_owned(), 93),
        form(r"\b(?:19|20)\d{2}-(?:0[1-9]|1[0-2])\b".to_owned(), 70),
        form(r"\b(?:0?[1-9]|1[0-2])/(?:19|20)\d{2}\b".to_owned(), 85),
        form(r"(?i)\b(?:on|by|since|until|till|before|after|from|dated|born|dob:?|d\.o\.b\.:?|am|vom|seit|ab|bis zum|geboren|geb\.|le|du|depuis le|el|del|desde el|il|dal|op) (?:the )?(?:0?[1-9]|[12]\d|3[01])[./](?:0?[1-9]|1[0-2]|[12]\d|3[01])\.?(?:\s|$|[,;)])".to_owned(), 78),
        form(format!(r"(?i)\b(?:{SURE}|march|may|mai|mars|marzo|mayo|mei)[,.]? (?:of |de |del |di )?(?:19|20)\d{{2}}\b"), 93),
        form(format!(r"(?i)\b(?:{NAMED_DAYS}),? (?:of |in |de |del |en )?(?:19|20)\d{{2}}\b"), 88),
        // `12.IV.1987`, `2024-W07-3`, `KW 7/2024`.
        form(r"\b(?:0?[1-9]|[12]\d|3[01])(?: ?[./-] ?| )(?:I{1,3}|IV|VI{0,3}|IX|XI{0,2})(?: ?[./-] ?(?:(?:19|20)\d{2}|\d{2})| (?:19|20)\d{2})\b".to_owned(), 92),
        form(r"\b(?:0?[1-9]|[12]\d|3[01])\.(?:i{1,3}|iv|vi{0,3}|ix|xi{0,2})\.(?:19|20)?\d{2}\b".to_owned(), 90),
        form(r"\b(?:19|20)\d{2}-?W(?:0[1-9]|[1-4]\d|5[0-3])(?:-?[1-7])?\b".to_owned(), 92),
        // As cameras and phones call their files.
        form(r"(?i)\b(?:mv)?(?:img|vid|pxl|pano|dsc|scan|screenshot|signal|photo|foto|whatsapp image)[-_ ]?(?:19|20)\d{2}[-_]?(?:0[1-9]|1[0-2])[-_]?(?:0[1-9]|[12]\d|3[01])(?:[-_ ]?[0-9A-Za-z]{4,10})*".to_owned(), 90),
        form(r"(?i)\b(?:(?:calendar |iso )?week|kw|cw|kalenderwoche|semaine|semana|settimana) ?(?:0?[1-9]|[1-4]\d|5[0-3])(?: ?[/.,-] ?| of | in | de | del | von | des jahres | )(?:19|20)\d{2}\b".to_owned(), 88),
        form(r"(?i)\b(?:on|since|until|before|after|by|from) the (?:[4-9]|[12]\d|3[01])(?:st|nd|rd|th)\b".to_owned(), 72),
    ]
});
static WORDS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let form = |shape: String, confidence| Form::new(&shape, confidence);
    vec![
        form(
            format!(
                r"(?i)\b(?:the |den |am |le |el |il |op )?(?:{DAY_WORDS}) (?:day )?(?:of |de |d')?(?:{SURE}|(?-i:March|May)|Mai|mars|marzo|mayo)\b(?:,? (?:of |de |del )?(?:\d{{4}}|(?:nineteen|twenty|two thousand|zweitausend|neunzehnhundert|deux mille|mil|dos mil)[\p{{L}}-]{{0,24}}(?:[ -](?:{YEAR_WORDS})\b){{0,5}}))?"
            ),
            92,
        ),
        form(format!(r"(?i)\b(?:{SURE}|(?-i:March|May)) (?:the )?(?:{DAY_WORDS})\b"), 92),
        form(
            format!(
                r"\b(?i:since|until|till|last|this|early|late|mid|seit|ab|letzten|diesen|anfang|ende|depuis|d[ée]but|fin|desde|hasta|da|dal|sinds|eind)[ -](?:{SURE}|March|Mai|mars|mai|marzo|mayo|mei)\b"
            ),
            70,
        ),
        form(r"\b(?i:since|until|last|early|late) (?:May)\b(?: ?[.,;]|$)".to_owned(), 66),
        // A month alone, of which something is told of somebody: `in June she left`, `he was admitted in June`.
        form(
            format!(
                r"\b(?i:in|by|during|im|en|nel) (?:{SURE}|March|May|Mai|mars|mai|marzo|mayo|mei),? (?i:he|she|they|I|we|his|her|my|er|sie|ich|wir|il|elle|je|ella|[ée]l)\b"
            ),
            70,
        ),
        form(
            format!(
                r"\b(?i:\p{{L}}+ed|was|were|had|left|died|met|began|wurde|starb|kam|ging|zog|verlor|naci[óo]|muri[óo]|mort|morte|n[ée]e?) (?i:in|by|during|im|en|nel) (?:{SURE}|March|May|Mai|mars|mai|marzo|mayo|mei)\b"
            ),
            70,
        ),
    ]
});
static WEEKDAY: LazyLock<Regex> = LazyLock::new(|| {
    expression(&format!(
        r"(?i)\b(?:(?:last|this|that|next|on|the|following|previous|letzten|am|n[äa]chsten|diesen|den|le|ce|el|este|il|vorige|op) )?(?:{DAYS})(?:'s)?(?: (?:last|next|dernier|prochain|pasado|pr[óo]ximo|scorso))?\b"
    ))
});

/// Looks for them.
pub(super) fn find(block: &Block<'_>, has_digit: bool, found: &mut Found) {
    let text = block.text;
    let before = found.len();
    let has_month = block.facts.iter().any(|facts| facts.has(Facts::MONTH));
    if has_digit && (has_month || has_pairs(text)) {
        for form in FIGURES.iter() {
            for at in form.shape.find_iter(text) {
                let range = trimmed(text, at.range());
                if !is_joined_before(text, range.start) && !is_joined_after(text, range.end) && !is_other(text, &range)
                {
                    found.push(date(text, range, form.confidence));
                }
            }
        }
    }
    // `may` and `march` in lower case are verbs, and stand in most texts.
    let is_month = |token: &Token, facts: Facts| {
        facts.has(Facts::MONTH) && (token.case != Case::Lower || !matches!(&*token.folded, "may" | "march"))
    };
    if has_month && block.tokens.iter().zip(block.facts).any(|(token, facts)| is_month(token, *facts)) {
        for form in WORDS.iter() {
            found.extend(form.shape.find_iter(text).map(|at| date(text, trimmed(text, at.range()), form.confidence)));
        }
    }
    // A day of the week says when, once a date stands beside it.
    if found[before..].iter().any(|detail| detail.confidence >= 80) {
        let days: Vec<Range<usize>> = WEEKDAY.find_iter(text).map(|at| at.range()).collect();
        for range in days {
            found.push(Detail { confidence: 66, ..date(text, range, 66) });
        }
    }
}

/// Whether figures stand beside figures, or after `the`: nothing else is a date without a month in words.
fn has_pairs(text: &str) -> bool {
    let bytes = text.as_bytes();
    let joined = |window: &[u8]| {
        window[0].is_ascii_digit() && matches!(window[1], b'-' | b'/' | b'.' | b' ') && window[2].is_ascii_digit()
    };
    let ordinal = |window: &[u8]| window[0].is_ascii_digit() && matches!(&window[1..], b"th" | b"st" | b"nd" | b"rd");
    let in_year = |window: &[u8]| matches!(window, b" 19" | b" 20" | b"/19" | b"/20" | b"_19" | b"_20");
    // A month in Roman figures, a week of the calendar.
    let numeral = |window: &[u8]| {
        window[0].is_ascii_digit()
            && (window[1] == b'W' || matches!(window[1], b'-' | b'/' | b'.' | b' '))
            && matches!(window[2], b'I' | b'V' | b'X' | b'W' | b'i' | b'v' | b'x' | b'0'..=b'5')
    };
    bytes.windows(3).any(|window| joined(window) || ordinal(window) || in_year(window) || numeral(window))
}

fn date(text: &str, range: Range<usize>, confidence: u8) -> Detail {
    let instead = propose::season(&text[range.clone()]);
    let what = "a date with more than the year";
    Detail { range, rule: Rule::Date, identifier: Identifier::Dates, confidence, what, instead }
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let found = &text[range.clone()];
    let end = found.trim_end_matches([' ', ',', ';', ')', '.', '\n']).len();
    let start = found.len() - found.trim_start().len();
    range.start + start..range.start + end.max(start)
}

/// A fraction, a score, a version or a number in an address looks like a date.
fn is_other(text: &str, range: &Range<usize>) -> bool {
    let (before, after) = (&text[..range.start], &text[range.end..]);
    before.ends_with(['/', '=', '$', '€', '£'])
        || after.starts_with(['/', '%', '='])
        || before.ends_with('v')
        || is_verb(&text[range.clone()])
        || before.trim().is_empty() && is_entry(&text[range.clone()])
        || (before.ends_with('.') && before[..before.len() - 1].ends_with(|c: char| c.is_ascii_digit()))
        || (after.starts_with('.') && after[1..].starts_with(|c: char| c.is_ascii_digit()))
}

/// `4. May I interrupt you?`: an entry of a list that begins with a verb.
fn is_entry(found: &str) -> bool {
    let number = found.trim_start_matches(|c: char| c.is_ascii_digit());
    number.len() < found.len() && matches!(number, ". May" | ". March" | ") May" | ") March")
}

/// `over 18 may take part`: a verb, which a month in lower case looks like.
fn is_verb(found: &str) -> bool {
    found.ends_with(" may") || found.ends_with(" march") || found.starts_with("may ") || found.starts_with("march ")
}
