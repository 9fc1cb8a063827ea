//! An item: its text with gaps where it is answered, its feedback and its notes.

use std::collections::{BTreeMap, BTreeSet};

use roxmltree::Node;

use super::super::html::tree::{Element, Node as Markup};
use super::super::html::{GAP, Reading};
use super::super::links::resolved;
use super::super::material::{Answer, Attachment, Gap, Part, Question};
use super::super::report::{Place, Report};
use super::super::rich_text::{self, Inline, Text, plain};
use super::super::source::Source;
use super::super::xml::{markup, parse, place_of, text_in};
use super::declared::{Declared, declared};
use super::interactions::{self, Block};
use super::names::{attribute, child, children, descendants, name};
use crate::input::FileRole;
use crate::source::CoursePath;

/// An item that is read.
pub(super) struct Item<'a, 'd, 'i> {
    pub(super) node: Node<'d, 'i>,
    pub(super) source: &'a Source<'a>,
    /// Its path in the package, and what it is called in messages.
    pub(super) path: &'a str,
    pub(super) file: &'a str,
    /// Where its pictures are put.
    pub(super) files: &'a mut Vec<Attachment>,
    /// The passages that its page has already, by their paths.
    pub(super) passages: &'a mut BTreeSet<String>,
    pub(super) report: &'a mut Report,
}

impl<'d, 'i> Item<'_, 'd, 'i> {
    pub(super) fn place(&self) -> Place {
        place_of(self.file, self.node)
    }

    pub(super) fn lost(&mut self, what: impl AsRef<str>, instead: impl AsRef<str>) {
        self.report.lost(&self.place(), what, instead);
    }

    /// Marked-up text as it is, with its pictures beside the page.
    pub(super) fn text(&mut self, nodes: &[Markup]) -> Text {
        let (source, path, files) = (self.source, self.path, std::cell::RefCell::new(&mut *self.files));
        let beside = |address: &str| {
            let decoded = percent_encoding::percent_decode_str(address).decode_utf8_lossy().into_owned();
            let found = resolved(path, &decoded).filter(|file| source.is_folder && source.has(file))?;
            let kept = found.replace('/', "-");
            if FileRole::of(&CoursePath::new(&format!("content/{kept}"))) != FileRole::Attachment {
                return None;
            }
            let mut files = files.borrow_mut();
            if !files.iter().any(|file| file.path == kept) {
                let bytes = source.bytes(&found).ok()?;
                files.push(Attachment { path: kept.clone(), bytes });
            }
            Some(kept)
        };
        let place = place_of(self.file, self.node);
        Reading { place, report: self.report, beside: &beside, has_tex: true }.blocks(nodes)
    }

    /// The text in a node without what learners must not see at once.
    pub(super) fn text_in(&mut self, node: Node<'d, 'i>) -> Text {
        let nodes = markup(node, &mut |inner| if is_apart(inner) { Some(Vec::new()) } else { plain_element(inner) });
        self.text(&nodes)
    }

    /// The questions of the item.
    pub(super) fn read(&mut self) -> Vec<Part> {
        let Some(body) = child(self.node, "itemBody") else {
            self.lost("an item without a body", "left out");
            return Vec::new();
        };
        self.told();
        self.alternatives();
        let passages = self.passages();
        let responses = declared(self.node);
        let (mut gaps, mut blocks) = (Vec::new(), Vec::new());
        let marked_up = self.body(body, &responses, &mut gaps, &mut blocks);
        let stem = self.text(&marked_up);
        let mut questions = Vec::new();
        if blocks.is_empty() || !gaps.is_empty() {
            let answer = if gaps.is_empty() { Answer::Open(Vec::new()) } else { Answer::Gaps(gaps) };
            questions.push((stem.clone(), answer, true));
        }
        if blocks.len() + questions.len() > 1 {
            self.lost("an item with several ways to answer it", "each is a question of its own");
        }
        for (at, node) in blocks.into_iter().enumerate() {
            let Block { prompt, answer, shuffle } = interactions::block(self, node, &responses);
            let mut asked = if at == 0 && questions.is_empty() { stem.clone() } else { Vec::new() };
            asked.extend(prompt);
            questions.push((asked, answer, shuffle));
        }
        let (title, place) = (attribute(self.node, "title").to_owned(), self.place());
        let (explanation, notes) = (self.feedback(), self.notes(body));
        let last = questions.len().saturating_sub(1);
        let made =
            passages.into_iter().chain(questions.into_iter().enumerate().map(|(at, (stem, answer, shuffle))| {
                let mut question = Question::new(&title, stem, answer, place.clone());
                question.shuffle = shuffle;
                if at == last {
                    (question.explanation, question.notes) = (explanation.clone(), notes.clone());
                }
                Part::Question(Box::new(question))
            }));
        made.collect()
    }

    /// The body with an element for each gap; what is answered below the text is put into `blocks`.
    fn body(
        &mut self,
        body: Node<'d, 'i>,
        responses: &BTreeMap<String, Declared>,
        gaps: &mut Vec<Gap>,
        blocks: &mut Vec<Node<'d, 'i>>,
    ) -> Vec<Markup> {
        let inner: Vec<Node<'d, 'i>> = body.descendants().filter(Node::is_element).collect();
        blocks.extend(inner.iter().copied().filter(|node| interactions::is_block(&name(*node))));
        let mut entries = BTreeMap::new();
        for node in inner.into_iter().filter(|node| interactions::is_inline(&name(*node))) {
            entries.insert(node.range().start, gaps.len());
            gaps.push(interactions::gap(self, node, responses));
        }
        markup(body, &mut |node| {
            let kind = name(node);
            if let Some(index) = entries.get(&node.range().start) {
                return Some(super::super::html::tree::of_html(&format!("<{GAP} n={index}></{GAP}>")));
            }
            if interactions::is_block(&kind) || is_apart(node) { Some(Vec::new()) } else { plain_element(node) }
        })
    }

    /// What the item has that no question of ours has.
    fn told(&mut self) {
        if children(self.node, "templateDeclaration").next().is_some() {
            self.lost("values that are drawn for each learner", "their names stand in the text");
        }
        for entry in
            descendants(self.node, "textEntryInteraction").chain(descendants(self.node, "extendedTextInteraction"))
        {
            let words = attribute(entry, "placeholderText").trim();
            if !words.is_empty() {
                self.lost(format!("`{words}`, which stands in an empty field"), "left out: fields are empty");
            }
        }
        let drawn = self.node.descendants().filter(|node| {
            matches!(name(*node).as_str(), "templateBlock" | "templateInline")
                || !name(*node).starts_with("feedback") && name(*node) != "modalFeedback" && !is_shown(*node)
        });
        for node in drawn {
            let words = text_in(node).split_whitespace().collect::<Vec<_>>().join(" ");
            self.report.lost(
                &place_of(self.file, node),
                format!("text that is shown to some learners only (`{words}`)"),
                "left out",
            );
        }
        for sheet in children(self.node, "stylesheet") {
            self.lost(
                format!("the style sheet `{}`", attribute(sheet, "href")),
                "left out: the course has its own look",
            );
        }
        if attribute(self.node, "adaptive") == "true" {
            self.lost("an item that changes with the answers", "it is asked once");
        }
        if let Some(processing) = child(self.node, "responseProcessing") {
            let template = attribute(processing, "template");
            let is_known = ["match_correct", "map_response", "match_correct.xml", "map_response.xml"]
                .iter()
                .any(|known| template.ends_with(known));
            if !is_known && processing.children().any(|node| node.is_element()) {
                self.lost("rules of its own for what an answer earns", "what is declared as right is right");
            }
        }
    }

    /// Feedback on the item as a whole, and parts of its body that are shown after answering.
    fn feedback(&mut self) -> Text {
        let nodes: Vec<Node<'d, 'i>> =
            children(self.node, "modalFeedback").chain(descendants(self.node, "feedbackBlock")).collect();
        let mut explanation = Vec::new();
        for node in &nodes {
            let text = self.text_in(*node);
            let title = attribute(*node, "title").trim();
            if plain(&text).is_empty() && title.is_empty() {
                continue;
            }
            if !title.is_empty() {
                let line = vec![Inline::Strong(vec![Inline::Words(title.to_owned())])];
                explanation.push(rich_text::Block::Paragraph(line));
            }
            if nodes.len() > 1 {
                self.lost(
                    "feedback that depends on the answer",
                    "it stands in the explanation, which is shown after any answer",
                );
            }
            explanation.extend(text);
        }
        explanation
    }

    /// What is for those who score or teach.
    fn notes(&mut self, body: Node<'d, 'i>) -> Text {
        let nodes: Vec<Node<'d, 'i>> = descendants(body, "rubricBlock").collect();
        nodes.into_iter().filter(|node| !is_for_learners(*node)).flat_map(|node| self.text_in(node)).collect()
    }

    /// The passages that the item is asked of, which are files of their own: each stands once on a page.
    fn passages(&mut self) -> Option<Part> {
        let references: Vec<Node<'d, 'i>> = children(self.node, "assessmentStimulusRef").collect();
        let mut text = Vec::new();
        for reference in references {
            let to = attribute(reference, "href");
            let decoded = percent_encoding::percent_decode_str(to).decode_utf8_lossy().into_owned();
            let path = resolved(self.path, &decoded).filter(|path| self.source.has(path));
            let read = path.map(|path| (self.source.text(&path), path));
            let Some((Ok(written), path)) = read else {
                self.lost(format!("the passage `{to}`, which cannot be read"), "left out");
                continue;
            };
            if self.passages.insert(path.clone()) {
                text.extend(self.passage(&path, &written));
            }
        }
        (!text.is_empty()).then_some(Part::Text(text))
    }

    fn passage(&mut self, path: &str, written: &str) -> Text {
        let file = self.source.named(path);
        let Some(document) = parse(&file, written, self.report) else { return Vec::new() };
        let node = document.root_element();
        let Self { source, files, passages, report, .. } = self;
        let mut passage = Item { node, source, path, file: &file, files, passages, report };
        passage.alternatives();
        child(node, "stimulusBody").map(|body| passage.text_in(body)).unwrap_or_default()
    }

    /// What is there for those who read, hear or see otherwise, and has no place here.
    fn alternatives(&mut self) {
        if descendants(self.node, "catalogInfo").next().is_some() {
            self.lost("alternatives for those who need another form (a catalog)", "left out: write what they say");
        }
        if descendants(self.node, "companionMaterialsInfo").next().is_some() {
            self.lost("materials that belong to the item, such as a calculator", "left out");
        }
    }
}

/// What stands in a text and is read by itself.
fn is_apart(node: Node<'_, '_>) -> bool {
    match name(node).as_str() {
        "rubricBlock" => !is_for_learners(node),
        "templateBlock" | "templateInline" => !is_shown(node),
        "feedbackInline" | "feedbackBlock" | "prompt" | "stylesheet" | "catalogInfo" | "companionMaterialsInfo" => true,
        _ => false,
    }
}

/// Whether a choice is always shown: with a template's name, or where it is hidden, what was drawn for a learner decides.
pub(super) fn is_shown(choice: Node<'_, '_>) -> bool {
    attribute(choice, "templateIdentifier").is_empty() && attribute(choice, "showHide") != "hide"
}

/// Whether a rubric is for those who answer; one that names nobody is not.
pub(super) fn is_for_learners(rubric: Node<'_, '_>) -> bool {
    attribute(rubric, "view").split_whitespace().any(|whose| whose == "candidate")
}

/// Elements of QTI's own that hold text, as elements of HTML; what is drawn for each learner is its name.
fn plain_element(node: Node<'_, '_>) -> Option<Vec<Markup>> {
    let kind = name(node);
    let html = match kind.as_str() {
        "rubricBlock" | "contentBody" | "stimulusBody" | "infoControl" | "positionObjectStage" => "div",
        "printedVariable" => return Some(vec![Markup::Text(format!("[{}]", attribute(node, "identifier")))]),
        // No element of HTML has capitals in its name.
        _ if node.tag_name().name().starts_with("qti-") || kind.contains(char::is_uppercase) => "span",
        _ if kind == "hottext" => "span",
        _ => return None,
    };
    let mut children = markup(node, &mut |inner| if is_apart(inner) { Some(Vec::new()) } else { plain_element(inner) });
    let title = attribute(node, "title").trim();
    if kind == "infoControl" && !title.is_empty() {
        let words = vec![Markup::Text(title.to_owned())];
        let strong = Element { name: "strong".to_owned(), attributes: Vec::new(), children: words };
        let line = vec![Markup::Element(strong)];
        children.insert(0, Markup::Element(Element { name: "p".to_owned(), attributes: Vec::new(), children: line }));
    }
    Some(vec![Markup::Element(Element { name: html.to_owned(), attributes: Vec::new(), children })])
}
