//! Details that are harmless alone and together single somebody out: kinds of them on one page, weighed and added up.

use std::ops::Range;
use std::sync::{LazyLock, OnceLock};

use regex::{Regex, RegexSet};

use super::rules::{expression, expressions};

/// One kind of detail on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// Its kind, as `[privacy.weights]` names it.
    pub kind: &'static str,
    /// What it is: "a trade".
    pub what: &'static str,
    /// How much it counts, in tenths.
    pub weight: u32,
    /// Where it first stands.
    pub range: Range<usize>,
}

/// All kinds of details on a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Combination {
    /// One of each kind, in the order of the text.
    pub parts: Vec<Part>,
}

impl Combination {
    /// The same, with other weights in tenths; what weighs nothing is left out.
    pub(crate) fn weighted(&self, weight: impl Fn(&Part) -> u32) -> Self {
        let parts = self.parts.iter().map(|part| Part { weight: weight(part), ..part.clone() });
        Self { parts: parts.filter(|part| part.weight > 0).collect() }
    }

    /// What they count together, in tenths.
    pub(crate) fn sum(&self) -> u32 {
        self.parts.iter().map(|part| part.weight).sum()
    }
}

struct Kind {
    name: &'static str,
    what: &'static str,
    weight: u32,
    words: &'static str,
    /// Made where one of its words stands in a text.
    shape: OnceLock<Regex>,
}

impl Kind {
    fn pattern(words: &str) -> String {
        format!(r"(?i)\b(?:{words})\b")
    }
}

/// Which kinds stand in a text, in one walk over it.
static STANDS: LazyLock<RegexSet> = LazyLock::new(|| expressions(KINDS.iter().map(|kind| Kind::pattern(kind.words))));

/// Kinds of details; of each the first on a page counts.
static KINDS: LazyLock<Vec<Kind>> = LazyLock::new(|| {
    let kinds: [(&'static str, &'static str, u32, &'static str); 9] = [
        (
            "age",
            "an age",
            10,
            r"in (?:his|her|their|the|my) (?:early |mid-?|late )?(?:teens|twenties|thirties|forties|fifties|sixties|seventies|eighties)|\d{1,2}[- ]years?[- ]old|teenager|in den (?:zwanzigern|drei[ßs]{1,2}igern|vierzigern|f[üu]nfzigern|sechzigern)|trentaine|quarantaine|cinquantaine|soixantaine",
        ),
        (
            "trade",
            "a trade",
            20,
            r"(?:carpenter|plumber|electrician|welder|baker|butcher|hairdresser|barber|farmer|fisherman|fisher|shepherd|vintner|winegrower|beekeeper|blacksmith|goldsmith|watchmaker|violin maker|piano tuner|organist|conductor|cellist|violinist|opera singer|actor|actress|ballet dancer|sculptor|novelist|poet|journalist|newsreader|presenter|pilot|flight attendant|air traffic controller|train driver|bus driver|lorry driver|truck driver|ship's captain|sailor|soldier|officer|firefighter|paramedic|police officer|prison guard|judge|prosecutor|lawyer|solicitor|barrister|notary|mayor|councillor|senator|politician|diplomat|ambassador|priest|pastor|vicar|bishop|rabbi|imam|nun|monk|undertaker|surgeon|anaesthetist|anesthesiologist|dentist|pharmacist|vet|veterinarian|midwife|headteacher|headmaster|principal|teacher|professor|librarian|archaeologist|astronomer|geologist|translator|interpreter|architect|stonemason|roofer|miner|forester|gamekeeper|zookeeper|jockey|goalkeeper|footballer|athlete|coach|referee|tischler|b[äa]cker|metzger|landwirt|lehrerin|richterin|pfarrer|hebamme|boulanger|menuisier|avocate?|juge|maire|panadero|carpintero|abogad[oa]|alcalde)",
        ),
        (
            "office",
            "an office or a distinction",
            30,
            r"(?:the only (?:woman|man|female|male|black|doctor|teacher|pharmacist|dentist|family|one in (?:town|the village))|first (?:woman|man|female|black|deaf|blind) (?:to|ever|in)|youngest (?:ever|\w+ in the)|olympic|world champion|national champion|medal(?:list)?|member of parliament|headlines?|in the (?:local )?(?:news|papers?)|bestseller|prizewinner|die einzige \w+ (?:im|in)|la seule|la [úu]nica)",
        ),
        (
            "place",
            "a small place",
            15,
            r"(?:small (?:town|island|community|village)|village|hamlet|island|parish|valley|mountain town|fishing port|remote|dorf|kleinstadt|insel|petit village|petite ville|pueblo peque[ñn]o|aldea)",
        ),
        (
            "region",
            "a region or an origin",
            10,
            r"(?:scotland|wales|ireland|cornwall|bavaria|saxony|tyrol|brittany|provence|alsace|catalonia|galicia|andalusia|sicily|tuscany|texas|alaska|vermont|montana|hawaii|syria|iraq|iran|afghanistan|eritrea|somalia|ukraine|kosovo|bosnia|chechnya|tibet|refugee|asylum|emigrated|immigrated|fled|bayern|sachsen|bretagne|cataluña)",
        ),
        (
            "faith",
            "a faith or a group",
            15,
            r"(?:jehovah's witness\w*|mormon|amish|mennonite|orthodox jew\w*|hasidic|sikh|quaker|traveller family|roma family|sinti|hutterite|zoroastrian|yazidi|druze|coptic)",
        ),
        (
            "family",
            "a family unlike most",
            15,
            r"(?:twins|triplets|quadruplets|(?:four|five|six|seven|eight|nine|ten) (?:children|sons|daughters|brothers|sisters|siblings)|adopted|foster child\w*|surrogate|widow(?:er|ed)?|zwillinge|drillinge|jumeaux|jumelles|gemelos|mellizos)",
        ),
        (
            "illness",
            "a rare illness or injury",
            20,
            r"(?:huntington\w*|motor neurone|als\b|cystic fibrosis|muscular dystrophy|narcolepsy|dissociative identity|trichotillomania|munchausen|tourette\w*|albinism|dwarfism|amput\w+|transplant\w*|lost (?:a|an|his|her) (?:leg|arm|hand|eye)|blind|deaf|conjoined|haemophili\w+|hemophili\w+|sickle cell|locked-in|querschnitt\w+)",
        ),
        (
            "event",
            "an event that was known",
            30,
            r"(?:plane crash|train crash|shipwreck|avalanche|mine accident|collapsed bridge|hostage\w*|kidnap\w+|school shooting|mass shooting|bombing|terror attack|murder(?:ed)?|manslaughter|lottery|inquest|public inquiry|class action|scandal|earthquake|tsunami|explosion at|fire at the|hijack\w+|sank|flugzeugabsturz|lawine|geiselnahme|amoklauf|attentat|accidente a[ée]reo|atentado)",
        ),
    ];
    kinds
        .into_iter()
        .map(|(name, what, weight, words)| Kind { name, what, weight, words, shape: OnceLock::new() })
        .collect()
});

/// The kinds of details in a text; the places are those of the text.
pub(super) fn combination(text: &str) -> Combination {
    let first = |at: usize| {
        let kind = &KINDS[at];
        let range = kind.shape.get_or_init(|| expression(&Kind::pattern(kind.words))).find(text)?.range();
        Some(Part { kind: kind.name, what: kind.what, weight: kind.weight, range })
    };
    let mut parts: Vec<Part> = STANDS.matches(text).iter().filter_map(first).collect();
    parts.sort_by_key(|part| part.range.start);
    Combination { parts }
}
