//! Questions in Moodle's XML, each with the Markdown that they become.

use crate::import::testing::{body, import, said as said_of};
use crate::import::{Format, Imported, Source};

fn imported(questions: &str) -> Imported {
    let text = format!("<?xml version=\"1.0\"?>\n<quiz>\n{questions}\n</quiz>\n");
    let files = [("quiz.xml".to_owned(), text.into_bytes())].into();
    let source = Source::in_memory("quiz.xml", files, false);
    assert_eq!(Format::of(&source), Some(Format::Moodle));
    import(&[source])
}

fn page(questions: &str) -> String {
    body(&imported(questions), "01-quiz/01-quiz.md")
}

fn said(questions: &str) -> String {
    said_of(&imported(questions))
}

fn question(kind: &str, text: &str, rest: &str) -> String {
    format!(
        "<question type=\"{kind}\"><name><text>Name</text></name><questiontext format=\"html\"><text><![CDATA[{text}]]></text></questiontext>{rest}</question>"
    )
}

const SINGLE: &str = "<single>true</single><answer fraction=\"100\" format=\"html\"><text>&lt;p&gt;Yes&lt;/p&gt;</text><feedback format=\"html\"><text>Right.</text></feedback></answer><answer fraction=\"50\"><text>Partly</text></answer><answer fraction=\"0\"><text>No</text></answer>";

#[test]
fn options_have_credit_feedback_hints_and_points() {
    let rest = format!(
        "{SINGLE}<generalfeedback format=\"html\"><text>All of it.</text></generalfeedback><hint format=\"html\"><text>Think.</text></hint><defaultgrade>2</defaultgrade><shuffleanswers>0</shuffleanswers>"
    );
    let expected = ":::: question {#name points=2 shuffle=false}\n**Which?**\n\n- [x] Yes\n\n  Right.\n\n- [~] Partly\n- [ ] No\n\nAll of it.\n\n::: hint\nThink.\n:::\n::::\n";
    assert_eq!(page(&question("multichoice", "<p><b>Which?</b></p>", &rest)), expected);
}

#[test]
fn every_type_has_its_form_or_is_told() {
    let answer = |fraction: &str, text: &str| format!("<answer fraction=\"{fraction}\"><text>{text}</text></answer>");
    let several = format!("<single>false</single>{}{}{}", answer("50", "a"), answer("50", "b"), answer("-50", "c"));
    assert!(page(&question("multichoice", "Which?", &several)).contains("- [x] a\n- [x] b\n- [ ] c"));
    let truth = format!("{}{}", answer("0", "true"), answer("100", "false"));
    assert!(page(&question("truefalse", "So?", &truth)).contains("- [ ] True\n- [x] False"));
    let short = format!("<usecase>1</usecase>{}{}", answer("100", "two words"), answer("100", "2"));
    assert!(page(&question("shortanswer", "What?", &short)).contains("[[two words|2]]"));
    assert!(page(&question("shortanswer", "What?", &short)).contains("{#name case=exact}"));
    let number = "<answer fraction=\"100\"><text>3.14</text><tolerance>0.01</tolerance></answer><units><unit><multiplier>1</multiplier><unit_name>m</unit_name></unit></units>";
    assert!(page(&question("numerical", "Pi?", number)).contains("[[= 3.14 ± 0.01 m]]"));
    let pair = |term: &str, text: &str| {
        format!("<subquestion format=\"html\"><text>{term}</text><answer><text>{text}</text></answer></subquestion>")
    };
    assert!(page(&question("matching", "Match.", &(pair("a", "1") + &pair("b", "2")))).contains("a\n: 1\n\nb\n: 2"));
    let order = format!("{}{}", answer("2", "second"), answer("1", "first"));
    assert!(page(&question("ordering", "Order.", &order)).contains("1. first\n2. second"));
    let essay =
        page(&question("essay", "Write.", "<graderinfo format=\"html\"><text>Look for trust.</text></graderinfo>"));
    assert!(essay.contains("Write.\n\n::: facilitator\nLook for trust.\n:::\n"), "{essay}");
    let hidden =
        question("essay", "Old.", "<hidden>1</hidden>") + &question("essay", "New.", "<idnumber>q7</idnumber>");
    assert!(page(&hidden).contains("{#q7 ") && !page(&hidden).contains("Old."), "{}", page(&hidden));
    assert!(
        said(&hidden).contains("quiz.xml:3:1: warning[import-no-counterpart]: the question `Name`, which is hidden")
    );
    assert!(page(&question("description", "<h3>Part</h3><p>Read.</p>", "")).contains("## Part\n\nRead."));
    assert!(said(&question("calculated", "{a}+{b}?", &answer("100", "{a}+{b}"))).contains("drawn for each learner"));
    assert!(said(&question("stack", "x?", "")).contains("the type `stack`"));
}

#[test]
fn gaps_stand_in_the_text() {
    let cloze =
        "<p>Plants need {1:SHORTANSWER:=water#Yes~%50%H2O} and {1:MULTICHOICE:=soil~moon \\} dust}, {2:NM:=7:0.5}.</p>";
    let body = page(&question("cloze", cloze, ""));
    assert!(body.contains("Plants need [[water]] and [[*soil / moon \\} dust]], [[= 7 ± 0.5]]"), "{body}");
    let said = said(&question("cloze", cloze, ""));
    assert!(said.contains("unlike weight") && said.contains("`H2O`, which earns 50%"), "{said}");
    let words =
        "<dragbox><text>agree</text><group>1</group></dragbox><dragbox><text>rupture</text><group>1</group></dragbox>";
    assert!(
        page(&question("ddwtos", "<p>We [[1]] after a [[2]].</p>", words))
            .contains("We [[*agree / rupture]] after a [[agree / *rupture]].")
    );
}

#[test]
fn embedded_pictures_lie_beside_the_page() {
    let picture = "<p>Look: <img src=\"@@PLUGINFILE@@/a%20b.png\" alt=\"a bird\"></p>]]></text><file name=\"a b.png\" path=\"/\" encoding=\"base64\">iVBORw0KGgo=</file></questiontext><!--";
    let xml = format!(
        "<question type=\"essay\"><name><text>N</text></name><questiontext format=\"html\"><text><![CDATA[{picture}--></question>"
    );
    let made = imported(&xml);
    assert!(made.content.contains_key("01-quiz/a-b-1.png"), "{:?}", made.content.keys());
    assert!(page(&xml).contains("Look: ![a bird](<a-b-1.png>)"));
}

#[test]
fn what_is_no_xml_or_defines_entities_is_told_with_its_line() {
    let broken = said("<question type=\"essay\"><name></question>");
    assert!(broken.starts_with("quiz.xml:3:") && broken.lines().count() == 1, "{broken}");
    let files = [(
        "quiz.xml".to_owned(),
        b"<!DOCTYPE quiz [<!ENTITY a \"b\">]><quiz><question type=\"essay\"/></quiz>".to_vec(),
    )]
    .into();
    let bomb = said_of(&import(&[Source::in_memory("quiz.xml", files, false)]));
    assert!(bomb.contains("entities") && bomb.lines().count() == 1, "{bomb}");
}

#[test]
fn options_hold_tables_code_and_pictures() {
    let option = |text: &str| {
        format!(
            "<answer fraction=\"0\" format=\"html\"><text><![CDATA[{text}]]></text><file name=\"a.png\" path=\"/\" encoding=\"base64\">iVBORw0KGgo=</file></answer>"
        )
    };
    let options = [
        "<answer fraction=\"100\"><text>Yes</text></answer>".to_owned(),
        option("<table><tr><th>A</th></tr><tr><td>1|2</td></tr></table>"),
        option("<pre>a = 1\nb = 2</pre>"),
        option("<img src=\"@@PLUGINFILE@@/a.png\" alt=\"a chart\">"),
        option("<p><img src=\"@@PLUGINFILE@@/a.png\" alt=\"a map\"></p><pre>c\nd</pre>"),
    ];
    let made = question("multichoice", "Which?", &format!("<single>true</single>{}", options.concat()));
    let body = page(&made);
    for expected in [
        "- [ ] …\n\n  | A |\n  | --- |\n  | 1\\|2 |\n\n  >",
        "- [ ] …\n\n  ```\n  a = 1\n  b = 2\n  ```\n\n  >",
        "- [ ] ![a chart](<a-",
        "- [ ] ![a map](<a-",
    ] {
        assert!(body.contains(expected), "{expected}: {body}");
    }
}

#[test]
fn a_picture_of_the_old_format_is_shown_and_what_nobody_reads_is_told() {
    let old =
        "<image>moodle.png</image><image_base64>iVBORw0KGgo=</image_base64><secret><text>x</text></secret><empty/>";
    let shown = page(&question("essay", "What?", old));
    assert!(shown.contains("![moodle-1.png](<moodle-1.png>)\n\nWhat?"), "{shown}");
    let told = said(&question("essay", "What?", old));
    assert!(told.contains("the picture `moodle-1.png` has no words") && told.contains("`<secret>`"), "{told}");
    assert!(!told.contains("empty"), "{told}");
    let gone = said(&question("essay", "What?", "<image>gone.png</image>"));
    assert!(gone.contains("the picture `gone.png`, which is not in the file"), "{gone}");
}

#[test]
fn what_browsers_do_not_show_is_no_text_of_the_question() {
    let hidden = "<p>Which?<span style=\"display: none\">SECRET</span> <b aria-hidden=\"true\">Look</b></p><div hidden>SECRET</div>";
    let text = question("multichoice", hidden, &SINGLE.replace("Partly", "Partly&lt;i hidden&gt;SECRET&lt;/i&gt;"));
    let page = page(&text);
    assert!(page.contains("Which? **Look**") && page.contains("Partly") && !page.contains("SECRET"), "{page}");
    assert!(said(&text).contains("text that browsers do not show (`SECRET`): left out"));
}
