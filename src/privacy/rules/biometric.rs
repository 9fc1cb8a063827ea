//! Fingerprints, voices and marks on the body. The data themselves are in no text; what can be found is where one is spoken of.

use std::sync::LazyLock;

use regex::Regex;

use super::super::gazetteer::Facts;
use super::{Block, Found, Identifier, Rule, detail, expression};

static BIOMETRIC: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)\b(?:finger ?-?prints?|thumb ?-?prints?|palm ?-?prints?|voice ?-?prints?|retina(?:l)? (?:scans?|patterns?|images?)|iris (?:scans?|patterns?|images?|recognition)|(?:face|facial) (?:scans?|recognition|geometry|templates?)|face ?id|dna (?:profiles?|samples?|sequences?|tests?|results?)|genetic profiles?|gait (?:recognition|patterns?)|dental records?|hand geometry|vein patterns?|fingerabdr[üu]cke?n?|stimmabdruck|netzhautscan|iris-?scan|gesichtsscan|dna-?(?:profil|probe|analyse)\w*|empreintes? digitales?|empreintes? vocales?|scan (?:de l')?(?:iris|r[ée]tin\w+)|profil g[ée]n[ée]tique|huellas? (?:dactilar(?:es)?|digital(?:es)?)|escaneo de (?:iris|retina)|perfil gen[ée]tico|impronte? digital[ei]|vingerafdruk(?:ken)?)\b",
    )
});
static MARK: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)\b(?:(?:\w+ ){0,2}tattoos?\b(?: of| on| reading| saying| that| above| below| over| under| behind| across| around)[^.,;\n]{3,40}|tattooed (?:\w+ ){0,2}\w{4,}|birth ?mark (?:on|in|shaped|over|under|below)[^.,;\n]{3,40}|scar (?:on|across|over|under|below|above|through|down|from)[^.,;\n]{3,40}|t[äa]towierung (?:auf|am|an|mit|eines|einer)[^.,;\n]{3,40}|narbe (?:auf|am|an|[üu]ber|unter|quer)[^.,;\n]{3,40}|muttermal (?:auf|am|an|[üu]ber|unter)[^.,;\n]{3,40}|tatouage (?:de|d'|sur|au|[àa])[^.,;\n]{3,40}|cicatrice (?:sur|au|[àa]|en)[^.,;\n]{3,40}|tatuaje (?:de|en|con)[^.,;\n]{3,40}|cicatriz (?:en|sobre|de)[^.,;\n]{3,40})",
    )
});

/// Looks for them.
pub(super) fn find(block: &Block<'_>, found: &mut Found) {
    let text = block.text;
    if !block.facts.iter().any(|facts| facts.has(Facts::BODY)) {
        return;
    }
    for at in BIOMETRIC
        .find_iter(text)
        .filter(|at| !is_figure_of_speech(&text[at.end()..]) && !text[..at.start()].ends_with(" no "))
    {
        found.push(detail(Rule::Biometric, Identifier::Biometrics, 80, at.range(), "a biometric identifier"));
    }
    for at in MARK.find_iter(text) {
        found.push(detail(Rule::Biometric, Identifier::Other, 72, at.range(), "a mark on the body"));
    }
}

/// `his fingerprints were all over it`: who did something, and no print.
fn is_figure_of_speech(after: &str) -> bool {
    [" is on ", " was on ", " are on ", " were on ", " all over"].iter().any(|words| after.starts_with(words))
        || after.starts_with(" were all over")
}
