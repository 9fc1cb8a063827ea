//! A question's view: shown order, letters, and what each answer earns.

use crate::course::{
    Answer, Blank, BlankEntry, Choice, Credit, ElementKind, Item, NumberAnswer, Pair, Prose, menu_keys, option_keys,
};
use crate::source::Digest;

use crate::render::blocks::body::Body;
use crate::render::blocks::html::{ItemForm, RenderedQuestion};
use crate::render::blocks::placeholders::Placeholders;
use crate::render::blocks::shuffle::{disorder, former_disorder, letter, order};
use crate::render::view::{BlankView, ChoiceView, DefinitionView, EntryView, ItemView, MenuOptionView, PairView};

/// A question, the one with this number on the page, in a form.
pub(crate) fn question<'a>(
    body: &mut Body<'a>,
    item: &'a Item,
    (number, form): (usize, ItemForm),
) -> RenderedQuestion<'a> {
    let dom_id = body.id(ElementKind::Question, &item.id);
    // Only a test tells its results by objective.
    let tested = item.objective.as_ref().filter(|_| body.page.is_assessment());
    let mut placeholders = Placeholders::default();
    let mut view = ItemView {
        dom_id: placeholders.text(&dom_id),
        key: placeholders.text(&format!("{}#{}", body.page.address, item.id)),
        open: body.site.facilitator,
        digest: placeholders.text(&item.digest.hex(16)),
        former_digest: placeholders.text(&item.former_digest.hex(16)),
        kind: item.kind().as_str(),
        level: body.level(body.heading + 1),
        number,
        total: body.total(),
        points: item.points,
        attempts: item.attempts,
        difficulty: item.difficulty,
        confidence: item.confidence,
        objective: tested.map(|(id, _)| id.clone()),
        asks_for_all: item.asks_for_all,
        page_url: body.question_url(&item.id).map(|url| placeholders.text(&url)).unwrap_or_default(),
        stem_html: body.placeholder(&item.stem, &mut placeholders),
        explanation_html: body.placeholder(&item.explanation, &mut placeholders),
        ..ItemView::default()
    };
    match &item.answer {
        Answer::Single(choices) | Answer::Multiple(choices) | Answer::Judgement(choices) | Answer::Rating(choices) => {
            view.choices = choice_views(body, choices, item, &mut placeholders);
        }
        Answer::Ordering(entries) => {
            (view.entries, view.order) = entry_views(body, entries, item.former_digest, &mut placeholders);
        }
        Answer::Matching(pairs) => {
            (view.pairs, view.definitions) = pair_views(body, pairs, item.former_digest, &mut placeholders);
        }
        Answer::Blanks(blanks) => view.blanks = blank_views(blanks, item, &dom_id),
        Answer::Reflection(model) => view.model_html = body.placeholder(model, &mut placeholders),
    }
    // What is asked on paper, and what answers it, stand on one page: a hint and its ids stand with the answer.
    let hints = item.hints.iter().filter(|_| form != ItemForm::Paper);
    let hints = hints.map(|hint| body.blocks(hint)).collect();
    RenderedQuestion { form, view, placeholders, hints }
}

fn choice_views<'a>(
    body: &Body<'_>,
    choices: &'a [Choice],
    item: &Item,
    placeholders: &mut Placeholders<'a>,
) -> Vec<ChoiceView> {
    let shown = if item.shuffle { order(item.former_digest, choices.len()) } else { (0..choices.len()).collect() };
    let keys = option_keys(choices.iter().map(|choice| &choice.text));
    let view = |(place, index): (usize, usize)| {
        let choice = &choices[index];
        ChoiceView {
            key: placeholders.text(&keys[index]),
            former_keys: placeholders.text(&format!("n{} {}", index + 1, letter(place))),
            letter: letter(place),
            text_html: body.placeholder(choice.parts.as_ref().map_or(&choice.text, |parts| &parts.0), placeholders),
            blocks_html: choice.parts.as_ref().map(|parts| body.placeholder(&parts.1, placeholders)),
            credit: choice.credit.as_str(),
            verdict: match choice.credit {
                Credit::Full => "right",
                Credit::Half => "partial",
                Credit::None => "wrong",
            },
            feedback_html: body.placeholder(&choice.feedback, placeholders),
        }
    };
    shown.into_iter().enumerate().map(view).collect()
}

fn entry_views<'a>(
    body: &Body<'_>,
    entries: &'a [Prose],
    digest: Digest,
    placeholders: &mut Placeholders<'a>,
) -> (Vec<EntryView>, Vec<EntryView>) {
    let keys = option_keys(entries);
    let view = |(place, index): (usize, usize)| {
        let entry = &entries[index];
        EntryView {
            key: placeholders.text(&keys[index]),
            letter: letter(place),
            text: placeholders.text(&entry.text()),
            text_html: body.placeholder(entry, placeholders),
            place: index + 1,
        }
    };
    let shown: Vec<EntryView> = disorder(digest, entries.len()).into_iter().enumerate().map(view).collect();
    let mut right = shown.clone();
    right.sort_by_key(|entry| entry.place);
    (shown, right)
}

fn pair_views<'a>(
    body: &Body<'_>,
    pairs: &'a [Pair],
    digest: Digest,
    placeholders: &mut Placeholders<'a>,
) -> (Vec<PairView>, Vec<DefinitionView>) {
    let shown = disorder(digest, pairs.len());
    let before = former_disorder(digest, pairs.len());
    let former_place = |index: usize| before.iter().position(|shown| *shown == index).unwrap_or(index);
    let terms = option_keys(pairs.iter().map(|pair| &pair.term));
    // The same words are the same definition, wherever they stand.
    let meanings: Vec<String> = pairs.iter().flat_map(|pair| option_keys([&pair.definition])).collect();
    let definition = |(place, index): (usize, &usize)| {
        let definition = &pairs[*index].definition;
        let text = placeholders.text(&definition.text());
        DefinitionView {
            key: placeholders.text(&meanings[*index]),
            former_keys: placeholders.text(&format!("n{} {}", index + 1, letter(former_place(*index)))),
            letter: letter(place),
            text,
            text_html: body.placeholder(definition, placeholders),
        }
    };
    let definitions = shown.iter().enumerate().map(definition).collect();
    let pair = |(index, pair): (usize, &'a Pair)| {
        let term = placeholders.text(&pair.term.text());
        let place = shown.iter().position(|shown| *shown == index).unwrap_or(index);
        PairView {
            key: placeholders.text(&terms[index]),
            right_key: placeholders.text(&meanings[index]),
            number: index + 1,
            term,
            term_html: body.placeholder(&pair.term, placeholders),
            right: letter(place),
        }
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
            BlankEntry::Typed { accepted, exact } => {
                view.exact = *exact;
                view.width = accepted.iter().map(|text| text.chars().count()).max().unwrap_or(0);
                view.answer = accepted.first().cloned().unwrap_or_default();
                view.accepted.clone_from(accepted);
            }
            BlankEntry::Number(forms) => {
                view.width = forms.iter().map(|form| form.shown.chars().count()).max().unwrap_or(0);
                view.answer = forms.iter().map(|form| form.shown.as_str()).collect::<Vec<_>>().join(" = ");
                let range = |form: &NumberAnswer| format!("{} {} {}", form.least, form.most, form.unit);
                view.range = Some(forms.iter().map(range).collect::<Vec<_>>().join("|"));
            }
            BlankEntry::Menu(options) => {
                let digest = Digest::of(format!("{} {at}", item.former_digest.hex(32)).as_bytes());
                let keys = menu_keys(options.iter().map(|option| &*option.text));
                let shown = order(digest, options.len());
                view.answer = options.iter().find(|option| option.right).map_or_else(String::new, |o| o.text.clone());
                let option = |(place, index): (usize, usize)| MenuOptionView {
                    key: keys[index].clone(),
                    former_keys: format!("n{} {}", index + 1, place + 1),
                    text: options[index].text.clone(),
                    right: options[index].right,
                };
                view.options = shown.into_iter().enumerate().map(option).collect();
            }
        }
        view
    };
    blanks.iter().enumerate().map(view).collect()
}
