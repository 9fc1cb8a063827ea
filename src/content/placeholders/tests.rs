//! What stands in the text for container lines, blanks and citations while Markdown is parsed.

use super::super::fences::fences;
use super::*;
use crate::config::OwnContainers;

fn masked(text: &str) -> (String, Vec<&str>) {
    let (marks, masked) =
        Marks::find(text, 0, &fences(text, 0, &OwnContainers::default()).iter().collect::<Vec<_>>(), &Inert::default());
    (masked.into_owned(), marks.list.iter().map(|mark| &text[mark.range.clone()]).collect())
}

#[test]
fn container_lines_become_breaks_of_the_same_length() {
    assert_eq!(masked("a\n::: note\nb\n:::\n").0, "a\n***     \nb\n***\n");
}

#[test]
fn blanks_are_replaced_in_questions_only() {
    let (text, marks) = masked("[[a]]\n::: question\nx [[é|b]] y [[c\nd]]\n:::\n[[e]]");
    assert_eq!(marks, ["[[é|b]]", "[[c\nd]]"]);
    assert_eq!(text, "[[a]]\n***         \nx qqqqqqqq y qqqqqqq\n***\n[[e]]");
}

#[test]
fn citations_are_replaced_everywhere_and_in_the_order_of_the_text() {
    let (text, marks) = masked("a [@b]\n::: question\n[[c]] [@d] [[@e]]\n:::\n");
    assert_eq!(marks, ["[@b]", "[[c]]", "[@d]", "[[@e]]"]);
    assert_eq!(text, "a qqqq\n***         \nqqqqq qqqq qqqqqq\n***\n");
}

#[test]
fn a_blank_that_is_never_closed_is_remembered() {
    let text = "::: question\na [[b\n\nc]]\n:::\n";
    assert_eq!(
        Marks::find(text, 0, &fences(text, 0, &OwnContainers::default()).iter().collect::<Vec<_>>(), &Inert::default())
            .0
            .open_blanks,
        [15]
    );
}

#[test]
fn defensible_options_become_options() {
    let text = "::: question\n- [~] a\n  10) [~] b\nno [~] c\n:::\n";
    let (marks, masked) =
        Marks::find(text, 0, &fences(text, 0, &OwnContainers::default()).iter().collect::<Vec<_>>(), &Inert::default());
    assert!(marks.is_defensible(15) && marks.is_defensible(27));
    assert_eq!(masked.matches("[ ]").count(), 2);
}

#[test]
fn turn_marks_are_replaced_in_dialogues_only() {
    let (_, marks) = masked("{a=b}\n::: dialogue\nA\n: hm {rupture=withdrawal} {not a mark}\n:::\n");
    assert_eq!(marks, ["{rupture=withdrawal}"]);
}

#[test]
fn a_backslash_behind_a_backslash_escapes_nothing() {
    let (_, marks) = masked("::: question\n[[a\\\\]] [[b\\]c]] \\[[d]] \\\\[[e]]\n:::\n");
    assert_eq!(marks, ["[[a\\\\]]", "[[b\\]c]]", "[[e]]"]);
}
