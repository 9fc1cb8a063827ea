//! What four authors and four languages wrote that is harmless, and names that are hardly ever another word: kinds that unseen sentences had wrong.

use super::super::Rule;
use super::found;

#[test]
fn figures_of_books_bodies_terms_and_groups_are_harmless() {
    for text in [
        // What is known as several words, and what everybody knows.
        "Van der Kolk's book is on every bedside table.",
        "The Rorschach, the TAT and the Draw-a-Person test were routine.",
        "Mañana será otro día, dice el refrán.",
        "Ho visto il fumo vicino alla stazione.",
        "She quotes Harry Potter when she is scared.",
        "Romeo and Juliet is on the syllabus.",
        "The Duke of Edinburgh's Award is next.",
        "Pippi Langstrumpf ist ihre Heldin.",
        "Como en Borges, el sueño sueña al soñador.",
        // Public bodies.
        "La Haute Autorité de Santé a publié une recommandation.",
        "La Organización Mundial de la Salud revisó la clasificación.",
        // Terms, drugs and abbreviations.
        "Haldol was stopped on day 4, Risperdal begun on day 6.",
        "The Genogram had three generations.",
        "In NICE guideline CG113 it is step 3.",
        "BP 128/84, HR 76, RR 16.",
        "CGI-S 5 at intake.",
        // Groups.
        "The group is for 13- to 17-year-olds, after school.",
        "Die Gruppe für 16- bis 21-Jährige trifft sich donnerstags.",
        "De groep van 12 tot 16 jaar komt op woensdag bijeen.",
        "Kids aged 8 to 12 have their own morning.",
        "Boosters follow, assessed at 3 and 6 months.",
        // Parts of somebody.
        "La Madre Suficientemente Buena no es una madre perfecta.",
        "Ze noemt haar woede de Draak.",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn names_that_are_hardly_ever_another_word_are_found_wherever_they_stand() {
    for (rule, text, detail) in [
        (Rule::Name, "pourquoi thomas ne me demande jamais rien", "thomas"),
        (Rule::Name, "le dije a vicente que no iba a ir", "vicente"),
        (Rule::Name, "warum fragt attila mich nie", "attila"),
        (Rule::Name, "hey charles u coming later", "charles"),
        (Rule::Name, "- thought: marcel thinks i am stupid", "marcel"),
        (Rule::Name, "Virginie ne le lui a jamais pardonné.", "Virginie"),
        (Rule::Name, "Manuela en la ventana", "Manuela"),
        (Rule::Name, "Julia's test was positive.", "Julia"),
        (Rule::Name, "Überwiesen von Dr. Tschentscher.", "Tschentscher"),
        (Rule::Name, "Der Ehemann (Konrad) arbeitet viel.", "Konrad"),
        (Rule::Name, "Read de Ruiter's letter again.", "Ruiter"),
        (Rule::Name, "Reviewed by H Mülichen, ward pharmacist.", "H Mülichen"),
        (Rule::Age, "Ich schreibe wegen Konrad, 37 Jahre, und seines Bruders.", "37 Jahre"),
        (Rule::Date, "Il tre ottobre è morto suo fratello.", "Il tre ottobre"),
    ] {
        assert!(found(text).contains(&(rule, detail)), "{text} -> {:?}", found(text));
    }
}
