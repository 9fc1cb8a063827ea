//! The forms of addresses and postal codes, by country.

use std::sync::LazyLock;

use regex::Regex;

use super::expression;

/// Streets with the numbers of houses, flats and boxes; `place` is what is one, where more is looked at.
pub(super) static ADDRESS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = [
        r"\b\d{1,5}[A-Za-z]?,? (?:\p{Lu}[\p{L}'.-]*\s){1,4}(?:Street|St|Road|Rd|Avenue|Ave|Lane|Ln|Drive|Dr|Way|Court|Ct|Close|Terrace|Place|Pl|Square|Sq|Boulevard|Blvd|Crescent|Gardens|Row|Hill|Parade|Mews|Quay|Circle|Highway|Grove|Park|Walk)\b\.?(?:,? (?:Apt|Apartment|Flat|Unit|Suite)\.? ?#?\w{1,5})?",
        r"\b(?:\p{Lu}[\p{L}'-]*\s){1,3}(?:Street|Road|Avenue|Lane|Boulevard|Crescent|Terrace)\b",
        r"\b\p{Lu}[\p{L}-]*(?i:stra(?:ß|ss)e|str\.|weg|platz|allee|gasse|ufer|damm|ring|straat|laan|plein|gracht|kade|baan|dreef|gatan|v[äa]gen|gr[äa]nd|torget|stigen|backen|all[ée]n) ?\d{1,4}(?:[/-]\d{1,4})?(?: ?[a-z]\b)?",
        r"\b(?:Am|An der|Im|In der|Auf der|Zum|Zur) \p{Lu}[\p{L}-]+ \d{1,4}[a-z]?\b",
        r"(?i)\b(?:\d{1,4}(?: ?(?:bis|ter))?,? )?(?:rue|avenue|boulevard|place|chemin|all[ée]e|impasse|quai|route|cours|mont[ée]e|rang|sentier|passage|traverse) (?:de la |de l'|des |du |de |d'|la |le )?(?-i:\p{Lu})[\p{L}'-]+(?: (?-i:\p{Lu})[\p{L}'-]+)*(?:,? \d{1,4}\b)?",
        r"(?i)\b(?:calle|avenida|avda\.|plaza|paseo|camino|carrer|ronda|pasaje|callej[óo]n|glorieta|alameda|vial|rambla|acceso|urbanizaci[óo]n|traves[íi]a|passeig|via|viale|piazza|corso|largo|vicolo|incrocio|pl\.|strada|stretto|intrarea|bulevardul|aleea|contrada|borgo|rotonda|rua|travessa|ulica|ul\.|aleja|al\.|osiedle|plac) (?:de la |de los |de las |del |de |della |dei |di |la |el )?(?-i:\p{Lu})[\p{L}'-]+(?: (?:de |del |di )?(?-i:\p{Lu})[\p{L}'-]+)*(?:,? (?:n\.?[ºo°]? ?)?\d{1,4}\b(?:/\d+)?)?",
        r"\b\d{1,3}(?:st|nd|rd|th) (?:Street|Avenue|Ave|St|Road)\b",
        // A number before two words, where somebody is at home or goes.
        r"(?i)\b(?:at|address is|home is|lives? in|house,|to|outside|near) (?P<place>\d{1,5} (?-i:\p{Lu}\p{Ll}[\p{L}'-]+ (?:\p{Lu}\p{Ll}+ )?(?:Roads?|Streets?|Cape|Orchard|Ranch|Ridge|Mills?|Meadows?|Manors?|Port|Ports|Ville|Views?|Valleys?|Junctions?|Islands?|Keys?|Knolls?|Landing|Lakes?|Lodge|Locks?|Loop|Mission|Mountains?|Neck|Overpass|Parkways?|Passage|Path|Pike|Pines?|Plains?|Plaza|Points?|Prairie|Radial|Rapids?|Rest|River|Route|Run|Shoals?|Shores?|Skyway|Springs?|Spurs?|Squares?|Station|Stravenue|Stream|Summit|Trace|Track|Trail|Tunnel|Turnpike|Underpass|Unions?|Viaduct|Village|Vista|Walks?|Wall|Wells?|Bridge|Brook|Canyon|Cliffs?|Club|Common|Corners?|Course|Cove|Creek|Crest|Crossing|Dale|Dam|Divide|Estates?|Expressway|Extension|Falls?|Ferry|Fields?|Flats?|Fords?|Forest|Forge|Forks?|Fort|Freeway|Gateway|Glens?|Greens?|Groves?|Harbors?|Heights|Highway|Hills?|Hollow|Inlet|Burgs?|Bypass|Camp|Causeway|Bayou|Beach|Bend|Bluffs?|Bottom|Branch|Alley|Annex|Arcade)))\b",
        r"\b\d{1,5} (?:\p{Lu}[\p{L}'-]*\s){1,4}(?:Apt\.?|Suite|Unit)\.? ?#?\d{1,5}",
        r"\b\d{1,5}(?:/\d+)?, \p{Lu}[\p{L}]+ (?:Marg|Nagar|Chowk|Road|Street|Path|Ganj|Circle|Zila)\b",
        r"(?i)\b(?:flat|apartment|apt\.?|suite|studio|wohnung|appartement|piso|interno) (?:no\.? )?#?\d{1,4}[a-z]?\b(?:,? (?:\d{1,4}[a-z]? )?(?-i:\p{Lu})[\p{L}'-]+(?: (?-i:\p{Lu})[\p{L}'-]+)*)?",
        r"\b\p{Lu}[\p{L}-]*(?:gade|vej|gata|utca|sokak|caddesi|ulice|str[æe]de|boulevard|pad|singel|hof|steeg|dijk|park|toft|vænget|parken|t[řr][íi]da) \d{1,4}[a-z]?\b",
        // `Her address is Dolní Chaloupky 41`
        r"\b(?i:address|anschrift|adresse|direcci[óo]n|indirizzo|adres)(?: (?:is|was|ist|lautet|est|es|[èe]|now|still)){1,2} (?P<place>\d{0,5}[/-]?\d{0,4} ?\p{Lu}[^\n:@!?]{1,40}?(?:\d{1,4}[a-z]?|[\p{L}]))(?:[.,;!?](?:\s|$)|$)",
        r"(?i)\bP\.? ?O\.? ?Box \d+|\bPostfach \d+|\bBP \d{2,5}\b|\bapartado (?:de correos )?\d+",
    ];
    forms.iter().map(|form| expression(form)).collect()
});
/// Postal codes, with the towns beside them, and what is called an address.
pub(super) static POSTAL: LazyLock<Vec<Regex>> = LazyLock::new(|| {
    let forms = [
        r"\b(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]) \d{5}(?:-\d{4})?\b",
        r"\b\d{5}-\d{4}\b",
        // Latitude and longitude.
        r"-?\b\d{1,2}\.\d{3,}\s?°?\s?[NS]?[,;/ ]+-?\d{1,3}\.\d{3,}(?:\s?°\s?[EWO]?\b)?",
        r"\b\d{1,2}°\s?\d{1,2}['′][\d.\s″\x22]*[NS][,; ]+\d{1,3}°\s?\d{1,2}['′][\d.\s″\x22]*[EWO]\b",
        r"(?i)\b(?:zip|zip ?code|postal code|postcode|plz|postleitzahl|code postal|c\.?p\.?|c[óo]digo postal|cap|pin ?code|pin|postcode)\b[:. ]*(?:is |was |of |ist |est |es |è )?(?P<place>[A-Z]{0,2}\d[\dA-Z]{2,3}(?: ?[\dA-Z]{2,4})?)\b",
        r"\b(?:GIR ?0AA|[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]|[A-HK-Y][0-9][0-9]|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY]) ?[0-9][ABD-HJLNP-UW-Z]{2})\b",
        r"\b(?:D-|F-|E-|I-)?(?:0[1-9]|[1-9]\d)\d{3} \p{Lu}\p{Ll}[\p{L}-]+(?: (?:an der |am |im |sur |de |del |la )?\p{Lu}[\p{L}-]+)?",
        r"\b[1-9]\d{3} ?[A-Z]{2}\b(?: \p{Lu}\p{Ll}+)?",
        r"\b\p{Lu}\p{Ll}+[ -]+[1-8]\d{5}\b",
        r"\b[1-8]\d{2} \d{3}\b(?:,? (?:India|Indien))",
        r"(?i)\b(?:address|anschrift|adresse|direcci[óo]n|indirizzo|adres|wohnhaft|domicilio) ?: ?(?P<place>[^\n:@]{0,60}\d[^\n:@]{0,40}[\p{L}\d])",
    ];
    forms.iter().map(|form| expression(form)).collect()
});
