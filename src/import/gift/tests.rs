//! Questions in GIFT, each with the Markdown that they become.

use crate::import::testing::{body, said as said_of};
use crate::import::{Format, Imported, Report, Source, Wanted, import};

fn in_language(text: &str, language: Option<&str>) -> Imported {
    let files = [("quiz.gift".to_owned(), text.as_bytes().to_vec())].into();
    let wanted = Wanted { format: Some(Format::Gift), language: language.map(str::to_owned), ..Wanted::default() };
    import(&[Source::in_memory("quiz.gift", files, false)], &wanted, Report::default())
}

/// The pages that a file becomes, and what is said of it.
fn imported(text: &str) -> Imported {
    in_language(text, None)
}

/// The first page of questions, without its front matter.
fn page(text: &str) -> String {
    body(&imported(text), "01-quiz/01-quiz.md")
}

fn said(text: &str) -> String {
    said_of(&imported(text))
}

#[test]
fn one_right_option_has_its_feedback() {
    let text = "::First words::What do you say first? {\n  =I noticed a change#It names it.\n  ~Why?#It asks for a defense\\: \\~no.\n####Small.\n}\n";
    let expected = ":::: question {#first-words}\nWhat do you say first?\n\n- [x] I noticed a change\n\n  It names it.\n\n- [ ] Why?\n\n  It asks for a defense: \\~no.\n\nSmall.\n::::\n";
    assert_eq!(page(text), expected);
    assert_eq!(said(text), "");
}

#[test]
fn weights_are_several_right_options_or_a_judgement() {
    assert!(page("Which? {~%50%a ~%50%b ~%-100%c}").contains("- [x] a\n- [x] b\n- [ ] c"));
    let judged = "Which? {=a ~%50%b ~c}";
    assert!(page(judged).contains("- [x] a\n- [~] b\n- [ ] c"));
    assert_eq!(said(judged), "");
    assert!(said("Which? {=a ~%25%b ~c}").contains("an option that earns 25%"));
}

#[test]
fn a_missing_word_is_a_menu_and_a_short_answer_a_blank() {
    assert!(page("Trust {=grows ~shrinks} slowly.").contains("Trust [[*grows / shrinks]] slowly."));
    assert!(page("Two and two? {=4 =four}").contains("Two and two?\n\n[[4|four]]"));
    assert!(page("Two and two is {=4}, always.").contains("Two and two is [[4]], always."));
    assert!(said("Who? {=*Freud*}").contains("stands for any letters"));
}

#[test]
fn pairs_truth_numbers_and_open_questions() {
    assert!(page("Match. {=a -> 1 =b -> 2}").contains("a\n: 1\n\nb\n: 2"));
    assert!(
        page("Sky is blue.{T#Look up.#Yes.}").contains(
            "{#sky-is-blue shuffle=false}\nSky is blue.\n\n- [x] True\n\n  Yes.\n\n- [ ] False\n\n  Look up."
        )
    );
    assert!(page("When? {#1822:0}").contains("[[= 1822]]"));
    assert!(page("How much? {#3.1..3.5}").contains("[[= 3.3 ± 0.2"));
    assert!(page("How much? {#3.1415:0.001}").contains("[[= 3.1415 ± 0.0010]]"));
    assert!(page("Say something. {}").contains("{#say-something kind=reflection}\nSay something.\n::::"));
    assert_eq!(page("Only a text."), "Only a text.\n");
}

#[test]
fn markup_is_read_as_the_question_says() {
    assert!(page("[html]<p>A <b>bold</b> word</p>{T}").contains("A **bold** word"));
    assert!(page("[markdown]A *word* and `code`{T}").contains("A *word* and `code`"));
    assert!(page("[plain]A *word* <b>{T}").contains("A \\*word\\* \\<b>"));
    assert!(page("is x<y and y>z? {T}").contains("\\<y> z") || page("is x < y? {T}").contains("x < y"));
}

#[test]
fn categories_are_pages() {
    let made = imported("$CATEGORY: $course$/top/Part one\n\nA? {T}\n\n$CATEGORY: Part two/Deep\n\nB? {F}\n");
    let paths: Vec<&str> = made.content.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        [
            "01-quiz/01-part-one.md",
            "01-quiz/02-part-two/01-deep.md",
            "01-quiz/02-part-two/_index.md",
            "01-quiz/_index.md",
            "_index.md"
        ]
    );
}

#[test]
fn comments_are_for_who_teaches() {
    let text = "// Ask this first.\n// Then wait.\n::A::Really? {T}\n\n// Only said here.\n\n// question: 7  name: B\n// [id:b] [tag:trust]\n::B::So? {F}\n";
    let page = page(text);
    assert!(page.contains("- [ ] False\n\n::: facilitator\nAsk this first.\\\nThen wait.\n:::\n::::"), "{page}");
    assert!(page.contains("\n::: facilitator\nOnly said here.\n:::\n\n:::: question {#b"), "{page}");
    assert!(!page.contains("question: 7") && page.matches("facilitator").count() == 2, "{page}");
    assert!(said(text).contains("the tags trust"), "{}", said(text));
}

#[test]
fn true_and_false_are_in_the_language_of_the_course() {
    let german = in_language("So? {F}", Some("de-AT"));
    assert!(body(&german, "01-quiz/01-quiz.md").contains("- [ ] Wahr\n- [x] Falsch"));
    assert!(german.site.contains("language = \"de-AT\""), "{}", german.site);
}

#[test]
fn what_cannot_be_read_stops_the_import_with_its_place() {
    assert!(said("A? {T}\n\nB? {=a ~b\n\n").starts_with("quiz.gift:3:1: error[import-unreadable]: the answers"));
    assert!(said("A? {T}\n\nB? =a}\n").starts_with("quiz.gift:3:1: error[import-unreadable]: `}` closes nothing"));
    assert!(said("A? {=a ~b} and}\n").contains("`}` closes nothing"));
    assert!(!said("A \\} b? {=a \\} ~b}\n").contains("closes nothing"));
    assert!(said("A? {=a ~b\n").starts_with("quiz.gift:1:1: error[import-unreadable]: the answers"));
    assert!(said("\n  Which? {what}\n").contains("quiz.gift:2:3: error[import-unreadable]: answers without"));
}

#[test]
fn formulas_of_every_spelling_are_formulas() {
    let text = r"Is \(x_1 < 2\) right, or $$\frac\{a\}\{b\}$$, or $y^2$? {=It is $z$ ~It costs $5 and $10}";
    let page = page(text);
    assert!(page.contains("Is $x_1 < 2$ right, or $$\\frac{a}{b}$$, or $y^2$?"), "{page}");
    assert!(page.contains("It is $z$") && page.contains("It costs \\$5 and \\$10"), "{page}");
    assert_eq!(said(text), "");
    assert!(said("Is $$\\wrong\\{a\\}$$? {=a ~b}").contains("a formula that no page can show"));
}

#[test]
fn the_right_number_may_stand_first_without_its_sign() {
    let text = "From 1 to 5? {#3:2~#Completely wrong}\n";
    assert!(page(text).contains("[[= 3 ± 2]]\n\nCompletely wrong"), "{}", page(text));
    assert!(said(text).contains("feedback on other numbers"), "{}", said(text));
    assert!(said("Which? {one ~two =three}").contains("`one`, which stands before the first answer"));
}

#[test]
fn a_wrong_choice_that_costs_otherwise_than_here_is_told() {
    assert!(said("Which? {~%50%a ~%50%b ~%-25%c}").contains("an option that costs 25%"));
    assert_eq!(said("Which? {~%50%a ~%50%b ~%-50%c}"), "");
}
