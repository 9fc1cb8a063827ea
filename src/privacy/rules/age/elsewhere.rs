//! Ages as German, Dutch, French, Spanish and Italian write them.

use std::sync::LazyLock;

use regex::Regex;

use super::{Form, expression};

const GERMAN_TENS: &str = r"(?:(?:ein|zwei|drei|vier|f[üu]nf|sechs|sieben|acht|neun)und)?(?:zwanzig|drei(?:ß|ss)ig|vierzig|f[üu]nfzig|sechzig|siebzig|achtzig|neunzig)|zehn|elf|zw[öo]lf|(?:drei|vier|f[üu]nf|sech|sieb|acht|neun)zehn|hundert";
const GERMAN_ONES: &str = r"zwei|drei|vier|f[üu]nf|sechs|sieben|acht|neun";
const GERMAN_WHO: &str = r"er|sie|ich|sohn|tochter|kind|bruder|schwester|junge|m[äa]dchen|enkel|enkelin|mutter|vater|oma|opa|klient|klientin|patient|patientin|mann|frau|(?-i:\p{Lu}\p{Ll}+)";
const DUTCH: &str = r"(?:(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen)(?:en|ën))?(?:twintig|dertig|veertig|vijftig|zestig|zeventig|tachtig|negentig)|tien|elf|twaalf|(?:der|veer|vijf|zes|zeven|acht|negen)tien";
const FRENCH_TENS: &str = r"(?:vingt|trente|quarante|cinquante|soixante|septante|huitante|octante|nonante|quatre-vingts?)(?:(?:[- ]et)?[- ](?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix(?:-(?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize))?";
const FRENCH_ONES: &str = r"dix(?:-(?:sept|huit|neuf))?|onze|douze|treize|quatorze|quinze|seize|deux|trois|quatre|cinq|six|sept|huit|neuf|cent";
const FRENCH_WHO: &str = r"fils|fille|gar[çc]on|enfants?|femme|homme|fillette|fr[èe]re|s(?:œ|oe)ur|gamine?|b[ée]b[ée]|patiente?|jumeaux|jumelles|adolescente?|dame|monsieur|m[èe]re|p[èe]re|ni[èe]ce|neveu";
const SPANISH: &str = r"(?:treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa)(?: y (?:un|uno|una|dos|tres|cuatro|cinco|seis|siete|ocho|nueve))?|veinte|veinti\p{L}+|diez|once|doce|trece|catorce|quince|dieci\p{L}+|cien";
const SPANISH_WHO: &str = r"hij[oa]s?|ni[ñn][oa]s?|mujer|hombre|herman[oa]s?|chic[oa]|madre|padre|abuel[oa]|paciente|se[ñn]ora?|beb[ée]|joven|niet[oa]|sobrin[oa]";
const SPANISH_ONES: &str = r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve";
const ITALIAN: &str = r"(?:vent|trent|quarant|cinquant|sessant|settant|ottant|novant)(?:['’]|\p{L}+ )|(?:due|tre|quattro|cinque|sei|sette|otto|nove|dieci|undici|dodici|tredici|quattordici|quindici|sedici|diciassette|diciotto|diciannove|cento) ";

/// What stands in every age of these languages that is written in words, or beside one in figures.
pub(super) static CUE: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)zig\b|[ßs]ig\b|zehn\b|\belf\b|zw[öo]lf|hundert|einhalb|zigst|j[äa]hr|jarig|\bjaar|\balter von|leeftijd|tig\b|tien\b|twaalf|\bop (?:zijn|haar|mijn) |\bans\b|a[ñn]os\b|anni\b|enta\b|einte\b|veinti|\bmit \d|\bop \d|\b(?:ist|war|wird|wurde|bin) |\bmujer de|\blos \w|, (?:jetzt |erst )?\d\d,|centenaire|nonag|geburtstag",
    )
});

/// In the order in which they are looked for.
pub(super) static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let french = format!("{FRENCH_TENS}|{FRENCH_ONES}");
    vec![
        // German, Dutch.
        Form::new(r"(?i)(?:^|[.!?] )mit (?P<age>[1-9]\d) \p{Ll}+ (?:er|sie|ich|wir|sein|seine|ihr|ihre)\b", 82),
        Form::new(
            r"(?i)\bop (?:zijn|haar|mijn) (?P<span>\p{L}+(?:de|ste))(?:[.,;]| (?:ging|kwam|werd|was|verliet|begon|trouwde|kreeg|had|vertrok|stopte)\b)",
            80,
        ),
        Form::new(
            r"(?i)\b(?:der|die|ein|eine|sein|seine|ihr|ihre|mein|meine) (?:\p{L}+ )?\p{L}{3,}, (?:jetzt |erst )?(?P<age>[1-9]\d),",
            76,
        ),
        Form::new(r"(?i)\b(?P<age>\d{1,3})[- ]?(?:j[äa]hrig\p{L}*|jarige?)\b", 96),
        Form::new(r"(?i)\b(?P<age>\d{1,3}|\p{L}+(?:zig|[ßs]ig|zehn)) (?:jahre? alt|jaar(?: oud)?)\b", 94),
        Form::new(
            r"(?i)\b(?:alter von|mit|op|leeftijd van|im alter von) (?P<age>[1-9]\d)(?: jahren| jaar|\b(?:[.,;]|$))",
            78,
        ),
        Form::new(
            r"(?i)\b(?:ist|war|wird|wurde|bin) (?:jetzt |gerade |erst )?(?P<age>[1-9]\d)(?:[.,;!]|$| (?:geworden|und))",
            76,
        ),
        Form::new(
            r"(?i)\b(?:\p{L}+und(?:zwanzig|drei[ßs]{1,2}ig|vierzig|f[üu]nfzig|sechzig|siebzig|achtzig|neunzig))(?:j[äa]hrig\p{L}*| jahre alt)\b",
            94,
        ),
        Form::new(r"(?i)\b(?:alter von|leeftijd van) (?P<age>[1-9]\d)\b", 84),
        // `wegen Konrad, 37 Jahre, und`
        Form::new(r"\p{Lu}\p{L}+, (?P<age>[1-9]\d) (?:Jahre|jaar)[,.;]", 80),
        // `Sie wurde mit 34 zum ersten Mal aufgenommen`, `ein Mann von 34 Jahren`
        Form::new(
            r"(?i)\bmit (?P<age>[1-9]\d) (?:zum|erstmals|schon|noch|bereits|von|aus|bei|nach|auf|ins?|an|allein|die|der|das|den|seine[nr]?|ihre[nr]?|eine[nr]?|ein|nicht|wieder|pl[öo]tzlich|endlich|vater|mutter)\b",
            80,
        ),
        Form::new(
            r"(?i)\b(?:mann|frau|junge|m[äa]dchen|kind|patient(?:in)?|klient(?:in)?|sohn|tochter|witwer?|dame|herr|lehrer(?:in)?|student(?:in)?|bruder|schwester) von (?P<age>\d{1,3}) jahren\b",
            86,
        ),
        // French, Spanish, Italian.
        Form::new(
            r"(?i)(?:^|[\s,(])(?:[âa]g[ée]e?s? d['e] ?|a |avait |[àa] (?:l'[âa]ge de )?|de |ai |j'ai |femme de |homme de )(?P<age>\d{1,3}) ans\b",
            92,
        ),
        Form::new(
            r"(?i)\b(?:tiene|ten[íi]a|tengo|de|a los|cumpli[óo]|con|edad de|mujer de|hombre de) (?P<age>\d{1,3}) a[ñn]os\b",
            92,
        ),
        Form::new(r"(?i)\b(?:ha|aveva|ho|di|a|all'et[àa] di|compiuto) (?P<age>\d{1,3}) anni\b", 90),
        Form::new(r"(?i)\b(?P<age>\d{1,3}) (?:ans|a[ñn]os|anni)(?: et demi)?[,;.]", 66),
        Form::new(
            &format!(
                r"(?i)\b(?:mit|von) (?:knapp |fast |gerade |nur )?(?P<span>(?:{GERMAN_TENS}|{GERMAN_ONES})(?:einhalb)? jahren)\b"
            ),
            86,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?:ist|war|wird|wurde|bin)(?: \p{{L}}+){{0,3}} (?P<span>{GERMAN_TENS}|{GERMAN_ONES}|\d{{1,3}}) geworden\b"
            ),
            86,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?:{GERMAN_WHO}) (?:ist|war|wird|wurde|bin) (?:jetzt |gerade |erst |nun |bald |im \p{{L}}+ )?(?P<span>(?:(?:{GERMAN_ONES})einhalb)|{GERMAN_TENS})(?:[.,;!]|$| (?:und|als|jahre alt|alt)\b)"
            ),
            82,
        ),
        Form::new(
            r"(?i)\b(?P<span>(?:anfang|mitte|ende) (?:der )?neunzig)(?:[.,;!]|$| (?:und|ist|war|lebt|wohnt)\b)",
            80,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?P<span>(?:{GERMAN_TENS}|{GERMAN_ONES})(?:einhalb)?(?:j[äa]hrige[rnms]?|[- ]jahre[- ]alt))\b"
            ),
            84,
        ),
        Form::new(
            r"(?i)\b(?:sein|ihr|mein|unser|zum|am|seinem|ihrem|meinem|seinen|ihren|meinen) (?P<span>\d{1,3}\.|\p{L}+zigsten?|zehnten?|zw[öo]lften?|\p{L}+zehnten?) geburtstag\b",
            88,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?:is|was|werd|wordt|ben|van|op|met) (?:pas |net |nu |bijna )?(?P<span>(?:{DUTCH})(?: jaar(?: oud)?)?)(?:[.,;!]|$| (?:geworden|en|toen)\b)"
            ),
            82,
        ),
        // French, Spanish, Italian.
        Form::new(
            &format!(
                r"(?i)(?:^|[\s,('’])(?:[âa]g[ée]e?s? de|a|avait|ai|as|aura|eu|avoir|[àa]|f[êe]t\p{{L}}* ses|pour ses|(?:{FRENCH_WHO})(?: \p{{L}}+)? de) (?P<span>(?:{french})(?: (?:ou|[àa]) (?:{french}))? ans(?: et demi)?)\b"
            ),
            88,
        ),
        Form::new(&format!(r"(?i)[\s,(]de (?P<span>(?:{FRENCH_TENS}) ans)\b"), 86),
        Form::new(r"(?i)\b(?P<span>(?:presque |bient[ôo]t |quasi[- ])centenaire|nonag[ée]naire|nonagenari[oa])\b", 78),
        Form::new(
            &format!(
                r"(?i)\b(?:tiene|ten[íi]a|tengo|tendr[áa]|a los|cumpl[íi]\p{{L}}*|cumple|con|edad de|(?:{SPANISH_WHO})(?: \p{{L}}+)? de) (?:casi |solo |ya )?(?P<span>(?:{SPANISH}|{SPANISH_ONES}) a[ñn]os(?: y medio)?)\b"
            ),
            88,
        ),
        Form::new(&format!(r"(?i)\bde (?P<span>(?:{SPANISH}) a[ñn]os)\b"), 86),
        Form::new(
            &format!(
                r"(?i)\ba los (?P<span>{SPANISH}|[1-9]\d)(?:[.,;]|$| \p{{L}}+[óéí][.,; ]| (?:me|se|le|la|lo|nos) )"
            ),
            78,
        ),
        Form::new(r"(?i)\b(?P<span>noventa y (?:tantos|tantas|pico|largos))\b", 80),
        Form::new(
            &format!(
                r"(?i)(?:^|[\s,(])(?:ha|aveva|avevo|ho|a|di|d'|compiuto|compie|compir[àa]|suoi|miei) (?P<span>(?:{ITALIAN})anni(?: e mezzo)?)\b"
            ),
            88,
        ),
    ]
});
