//! What other pages and lists ask of a page's dialogues, scenarios and practices.

use crate::source::CoursePath;

use super::block::{Reading, visit};
use super::{Block, Dialogue, ElementKind, MediaSource, TurnMark};

/// Which blocks with a script or a style sheet of their own stand on a page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "templates ask for each by its name")]
pub struct Features {
    pub dialogue: bool,
    pub scenario: bool,
    pub practice: bool,
    /// Films and recordings at hosts elsewhere.
    pub film: bool,
    /// Pictures with a share of the line, or side by side.
    pub arranged_pictures: bool,
    /// Formulas.
    pub math: bool,
    /// Code in colours.
    pub highlighted_code: bool,
}

/// A mark on a turn of a dialogue, with what other pages show of the turn.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MarkedTurn {
    pub mark: TurnMark,
    /// The turn's anchor.
    pub turn: String,
    /// Who speaks.
    pub speaker: String,
    /// The words without markup.
    pub words: String,
    /// Whether readers are to find the mark themselves: then no other page tells it.
    pub is_sought: bool,
}

/// Dialogues, scenarios and practices, as far as other pages ask for them.
#[derive(Default)]
pub(super) struct Exchanges {
    /// Marks on turns.
    pub(super) marks: Vec<MarkedTurn>,
    /// Which of them there are.
    pub(super) has: Features,
    /// The ids of scenarios.
    pub(super) scenarios: Vec<String>,
    /// The ids of practices.
    pub(super) practices: Vec<String>,
    /// Origins that are asked for films and recordings, and whether for a frame.
    pub(super) players: Vec<(String, bool)>,
    /// Files with captions, and the language that their page says they are in.
    pub(super) captions: Vec<(CoursePath, Option<String>)>,
}

impl Exchanges {
    /// Those of a page, in reading order.
    pub(super) fn of(blocks: &[Block]) -> Self {
        let mut all = Self::default();
        visit(blocks, &mut |block| match block {
            Block::Scenario(scenario) => all.scenarios.push(scenario.id.clone()),
            Block::Practice(practice) => all.practices.push(practice.id.clone()),
            Block::Dialogue(dialogue) => all.dialogue(dialogue),
            Block::Media(media) => {
                if let MediaSource::Elsewhere(player) = &media.source {
                    all.players.push((player.origin.clone(), player.is_frame));
                }
                let language = media.captions.as_ref().and_then(|(_, language)| language.clone());
                all.captions.extend(media.captions_file().map(|path| (path.clone(), language)));
            }
            _ => {}
        });
        all.has.film = !all.players.is_empty();
        all.has.scenario = !all.scenarios.is_empty();
        all.has.practice = !all.practices.is_empty();
        all
    }

    fn dialogue(&mut self, dialogue: &Dialogue) {
        self.has.dialogue = true;
        for (at, turn) in dialogue.turns.iter().enumerate().filter(|(_, turn)| !turn.marks.is_empty()) {
            let words = turn.words.text();
            self.marks.extend(turn.marks.iter().map(|mark| MarkedTurn {
                mark: mark.clone(),
                turn: ElementKind::Section.id(&format!("{}-turn-{}", dialogue.id, at + 1)),
                speaker: turn.speaker.clone(),
                words: words.clone(),
                is_sought: dialogue.reading == Reading::Spot,
            }));
        }
    }
}
