//! Moodle's XML format of questions (docs.moodle.org, "Moodle XML format").
//!
//! [`kinds`] reads each type of question, [`cloze`] answers that are embedded in a text, [`drag`] words that are dragged into one,
//! [`files`] what is embedded as Base64.

mod cloze;
mod drag;
mod files;
mod kinds;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use roxmltree::Node;

use super::bank::{self, Bank};
use super::fit::EMBEDDED;
use super::html::Reading;
use super::material::{Material, Part, Question, beside};
use super::report::{Place, Report};
use super::rich_text::{Block, Inline, Text, plain};
use super::xml::{child, children, parse, place_of, text_of};
use files::Files;

/// Whether a text looks like Moodle's XML.
pub(super) fn is_moodle(text: &str) -> bool {
    let head: String = text.chars().take(4000).collect();
    head.contains("<quiz") && head.contains("<question")
}

/// Reads a file; `title` is what the bank is called.
pub(super) fn read(file: &str, text: &str, title: &str, report: &mut Report) -> Material {
    let Some(document) = parse(file, text, report) else { return Material::default() };
    let mut bank = Bank::new(title);
    let mut category = Vec::new();
    let mut attachments = Vec::new();
    for node in children(document.root_element(), "question") {
        let place = place_of(file, node);
        match node.attribute("type").unwrap_or_default() {
            "category" => {
                let path = child(node, "category").map(|inner| text_of(inner, "text")).unwrap_or_default();
                category = bank::category(&path);
                let mut files = Files::default();
                let info = Asked { node, place: &place, report, files: &mut files }.part("info");
                if !info.is_empty() {
                    bank.push(&category, Part::Text(info));
                }
            }
            kind => {
                let mut files = Files::new(attachments.len());
                let mut asked = Asked { node, place: &place, report, files: &mut files };
                if let Some(part) = asked.question(kind) {
                    bank.push(&category, part);
                }
                attachments.extend(files.into_attachments());
            }
        }
    }
    let pages = bank.pages(&Place::file(file));
    let files = beside(&pages, &attachments);
    Material { title: title.to_owned(), pages, files, ..Material::default() }
}

/// A question that is being read.
struct Asked<'a, 'd, 'i> {
    node: Node<'d, 'i>,
    place: &'a Place,
    report: &'a mut Report,
    files: &'a mut Files,
}

impl Asked<'_, '_, '_> {
    /// What stands in a part of the question, such as `questiontext`.
    fn part(&mut self, name: &str) -> Text {
        child(self.node, name).map(|node| self.text(node)).unwrap_or_default()
    }

    /// A text in its format, with the files that are embedded beside it.
    fn text(&mut self, node: Node<'_, '_>) -> Text {
        let written = text_of(node, "text");
        self.text_as(node, &written)
    }

    /// The same of a text that was changed since.
    fn text_as(&mut self, node: Node<'_, '_>, written: &str) -> Text {
        self.files.take(node, self.place, self.report);
        let format = node.attribute("format").unwrap_or("moodle_auto_format");
        let inline = files::with_inline_files(written, self.files, self.place, self.report);
        let files: &Files = self.files;
        let beside = |address: &str| files.beside(address);
        let mut reading = Reading { place: self.place.clone(), report: self.report, beside: &beside, has_tex: true };
        match format {
            "markdown" => reading.markdown(&inline),
            "plain_text" => Reading::plain_text(&inline),
            "moodle_auto_format" if !inline.contains('<') => Reading::plain_text(&inline),
            _ => reading.html(&inline),
        }
    }

    fn lost(&mut self, what: impl AsRef<str>, instead: impl AsRef<str>) {
        self.report.lost(self.place, what, instead);
    }

    fn question(&mut self, kind: &str) -> Option<Part> {
        let name = child(self.node, "name").map(|name| text_of(name, "text")).unwrap_or_default();
        if matches!(text_of(self.node, "hidden").as_str(), "1" | "true") {
            self.lost(format!("the question `{name}`, which is hidden in Moodle"), "left out");
            return None;
        }
        if kind == "description" {
            let mut text = self.part("questiontext");
            text.extend(self.part("generalfeedback"));
            return (!text.is_empty()).then_some(Part::Text(text));
        }
        let kinds::Read { mut stem, answer, explanation, shuffle } = kinds::read(self, kind);
        if let Some(file) = self.files.old_picture(self.node, self.place, self.report) {
            let picture = Inline::Picture { to: format!("{EMBEDDED}{file}"), alt: String::new() };
            stem.insert(0, Block::Paragraph(vec![picture]));
        }
        self.told_elements(kind);
        // The number that a bank gives is meant to stay the same.
        let number = text_of(self.node, "idnumber");
        let name = if number.is_empty() { name } else { number };
        let mut question = Question::new(&name, stem, answer, self.place.clone());
        question.notes = self.part("graderinfo");
        question.shuffle = shuffle;
        question.explanation = explanation;
        question.case_counts = kind == "shortanswer" && matches!(text_of(self.node, "usecase").as_str(), "1" | "true");
        self.settings(&mut question);
        Some(Part::Question(Box::new(question)))
    }

    /// Says what elements the question has that nobody reads. Of types that are read as open questions that is said already.
    fn told_elements(&mut self, kind: &str) {
        if !KINDS.contains(&kind) {
            return;
        }
        let others =
            self.node.children().filter(|child| child.is_element() && !READ.contains(&child.tag_name().name()));
        let others = others
            .filter(|child| child.descendants().any(|inner| inner.text().is_some_and(|text| !text.trim().is_empty())));
        let names: BTreeSet<String> = others.map(|child| format!("`<{}>`", child.tag_name().name())).collect();
        if !names.is_empty() {
            let names = names.into_iter().collect::<Vec<_>>().join(", ");
            self.lost(format!("what stands in {names}"), "left out");
        }
    }

    fn settings(&mut self, question: &mut Question) {
        let general = self.part("generalfeedback");
        question.explanation.extend(general);
        for name in ["correctfeedback", "partiallycorrectfeedback", "incorrectfeedback"] {
            let text = self.part(name);
            if !plain(&text).is_empty() && !is_stock(&plain(&text)) {
                let what = match name {
                    "correctfeedback" => "a right answer",
                    "incorrectfeedback" => "a wrong answer",
                    _ => "an answer that is right in part",
                };
                self.lost(
                    format!("feedback on {what} as a whole"),
                    "it stands in the explanation, which is shown after any answer",
                );
                question.explanation.extend(text);
            }
        }
        let hints: Vec<Node<'_, '_>> = children(self.node, "hint").collect();
        for hint in hints {
            let text = self.text(hint);
            if !text.is_empty() {
                question.hints.push(text);
            }
        }
        let points = text_of(self.node, "defaultgrade").parse::<f64>().unwrap_or(1.0);
        question.points = whole(points);
        if question.points.is_none() {
            self.lost(format!("{points} points"), "one point: points are whole numbers");
        }
        let penalty = text_of(self.node, "penalty").parse::<f64>().unwrap_or(0.0);
        if penalty > 0.0 && !question.hints.is_empty() {
            self.lost("a penalty for each further try", "left out: tries cost nothing");
        }
        let tags = child(self.node, "tags")
            .map(|tags| children(tags, "tag").map(|tag| text_of(tag, "text")).collect::<Vec<_>>());
        let tags: Vec<String> = tags.unwrap_or_default().into_iter().filter(|tag| !tag.is_empty()).collect();
        if !tags.is_empty() {
            self.lost(
                format!("the tags {}", tags.join(", ")),
                "left out: topics belong to pages (`topics:`), objectives to questions",
            );
        }
    }
}

/// Types of questions that are read whole.
const KINDS: [&str; 9] =
    ["multichoice", "truefalse", "shortanswer", "numerical", "matching", "ordering", "essay", "cloze", "multianswer"];

/// Elements of such questions that are read, and settings of Moodle's own that have no meaning on a page: how answers are numbered, how
/// long a field is, what a wrong unit costs.
const READ: [&str; 56] = [
    "name",
    "questiontext",
    "generalfeedback",
    "defaultgrade",
    "penalty",
    "hidden",
    "idnumber",
    "tags",
    "hint",
    "answer",
    "single",
    "shuffleanswers",
    "answernumbering",
    "showstandardinstruction",
    "correctfeedback",
    "partiallycorrectfeedback",
    "incorrectfeedback",
    "shownumcorrect",
    "usecase",
    "units",
    "unitgradingtype",
    "unitpenalty",
    "showunits",
    "unitsleft",
    "instructions",
    "subquestion",
    "graderinfo",
    "responsetemplate",
    "responseformat",
    "responserequired",
    "responsefieldlines",
    "minwordlimit",
    "maxwordlimit",
    "attachments",
    "attachmentsrequired",
    "maxbytes",
    "filetypeslist",
    "image",
    "image_base64",
    "file",
    "category",
    "info",
    "layouttype",
    "selecttype",
    "selectcount",
    "gradingtype",
    "showgrading",
    "numberingstyle",
    "editor",
    "fraction",
    "length",
    "synchronize",
    "questiondescription",
    "version",
    "stamp",
    "status",
];

/// Points that are a whole number.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "looked at before")]
fn whole(points: f64) -> Option<u32> {
    ((points - points.round()).abs() < 0.001 && (1.0..=1000.0).contains(&points)).then(|| points.round() as u32)
}

/// What Moodle itself says, in English.
fn is_stock(text: &str) -> bool {
    matches!(text, "Your answer is correct." | "Your answer is partially correct." | "Your answer is incorrect.")
}
