use crate::import::{Format, Imported, Source, import};

/// The pages that a file becomes, and what is said of it.
fn imported(text: &str) -> Imported {
    let files = [("quiz.gift".to_owned(), text.as_bytes().to_vec())].into();
    import(&[Source::in_memory("quiz.gift", files, false)], Some(Format::Gift))
}

/// The first page of questions, without its front matter.
fn page(text: &str) -> String {
    let made = imported(text);
    assert!(made.faults.is_empty(), "{:?}", made.faults);
    let page = &made.content["01-quiz/01-quiz.md"];
    let page = String::from_utf8(page.clone()).expect("pages are UTF-8");
    page.split_once("---\n\n").map_or(String::new(), |(_, body)| body.to_owned())
}

fn said(text: &str) -> String {
    imported(text)
        .remarks
        .iter()
        .map(|remark| format!("{}: {}; {}", remark.place, remark.what, remark.instead))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn one_right_option_has_its_feedback() {
    let text = "// a comment\n::First words::What do you say first? {\n  =I noticed a change#It names it.\n  ~Why?#It asks for a defense\\: \\~no.\n####Small.\n}\n";
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
fn what_cannot_be_read_stops_the_import_with_its_line() {
    let faults = imported("A? {T}\n\nB? {=a ~b\n\n").faults;
    assert_eq!((faults.len(), faults[0].place.line), (1, 3), "{faults:?}");
    let faults = imported("Which? {what}\n").faults;
    assert!(faults[0].message.starts_with("answers without"), "{faults:?}");
}
