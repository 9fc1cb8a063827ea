//! Items and tests in QTI, each with the Markdown that they become.

use crate::import::package::{packed, unpacked};
use crate::import::testing::{body, import, page as page_of, said as said_of};
use crate::import::{Format, Imported, Source};

fn item(declared: &str, body: &str, rest: &str) -> String {
    format!(
        "<assessmentItem xmlns=\"http://www.imsglobal.org/xsd/imsqti_v2p1\" identifier=\"a\" title=\"Trust\">{declared}<itemBody>{body}</itemBody>{rest}</assessmentItem>"
    )
}

fn response(cardinality: &str, values: &[&str]) -> String {
    let values: Vec<String> = values.iter().map(|value| format!("<value>{value}</value>")).collect();
    format!(
        "<responseDeclaration identifier=\"R\" cardinality=\"{cardinality}\" baseType=\"identifier\"><correctResponse>{}</correctResponse></responseDeclaration>",
        values.concat()
    )
}

fn made(text: &str) -> Imported {
    let source = Source::in_memory("quiz.xml", [("quiz.xml".to_owned(), text.as_bytes().to_vec())].into(), false);
    assert_eq!(Format::of(&source), Some(Format::Qti));
    import(&[source])
}

fn page(text: &str) -> String {
    body(&made(text), "01-quiz/01-quiz.md")
}

fn said(text: &str) -> String {
    said_of(&made(text))
}

#[test]
fn choices_have_feedback_and_an_explanation() {
    let body = "<p>Look.</p><choiceInteraction responseIdentifier=\"R\" shuffle=\"false\" maxChoices=\"1\"><prompt>Which?</prompt><simpleChoice identifier=\"A\">Yes<feedbackInline outcomeIdentifier=\"F\" identifier=\"A\">Right.</feedbackInline></simpleChoice><simpleChoice identifier=\"B\">No</simpleChoice></choiceInteraction><rubricBlock view=\"scorer\"><p>Secret.</p></rubricBlock>";
    let text = item(
        &response("single", &["A"]),
        body,
        "<modalFeedback identifier=\"x\" outcomeIdentifier=\"F\" showHide=\"show\">All of it.</modalFeedback>",
    );
    let expected = ":::: question {#trust shuffle=false}\nLook.\n\nWhich?\n\n- [x] Yes\n\n  Right.\n\n- [ ] No\n\nAll of it.\n\n::: facilitator\nSecret.\n:::\n::::\n";
    assert_eq!(page(&text), expected);
    assert_eq!(said(&text), "");
}

#[test]
fn qti_3_is_read_as_qti_2() {
    let text = "<qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" title=\"T\"><qti-response-declaration identifier=\"R\" cardinality=\"multiple\" base-type=\"identifier\"><qti-correct-response><qti-value>A</qti-value><qti-value>C</qti-value></qti-correct-response></qti-response-declaration><qti-item-body><qti-choice-interaction response-identifier=\"R\" max-choices=\"0\"><qti-prompt>Which?</qti-prompt><qti-simple-choice identifier=\"A\">a</qti-simple-choice><qti-simple-choice identifier=\"B\">b</qti-simple-choice><qti-simple-choice identifier=\"C\">c</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>";
    assert!(page(text).contains("Which?\n\n- [x] a\n- [ ] b\n- [x] c"));
}

#[test]
fn order_pairs_and_gaps() {
    let choices =
        "<simpleChoice identifier=\"A\">first</simpleChoice><simpleChoice identifier=\"B\">second</simpleChoice>";
    let order =
        format!("<orderInteraction responseIdentifier=\"R\"><prompt>Order.</prompt>{choices}</orderInteraction>");
    assert!(page(&item(&response("ordered", &["B", "A"]), &order, "")).contains("1. second\n2. first"));
    let set = |ids: &[&str]| {
        ids.iter()
            .map(|id| {
                format!("<simpleAssociableChoice identifier=\"{id}\" matchMax=\"1\">text {id}</simpleAssociableChoice>")
            })
            .collect::<Vec<_>>()
            .concat()
    };
    let matched = format!(
        "<matchInteraction responseIdentifier=\"R\"><prompt>Match.</prompt><simpleMatchSet>{}</simpleMatchSet><simpleMatchSet>{}</simpleMatchSet></matchInteraction>",
        set(&["A", "B"]),
        set(&["X", "Y"])
    );
    assert!(
        page(&item(&response("multiple", &["A X", "B Y"]), &matched, ""))
            .contains("text A\n: text X\n\ntext B\n: text Y")
    );
    assert!(page(&item(&response("multiple", &["A X", "B X"]), &matched, "")).contains("text A: [[*text X / text Y]]"));
    let gaps = "<gapMatchInteraction responseIdentifier=\"R\"><gapText identifier=\"W\" matchMax=\"1\">winter</gapText><gapText identifier=\"S\" matchMax=\"1\">summer</gapText><p>Now is the <gap identifier=\"G\"/>.</p></gapMatchInteraction>";
    assert!(page(&item(&response("multiple", &["W G"]), gaps, "")).contains("Now is the [[*winter / summer]]."));
    let entry = "<p>It was <inlineChoiceInteraction responseIdentifier=\"R\"><inlineChoice identifier=\"A\">York</inlineChoice><inlineChoice identifier=\"B\">Bath</inlineChoice></inlineChoiceInteraction> or <textEntryInteraction responseIdentifier=\"T\"/>.</p>";
    let declared = response("single", &["B"])
        + "<responseDeclaration identifier=\"T\" cardinality=\"single\" baseType=\"string\"><mapping><mapEntry mapKey=\"Rye\" mappedValue=\"1\"/><mapEntry mapKey=\"rye town\" mappedValue=\"0.5\"/></mapping></responseDeclaration>";
    let text = item(&declared, entry, "");
    assert!(page(&text).contains("It was [[York / *Bath]] or [[Rye]]."));
    assert!(said(&text).contains("`rye town`, which earns 50%"));
}

#[test]
fn what_has_no_counterpart_is_told() {
    let hotspot =
        "<hotspotInteraction responseIdentifier=\"R\" maxChoices=\"1\"><prompt>Where?</prompt></hotspotInteraction>";
    let text = item(&response("single", &["A"]), hotspot, "");
    assert!(page(&text).contains("Where?") && said(&text).contains("`hotspotInteraction`"));
    assert!(
        page(&item(
            "",
            "<extendedTextInteraction responseIdentifier=\"R\"><prompt>Write.</prompt></extendedTextInteraction>",
            ""
        ))
        .contains("Write.")
    );
    assert!(said("<questestinterop/>").contains("error[import-unreadable]: this is QTI 1.2"));
}

#[test]
fn a_package_is_read_in_the_order_of_its_test() {
    let choice = "<choiceInteraction responseIdentifier=\"R\" maxChoices=\"1\"><prompt>Which? <img src=\"img/a.png\" alt=\"a bird\"/></prompt><simpleChoice identifier=\"A\">Yes</simpleChoice><simpleChoice identifier=\"B\">No</simpleChoice></choiceInteraction>";
    let one = item(&response("single", &["A"]), choice, "");
    let manifest = "<manifest><resources><resource type=\"imsqti_item_xmlv2p1\" href=\"items/one.xml\"/><resource type=\"imsqti_item_xmlv2p1\" href=\"items/two.xml\"/><resource type=\"imsqti_test_xmlv2p1\" href=\"test.xml\"/></resources></manifest>";
    let test = "<assessmentTest><testPart><assessmentSection title=\"Last\"><assessmentItemRef href=\"items/two.xml\"/></assessmentSection><assessmentSection title=\"First\"><assessmentItemRef href=\"items/one.xml\"/></assessmentSection></testPart></assessmentTest>";
    let files = [
        ("imsmanifest.xml", manifest.as_bytes()),
        ("test.xml", test.as_bytes()),
        ("items/one.xml", one.as_bytes()),
        ("items/two.xml", one.as_bytes()),
        ("items/img/a.png", b"\x89PNG"),
    ];
    let source = Source::in_memory("quiz.zip", unpacked(&packed(&files)).expect("a package"), true);
    assert_eq!(Format::of(&source), Some(Format::Qti));
    let made = import(&[source]);
    let paths: Vec<&str> = made.content.keys().map(String::as_str).collect();
    assert_eq!(
        paths,
        ["01-quiz/01-last.md", "01-quiz/02-first.md", "01-quiz/_index.md", "01-quiz/items-img-a.png", "_index.md"]
    );
    let page = String::from_utf8(made.content["01-quiz/01-last.md"].clone()).expect("pages are UTF-8");
    assert!(page.contains("Which? ![a bird](<items-img-a.png>)"), "{page}");
}

#[test]
fn instructions_are_for_learners_and_what_is_for_scorers_is_not() {
    let body = "<rubricBlock view=\"candidate tutor\"><p>Read twice.</p></rubricBlock><extendedTextInteraction responseIdentifier=\"R\"><prompt>Write.</prompt></extendedTextInteraction><rubricBlock view=\"scorer tutor\"><p>Two points.</p></rubricBlock><rubricBlock><p>For nobody named.</p></rubricBlock>";
    let page = page(&item("", body, ""));
    assert!(page.contains("\nRead twice.\n\nWrite.\n"), "{page}");
    assert!(page.contains("::: facilitator\nTwo points.\n\nFor nobody named.\n:::"), "{page}");
}

#[test]
fn passages_and_what_sections_say_are_kept() {
    let ask = |prompt: &str| {
        format!(
            "<qti-assessment-item xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\" title=\"T\"><qti-assessment-stimulus-ref identifier=\"S\" href=\"../p/night.xml\"/><qti-item-body><qti-extended-text-interaction response-identifier=\"R\"><qti-prompt>{prompt}</qti-prompt></qti-extended-text-interaction></qti-item-body><qti-catalog-info/></qti-assessment-item>"
        )
    };
    let (one, two) = (ask("Who?"), ask("Where?"));
    let passage = "<qti-assessment-stimulus xmlns=\"http://www.imsglobal.org/xsd/imsqtiasi_v3p0\"><qti-stimulus-body><h2>A night</h2><p>It was <qti-template-inline>dark</qti-template-inline>.</p></qti-stimulus-body></qti-assessment-stimulus>";
    let test = "<qti-assessment-test><qti-test-part><qti-assessment-section title=\"Night\"><qti-rubric-block view=\"candidate\"><p>Take your time.</p></qti-rubric-block><qti-rubric-block view=\"proctor\"><p>Watch them.</p></qti-rubric-block><qti-time-limits max-time=\"60\"/><qti-assessment-item-ref href=\"i/1.xml\"/><qti-assessment-item-ref href=\"i/2.xml\"/><qti-assessment-item-ref href=\"i/3.xml\"/></qti-assessment-section></qti-test-part></qti-assessment-test>";
    let manifest = "<manifest><resources><resource type=\"imsqti_item_xmlv3p0\" href=\"i/1.xml\"/><resource type=\"imsqti_item_xmlv3p0\" href=\"i/2.xml\"/><resource type=\"imsqti_test_xmlv3p0\" href=\"p/night.xml\"/><resource type=\"imsqti_test_xmlv3p0\" href=\"test.xml\"/></resources></manifest>";
    let files = [
        ("imsmanifest.xml", manifest),
        ("test.xml", test),
        ("i/1.xml", &one),
        ("i/2.xml", &two),
        ("p/night.xml", passage),
    ];
    let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec())).into();
    let made = import(&[Source::in_memory("quiz.zip", files, true)]);
    let page = page_of(&made, "01-quiz/01-night.md");
    assert!(
        page.contains(
            "Take your time.\n\n::: facilitator\nWatch them.\n:::\n\n## A night\n\nIt was dark.\n\n:::: question"
        ),
        "{page}"
    );
    assert_eq!(page.matches("It was dark.").count(), 1, "{page}");
    let said = said_of(&made);
    for expected in
        ["quiz.zip/test.xml:1:", "`timeLimits`", "the item `i/3.xml`, which is not in the package", "a catalog"]
    {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn pictures_of_graphic_interactions_are_shown() {
    let body = "<hotspotInteraction responseIdentifier=\"R\"><prompt>Where?</prompt><object type=\"image/png\" data=\"images/map.png\">A map</object></hotspotInteraction>";
    let text = item("", body, "");
    let manifest =
        "<manifest><resources><resource type=\"imsqti_item_xmlv2p1\" href=\"a.xml\"/></resources></manifest>";
    let files = [("imsmanifest.xml", manifest.as_bytes()), ("a.xml", text.as_bytes()), ("images/map.png", b"\x89PNG")];
    let files = files.map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).into();
    let made = import(&[Source::in_memory("quiz.zip", files, true)]);
    assert!(made.content.contains_key("01-quiz/images-map.png"), "{:?}", made.content.keys());
    assert!(body_of(&made).contains("Where?\n\n![A map](<images-map.png>)"), "{}", body_of(&made));
}

fn body_of(made: &Imported) -> String {
    body(made, "01-quiz/01-quiz.md")
}

#[test]
fn the_language_of_the_items_is_that_of_the_course() {
    let german = item("", "<p>Was?</p><extendedTextInteraction responseIdentifier=\"R\"/>", "");
    let said_in =
        |tag: &str| made(&german.replace(" identifier=\"a\"", &format!(" identifier=\"a\" xml:lang=\"{tag}\"")));
    assert!(said_in("de-AT").site.contains("language = \"de-AT\""), "{}", said_in("de-AT").site);
    assert!(!said_in("x-none").site.contains("language") && !made(&german).site.contains("language"));
}

#[test]
fn titles_of_feedback_and_of_what_opens_are_kept_and_words_of_empty_fields_are_told() {
    let body = "<infoControl title=\"A hint\"><p>Look twice.</p></infoControl><p>It was <textEntryInteraction responseIdentifier=\"R\" placeholderText=\"one word\"/>.</p>";
    let feedback = "<stylesheet href=\"look.css\"/><modalFeedback identifier=\"x\" outcomeIdentifier=\"F\" title=\"In short\">All of it.</modalFeedback>";
    let text = item(&response("single", &["trust"]), body, feedback);
    let page = page(&text);
    assert!(page.contains("**A hint**\n\nLook twice.") && page.contains("**In short**\n\nAll of it."), "{page}");
    let said = said(&text);
    assert!(said.contains("`one word`, which stands in an empty field"), "{said}");
    assert!(said.contains("the style sheet `look.css`"), "{said}");
}

#[test]
fn what_is_shown_to_some_or_to_nobody_is_no_text_of_the_question() {
    let body = "<p>Which? <span hidden=\"hidden\">SECRET</span></p><templateBlock templateIdentifier=\"T\" identifier=\"a\" showHide=\"show\"><p>SECRET</p></templateBlock><choiceInteraction responseIdentifier=\"R\" maxChoices=\"1\"><simpleChoice identifier=\"A\">Yes</simpleChoice><simpleChoice identifier=\"B\">No</simpleChoice><simpleChoice identifier=\"C\" showHide=\"hide\">SECRET</simpleChoice></choiceInteraction>";
    let text = item(&response("single", &["A"]), body, "");
    let page = page(&text);
    assert!(page.contains("Which?\n\n- [x] Yes\n- [ ] No\n::::") && !page.contains("SECRET"), "{page}");
    let said = said(&text);
    assert!(said.contains("shown to some learners only (`SECRET`)") && said.contains("browsers do not show"), "{said}");
}
