//! Containers to blocks: what each may hold, and who reads it; which there are stands in [`crate::config`]. Nothing
//! that reads one of them calls back into this room: what stands inside is read here and handed over.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::config::{Look, NAMES, WITHHELD};
use crate::course::{Block, Callout, Container, ElementKind, Figure, citations, links, texts};
use crate::diagnostic::{Code, Diagnostic, listed, suggest};
use crate::source::Span;
use crate::source::text::printable;

use super::container_tree::ContainerPart;
use super::dialogue;
use super::events::{Located, extent, top_level, unwrapped, within};
use super::media::media;
use super::notes::hidden_blocks;
use super::opening_line::{self, Directive, Inside, attributes, container_id};
use super::parse_context::ParseContext;
use super::placeholders::MarkKind;
use super::practice;
use super::prose::prose;
use super::question;
use super::scenario;
use super::sections::SectionPart;
use super::title::{title, title_prose};

/// Blocks for some parts.
pub(crate) fn blocks<'a>(page: &mut ParseContext<'a>, parts: Vec<ContainerPart<'a>>, inside: Inside<'_>) -> Vec<Block> {
    let mut blocks = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            ContainerPart::Text(events) => {
                let text = prose(page, &events);
                if !text.is_empty() {
                    blocks.push(Block::Prose(text));
                }
            }
            ContainerPart::Container(directive, parts) => {
                let (parts, notes) = apart(&directive, parts);
                blocks.extend(container(page, &directive, parts, inside));
                let asked = match blocks.last() {
                    Some(Block::Item(item)) => Some(item.id.clone()),
                    _ => None,
                };
                for (directive, parts) in notes {
                    let mut note = container(page, &directive, parts, inside);
                    if let Some(Block::Container(note)) = &mut note {
                        note.question.clone_from(&asked);
                    }
                    blocks.extend(note);
                }
            }
        }
    }
    blocks
}

/// How long a part for facilitators may take a group, in minutes: a day.
const MINUTES: std::ops::RangeInclusive<u32> = 1..=480;

/// A container's directive with what stands in it.
type Nested<'a> = (Directive, Vec<ContainerPart<'a>>);

/// What stands in a question, apart from its notes for facilitators: they are shown below it.
fn apart<'a>(directive: &Directive, parts: Vec<ContainerPart<'a>>) -> (Vec<ContainerPart<'a>>, Vec<Nested<'a>>) {
    if directive.name != "question" {
        return (parts, Vec::new());
    }
    let (mut own, mut notes) = (Vec::new(), Vec::new());
    for part in parts {
        match part {
            ContainerPart::Container(directive, parts) if directive.name == WITHHELD => notes.push((directive, parts)),
            other => own.push(other),
        }
    }
    (own, notes)
}

fn container<'a>(
    page: &mut ParseContext<'a>,
    directive: &Directive,
    parts: Vec<ContainerPart<'a>>,
    inside: Inside<'_>,
) -> Option<Block> {
    let span = page.span(directive.range.clone());
    let own = page.options.containers.clone();
    let labelled = own.labelled(&directive.name);
    if labelled.is_none() && !NAMES.contains(&directive.name.as_str()) {
        report_unknown(page, directive, span);
        blocks(page, parts, Inside::Unknown);
        return None;
    }
    misnested(page, &directive.name, inside, span);
    if let Some((label, look)) = labelled {
        let Block::Container(container) = callout(page, own_callout(look), directive, parts) else { return None };
        return Some(Block::Container(Container {
            own: Some((directive.name.clone(), label.to_owned())),
            ..container
        }));
    }
    match directive.name.as_str() {
        "question" => Some(question(page, directive, parts)),
        "dialogue" => {
            let text = text_only(page, "dialogue", parts);
            dialogue::dialogue(page, directive, &text).map(Block::Dialogue)
        }
        "scenario" => {
            let text = text_only(page, "scenario", parts);
            scenario::scenario(page, directive, &text).map(|scenario| Block::Scenario(Box::new(scenario)))
        }
        "practice" => {
            let parts = practice_parts(page, parts);
            practice::practice(page, directive, parts).map(|practice| Block::Practice(Box::new(practice)))
        }
        "video" | "audio" => {
            let text = text_only(page, &directive.name, parts);
            media(page, directive, &text).map(|media| Block::Media(Box::new(media)))
        }
        "figure" => figure(page, directive, parts).map(Block::Figure),
        "facilitator" => facilitator(page, directive, parts),
        "tip" => Some(callout(page, Callout::Tip, directive, parts)),
        "warning" => Some(callout(page, Callout::Warning, directive, parts)),
        "advisory" => Some(callout(page, Callout::Advisory, directive, parts)),
        "key-points" => Some(callout(page, Callout::KeyPoints, directive, parts)),
        "details" => Some(callout(page, Callout::Details, directive, parts)),
        "exercise" => Some(callout(page, Callout::Exercise, directive, parts)),
        "solution" => Some(callout(page, Callout::Solution, directive, parts)),
        "figures" => {
            page.arranges_pictures = true;
            Some(callout(page, Callout::Figures, directive, parts))
        }
        "hint" => Some(callout(page, Callout::Hint, directive, parts)),
        // A stray `hint` or part of a practice was reported by `misnested`; its words are kept.
        _ => Some(callout(page, Callout::Note, directive, parts)),
    }
}

/// A part for facilitators: nothing in the edition of learners, which keeps in mind what must not be in it.
fn facilitator<'a>(page: &mut ParseContext<'a>, directive: &Directive, parts: Vec<ContainerPart<'a>>) -> Option<Block> {
    if page.options.facilitator {
        // Study time and the numbers of exercises are those of learners, in this edition too.
        let words = page.words;
        let is_counting = std::mem::replace(&mut page.is_numbering, false);
        let part = callout(page, Callout::Facilitator, directive, parts);
        (page.words, page.is_numbering) = (words, is_counting);
        return Some(part);
    }
    let span = page.span(directive.range.clone());
    let checkpoint = page.checkpoint();
    let is_withheld = std::mem::replace(&mut page.is_withheld, true);
    let is_counting = std::mem::replace(&mut page.is_numbering, false);
    let left_out = callout(page, Callout::Facilitator, directive, parts);
    (page.is_withheld, page.is_numbering) = (is_withheld, is_counting);
    page.rewind(&checkpoint);
    page.withheld_parts.extend(inner_lines(page.source, directive));
    page.withheld_links.extend(links(std::slice::from_ref(&left_out)).into_iter().cloned());
    page.withheld_texts.extend(texts(std::slice::from_ref(&left_out)).into_iter().map(|text| (span, text)));
    let cited = citations(std::slice::from_ref(&left_out)).into_iter().flat_map(|citation| &citation.works);
    page.withheld_works.extend(cited.map(|work| work.key.clone()));
    None
}

/// All of a container but the line that closes it, and its name with what stands before that.
fn inner_lines(source: &str, directive: &Directive) -> Option<Range<usize>> {
    let line = &source[directive.range.clone()];
    let start = directive.range.start + line.find(&directive.name)? + directive.name.len();
    let inner = source.get(start..directive.end)?;
    let end = if directive.end == source.len() { inner.len() } else { inner.rfind('\n')? };
    Some(start..start + end)
}

/// What Pandoc and Quarto call that which an audience never sees.
const SPEAKER_NOTES: &str = "notes";

fn report_unknown(page: &mut ParseContext<'_>, directive: &Directive, span: Span) {
    let name = directive.name.as_str();
    let own = page.options.containers.clone();
    if !name.is_empty() && own.may_be(name) {
        return;
    }
    let meant = suggest(name, own.names());
    let (message, help) = if name.is_empty() {
        let help = "write its name after the colons, `::: note`, or as a class, `::: {.note}`".into();
        ("this line does not say what container it opens".to_owned(), help)
    } else if name.eq_ignore_ascii_case(SPEAKER_NOTES) {
        let help =
            "write `::: note` for what everybody reads, and `::: facilitator` for what only who leads a group does"
                .into();
        (format!("`{name}` are a speaker's own in other tools, and there is no container of this name"), help)
    } else {
        let help = meant.help(format!(
            "the containers are {}; `[containers.{name}]` in site.toml makes one of your own",
            listed(own.names())
        ));
        (format!("there is no container `{name}`"), help)
    };
    let at = page.source[directive.range.clone()].find(name).map(|at| directive.range.start + at);
    let place = at.map(|at| page.span(at..at + name.len()));
    // What a speaker may have kept to oneself is published by nobody but its author.
    let fix = place.filter(|_| !name.eq_ignore_ascii_case(SPEAKER_NOTES)).and_then(|place| meant.fix(place, name));
    page.report(Diagnostic::new(Code::ContainerUnknown, span, message).help(help).fix(fix));
}

fn misnested(page: &mut ParseContext<'_>, name: &str, inside: Inside<'_>, span: Span) {
    let (message, help) = match (name, inside) {
        (_, Inside::Unknown) | ("hint" | "solution", Inside::Aside("exercise")) => return,
        ("hint", _) => (
            "a `hint` stands outside a question".to_owned(),
            "put it inside `::: question` or `::: exercise`, before its end",
        ),
        ("solution", _) => {
            ("a `solution` stands outside an exercise".to_owned(), "put it inside `:::: exercise`, before its end")
        }
        ("model" | "criteria" | "next", _) => {
            (format!("a `{name}` stands outside a practice"), "put it inside `:::: practice`, before its end")
        }
        (_, Inside::Page | Inside::Aside(_)) => return,
        (_, Inside::TextOnly(outer)) => {
            (format!("a `{name}` cannot stand inside `{outer}`"), "close the outer container first")
        }
    };
    page.report(Diagnostic::new(Code::ContainerNesting, span, message).help(help));
}

fn callout<'a>(
    page: &mut ParseContext<'a>,
    callout: Callout,
    directive: &Directive,
    mut parts: Vec<ContainerPart<'a>>,
) -> Block {
    let known: &[&str] = match callout {
        Callout::Details => &["summary", "title"],
        Callout::Figures => &[],
        Callout::Facilitator => &["title", "minutes"],
        _ => &["title"],
    };
    let attributes = attributes(page, directive, known);
    let inside = match callout {
        Callout::KeyPoints => Inside::TextOnly("key-points"),
        other => Inside::Aside(other.as_str()),
    };
    let minutes = opening_line::whole(page, &attributes, "minutes", MINUTES);
    let span = page.span(directive.range.clone());
    let mut title = title(page, &attributes);
    let mut id = container_id(page, attributes, ElementKind::Section);
    let takes_heading = title.is_empty() && callout != Callout::Figures;
    if let Some((written, events)) = takes_heading.then(|| heading(&mut parts)).flatten() {
        if let Some(written) = written.filter(|_| id.is_none()) {
            id = Some(page.register_id(written, span, ElementKind::Section));
        }
        title = title_prose(page, within(&events));
    }
    let number = (callout == Callout::Exercise && page.is_numbering).then(|| {
        page.exercises += 1;
        page.exercises
    });
    if callout == Callout::Exercise && id.is_none() {
        id = Some(page.generate_id("exercise", span));
    }
    let blocks = if matches!(callout, Callout::Solution | Callout::Hint) {
        hidden_blocks(page, |page| blocks(page, parts, inside))
    } else {
        blocks(page, parts, inside)
    };
    Block::Container(Container { callout, own: None, id, number, minutes, question: None, title, blocks, span })
}

/// What a container of the course's own looks like.
fn own_callout(look: Look) -> Callout {
    match look {
        Look::Note => Callout::Note,
        Look::Tip => Callout::Tip,
        Look::Warning => Callout::Warning,
        Look::KeyPoints => Callout::KeyPoints,
        Look::Details => Callout::Details,
    }
}

/// The heading with which a container begins, taken out of it, and the id that it gives itself: Pandoc, Quarto and the
/// Carpentries' Workbench write titles so.
fn heading<'a>(parts: &mut [ContainerPart<'a>]) -> Option<(Option<String>, Vec<Located<'a>>)> {
    let Some(ContainerPart::Text(events)) = parts.first_mut() else { return None };
    let Some((Event::Start(Tag::Heading { id, .. }), _)) = events.first() else { return None };
    let id = id.as_ref().map(|id| printable(id).into_owned());
    let length = events.iter().position(|(event, _)| matches!(event, Event::End(TagEnd::Heading(_))))? + 1;
    Some((id, events.drain(..length).collect()))
}

fn figure<'a>(page: &mut ParseContext<'a>, directive: &Directive, parts: Vec<ContainerPart<'a>>) -> Option<Figure> {
    let attributes = attributes(page, directive, &[]);
    let id = container_id(page, attributes, ElementKind::Section);
    let span = page.span(directive.range.clone());
    let mut groups = top_level(&text_only(page, "figure", parts)).into_iter();
    let picture = groups.next().unwrap_or_default();
    if !is_picture(page, &picture) {
        let place = extent(&picture).map_or(span, |range| page.trimmed(range));
        let help = "begin with `![what the picture tells](picture.svg)` on a line of its own, then an empty line, then the caption";
        let message = "a figure begins with one picture, and nothing else in its first paragraph";
        page.report(Diagnostic::new(Code::FigurePicture, place, message).help(help));
        groups.for_each(|group| {
            prose(page, &group);
        });
        return None;
    }
    page.is_figure = true;
    let picture = prose(page, &unwrapped(picture));
    page.is_figure = false;
    let of_picture = page.picture_id.take();
    let id = id.or_else(|| of_picture.map(|(id, span)| page.register_id(id, span, ElementKind::Section)));
    let caption = prose(page, &groups.collect::<Vec<_>>().concat());
    let number = (!caption.is_empty() && page.is_numbering).then(|| {
        page.figures += 1;
        page.figures
    });
    Some(Figure { id, number, picture, caption, span })
}

fn is_picture(page: &ParseContext<'_>, group: &[Located<'_>]) -> bool {
    // Its attributes stand behind it as text.
    let is_attributes = |range: &Range<usize>| {
        page.marks.within(range).first().is_some_and(|mark| mark.kind == MarkKind::Picture && mark.range == *range)
    };
    let inner: Vec<&Event<'_>> =
        within(group).iter().filter(|(_, range)| !is_attributes(range)).map(|(event, _)| event).collect();
    let images = inner.iter().filter(|event| matches!(event, Event::Start(Tag::Image { .. }))).count();
    let starts = matches!(inner.first(), Some(Event::Start(Tag::Image { .. })));
    images == 1 && starts && matches!(inner.last(), Some(Event::End(TagEnd::Image)))
}

/// A question: its hints, which hold blocks, are read here.
fn question<'a>(page: &mut ParseContext<'a>, directive: &Directive, parts: Vec<ContainerPart<'a>>) -> Block {
    let opening = question::open(page, directive);
    let (mut text, mut misplaced, mut hints) = (Vec::new(), Vec::new(), Vec::new());
    for part in parts {
        match part {
            ContainerPart::Container(directive, parts) if directive.name == "hint" => {
                attributes(page, &directive, &[]);
                hints.push(parts);
            }
            ContainerPart::Text(events) => text.extend(events),
            other @ ContainerPart::Container(..) => misplaced.push(other),
        }
    }
    blocks(page, misplaced, Inside::TextOnly("question"));
    let hint =
        |page: &mut ParseContext<'a>, parts| hidden_blocks(page, |page| blocks(page, parts, Inside::TextOnly("hint")));
    let hints = |page: &mut ParseContext<'a>| hints.into_iter().map(|parts| hint(page, parts)).collect();
    Block::Item(Box::new(question::question(page, opening, &text, hints)))
}

/// What stands in a practice: running text, and the containers that it may hold, with the running text in them.
fn practice_parts<'a>(page: &mut ParseContext<'a>, parts: Vec<ContainerPart<'a>>) -> Vec<SectionPart<'a>> {
    let mut read = Vec::with_capacity(parts.len());
    for part in parts {
        match part {
            ContainerPart::Text(events) => read.extend(top_level(&events).into_iter().map(SectionPart::Text)),
            ContainerPart::Container(directive, parts) if practice::CONTAINERS.contains(&directive.name.as_str()) => {
                attributes(page, &directive, &[]);
                let text = text_only(page, &directive.name, parts);
                read.push(SectionPart::Container(directive.name, text));
            }
            ContainerPart::Container(directive, parts) => {
                container(page, &directive, parts, Inside::TextOnly("practice"));
            }
        }
    }
    read
}

/// The running text of a container that holds nothing else; containers in it are reported.
fn text_only<'a>(page: &mut ParseContext<'a>, name: &str, parts: Vec<ContainerPart<'a>>) -> Vec<Located<'a>> {
    let mut text = Vec::new();
    for part in parts {
        match part {
            ContainerPart::Text(events) => text.extend(events),
            ContainerPart::Container(directive, parts) => {
                container(page, &directive, parts, Inside::TextOnly(name));
            }
        }
    }
    text
}
