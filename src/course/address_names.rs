//! What the addresses of pages that Attune makes are called, in each language of the interface.
//!
//! They are no messages of the theme: an address is a promise to those who have kept it, and another word on a button must not
//! break it. Where an address once was the English one, it leads on ([`former`]).

use crate::config::PerLanguage;

/// The parts of addresses, each as it stands there: letters of the language, in lower case, with hyphens.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct AddressNames {
    pub(super) topics: &'static str,
    pub(super) glossary: &'static str,
    pub(super) references: &'static str,
    pub(super) objectives: &'static str,
    /// The folder of what is a learner's own, and its pages.
    pub(super) my: &'static str,
    pub(super) progress: &'static str,
    pub(super) review: &'static str,
    pub(super) certificate: &'static str,
    /// The folder of what is for facilitators, and its pages.
    pub(super) facilitator: &'static str,
    pub(super) coverage: &'static str,
    pub(super) plan: &'static str,
    pub(super) questions: &'static str,
    pub(super) answers: &'static str,
    pub(super) slides: &'static str,
    /// The folder of the pages for print.
    pub(super) print: &'static str,
    /// The folder of the indexes of kinds.
    pub(super) kinds: &'static str,
}

/// The names in a language, by its tag; those in English where the interface has no words of its own.
pub(crate) fn address_names(language: &str) -> &'static AddressNames {
    NAMES.of(language)
}

/// What the same pages were called before they had names in their own language.
pub(crate) fn former() -> &'static AddressNames {
    &NAMES.english
}

impl Default for &'static AddressNames {
    fn default() -> Self {
        &NAMES.english
    }
}

static NAMES: PerLanguage<AddressNames> = PerLanguage {
    english: AddressNames {
        topics: "topics",
        glossary: "glossary",
        references: "references",
        objectives: "objectives",
        my: "my",
        progress: "progress",
        review: "review",
        certificate: "certificate",
        facilitator: "facilitator",
        coverage: "coverage",
        plan: "plan",
        questions: "questions",
        answers: "answers",
        slides: "slides",
        print: "print",
        kinds: "kinds",
    },
    german: AddressNames {
        topics: "themen",
        glossary: "glossar",
        references: "literatur",
        objectives: "lernziele",
        my: "mein",
        progress: "fortschritt",
        review: "wiederholung",
        certificate: "bescheinigung",
        facilitator: "kursleitung",
        coverage: "lernzielabdeckung",
        plan: "ablaufplan",
        questions: "fragebogen",
        answers: "lösungen",
        slides: "projizieren",
        print: "drucken",
        kinds: "arten",
    },
    french: AddressNames {
        topics: "thèmes",
        glossary: "glossaire",
        references: "références",
        objectives: "objectifs",
        my: "moi",
        progress: "progression",
        review: "révision",
        certificate: "attestation",
        facilitator: "animation",
        coverage: "couverture",
        plan: "plan-de-séance",
        questions: "questions",
        answers: "réponses",
        slides: "projection",
        print: "imprimer",
        kinds: "types",
    },
    spanish: AddressNames {
        topics: "temas",
        glossary: "glosario",
        references: "referencias",
        objectives: "objetivos",
        my: "mi",
        progress: "progreso",
        review: "repaso",
        certificate: "certificado",
        facilitator: "docentes",
        coverage: "cobertura",
        plan: "plan",
        questions: "preguntas",
        answers: "respuestas",
        slides: "proyectar",
        print: "imprimir",
        kinds: "tipos",
    },
    arabic: AddressNames {
        topics: "المواضيع",
        glossary: "المصطلحات",
        references: "المراجع",
        objectives: "الأهداف",
        my: "صفحتي",
        progress: "التقدم",
        review: "المراجعة",
        certificate: "الشهادة",
        facilitator: "التيسير",
        coverage: "التغطية",
        plan: "الخطة",
        questions: "الأسئلة",
        answers: "الإجابات",
        slides: "العرض",
        print: "الطباعة",
        kinds: "الأنواع",
    },
};
