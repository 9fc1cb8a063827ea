//! Ages as English writes them, and in figures as every language does.

use std::sync::LazyLock;

use super::{AT, Form};

const TENS: &str = r"twenty|thirty|forty|fourty|fifty|sixty|seventy|eighty|ninety";
const TEENS: &str = r"ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen";
const ONES: &str = r"one|two|three|four|five|six|seven|eight|nine";

/// Who has an age.
const RELATIVES: &str = r"sons?|daughters?|boys?|girls?|child|children|kids?|twins|baby|brothers?|sisters?|mother|father|mum|mom|dad|husband|wife|partner|niece|nephew|cousin|grandson|granddaughter|grandmother|grandfather|grandma|grandpa|aunt|uncle|man|woman|client|patient|widow|widower|student|teenager|youngest|eldest|oldest|nan|nana|gran|granny|granddad|grandad|stepmother|stepfather|stepson|stepdaughter|stepbrother|stepsister|mother-in-law|father-in-law|fianc[ée]e?|girlfriend|boyfriend|ex|neighbou?r|friend|boss|colleague|flatmate|roommate|carer|tenant|landlord|landlady";

/// What follows an age that is not a count of something.
const NOT_COUNT: &str = r"(?:[.,;!?)]|$|\s+(?:and|but|when|who|years|now|then|at the time|last|next|this|in|on|with|or so|already|today|soon|since|although|though|because|while|yet|too)\b)";

const ORDINALS: &str = r"first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|(?:thir|four|fif|six|seven|eigh|nine)teenth|(?:twent|thirt|fort|fift|sixt|sevent|eight|ninet)ieth|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[- ](?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|hundredth";

/// In the order in which they are looked for.
pub(super) static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    let words = format!(r"(?:(?:{TENS})(?:[- ](?:{ONES}))?|{TEENS}|{ONES}|(?:a |one )?hundred(?: and (?:{ONES}))?)");
    let any = format!(r"(?P<age>\d{{1,3}}|{words})");
    let figure = r"(?P<age>\d{1,3})";
    let adult = format!(r"(?P<age>[1-9]\d|1[01]\d|(?:{TENS})(?:[- ](?:{ONES}))?|{TEENS})");
    vec![
        Form::new(&format!(r"(?i)\b{any}[- ](?:and a half[- ])?years?[- ]olds?\b"), 96),
        Form::new(&format!(r"(?i)\b{any} years? of age\b"), 96),
        Form::new(&format!(r"(?i)\b{any}[- ](?:month|week)s?[- ]old\b"), 80),
        Form::new(&format!(r"(?i)\b{figure}[- ]?(?:y\.?/?o\b\.?|yrs?\.?[- ]olds?\b|yo\b)"), 93),
        Form::new(&format!(r"(?i)\bage[ds]?:? (?:of )?{any}\b"), 90),
        Form::new(
            &format!(
                r"(?i)\b(?:he|she|they|i|who|[a-z]+)(?:'s|'m| is| was| am| were|'re| are| will be| became| just| had just)? ?(?:turned|turns|turning|will turn|turn) {adult}\b"
            ),
            90,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?:he|she|i|who|they|{RELATIVES})(?:'s|'m|'ll be| is| was| am| were| are| will be| would be| must be| might be| has been| had been)(?: (?:now|only|just|already|about|almost|nearly|barely|over|past|pushing|nearing|turning|approaching))? {adult}{NOT_COUNT}"
            ),
            82,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?:woman|man|girl|boy|lady|lad|person|patient|client|mother|father|widow|widower|child|teenager|pensioner|student|nurse|teacher|worker|carer|lodger) of {adult}(?:{NOT_COUNT}|\s+\p{{L}})"
            ),
            84,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?:reached|reaching|hit|hitting|nearing|approaching|pushing|past) (?:the age of |his |her )?{adult}{NOT_COUNT}"
            ),
            70,
        ),
        Form::new(&format!(r"(?i)\bat (?:the age of )?{adult}(?:[.,;!?]|$| (?:he|she|i|they|his|her|my)\b)"), AT),
        Form::new(&format!(r"(?i)\b(?:his|her|my|their) {any}(?:st|nd|rd|th)? birthday\b"), 88),
        Form::new(r"(?i)\b(?:his|her|my|their|in h\w+) (?P<age>\d{1,3})(?:st|nd|rd|th) (?:year|birthday)\b", 88),
        Form::new(r"\b(?P<age>\d{1,2}) ?(?:[MF]|m/w)\b(?:[.,;: )]|$)", 66),
        Form::new(
            r"(?P<name>\p{Lu}\p{Ll}+)(?: is| was| turned| ist| war|'s) (?:now |just |only |jetzt )?(?P<age>[1-9]\d)(?:[.,;!?)]|$| and| und)",
            76,
        ),
        Form::new(r"(?P<name>\p{Lu}[\p{L}.]*), (?P<age>[1-9]\d),", 84),
        Form::new(r"(?P<name>\p{Lu}[\p{L}.]*) \((?P<age>[1-9]\d)\)", 80),
        Form::new(
            r"(?i)\((?:f|m|w|d|x|male|female|weiblich|m[äa]nnlich|femme|homme|mujer|hombre),? (?P<age>[1-9]\d)\)",
            84,
        ),
        Form::new(
            r"(?i)\((?P<age>[1-9]\d),? (?:f|m|w|d|x|male|female|weiblich|m[äa]nnlich|femme|homme|mujer|hombre)\)",
            84,
        ),
        Form::new(
            r"(?i)\b(?:the|a|an|his|her|my|our|their|this) (?:[\p{L}-]+ )?[\p{L}-]{3,}, (?:now |only |just |already |almost )?(?P<age>[1-9]\d),",
            76,
        ),
        // `She, 34, is his carer`, `The girl, eleven, did not speak`, `my daughter twelve.`
        Form::new(
            &format!(
                r"(?i)\b(?:he|she|they|i|(?:the|a|his|her|my|our|their) (?:[\p{{L}}-]+ )?(?:{RELATIVES})), (?:now |only |just |already )?(?P<age>[1-9]\d|(?:{TENS})(?:[- ](?:{ONES}))?|{TEENS}|{ONES}),"
            ),
            80,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?:his|her|my|our|their|the) (?:[\p{{L}}-]+ )?(?:{RELATIVES})(?: is| was| are| were|'s)? (?:now |only |just |already )?(?P<age>{TEENS}|{ONES}){NOT_COUNT}"
            ),
            80,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?:lived|lives|live) to (?:be )?(?P<age>\d{{2,3}}|(?:{TENS})(?:[- ](?:{ONES}))?){NOT_COUNT}"
            ),
            84,
        ),
        // `I was nine and a half`, `at seventeen and three months`.
        Form::new(
            &format!(
                r"(?i)\b(?:(?:he|she|they|i|who|(?:{RELATIVES})|(?-i:\p{{Lu}}\p{{Ll}}+)) (?:was|is|am|were|turned)|'s|'m|at|aged?) (?:now |only |just |about |barely )?(?P<span>{any} and (?:a half|a quarter|three[- ]quarters|(?:\d{{1,2}}|{ONES}|ten|eleven) (?:months?|weeks?)))\b"
            ),
            82,
        ),
        Form::new(
            &format!(
                r"(?i)(?:\b(?:his|her|my|our|their|your|whose)|'s) (?:own |recent |next |last )?(?P<span>{ORDINALS}) birthday\b"
            ),
            88,
        ),
        Form::new(
            &format!(r"(?i)\b(?:aged?|ages) (?:between |from )?{any} ?(?:-|–|and|or|to) ?(?P<to>\d{{1,3}}|{words})\b"),
            84,
        ),
        Form::new(
            &format!(
                r"(?i)\b(?:he|she|they|i|who|(?:{RELATIVES})) (?:(?:must|might|may|could|would|will) (?:have been|be)|was|is|were|are|looked|looks|seemed|seems) (?:about |either |perhaps |maybe )?{adult},? or (?P<to>\d{{2}}|{words})\b"
            ),
            80,
        ),
        // `I was five when she left`
        Form::new(
            &format!(
                r"(?i)\b(?:he|she|they|i|who|(?:{RELATIVES})) (?:was|were|is) (?:only |just |about |barely |not yet |still )?(?P<age>two|three|four|five|six|seven|eight|nine)(?:,? (?:when|at the time|then)\b)"
            ),
            80,
        ),
        // `F/34`, `34yoM`: as charts have it.
        Form::new(r"\b[MFmf] ?/ ?(?P<age>[1-9]\d)\b", 84),
        Form::new(r"\b(?P<age>\d{1,3}) ?y(?:/?o)?[MFmf]\b", 88),
        // `Their daughter (24) refuses school`
        Form::new(
            &format!(
                r"(?i)\b(?:his|her|my|our|their|the|a|an|whose) (?:[\p{{L}}-]+ )?(?:{RELATIVES}) \((?:now |aged |just )?(?P<age>[1-9]\d?)[,)]"
            ),
            82,
        ),
        // `Now 34, he lives with his sister`
        Form::new(
            &format!(
                r"(?:^|[.!?;:\x22\u{{201c}}] ?)(?i:now|today|still|barely|just|only|already|at)(?: only| just| barely)? {adult}, (?i:he|she|they|i|we|his|her|my|the|single|married|divorced|widowed)\b"
            ),
            80,
        ),
        Form::new(
            r"(?m)^(?P<age>[1-9]\d), (?:single|married|divorced|widowed|separated|unemployed|retired|male|female|lives|living)\b",
            78,
        ),
        // `older than her 34 years`
        Form::new(
            &format!(
                r"(?i)\b(?:older|younger|wiser|more|all|frailer|beyond|despite|in) (?:than |for |of )?(?:his|her|my|their) {adult} years\b"
            ),
            82,
        ),
        // `The twins are six.`
        Form::new(
            &format!(
                r"(?i)\b(?:his|her|my|our|their|the) (?:[\p{{L}}-]+ )?(?:{RELATIVES}) (?:is|was|are|were) (?:now |only |just |already |both )?(?P<age>{ONES})(?:[.,;!?)]|$)"
            ),
            80,
        ),
        // A decade says little, but for the last one.
        Form::new(
            r"(?i)\bin (?:his|her|their|my) (?:very )?(?P<span>(?:early|mid|late)(?:[- ]to[- ]late)?[- ]nineties)\b",
            80,
        ),
        Form::new(
            r"(?i)\b(?:a|the|my|her|his|our) (?:frail |sprightly |lively |local )?(?P<span>nonagenarian|centenarian|supercentenarian)\b",
            76,
        ),
    ]
});
