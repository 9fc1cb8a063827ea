//! Whole pages: their blocks, and what is found on them.

use super::*;
use crate::course::{Answer, BlankEntry, Credit, Item};

const FRONT: &str = "---\ntitle: T\n---\n";

pub(super) fn parsed(body: &str) -> Outcome<ParsedPage> {
    parse(&CoursePath::new("content/01-a/02-b.md"), &format!("{FRONT}{body}"), ParseOptions::default())
}

/// The findings as `code line:column text`, with the text under the span.
pub(super) fn findings(body: &str) -> Vec<String> {
    let text = format!("{FRONT}{body}");
    let outcome = parse(&CoursePath::new("content/01-a/02-b.md"), &text, ParseOptions::default());
    let index = crate::source::LineIndex::new(&text);
    let mut found: Vec<String> = outcome
        .diagnostics
        .iter()
        .map(|finding| {
            let crate::diagnostic::Place::At(span) = &finding.place else { panic!("no span") };
            let at = index.position(&text, span.range().start);
            format!("{} {}:{} {}", finding.code, at.line - 3, at.column, &text[span.range()])
        })
        .collect();
    found.sort();
    found
}

fn html(body: &str) -> String {
    let outcome = parsed(body);
    assert_eq!(outcome.diagnostics, [], "{body}");
    outcome
        .value
        .blocks
        .iter()
        .map(|block| match block {
            Block::Prose(prose) => prose.html().into_owned(),
            other => format!("{other:?}"),
        })
        .collect()
}

fn only_item(body: &str) -> Item {
    let outcome = parsed(body);
    assert!(outcome.diagnostics.iter().all(|finding| finding.code == Code::QuestionNoId), "{:?}", outcome.diagnostics);
    let blocks: Vec<Block> = outcome.value.blocks.to_vec();
    match &blocks[..] {
        [Block::Item(item)] => (**item).clone(),
        other => panic!("not one item: {other:?}"),
    }
}

#[test]
fn containers_keep_lists_and_paragraphs_apart() {
    let blocks = parsed("- a\n::: note\n- b\n:::\n- c\n").value.blocks;
    assert_eq!(blocks.len(), 3);
    assert!(matches!(&blocks[1], Block::Container(container) if container.blocks.len() == 1));
}

#[test]
fn a_label_that_is_defined_is_a_link_whatever_it_begins_with() {
    let body = "By [@ann], [the site][@ann] and [@bea].\n\n[@ann]: https://example.org/ann\n";
    let page = html(body);
    assert!(page.contains(">@ann</a>, <a href=\"\">the site</a> and "), "{page}");
    assert_eq!(parsed(body).value.outline.works().collect::<Vec<_>>(), ["bea"]);
}

#[test]
fn links_and_footnotes_reach_across_containers() {
    let outcome = parsed("::: tip\nSee [this][t] and[^n].\n:::\n\n[t]: https://x.example\n\n[^n]: A note.\n");
    assert_eq!(outcome.diagnostics, []);
    let last = outcome.value.blocks.last().cloned();
    assert!(matches!(last, Some(Block::Prose(prose)) if prose.html().contains("A note.")));
}

#[test]
fn task_lists_make_choices_with_feedback() {
    let item =
        only_item("::: question {#q points=2}\nStem?\n\n- [ ] One\n\n  Why not.\n- [x] Two\n\n  Why.\n\nAfter.\n:::\n");
    let Answer::Single(choices) = &item.answer else { panic!("{:?}", item.answer) };
    assert_eq!((choices[0].text.html().as_ref(), choices[0].credit), ("One", Credit::None));
    assert_eq!(choices[1].feedback.html().trim(), "<p>Why.</p>");
    assert_eq!((item.stem.html().trim(), item.explanation.html().trim()), ("<p>Stem?</p>", "<p>After.</p>"));
    assert_eq!((item.id.as_str(), item.points), ("q", 2));
}

#[test]
fn defensible_options_make_a_judgement() {
    let item = only_item("::: question\nS?\n\n- [~] about ~5 minutes\n- [x] b\n- [ ] c\n:::\n");
    let Answer::Judgement(choices) = &item.answer else { panic!("{:?}", item.answer) };
    assert_eq!(
        choices.iter().map(|choice| choice.credit).collect::<Vec<_>>(),
        [Credit::Half, Credit::Full, Credit::None]
    );
    assert_eq!(choices[0].text.html(), "about ~5 minutes");
}

#[test]
fn options_are_rated_where_the_author_says_so() {
    let rated = |marks: [&str; 3]| {
        let [a, b, c] = marks;
        only_item(&format!("::: question {{#q rate}}\nS?\n\n- [{a}] a\n- [{b}] b\n- [{c}] c\n:::\n"))
    };
    for marks in [["x", "~", " "], ["x", "x", " "], ["x", " ", " "], ["~", "~", " "]] {
        assert!(matches!(rated(marks).answer, Answer::Rating(_)), "{marks:?}");
    }
    let chosen = only_item("::: question {#q}\nS?\n\n- [x] a\n- [~] b\n- [ ] c\n:::\n");
    assert_ne!(rated(["x", "~", " "]).digest, chosen.digest, "an answer of the other kind is void");
    assert_ne!(rated(["x", "~", " "]).digest, rated(["x", " ", "~"]).digest);
}

#[test]
fn several_right_options_make_a_multiple_response() {
    let item = only_item("::: question\nS?\n\n* [x] a\n* [X] b\n* [ ] c\n:::\n");
    assert!(matches!(item.answer, Answer::Multiple(_)));
}

#[test]
fn ordered_lists_and_definition_lists_are_read() {
    let item = only_item("::: question\nS?\n\n1. a\n2. **b**\n\nAfter.\n:::\n");
    assert!(matches!(&item.answer, Answer::Ordering(steps) if steps[1].html().contains("<strong>b</strong>")));
    let item = only_item("::: question\nS?\n\nterm\n: meaning\n\nother\n: else\n:::\n");
    assert!(matches!(&item.answer, Answer::Matching(pairs) if pairs[1].definition.html().trim() == "else"), "{item:?}");
}

#[test]
fn blanks_are_typed_or_chosen() {
    let item = only_item("::: question\nBe [[curious|open]] and [[loud / *calm / fast]].\n\nAfter.\n:::\n");
    let Answer::Blanks(blanks) = &item.answer else { panic!("{:?}", item.answer) };
    assert_eq!(
        blanks[0].entry,
        BlankEntry::Typed { accepted: vec!["curious".to_owned(), "open".to_owned()], exact: false }
    );
    assert!(matches!(&blanks[1].entry, BlankEntry::Menu(options) if options[1].right && options[1].text == "calm"));
    assert_eq!(item.stem.inserts().len(), 2);
    assert_eq!(item.stem.html().trim(), "<p>Be  and .</p>");
    assert_eq!(item.explanation.html().trim(), "<p>After.</p>");
}

#[test]
fn a_question_without_answers_is_a_reflection() {
    let item = only_item("::: question\nWhat now?\n\nA model answer.\n:::\n");
    assert!(matches!(&item.answer, Answer::Reflection(model) if model.html().contains("A model")));
}

#[test]
fn hints_are_kept_apart() {
    let item = only_item(":::: question\nS?\n\n- [x] a\n- [ ] b\n\n::: hint\nLook.\n:::\n\nAfter.\n::::\n");
    assert_eq!(item.hints.len(), 1);
    assert_eq!(item.explanation.html().trim(), "<p>After.</p>");
}

#[test]
fn every_fault_of_a_question_is_reported_at_its_place() {
    let question = |body: &str| findings(&format!("::: question {{#q}}\n{body}\n:::\n"));
    let head = "::: question {#q}";
    assert_eq!(question("S?\n\n- [ ] a\n- [ ] b"), [format!("question-no-right-answer 1:1 {head}")]);
    assert_eq!(question("S?\n\n- [x] a"), [format!("question-too-few 1:1 {head}")]);
    let many: Vec<String> = (1..=200).map(|number| format!("- [ ] {number}")).collect();
    let many = question(&format!("S?\n\n- [x] a\n{}", many.join("\n")));
    assert_eq!(many, ["question-too-many 204:1 - [ ] 200"]);
    assert_eq!(question("- [x] a\n- [ ] b"), [format!("question-no-prompt 1:1 {head}")]);
    assert_eq!(question("S?\n\n- [x] a\n- [ ]  A"), ["question-equal-options 5:1 - [ ]  A"]);
    assert_eq!(question("S?\n\n- [x] a\n- b\n- [ ] c"), ["question-mixed 5:1 - b"]);
    assert_eq!(question("S?\n\n1. a\n2. "), ["question-empty-option 5:1 2."]);
    assert_eq!(question("S [[a]]?\n\n- [x] a\n- [ ] b"), ["question-mixed 4:1 - [x] a\n- [ ] b"]);
    assert_eq!(question("S [[a / b]]"), ["question-no-right-answer 2:3 [[a / b]]"]);
    assert_eq!(question("S [[a||b]]"), ["question-empty-option 2:3 [[a||b]]"]);
    // One mistake, one error: what the question then lacks follows from it.
    assert_eq!(question("S [[a"), ["question-empty-option 2:3 [["]);
    assert_eq!(question("S?\n\n- [ ] a\n\n  f\n-[x] b\n\n  g"), ["question-mixed 7:1 -[x]"]);
    assert_eq!(question("S?\n\na) One\n\nb) Two"), ["foreign-mark 4:1 a)"]);
    assert_eq!(question("S?\n\nThe answer.\n\nA. Freud said so."), [""; 0]);
    assert_eq!(question("S?"), [format!("question-no-model-answer 1:1 {head}")]);
    assert_eq!(question("S?\n\nterm\n: a\n\nterm\n: b"), ["question-equal-options 7:1 term"]);
}

#[test]
fn the_digest_follows_what_is_answered_and_nothing_else() {
    let digest = |feedback: &str, option: &str| {
        only_item(&format!("::: question {{#q}}\nS?\n\n- [x] {option}\n\n  {feedback}\n- [ ] z\n:::\n")).digest
    };
    assert_eq!(digest("one", "a"), digest("two", "a"));
    assert_ne!(digest("one", "a"), digest("one", "b"));
}

#[test]
fn what_else_stands_on_the_page_is_no_part_of_a_question() {
    // One of everything that has a number or an id among its like.
    let everything = "### Heading\n\nA note[^n], and another[^m].\n\n| a |\n| - |\n| b |\n\n```python\nx = 1\n```\n\n$$\nx\n$$\n\n\
                      ![words](a.svg)\n\n> [!NOTE]\n> b\n\n- c\n\n[@key]\n\n";
    let notes = "[^n]: One.\n\n[^m]: Two.\n\n[^l]: Three.\n";
    let table = "| c |\n  | - |\n  | d |";
    let question = format!(
        "::: question {{#q}}\n{everything}What?\n\n- [x] a[^m]\n\n  {table}\n\n  > Why.\n- [ ] b\n\n  > Why not.\n:::\n\n"
    );
    let digests = |before: &str| {
        let page = format!("{before}{question}{notes}");
        let item = parsed(&page).value.blocks.iter().find_map(|block| match block {
            Block::Item(item) => Some((item.digest, item.former_digest)),
            _ => None,
        });
        item.unwrap_or_else(|| panic!("no item in {page}"))
    };
    let alone = digests("");
    for before in [everything, "A note[^l].\n\n", &everything.repeat(3)] {
        assert_eq!(digests(before), alone, "{before}");
    }
    // The test would say nothing if none of it were in the question.
    let other = parsed(&question.replace("| b |", "| c |")).value.blocks.iter().find_map(|block| match block {
        Block::Item(item) => Some(item.digest),
        _ => None,
    });
    assert_ne!(other, Some(alone.0));
}

#[test]
fn a_dialogue_has_turns_with_marks_and_notes() {
    let body = "::: dialogue\nClient\n: It's *nothing*. {rupture=withdrawal}\n\n  > Too quick.\n\nTherapist\n: I hear you.\n:::\n";
    let blocks = parsed(body).value.blocks;
    let [Block::Dialogue(dialogue)] = &blocks[..] else { panic!("{blocks:?}") };
    assert_eq!(dialogue.turns.len(), 2);
    let turn = &dialogue.turns[0];
    assert_eq!((turn.speaker.as_str(), turn.marks[0].value.as_str()), ("Client", "withdrawal"));
    assert!(turn.words.html().contains("<em>nothing</em>") && !turn.words.html().contains("rupture"));
    assert_eq!(turn.note.html().trim(), "<p>Too quick.</p>");
    assert_eq!(findings("::: dialogue\nJust text.\n\nMore.\n:::\n"), ["dialogue-turn 2:1 Just text."]);
    for near in ["{withdrawal}", "{rupture: withdrawal}", "{rupture=withdrawal", "{ step = }"] {
        let page = format!("::: dialogue\nClient\n: Fine. {near}\n:::\n");
        assert_eq!(findings(&page).len(), 1, "{near}: {:?}", findings(&page));
    }
    assert_eq!(findings("::: dialogue\nClient\n: Fine. {laughs} `{withdrawal}`\n:::\n"), [""; 0]);
}

#[test]
fn facilitators_parts_leave_nothing_behind() {
    let body = "::: facilitator\n## Secret heading\n\nSecret[^s] [link](x.md)\n:::\n\n[^s]: Secret note.\n\n## Secret heading\n";
    let outcome = parsed(body);
    assert_eq!(outcome.value.outline.headings.len(), 1);
    let all = format!("{:?}", outcome.value.blocks);
    assert!(!all.contains("Secret note") && !all.contains("secret-heading-2"), "{all}");
    let options = ParseOptions { facilitator: true, ..ParseOptions::default() };
    let full = parse(&CoursePath::new("content/a.md"), &format!("{FRONT}{body}"), options);
    assert!(format!("{:?}", full.value.blocks).contains("Secret note"));
}

#[test]
fn headings_get_ids_of_their_own() {
    let page = parsed("## A b\n\n## A b\n\n## C {#own}\n\n## Own\n").value;
    assert_eq!(
        page.outline.headings.iter().map(|heading| heading.id.as_str()).collect::<Vec<_>>(),
        ["a-b", "a-b-2", "own", "own-2"]
    );
    assert_eq!(findings("## A {#x}\n\n## B {#x}\n").len(), 1);
}

#[test]
fn pictures_need_words_and_links_must_be_safe() {
    assert_eq!(findings("![](a.svg)\n"), ["image-no-alt 1:1 ![](a.svg)"]);
    assert_eq!(findings("[x](javascript:alert(1))\n"), ["link-unsafe 1:1 [x](javascript:alert(1))"]);
    assert!(!html("A <b>bold</b> word.\n").contains("&lt;b"));
}

#[test]
fn raw_html_is_cleaned_and_its_links_are_read() {
    let outcome = parsed("<p onclick=x>a <img src=\"a.svg\" alt=\"A\"></p>\n");
    assert_eq!(outcome.diagnostics.len(), 1);
    let blocks = outcome.value.blocks;
    assert!(
        matches!(&blocks[0], Block::Prose(prose) if prose.inserts().len() == 1 && prose.html().contains("src=\"\""))
    );
}

#[test]
fn very_deep_lists_are_refused_once() {
    let deep = (0..2000).map(|depth| "  ".repeat(depth) + "- a\n").collect::<Vec<_>>().concat();
    assert_eq!(findings(&deep).len(), 1);
}

#[test]
fn code_keeps_brackets_and_marks() {
    let item = only_item("::: question\nUse `[[x]]` and [[y]].\n:::\n");
    assert!(item.stem.html().contains("<code>[[x]]</code>"));
}

#[test]
fn no_prefix_of_a_page_panics() {
    let body = ":::: question {#q objective=o}\nS [[a|b]] é?\n\n- [~] x\n\n  f\n- [x] y\n\n::: hint\nh\n:::\n::::\n\n::: dialogue\nA\n: b {rupture=x}\n\n  > n\n:::\n\n::: figure\n![a](b.svg)\n\nc\n:::\n\n[^1]: n\n";
    let text = format!("{FRONT}{body}");
    for end in (0..text.len()).filter(|end| text.is_char_boundary(*end)) {
        let outcome = parse(&CoursePath::new("content/a.md"), &text[..end], ParseOptions::default());
        for finding in outcome.diagnostics {
            let crate::diagnostic::Place::At(span) = finding.place else { continue };
            assert!(span.range().end <= end, "{finding:?}");
        }
    }
}
