//! What the kinds that are there by default are called, in each language of the interface.

use super::language::PerLanguage;

/// Of a kind: what one page of it is called, what several are, and what its index says.
type KindWords = (&'static str, &'static str, &'static str);

/// The kinds in the order of [`NAMES`], in each language.
pub(super) const NAMES: [&str; 6] =
    ["lesson", "protective-strategy", "rupture-cause", "repair-step", "case", "assessment"];

/// The words in a language, by its tag; those in English where the interface has no words of its own.
pub(super) fn kind_words(language: &str) -> &'static [KindWords; 6] {
    const WORDS: PerLanguage<&[KindWords; 6]> =
        PerLanguage { english: &ENGLISH, german: &GERMAN, french: &FRENCH, spanish: &SPANISH, arabic: &ARABIC };
    WORDS.of(language)
}

const ENGLISH: [KindWords; 6] = [
    ("Lesson", "Lessons", "The lessons of this course, in the order in which they build on each other."),
    (
        "Protective strategy",
        "Protective strategies",
        "What people do to stay safe in the room: how it looks, what it protects, and how to answer it.",
    ),
    ("Cause of ruptures", "Causes of ruptures", "What can strain the working relationship, seen from both chairs."),
    (
        "Step of repair",
        "Steps of repair",
        "The steps that lead from noticing a rupture to a stronger relationship, one after the other.",
    ),
    ("Case", "Cases", "Accounts of work with clients whose identity is protected, each with what was changed."),
    ("Assessment", "Assessments", "Questions on the whole course, with a passing score."),
];

const GERMAN: [KindWords; 6] = [
    ("Lektion", "Lektionen", "Die Lektionen dieses Kurses in der Reihenfolge, in der sie aufeinander aufbauen."),
    (
        "Schutzstrategie",
        "Schutzstrategien",
        "Was Menschen tun, um sich im Gespräch sicher zu fühlen: woran man es erkennt, was es schützt und wie man darauf antworten kann.",
    ),
    (
        "Ursache von Rupturen",
        "Ursachen von Rupturen",
        "Was die Arbeitsbeziehung belasten kann, aus der Sicht beider Seiten.",
    ),
    (
        "Reparaturschritt",
        "Reparaturschritte",
        "Die Schritte vom Bemerken einer Ruptur bis zu einer gestärkten Beziehung, einer nach dem anderen.",
    ),
    (
        "Fall",
        "Fälle",
        "Berichte aus der Arbeit mit Klientinnen und Klienten, deren Identität geschützt ist, jeweils mit dem, was geändert wurde.",
    ),
    ("Prüfung", "Prüfungen", "Fragen zum ganzen Kurs, jedes Mal neu gezogen, mit einer Punktzahl zum Bestehen."),
];

const FRENCH: [KindWords; 6] = [
    ("Leçon", "Leçons", "Les leçons de ce cours, dans l’ordre où elles s’appuient les unes sur les autres."),
    (
        "Stratégie de protection",
        "Stratégies de protection",
        "Ce que l’on fait pour se sentir en sécurité en séance\u{a0}: à quoi cela ressemble, ce que cela protège et comment y répondre.",
    ),
    (
        "Cause de ruptures",
        "Causes de ruptures",
        "Ce qui peut mettre à l’épreuve la relation de travail, vu des deux côtés.",
    ),
    (
        "Étape de réparation",
        "Étapes de réparation",
        "Les étapes qui mènent du repérage d’une rupture à une relation plus solide, l’une après l’autre.",
    ),
    (
        "Cas",
        "Cas",
        "Des récits de travail clinique où l’identité des personnes est protégée, chacun avec ce qui a été modifié.",
    ),
    (
        "Évaluation",
        "Évaluations",
        "Des questions sur tout le cours, tirées à nouveau chaque fois, avec une note à atteindre.",
    ),
];

const SPANISH: [KindWords; 6] = [
    ("Lección", "Lecciones", "Las lecciones de este curso, en el orden en que se apoyan unas en otras."),
    (
        "Estrategia de protección",
        "Estrategias de protección",
        "Lo que hacemos para sentirnos a salvo en la sesión: cómo se reconoce, qué protege y cómo responder.",
    ),
    ("Causa de rupturas", "Causas de rupturas", "Lo que puede tensar la relación de trabajo, visto desde ambos lados."),
    (
        "Paso de reparación",
        "Pasos de reparación",
        "Los pasos que llevan de notar una ruptura a una relación más fuerte, uno tras otro.",
    ),
    (
        "Caso",
        "Casos",
        "Relatos de trabajo clínico en los que se protege la identidad de las personas, cada uno con lo que se cambió.",
    ),
    (
        "Evaluación",
        "Evaluaciones",
        "Preguntas sobre todo el curso, elegidas de nuevo cada vez, con una puntuación para aprobar.",
    ),
];

const ARABIC: [KindWords; 6] = [
    ("درس", "الدروس", "دروس هذه الدورة بالترتيب الذي يُبنى فيه كل درس على ما قبله."),
    (
        "استراتيجية حماية",
        "استراتيجيات الحماية",
        "ما يفعله الناس ليشعروا بالأمان في الجلسة: كيف يظهر، وما الذي يحميه، وكيف نستجيب له.",
    ),
    ("سبب للتصدّع", "أسباب التصدّع", "ما قد يُجهد علاقة العمل، من وجهة نظر الطرفين."),
    ("خطوة إصلاح", "خطوات الإصلاح", "الخطوات التي تقود من ملاحظة التصدّع إلى علاقة أمتن، واحدة بعد أخرى."),
    ("حالة", "الحالات", "روايات عن العمل مع أشخاص هويتهم محمية، مع بيان ما تغيّر في كل منها."),
    ("اختبار", "الاختبارات", "أسئلة عن الدورة كلها، تُسحب كل مرة من جديد، ولها درجة نجاح."),
];
