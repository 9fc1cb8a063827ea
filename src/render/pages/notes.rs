//! The parts of a page that are for facilitators: what each is about, and how long it takes a group.

use crate::course::{Block, Callout, Container, ElementKind, Page, Prose};

use crate::render::context::SiteContext;
use crate::render::links::Urls;
use crate::render::view::Link;

/// A part for facilitators.
pub(super) struct Note<'a> {
    pub(super) block: &'a Block,
    container: &'a Container,
    /// The block right before it, where it may be about that.
    before: Option<&'a Block>,
}

/// Those of a page, in reading order.
pub(super) fn notes(blocks: &[Block]) -> Vec<Note<'_>> {
    let mut found = Vec::new();
    collect(blocks, &mut found);
    found
}

fn collect<'a>(blocks: &'a [Block], found: &mut Vec<Note<'a>>) {
    for (at, block) in blocks.iter().enumerate() {
        match block {
            Block::Container(container) if container.callout == Callout::Facilitator => {
                let is_note =
                    |block: &&Block| matches!(block, Block::Container(other) if other.callout == Callout::Facilitator);
                found.push(Note { block, container, before: blocks[..at].iter().rev().find(|block| !is_note(block)) });
            }
            Block::Container(container) => collect(&container.blocks, found),
            _ => {}
        }
    }
}

/// How long a group takes for what the notes of a page tell, in minutes.
pub(super) fn group_minutes(page: &Page) -> u32 {
    notes(&page.blocks).iter().filter_map(|note| note.container.minutes).sum()
}

/// Where in a lesson a note belongs: to the question that it stands in, to the dialogue, scenario, practice or exercise right before
/// it, or else to its section.
pub(super) fn about(context: &SiteContext, page: &Page, note: &Note<'_>, urls: &Urls<'_>) -> Option<Link> {
    let word = |key: &str| context.theme.message(key).to_owned();
    let link = |title: String, id: &str| Some(Link { title, url: urls.place(&page.address, id), ..Link::default() });
    if let Some(asked) = &note.container.question {
        let place = page.outline.questions.iter().position(|question| *question.id == **asked)? + 1;
        let (n, total) = (place.to_string(), page.items.to_string());
        let title = word("question_of").replace("{n}", &n).replace("{total}", &total);
        return link(title, &ElementKind::Question.id(asked));
    }
    match note.before {
        Some(Block::Dialogue(dialogue)) => link(word("dialogue"), &ElementKind::Section.id(&dialogue.id)),
        Some(Block::Scenario(scenario)) => {
            link(titled(&scenario.title, word("scenario")), &ElementKind::Section.id(&scenario.id))
        }
        Some(Block::Practice(practice)) => {
            link(titled(&practice.title, word("practice")), &ElementKind::Section.id(&practice.id))
        }
        Some(Block::Container(container)) if container.callout == Callout::Exercise => {
            link(exercise_title(context, container), &ElementKind::Section.id(container.id.as_ref()?))
        }
        _ => {
            let before = |heading: &&crate::course::Heading| heading.span.start < note.container.span.start;
            let heading = page.outline.headings.iter().rev().find(before)?;
            link(heading.text.clone(), &ElementKind::Section.id(&heading.id))
        }
    }
}

/// What an exercise is called.
pub(super) fn exercise_title(context: &SiteContext, container: &Container) -> String {
    let label = match container.number {
        Some(number) => context.theme.message("exercise_n").replace("{n}", &number.to_string()),
        None => context.theme.message("exercise").to_owned(),
    };
    let title = container.title.text();
    if title.is_empty() { label } else { format!("{label}: {title}") }
}

/// The words of a title, or others where there is none.
fn titled(title: &Prose, otherwise: String) -> String {
    let title = title.text();
    if title.is_empty() { otherwise } else { title }
}
