//! Terms of the deny list in every spelling, and nothing else.

use super::*;

fn list(terms: &str) -> DenyList {
    DenyList::read(terms, *b"0123456789abcdef", 1).expect("a list")
}

fn found<'t>(terms: &str, text: &'t str) -> Vec<&'t str> {
    list(terms).find(text).into_iter().map(|range| &text[range]).collect()
}

#[test]
fn terms_are_found_in_every_spelling() {
    let names = "Katarzyna Kowalska\nAnna-Lena Müller\nO'Brien\nŁukasz\n山田\nMRN 4471902\n";
    for text in [
        "Katarzyna Kowalska",
        "katarzyna kowalska",
        "KATARZYNA  KOWALSKA",
        "Katarzyna\nKowalska",
        "katarzyna-kowalska.jpg",
        "Ka**tar**zyna Kowalska",
        "Katar-\nzyna Kowalska",
        "Kata\u{ad}rzyna\u{a0}Kowalska",
        "katarzyna_kowalska",
        "K a t a r z y n a Kowalska",
        "Katarzyna Kowalska's",
        "katarzyna%20kowal%73ka",
        "\u{1b}[1mKatarzyna\u{1b}[0m Kowalska",
        "Anna-Lena Müller",
        "Anna Lena Muller",
        "Annalena Mueller",
        "ANNA-LENA MU\u{308}LLER",
        "Anna-Lena Müllers",
        "O’Brien",
        "OBrien",
        "O'Brien's",
        "Lukasz",
        "łukasz",
        "彼は山田さんです",
        "anna-lena-m%C3%BCller.md",
        "MRN: 4471902",
        "mrn-4471902",
        "m/anna-lena/mueller.md",
        "m/luk/asz.md",
    ] {
        assert_eq!(found(names, text).len(), 1, "{text}");
    }
}

#[test]
fn a_part_of_a_word_or_of_a_term_is_none() {
    for text in ["Katarzyna", "Kowalska", "Kowalska Katarzyna", "in grid", "Ingridson", "the o", "Theology", "Ing. Rid"]
    {
        assert!(found("Katarzyna Kowalska\nIngrid\nTheo", text).is_empty(), "{text}");
    }
}

#[test]
fn terms_are_covered_and_the_rest_stays() {
    assert_eq!(list("Ingrid\nMüller").covered("a/ingrid.md:1: Ingrid Müller’s day"), "a/[…].md:1: […] […] day");
}

#[test]
fn digests_find_what_their_terms_find() {
    let terms = "Katarzyna Kowalska\n# a note\n\nMüller\n";
    let digests = hashed(terms, *b"another salt 16b").expect("digests");
    for term in ["Katarzyna", "Kowalska", "ller", "katarzyna"] {
        assert!(!digests.contains(term), "{digests}");
    }
    for text in ["katarzyna kowalska", "Mueller", "muller", "Müller"] {
        assert_eq!(found(&digests, text), [text]);
    }
    assert!(found(&digests, "Katarzyna").is_empty());
}

#[test]
fn a_line_that_cannot_be_used_is_told_by_its_number_alone() {
    let faults = |text: &str| DenyList::read(text, [0; 16], 1).expect_err("faults");
    assert_eq!(faults("Ingrid\n.\n-x-\n").iter().map(|fault| fault.line).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(faults("# nothing\n")[0].line, 1);
    assert_eq!(faults("# attune deny list 1, salted digests\nsalt 00\n")[0].line, 2);
    let digests = hashed("Ingrid", [7; 16]).expect("digests");
    assert_eq!(faults(&format!("{digests}one two three\n"))[0].line, 4);
}

#[test]
fn a_made_up_name_is_like_a_term_by_letter_or_sound() {
    let list = list("Katarzyna Kowalska\nPhilip");
    assert_eq!(list.likeness("Philip"), Some(Likeness::Same));
    assert_eq!(list.likeness("Filip"), Some(Likeness::Sound));
    assert_eq!(list.likeness("Karla"), Some(Likeness::Initial));
    assert_eq!(list.likeness("Otto"), None);
}

#[test]
fn a_list_shows_none_of_its_terms() {
    let shown = format!("{:?}", list("Ingrid\nKatarzyna Kowalska"));
    assert_eq!(shown, "DenyList { terms: 2, .. }");
}
