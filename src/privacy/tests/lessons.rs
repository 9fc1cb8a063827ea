//! What lessons and cases say that is harmless, and what hides in notes: kinds that a set of unseen sentences had wrong.

use super::super::Rule;
use super::found;

#[test]
fn what_lessons_say_of_authors_groups_and_parts_is_harmless() {
    for text in [
        // Those whom the field writes about, by name, in a row with others, or by what is theirs.
        "Kernberg, Kohut and Klein would have heard this hour differently.",
        "According to Hayes and Strosahl, avoidance is the problem.",
        "Carl Rogers never used the word.",
        "Mentalizing fails under stress, says Fonagy.",
        "Winnicott's holding and Bion's containing are cousins.",
        "Greenberg distinguishes primary from secondary emotions.",
        "Die Schematherapie nach Young kennt achtzehn Schemata.",
        // Publishers.
        "Published by Guilford Press; the second edition appeared in 2011.",
        "Erschienen bei Hanserlin in zweiter Auflage.",
        // Groups.
        "In the trial, 120 adolescents aged 12 to 16 took part.",
        "The sample had a mean age of 34.6 years.",
        "Most clients were between 25 and 44 years old.",
        "Les adultes de 18 à 65 ans étaient admis.",
        "Participaron adultos de 18 a 65 años.",
        // Parts of somebody, with capital letters, and what institutions are.
        "Der Fordernde Elternmodus wird auf einen Stuhl gesetzt.",
        "Die Deutsche Gesellschaft rät davon ab.",
        "Le mode Parent Exigeant est invité.",
        "El Colegio Oficial no lo aconseja.",
        // Words that are hardly ever names.
        "He speaks Polish with his mother and German with the dog.",
        "Danish design, Spanish tiles, borrowed money.",
        "Cliente: No lo sé. Nada, quizá.",
        "Neighbours heard the noise.",
        "## When Agreement Is Too Fast",
        "Victor and victim, she played both.",
        "4. May I interrupt you?",
        "The STOP skill: Stop, Take a step back, Observe, Proceed.",
        "Demander, Dire, Demander : une règle simple.",
        "The European Federation of Psychologists' Associations has a code.",
        "Levenson's brief dynamic therapy is taught over a year.",
        "Lambert and Shimokawa (2011) pooled the studies.",
        "Kabat-Zinn's definition is printed on posters.",
        "Elle lit Proust quand elle ne dort pas.",
        "Elle appelait ce sentiment le Brouillard.",
        "En la HAM-A tenía al principio 26 puntos.",
        "Hayes's hexagon has six corners.",
        "In Ogden's words, the third is made by two.",
        "Socrates asked; he did not tell.",
        "Cambridge University Press has a reader on this.",
        "The Royal College of Psychiatrists publishes leaflets.",
        "Compassionate Self, Threat System, Drive System: draw three circles.",
        "Los niños menores de 7 años necesitan otras palabras.",
        "Zwischen der vierten und fünften Sitzung sagte sie zweimal ab.",
        "Merke: Erst das Gefühl, dann die Sache.",
        "P: Mir geht es gut.",
        "Según Bordin, la alianza tiene tres partes.",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn names_of_notes_in_lower_case_are_found() {
    for (text, name) in [
        ("my name is ekalinga kapoor and i need help", "ekalinga kapoor"),
        ("ich heiße bernadetta und brauche hilfe", "bernadetta"),
        ("i am lee brown, we spoke on the phone", "lee brown"),
        ("everyone loves klaudie but me", "klaudie"),
        ("she left with marc last night", "marc"),
        ("ich heiße dagobert und brauche hilfe", "dagobert"),
        ("luego rosa maría cerró la puerta", "rosa"),
        ("please call peter for me", "peter"),
        ("jill and i had a fight", "jill"),
        ("i dreamt of henrieta again", "henrieta"),
        ("my therapist is helena pokorná", "helena pokorná"),
        ("wenn sergej trinkt schreit er", "sergej"),
        ("quand louis boit il crie", "louis"),
        ("llama a teresa por mí", "teresa"),
        ("i met chris van rijnsbergen in town", "chris van rijnsbergen"),
        ("met sara alpaidis at the bus stop", "sara alpaidis"),
        ("signed mikołaj krzempek", "mikołaj krzempek"),
        ("thank you roger, that helped", "roger"),
        ("he said jean was with him", "jean"),
        ("is roger angry with me", "roger"),
        ("gestern hat robert wieder angerufen", "robert"),
        ("gestern hat almuth wieder angerufen", "almuth"),
        ("hier marc a encore appelé", "marc"),
        ("ayer moisés volvió a llamar", "moisés"),
        ("ma sœur luce n'en sait rien", "luce"),
    ] {
        assert!(found(text).contains(&(Rule::Name, name)), "{text} -> {:?}", found(text));
    }
    for text in [
        "he said therapy was over",
        "depression and i are old friends",
        "i thought about work again",
        "wenn regen fällt wird sie müde",
        "cuando nadie mira llora",
        "thank you both, that helped",
        "is homework useful",
        "gestern hat niemand wieder angerufen",
        "hier personne a encore appelé",
        "i hope the session was useful",
    ] {
        assert!(!found(text).iter().any(|(rule, _)| *rule == Rule::Name), "{text} -> {:?}", found(text));
    }
}

#[test]
fn names_that_are_words_are_found_by_what_stands_beside_them() {
    for (text, name) in [
        ("Did you know that Jason reads my diary?", "Jason"),
        ("Niemand außer Nelly hat einen Schlüssel.", "Nelly"),
        ("Even Aglaia noticed.", "Aglaia"),
        ("It was James's turn to speak.", "James"),
        ("Haas's and Johnson's lawyers met.", "Johnson"),
        ("Heather's key was missing.", "Heather"),
        ("Client: Frank never listens.", "Frank"),
        ("Silje and the broken cup stayed in the room.", "Silje"),
        ("Brown is my maiden name.", "Brown"),
        ("Both Kowalska brothers were there.", "Kowalska"),
        ("The landlord, a Kowalska, evicted them.", "Kowalska"),
        ("Client name: Åse Morenko", "Åse Morenko"),
        ("Witness: Buhari Yüksel", "Buhari Yüksel"),
        ("\"Tell Solvej I'm sorry,\" he said.", "Solvej"),
        ("Die Familie Klingelhöfer wohnt nebenan.", "Klingelhöfer"),
        ("They invited Christian but not Marianne.", "Christian"),
        ("Germán had always been the favourite.", "Germán"),
    ] {
        assert!(found(text).contains(&(Rule::Name, name)), "{text} -> {:?}", found(text));
    }
    assert!(found("Summer's end came early, and hope's edge was worn.").is_empty());
    assert!(found("The model: Schema Therapy").is_empty());
}

#[test]
fn ages_numbers_and_addresses_beside_what_names_them_are_found() {
    for (rule, text, detail) in [
        (Rule::Age, "Their daughter (24) refuses school.", "24"),
        (Rule::Age, "He looks older than his 34 years.", "34 years"),
        (Rule::Age, "The twins are six.", "six"),
        (Rule::Age, "My nan's eighty-two and sharper than me.", "eighty-two"),
        (Rule::Age, "Now 34, he lives with his sister.", "34"),
        (Rule::Age, "Sie wurde mit 34 zum ersten Mal aufgenommen.", "34"),
        (Rule::Age, "Ein Mann von 34 Jahren schweigt.", "34 Jahren"),
        (Rule::Age, "My eldest is 47 already.", "47"),
        (Rule::Place, "Sie hat in Gießen studiert.", "Gießen"),
        (Rule::Place, "Es de Zamora.", "Zamora"),
        (Rule::Place, "Il vient de Nantes.", "Nantes"),
        (Rule::Age, "Her boy, four, stopped speaking.", "four"),
        (Rule::Age, "Her children, aged 4 and 6, were asleep.", "4 and 6"),
        (Rule::Age, "Two clients aged 12 and 13 shared a room.", "12 and 13"),
        (Rule::Number, "The claim, no. AB-12345, was denied.", "AB-12345"),
        (Rule::Number, "Visa application GWF048811203", "GWF048811203"),
        (Rule::Phone, "His mother ((980) 784-2581) wants to be called.", "(980) 784-2581"),
        (Rule::Place, "Her address is Dolní Chaloupky 41.", "Dolní Chaloupky 41"),
        (Rule::Place, "The letter came back from Mladoboleslavská 8.", "Mladoboleslavská 8"),
        (Rule::Place, "Sie zog von Altötting nach Bogenhaus.", "Bogenhaus"),
    ] {
        assert!(found(text).contains(&(rule, detail)), "{text} -> {:?}", found(text));
    }
    for text in ["She turned to Chapter 8.", "It went from Level 3 to Level 4.", "The clinic (12) is in the table."] {
        assert_eq!(found(text), [], "{text}");
    }
}
