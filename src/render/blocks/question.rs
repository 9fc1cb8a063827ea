//! A question's view: shown order, letters, and what each answer earns.

use crate::course::{Answer, Blank, BlankEntry, Choice, Credit, ElementKind, Item, Pair, Prose};
use crate::source::Digest;

use crate::render::blocks::body::Body;
use crate::render::blocks::html::RenderedQuestion;
use crate::render::blocks::placeholders::Pieces;
use crate::render::blocks::shuffle::{derangement, disorder, letter, order};
use crate::render::view::{BlankView, ChoiceView, DefinitionView, EntryView, ItemView, MenuOptionView, PairView};

/// A question, the `number`-th of its page.
pub(crate) fn question<'a>(body: &mut Body<'a>, item: &'a Item, number: usize) -> RenderedQuestion<'a> {
    let dom_id = ElementKind::Question.id(&item.id);
    // Only a test tells its results by objective.
    let tested = item.objective.as_ref().filter(|_| body.page.front.assessment.is_some());
    let mut pieces = Pieces::default();
    let mut view = ItemView {
        dom_id: pieces.text(&dom_id),
        key: pieces.text(&format!("{}#{}", body.page.address, item.id)),
        open: body.site.facilitator,
        digest: pieces.text(&item.digest.hex(16)),
        kind: item.kind().as_str(),
        number,
        total: body.page.items,
        points: item.points,
        attempts: item.attempts,
        difficulty: item.difficulty,
        confidence: item.confidence,
        objective: tested.map(|(id, _)| id.clone()),
        asks_for_all: asks_for_all(body, item),
        stem_html: body.piece(&item.stem, &mut pieces),
        explanation_html: body.piece(&item.explanation, &mut pieces),
        ..ItemView::default()
    };
    match &item.answer {
        Answer::Single(choices) | Answer::Multiple(choices) | Answer::Judgement(choices) => {
            view.choices = choice_views(body, choices, item, &mut pieces);
        }
        Answer::Ordering(entries) => {
            (view.entries, view.order) = entry_views(body, entries, item.digest, &mut pieces);
        }
        Answer::Matching(pairs) => {
            (view.pairs, view.definitions) = pair_views(body, pairs, item.digest, &mut pieces);
        }
        Answer::Blanks(blanks) => view.blanks = blank_views(blanks, item, &dom_id),
        Answer::Reflection(model) => view.model_html = body.piece(model, &mut pieces),
    }
    let hints = item.hints.iter().map(|hint| body.blocks(hint)).collect();
    RenderedQuestion { view, pieces, hints }
}

/// Whether the author asks, in the interface's own words, to choose all that apply: then the interface need not.
fn asks_for_all(body: &Body<'_>, item: &Item) -> bool {
    let asks = || item.stem.text().contains(body.site.theme.word("choose_all").trim_end_matches('.'));
    matches!(item.answer, Answer::Multiple(_)) && asks()
}

fn choice_views<'a>(body: &Body<'_>, choices: &'a [Choice], item: &Item, pieces: &mut Pieces<'a>) -> Vec<ChoiceView> {
    let shown = if item.shuffle { order(item.digest, choices.len()) } else { (0..choices.len()).collect() };
    let view = |(place, index): (usize, usize)| {
        let choice = &choices[index];
        ChoiceView {
            number: index + 1,
            letter: letter(place),
            text_html: body.piece(&choice.text, pieces),
            credit: choice.credit.as_str(),
            verdict: match choice.credit {
                Credit::Full => "right",
                Credit::Half => "partial",
                Credit::None => "wrong",
            },
            feedback_html: body.piece(&choice.feedback, pieces),
        }
    };
    shown.into_iter().enumerate().map(view).collect()
}

fn entry_views<'a>(
    body: &Body<'_>,
    entries: &'a [Prose],
    digest: Digest,
    pieces: &mut Pieces<'a>,
) -> (Vec<EntryView>, Vec<EntryView>) {
    let view = |(place, index): (usize, usize)| {
        let entry = &entries[index];
        let text = pieces.text(&entry.text());
        EntryView { letter: letter(place), text, text_html: body.piece(entry, pieces), place: index + 1 }
    };
    let shown: Vec<EntryView> = derangement(digest, entries.len()).into_iter().enumerate().map(view).collect();
    let mut right = shown.clone();
    right.sort_by_key(|entry| entry.place);
    (shown, right)
}

fn pair_views<'a>(
    body: &Body<'_>,
    pairs: &'a [Pair],
    digest: Digest,
    pieces: &mut Pieces<'a>,
) -> (Vec<PairView>, Vec<DefinitionView>) {
    let shown = disorder(digest, pairs.len());
    let definition = |(place, index): (usize, &usize)| {
        let definition = &pairs[*index].definition;
        let text = pieces.text(&definition.text());
        DefinitionView { number: index + 1, letter: letter(place), text, text_html: body.piece(definition, pieces) }
    };
    let definitions = shown.iter().enumerate().map(definition).collect();
    let pair = |(index, pair): (usize, &'a Pair)| {
        let term = pieces.text(&pair.term.text());
        let place = shown.iter().position(|shown| *shown == index).unwrap_or(index);
        PairView { number: index + 1, term, term_html: body.piece(&pair.term, pieces), right: letter(place) }
    };
    (pairs.iter().enumerate().map(pair).collect(), definitions)
}

fn blank_views(blanks: &[Blank], item: &Item, item_dom_id: &str) -> Vec<BlankView> {
    let total = blanks.len();
    let view = |(at, blank): (usize, &Blank)| {
        let mut view = BlankView {
            dom_id: format!("{item_dom_id}-blank-{}", at + 1),
            item_dom_id: item_dom_id.to_owned(),
            number: at + 1,
            total,
            ..BlankView::default()
        };
        match &blank.entry {
            BlankEntry::Typed(accepted) => {
                view.width = accepted.iter().map(|text| text.chars().count()).max().unwrap_or(0);
                view.answer = accepted.first().cloned().unwrap_or_default();
                view.accepted.clone_from(accepted);
            }
            BlankEntry::Menu(options) => {
                let digest = Digest::of(format!("{} {at}", item.digest.hex(32)).as_bytes());
                let shown = order(digest, options.len());
                view.answer = options.iter().find(|option| option.right).map_or_else(String::new, |o| o.text.clone());
                let option = |index: usize| MenuOptionView {
                    number: index + 1,
                    text: options[index].text.clone(),
                    right: options[index].right,
                };
                view.options = shown.into_iter().map(option).collect();
            }
        }
        view
    };
    blanks.iter().enumerate().map(view).collect()
}
