//! The places of a YAML text's values, from the events of `saphyr-parser`; and the limits that keep a small file from
//! standing for a large tree.

use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks, Tag};

use super::fault::{self, Fault};
use super::written::Written;

/// Lists and tables within each other, aliases replaced by what they stand for. No key needs more than four.
pub(super) const DEEPEST: usize = 64;

/// Where a value is written.
#[derive(Debug)]
pub(super) struct Place {
    /// Bytes of the YAML text; `None` for a value that is not written.
    pub(super) range: Option<Range<usize>>,
    /// What is written there.
    pub(super) content: Content,
    /// Values and bytes of text in it, aliases replaced by what they stand for.
    cost: usize,
    /// Levels of lists and tables in it.
    height: usize,
}

/// What is written at a place.
#[derive(Debug)]
pub(super) enum Content {
    /// A scalar: its characters, as the parser of places reads them.
    Scalar(String),
    /// The items of a list.
    List(Vec<Rc<Place>>),
    /// The keys and values of a table.
    Map(Vec<(Rc<Place>, Rc<Place>)>),
    /// An alias, and what it stands for.
    Alias(Rc<Place>),
}

/// A list or table that is not closed yet.
struct Open {
    start: usize,
    anchor: usize,
    is_map: bool,
    items: Vec<Rc<Place>>,
}

struct Builder<'t> {
    written: Written<'t>,
    open: Vec<Open>,
    anchors: BTreeMap<usize, Rc<Place>>,
    root: Option<Rc<Place>>,
    /// Where the last event ended.
    last: usize,
    /// What all values may still cost.
    budget: usize,
}

/// The places of the one document in `yaml`; `None` when there is none.
pub(super) fn places(yaml: &str) -> Result<Option<Rc<Place>>, Fault> {
    let mut builder = Builder {
        written: Written::new(yaml),
        open: Vec::new(),
        anchors: BTreeMap::new(),
        root: None,
        last: 0,
        // A text without aliases cannot cost more: no value takes less than a byte, no escape grows more than threefold.
        budget: 65_536 + 4 * yaml.len(),
    };
    let mut parser = Parser::new_from_str(yaml);
    while let Some(event) = parser.next_event() {
        let (event, marks) = event.map_err(|error| {
            let at = builder.written.byte(error.marker());
            fault::grammar(yaml, error.info(), at)
        })?;
        builder.event(event, marks)?;
    }
    Ok(builder.root)
}

impl Builder<'_> {
    fn event(&mut self, event: Event<'_>, marks: Marks) -> Result<(), Fault> {
        let range = self.written.byte(&marks.start)..self.written.byte(&marks.end);
        match event {
            Event::DocumentStart(_) if self.root.is_some() => return Err(fault::second_document(range)),
            Event::Scalar(text, style, anchor, tag) => {
                self.tag(tag.as_deref(), &range)?;
                let place = self.scalar(text.into_owned(), style, range.clone());
                self.put(place, anchor)?;
            }
            Event::Alias(anchor) => {
                let Some(target) = self.anchors.get(&anchor).map(Rc::clone) else {
                    return Err(fault::alias_inside(range));
                };
                let (cost, height) = (target.cost, target.height);
                let end = range.start + self.written.text[range.clone()].trim_end().len();
                let place = Place { range: Some(range.start..end), content: Content::Alias(target), cost, height };
                self.put(place, 0)?;
            }
            Event::SequenceStart(anchor, tag) => self.begin(range.clone(), anchor, tag.as_deref(), false)?,
            Event::MappingStart(anchor, tag) => self.begin(range.clone(), anchor, tag.as_deref(), true)?,
            Event::SequenceEnd | Event::MappingEnd => self.end(range.start)?,
            _ => {}
        }
        self.last = self.last.max(range.end);
        Ok(())
    }

    /// Only the tags that say what a scalar is anyway are understood.
    fn tag(&self, tag: Option<&Tag>, range: &Range<usize>) -> Result<(), Fault> {
        let Some(tag) = tag else { return Ok(()) };
        let is_known = matches!(tag.suffix.as_str(), "str" | "int" | "float" | "bool" | "null");
        if tag.is_yaml_core_schema() && is_known {
            return Ok(());
        }
        let start = self.written.find_tag(range.start);
        Err(fault::tag(self.written.word(start)))
    }

    fn scalar(&self, text: String, style: ScalarStyle, range: Range<usize>) -> Place {
        let range = match style {
            ScalarStyle::Plain if text.is_empty() => None,
            ScalarStyle::Plain => Some(self.written.after_properties(range.start)..range.end),
            ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => self.written.quoted(range.start),
            ScalarStyle::Literal | ScalarStyle::Folded => self.written.block(self.last, range.end),
        };
        Place { range, cost: 1 + text.len(), content: Content::Scalar(text), height: 0 }
    }

    fn begin(&mut self, range: Range<usize>, anchor: usize, tag: Option<&Tag>, is_map: bool) -> Result<(), Fault> {
        self.tag(tag, &range)?;
        let start = self.written.after_properties(range.start);
        if self.open.len() >= DEEPEST {
            return Err(fault::too_deep(self.written.character(start)));
        }
        self.open.push(Open { start, anchor, is_map, items: Vec::new() });
        Ok(())
    }

    /// Closes a list or table; a closing bracket would be at `close`.
    fn end(&mut self, close: usize) -> Result<(), Fault> {
        let Some(Open { start, anchor, is_map, items }) = self.open.pop() else { return Ok(()) };
        let bytes = self.written.text.as_bytes();
        let is_flow = matches!(bytes.get(start), Some(b'[' | b'{')) && matches!(bytes.get(close), Some(b']' | b'}'));
        let start = if is_map || is_flow { start } else { self.written.dash(start) };
        let last = items.iter().filter_map(|item| item.range.as_ref()).map(|range| range.end).max();
        let end = if is_flow { close + 1 } else { last.unwrap_or(start) };
        let cost = items.iter().fold(1_usize, |sum, item| sum.saturating_add(item.cost));
        let height = 1 + items.iter().map(|item| item.height).max().unwrap_or(0);
        let content = if is_map {
            let mut items = items.into_iter();
            let mut entries = Vec::with_capacity(items.len() / 2);
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                if !matches!(key.content, Content::Scalar(_)) {
                    return Err(fault::key(
                        self.written.character(key.range.as_ref().map_or(start, |range| range.start)),
                    ));
                }
                entries.push((key, value));
            }
            Content::Map(entries)
        } else {
            Content::List(items)
        };
        let range = (start < end).then_some(start..end);
        self.put(Place { range, content, cost, height }, anchor)
    }

    fn put(&mut self, place: Place, anchor: usize) -> Result<(), Fault> {
        let at = || place.range.clone().unwrap_or(self.last..self.last);
        if matches!(place.content, Content::Alias(_)) {
            let left = self.budget.checked_sub(place.cost).ok_or_else(|| fault::expansion(at()))?;
            if self.open.len() + place.height > DEEPEST {
                return Err(fault::too_deep(at()));
            }
            self.budget = left;
        }
        let place = Rc::new(place);
        if anchor > 0 {
            self.anchors.insert(anchor, Rc::clone(&place));
        }
        match self.open.last_mut() {
            Some(open) => open.items.push(place),
            None => self.root = Some(place),
        }
        Ok(())
    }
}
