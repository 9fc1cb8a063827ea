//! Whether a question's own words ask to choose all that apply.

/// How the languages of the interface ask for it, in lower case.
const REQUESTS: [&str; 22] = [
    "all that apply",
    "all that are",
    "all of the correct",
    "all the correct",
    "all correct",
    "select all",
    "choose all",
    "alle zutreffenden",
    "alle richtigen",
    "alle, die zutreffen",
    "alles, was zutrifft",
    "toutes les réponses",
    "toutes celles qui",
    "tous ceux qui",
    "tout ce qui",
    "todas las que",
    "todos los que",
    "todas las respuestas",
    "todo lo que",
    "كل ما ينطبق",
    "جميع ما ينطبق",
    "جميع الإجابات الصحيحة",
];

/// Whether these words of a stem ask for all that apply, whatever their case and spacing.
pub(super) fn asks_for_all(words: &str) -> bool {
    let folded = words.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    REQUESTS.iter().any(|request| folded.contains(request))
}

#[cfg(test)]
mod tests {
    use super::asks_for_all;

    #[test]
    fn the_request_is_known_in_every_language_of_the_interface_whatever_its_case_and_spacing() {
        for asks in [
            "Which are signs? Choose all that apply.",
            "(SELECT  ALL\nTHAT APPLY)",
            "Mark all that apply",
            "Wählen Sie alle zutreffenden Antworten aus.",
            "Choisissez toutes les réponses justes.",
            "Elija todas las que correspondan.",
            "اختر كل ما ينطبق.",
        ] {
            assert!(asks_for_all(asks), "{asks}");
        }
        for does_not in ["Which are signs of withdrawal?", "What applies to them all?", ""] {
            assert!(!asks_for_all(does_not), "{does_not}");
        }
    }
}
