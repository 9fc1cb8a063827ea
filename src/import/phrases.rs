//! The words that an import itself writes into pages, in the course's language.

/// Words of one language.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Phrases {
    /// The tag of the language.
    language: &'static str,
    /// The two options of a question whose answer is true or false.
    pub(crate) is_true: &'static str,
    pub(crate) is_false: &'static str,
    pub(crate) yes: &'static str,
    pub(crate) no: &'static str,
    /// What is asked of a program, and what stands before the two answers.
    pub(crate) program: &'static str,
    pub(crate) it_compiles: &'static str,
    pub(crate) it_prints: &'static str,
    /// Titles of the Workbench's containers.
    pub(crate) checklist: &'static str,
    pub(crate) discussion: &'static str,
    pub(crate) prerequisites: &'static str,
    pub(crate) questions: &'static str,
    pub(crate) solution: &'static str,
    /// Modules of pages that are no episodes.
    pub(crate) for_learners: &'static str,
    pub(crate) for_instructors: &'static str,
    /// A course without a title.
    pub(crate) untitled: &'static str,
}

const ENGLISH: Phrases = Phrases {
    language: "en",
    is_true: "True",
    is_false: "False",
    yes: "yes",
    no: "no",
    program: "Does this program compile? If it does, what does it print?",
    it_compiles: "It compiles:",
    it_prints: "It prints (a dash where it prints nothing):",
    checklist: "Checklist",
    discussion: "Discussion",
    prerequisites: "Prerequisites",
    questions: "Questions",
    solution: "Solution",
    for_learners: "For learners",
    for_instructors: "For instructors",
    untitled: "Imported course",
};

const OTHERS: [Phrases; 4] = [
    Phrases {
        language: "de",
        is_true: "Wahr",
        is_false: "Falsch",
        yes: "ja",
        no: "nein",
        program: "Lässt sich dieses Programm kompilieren? Wenn ja, was gibt es aus?",
        it_compiles: "Es lässt sich kompilieren:",
        it_prints: "Es gibt aus (einen Strich, wenn nichts ausgegeben wird):",
        checklist: "Checkliste",
        discussion: "Diskussion",
        prerequisites: "Voraussetzungen",
        questions: "Fragen",
        solution: "Lösung",
        for_learners: "Für Lernende",
        for_instructors: "Für Lehrende",
        untitled: "Importierter Kurs",
    },
    Phrases {
        language: "fr",
        is_true: "Vrai",
        is_false: "Faux",
        yes: "oui",
        no: "non",
        program: "Ce programme se compile-t-il ? Si oui, qu’affiche-t-il ?",
        it_compiles: "Il se compile :",
        it_prints: "Il affiche (un tiret s’il n’affiche rien) :",
        checklist: "Liste de contrôle",
        discussion: "Discussion",
        prerequisites: "Prérequis",
        questions: "Questions",
        solution: "Solution",
        for_learners: "Pour les apprenants",
        for_instructors: "Pour les formateurs",
        untitled: "Cours importé",
    },
    Phrases {
        language: "es",
        is_true: "Verdadero",
        is_false: "Falso",
        yes: "sí",
        no: "no",
        program: "¿Compila este programa? Si es así, ¿qué imprime?",
        it_compiles: "Compila:",
        it_prints: "Imprime (un guion si no imprime nada):",
        checklist: "Lista de comprobación",
        discussion: "Debate",
        prerequisites: "Requisitos previos",
        questions: "Preguntas",
        solution: "Solución",
        for_learners: "Para estudiantes",
        for_instructors: "Para docentes",
        untitled: "Curso importado",
    },
    Phrases {
        language: "ar",
        is_true: "صواب",
        is_false: "خطأ",
        yes: "نعم",
        no: "لا",
        program: "هل يمكن تجميع هذا البرنامج؟ وإن أمكن، فماذا يطبع؟",
        it_compiles: "يمكن تجميعه:",
        it_prints: "يطبع (شرطة إذا لم يطبع شيئًا):",
        checklist: "قائمة تحقق",
        discussion: "مناقشة",
        prerequisites: "المتطلبات الأساسية",
        questions: "أسئلة",
        solution: "الحل",
        for_learners: "للمتعلمين",
        for_instructors: "للمدرسين",
        untitled: "دورة مستوردة",
    },
];

impl Phrases {
    /// Those of a language, by its tag; of one that has none, the English ones.
    pub(crate) fn of(tag: &str) -> &'static Self {
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        OTHERS.iter().find(|phrases| phrases.language.eq_ignore_ascii_case(primary)).unwrap_or(&ENGLISH)
    }

    /// Whether they are in the language of this tag.
    pub(crate) fn are_in(&self, tag: &str) -> bool {
        tag.split(['-', '_']).next().is_some_and(|primary| primary.eq_ignore_ascii_case(self.language))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_is_told_by_the_first_part_of_its_tag() {
        assert_eq!(Phrases::of("de-CH").is_true, "Wahr");
        assert_eq!(Phrases::of("fr_CA").is_false, "Faux");
        assert_eq!(Phrases::of("it").is_true, "True");
        assert!(Phrases::of("AR").are_in("ar-EG") && !Phrases::of("it").are_in("it"));
    }
}
