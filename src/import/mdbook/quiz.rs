//! Quizzes of mdbook-quiz: TOML with questions of the types `MultipleChoice`, `ShortAnswer` and `Tracing`
//! (github.com/cognitive-engineering-lab/mdbook-quiz, "Quiz schema").

use crate::data::Node;

use super::super::html::Reading;
use super::super::material::{Answer, Choice, Credit, Gap, Part, Question};
use super::super::phrases::Phrases;
use super::super::report::{Place, Report};
use super::super::rich_text::{Block, Inline, Text, paragraph, words};
use super::{scalar, tree, value};

/// The questions of a quiz.
pub(super) fn questions(text: &str, file: &str, phrases: &'static Phrases, report: &mut Report) -> Vec<Part> {
    let Some(root) = tree(text, file, report) else { return Vec::new() };
    let mut parts = Vec::new();
    let multipart = value(&root, "multipart");
    let mut shown: Vec<&str> = Vec::new();
    for node in value(&root, "questions").and_then(Node::items).unwrap_or_default() {
        let mut quiz = Quiz { place: Place::byte(file, node.span.range().start), phrases, report };
        // What several questions share stands above the first of them.
        if let Some(key) = value(node, "multipart").and_then(scalar).filter(|key| !shown.contains(key)) {
            shown.push(key);
            let context = multipart.and_then(|all| value(all, key)).and_then(scalar).unwrap_or_default();
            parts.push(Part::Text(quiz.text(context)));
        }
        parts.extend(quiz.question(node).map(|question| Part::Question(Box::new(question))));
    }
    parts
}

struct Quiz<'r> {
    place: Place,
    phrases: &'static Phrases,
    report: &'r mut Report,
}

impl Quiz<'_> {
    fn text(&mut self, markdown: &str) -> Text {
        let nothing = |_: &str| None;
        Reading { place: self.place.clone(), report: self.report, beside: &nothing, has_tex: true }.markdown(markdown)
    }

    fn lost(&mut self, what: impl AsRef<str>, instead: impl AsRef<str>) {
        self.report.lost(&self.place, what, instead);
    }

    fn question(&mut self, node: &Node) -> Option<Question> {
        let kind = value(node, "type").and_then(scalar).unwrap_or_default();
        let (Some(prompt), Some(answer)) = (value(node, "prompt"), value(node, "answer")) else {
            self.report.fault(
                &self.place,
                "a question without `prompt` or `answer`",
                "give it both, as the schema of mdbook-quiz has them",
            );
            return None;
        };
        let asked = value(prompt, "prompt").and_then(scalar).unwrap_or_default();
        let mut stem = self.text(asked);
        let mut shuffle = true;
        let answer = match kind {
            "MultipleChoice" => {
                shuffle = value(prompt, "answerIndex").is_none()
                    && value(prompt, "sortAnswers").and_then(scalar) != Some("true");
                self.choice(prompt, answer)
            }
            "ShortAnswer" => self.short(prompt, answer, &mut stem),
            "Tracing" => {
                shuffle = false;
                self.tracing(prompt, answer, &mut stem)
            }
            other => {
                let message = format!("a question of the type `{other}`");
                self.report.fault(
                    &self.place,
                    message,
                    "mdbook-quiz has `MultipleChoice`, `ShortAnswer` and `Tracing`",
                );
                return None;
            }
        };
        let mut question = Question::new("", stem, answer, self.place.clone());
        question.shuffle = shuffle;
        if let Some(context) = value(node, "context").and_then(scalar) {
            question.explanation = self.text(context);
        }
        if value(node, "promptExplanation").and_then(scalar) == Some("true") {
            self.lost("a question that asks for reasons", "it asks for the answer alone");
        }
        Some(question)
    }

    fn choice(&mut self, prompt: &Node, answer: &Node) -> Answer {
        let given = value(answer, "answer");
        let several = given.is_some_and(|given| given.items().is_some());
        let right: Vec<&str> = match given {
            Some(given) => given
                .items()
                .map_or_else(|| scalar(given).into_iter().collect(), |items| items.iter().filter_map(scalar).collect()),
            None => Vec::new(),
        };
        let wrong = value(prompt, "distractors").and_then(Node::items).unwrap_or_default();
        let all = right
            .into_iter()
            .map(|text| (text, Credit::Full))
            .chain(wrong.iter().filter_map(scalar).map(|text| (text, Credit::None)));
        let all: Vec<(&str, Credit)> = all.collect();
        let mut options: Vec<Choice> = all
            .into_iter()
            .map(|(text, credit)| Choice { text: self.text(text), credit, feedback: Vec::new() })
            .collect();
        match value(prompt, "answerIndex").and_then(scalar).and_then(|index| index.parse::<usize>().ok()) {
            Some(index) if index < options.len() && index > 0 => {
                let first = options.remove(0);
                options.insert(index, first);
            }
            _ => {}
        }
        if value(prompt, "sortAnswers").and_then(scalar) == Some("true") {
            options.sort_by_key(|choice| super::super::rich_text::plain(&choice.text));
        }
        Answer::Choice { options, several }
    }

    fn short(&mut self, prompt: &Node, answer: &Node, stem: &mut Text) -> Answer {
        if value(prompt, "response").and_then(scalar).is_some_and(|response| response != "short") {
            self.lost("a long answer that is compared letter by letter", "an open question with a model answer");
            let model = value(answer, "answer").and_then(scalar).unwrap_or_default();
            return Answer::Open(vec![Block::Code { language: String::new(), text: model.to_owned() }]);
        }
        let others = value(answer, "alternatives").and_then(Node::items).unwrap_or_default();
        let accepted =
            value(answer, "answer").into_iter().chain(others).filter_map(scalar).map(str::to_owned).collect();
        stem.push(Block::Paragraph(vec![Inline::Gap(0)]));
        Answer::Gaps(vec![Gap::Typed(accepted)])
    }

    /// A program: whether it compiles, and what it prints.
    fn tracing(&mut self, prompt: &Node, answer: &Node, stem: &mut Text) -> Answer {
        let program = value(prompt, "program").and_then(scalar).unwrap_or_default();
        let compiles = value(answer, "doesCompile").and_then(scalar) == Some("true");
        stem.extend(paragraph(self.phrases.program));
        stem.push(Block::Code { language: "rust".to_owned(), text: program.to_owned() });
        let Phrases { yes, no, it_compiles, it_prints, .. } = self.phrases;
        let gap = |before: &str, index: usize| Block::Paragraph(vec![words(&format!("{before} ")), Inline::Gap(index)]);
        stem.push(gap(it_compiles, 0));
        let mut gaps = vec![Gap::Menu(vec![((*yes).to_owned(), compiles), ((*no).to_owned(), !compiles)])];
        if value(answer, "lineNumber").is_some() {
            self.lost(
                "the line in which a program fails",
                "left out: whether it compiles is asked, and nothing that tells the answer",
            );
        }
        let printed = value(answer, "stdout")
            .and_then(scalar)
            .map(|printed| printed.split_whitespace().collect::<Vec<_>>().join(" "));
        stem.push(gap(it_prints, 1));
        let printed = printed.filter(|_| compiles).filter(|printed| !printed.is_empty());
        gaps.push(Gap::Typed(vec![printed.unwrap_or_else(|| "-".to_owned())]));
        Answer::Gaps(gaps)
    }
}
