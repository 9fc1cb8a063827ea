//! Pictures in SVG, without what could run or load: an SVG that is opened by itself is a document with all the rights of the
//! pages beside it.
//!
//! Safety rests on this: nothing is published as it was written. The picture is read as XML (roxmltree) and written anew from
//! lists of names ([`names`]), with values and text escaped; style sheets go through [`css`]. What draws comes out as it was, with attributes in the
//! place of `style` ([`declarations`]).
//! One that takes colours from the page is made for standing in pages, too ([`inline`]). What does not draw is left out: programs' own notes without a word, anything that a browser would run or load with a finding.

mod colors;
mod css;
mod declarations;
mod drawn;
mod inline;
mod labels;
mod names;
mod values;

use std::collections::BTreeSet;
use std::ops::Range;

use roxmltree::{Attribute, Document, Node, ParsingOptions};

use crate::course::InlineDrawing;
use crate::diagnostic::{Code, Diagnostic, Outcome};
use crate::source::html::{push_attribute, push_text};
use crate::source::text::printable;
use crate::source::{FileId, Span};

use declarations::{as_attributes, declared_by};
use values::{href, presentation};

const SVG: &str = "http://www.w3.org/2000/svg";
const XLINK: &str = "http://www.w3.org/1999/xlink";
const XML: &str = "http://www.w3.org/XML/1998/namespace";
const XHTML: &str = "http://www.w3.org/1999/xhtml";
/// More elements than anybody looks at.
const MOST_NODES: u32 = 500_000;
/// Browsers read no deeper (libxml2, `xmlParserMaxDepth`).
const MOST_DEPTH: usize = 200;
/// More namespaces than any program declares; each costs what there are already.
const MOST_NAMESPACES: usize = 4000;

/// A picture as it is published.
#[derive(Debug, Default)]
pub struct CleanDrawing {
    /// The file.
    pub text: String,
    /// The same for a page that it stands in itself; only of a picture that takes colours from there.
    pub(crate) inline: Option<InlineDrawing>,
}

/// The picture as it is published, with what was left out of it. With an error among the findings there is no picture.
pub fn clean(source: &str, file: FileId) -> Outcome<CleanDrawing> {
    if !source.contains('<') {
        // No picture, and nothing in it that could run; whether a file is a good picture is not looked at here.
        return Outcome::clean(CleanDrawing { text: source.to_owned(), inline: None });
    }
    let text = source.strip_prefix('\u{feff}').unwrap_or(source);
    let mut drawing = Drawing {
        file,
        skipped: source.len() - text.len(),
        source,
        out: String::with_capacity(text.len()),
        told: BTreeSet::new(),
        has_sheet: false,
        page_color: None,
        diagnostics: Vec::new(),
    };
    if let Err((range, why)) = drawing.read(text) {
        let message = format!("this picture cannot be published: {why}");
        let help = "save it again as plain SVG, in UTF-8 and without a document type; most drawing programs can";
        drawing.report(Code::SvgUnreadable, range, message, help);
        drawing.out.clear();
    }
    let inline = drawing.inline();
    Outcome { value: CleanDrawing { text: drawing.out, inline }, diagnostics: drawing.diagnostics }
}

/// More pixels than a line has: a picture is never wider than its line.
const AS_WIDE_AS_THE_LINE: u32 = 1200;

/// Width and height of a cleaned picture in pixels, as its outermost element gives them by `width` and `height`. One with `viewBox` alone
/// has its form from there, and is as wide as the line (SVG 2, 8.2; CSS Images 3, 5.3).
pub(crate) fn size(cleaned: &str) -> Option<(u32, u32)> {
    let start = cleaned.find("<svg")?;
    let tag = &cleaned[start..start + cleaned[start..].find('>')?];
    let value = |name: &str| tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
    let pixels = |text: &str| {
        let number = text.trim().trim_end_matches("px").parse::<f64>().ok()?;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is in this range")]
        (0.5..100_000.0).contains(&number).then(|| number.round() as u32)
    };
    let given = |name: &str| value(name).and_then(pixels);
    let view = value("viewBox").and_then(|view| {
        let mut parts = view.split([' ', ',']).filter(|part| !part.is_empty()).skip(2);
        let (width, height) = (pixels(parts.next()?)?, pixels(parts.next()?)?);
        let height = u64::from(height) * u64::from(AS_WIDE_AS_THE_LINE) / u64::from(width);
        Some((AS_WIDE_AS_THE_LINE, u32::try_from(height).ok()?.max(1)))
    });
    given("width").zip(given("height")).or(view)
}

/// Where in the text, and what is wrong there.
type Unreadable = (Range<usize>, String);

struct Drawing<'s> {
    file: FileId,
    source: &'s str,
    /// Bytes before the text: a byte order mark.
    skipped: usize,
    out: String,
    /// What was told of already: once for each kind of thing.
    told: BTreeSet<String>,
    /// Whether it has a style sheet, which has its way over attributes and not over `style`.
    has_sheet: bool,
    /// Where a colour is first taken from the page, and whether by a name of a role.
    page_color: Option<(Range<usize>, bool)>,
    diagnostics: Vec<Diagnostic>,
}

impl Drawing<'_> {
    fn read(&mut self, text: &str) -> Result<(), Unreadable> {
        if let Some(at) = text.find("<!ENTITY") {
            return Err((at..at + 8, "it has entities of its own".to_owned()));
        }
        if let Some((at, _)) = text.match_indices("xmlns").nth(MOST_NAMESPACES) {
            return Err((at..at + 5, format!("it names more than {MOST_NAMESPACES} namespaces")));
        }
        let options = ParsingOptions { allow_dtd: true, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
        let document = Document::parse_with_options(text, options).map_err(|error| {
            let at = offset(text, error.pos().row, error.pos().col);
            let end = text[at..].chars().next().map_or(at, |next| at + next.len_utf8());
            (at..end, error.to_string())
        })?;
        let root = document.root_element();
        if root.tag_name().name() != "svg" || root.tag_name().namespace().is_some_and(|space| space != SVG) {
            let name = root.tag_name().name();
            return Err((root.range(), format!("its outermost element is `{name}` and not `svg`")));
        }
        for node in document.root().children().filter(Node::is_pi) {
            self.left_out("processing instructions", node.range());
        }
        self.has_sheet = root.descendants().any(|node| node.has_tag_name((SVG, "style")) || node.has_tag_name("style"));
        self.write(root)?;
        drawn::is_within_reason(&document)?;
        if let Some((height, range)) = labels::smallest(root).filter(|(height, _)| *height < labels::LEAST - 0.05) {
            let message = format!("words in this picture are {height:.1} pixels high on a phone");
            let help = format!(
                "from {} pixels on they are read without effort: draw them {:.1} times as large, or the picture narrower",
                labels::LEAST,
                labels::LEAST / height
            );
            self.report(Code::SvgLabel, range, message, &help);
        }
        Ok(())
    }

    /// The picture as it stands in a page, where it takes colours from there.
    fn inline(&mut self) -> Option<InlineDrawing> {
        let (range, is_role) = self.page_color.take().filter(|_| !self.out.is_empty())?;
        match inline::inline(&self.out) {
            Ok(drawing) => Some(drawing),
            Err(why) => {
                if is_role {
                    let message = format!("this picture cannot have the colours of the page, as {why}");
                    let help = "only a picture that stands in the page itself has them; a file has the colours behind the commas";
                    self.report(Code::SvgColor, range, message, help);
                }
                None
            }
        }
    }

    /// Takes note of a colour that is taken from the page.
    fn color(&mut self, value: &str, range: Range<usize>) {
        if !colors::is_of_the_page(value) {
            return;
        }
        let is_role = value.to_ascii_lowercase().contains("var(");
        if self.page_color.as_ref().is_none_or(|(_, known)| is_role && !known) {
            self.page_color = Some((range.clone(), is_role));
        }
        let Some(wrong) = colors::wrong(value) else { return };
        let written = &self.source[range.start + self.skipped..range.end + self.skipped];
        // With entities in it, its letters have no places.
        let is_plain = written == value;
        let place = if is_plain { range.start + wrong.range.start..range.start + wrong.range.end } else { range };
        let span = self.span(place);
        let fix = wrong.meant.filter(|_| is_plain).and_then(|meant| meant.fix(span, &value[wrong.range]));
        let found = Diagnostic::new(Code::SvgColor, span, wrong.message).help(wrong.help);
        self.diagnostics.push(match fix {
            Some(fix) => found.fix(fix),
            None => found,
        });
    }

    /// Writes an element with all that is in it. Nothing calls itself here: a picture can be nested as deeply as it likes.
    fn write(&mut self, root: Node<'_, '_>) -> Result<(), Unreadable> {
        let (mut open, mut next): (Vec<&'static str>, Option<Node<'_, '_>>) = (Vec::new(), Some(root));
        while let Some(node) = next {
            let mut entered = None;
            if let Some(name) = self.element_of(node, root) {
                self.open(name, node, open.is_empty());
                let first = node.first_child();
                if name == "style" {
                    self.style(node);
                    self.close(name);
                } else if first.is_none() {
                    self.out.push_str("/>");
                } else if open.len() == MOST_DEPTH {
                    return Err((node.range(), format!("its elements are nested more than {MOST_DEPTH} deep")));
                } else {
                    self.out.push('>');
                    open.push(name);
                    entered = first;
                }
            } else if let Some(text) = node.text().filter(|_| node.is_text()) {
                push_text(&mut self.out, &printable(text));
            }
            next = entered.or_else(|| self.after(node, &mut open));
        }
        self.out.push('\n');
        Ok(())
    }

    /// What stands after a node, whose parents' ends are written where they end.
    fn after<'a, 'i>(&mut self, node: Node<'a, 'i>, open: &mut Vec<&'static str>) -> Option<Node<'a, 'i>> {
        let mut last = node;
        while !open.is_empty() {
            if let Some(next) = last.next_sibling() {
                return Some(next);
            }
            if let Some(name) = open.pop() {
                self.close(name);
            }
            last = last.parent()?;
        }
        None
    }

    fn close(&mut self, name: &str) {
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    /// The name of an element that stays.
    fn element_of(&mut self, node: Node<'_, '_>, root: Node<'_, '_>) -> Option<&'static str> {
        if node.is_pi() {
            self.left_out("processing instructions", node.range());
        }
        if !node.is_element() {
            return None;
        }
        let (name, space) = (node.tag_name().name(), node.tag_name().namespace());
        if space != root.tag_name().namespace() {
            // What another program notes for itself draws nothing. HTML in a picture does.
            if space == Some(XHTML) || space == Some(SVG) {
                self.left_out(&format!("the element `{name}`"), self.name_of(node));
            }
            return None;
        }
        let known = names::element(name);
        if known.is_none() && !names::is_silent(name) {
            self.left_out(&format!("the element `{name}`"), self.name_of(node));
        }
        known
    }

    /// Writes an opening tag but for its end.
    fn open(&mut self, name: &'static str, node: Node<'_, '_>, is_root: bool) {
        self.out.push('<');
        self.out.push_str(name);
        if is_root {
            self.attribute("xmlns", SVG);
        }
        let mut has_href = false;
        let declared = if self.has_sheet { Vec::new() } else { declared_by(node) };
        for attribute in node.attributes() {
            if attribute.namespace().is_none() && declared.iter().any(|(name, _)| name == attribute.name()) {
                continue;
            }
            match (attribute.namespace(), attribute.name()) {
                (Some(XML), local @ ("space" | "lang")) => self.attribute(&format!("xml:{local}"), attribute.value()),
                (None | Some(XLINK), "href") if !has_href => {
                    if href(name, attribute.value()) {
                        has_href = true;
                        self.attribute("href", attribute.value());
                    } else {
                        self.left_out(&format!("the attribute `href` of `{name}`"), attribute.range());
                    }
                }
                (None, "style") => self.presentation(&attribute),
                (None, local) if names::is_silent_attribute(local) => {}
                (None, local) if names::is_attribute(local) => self.presentation(&attribute),
                (None, _) => self.left_out_attribute(&attribute),
                // Notes of another program.
                (Some(_), _) => {}
            }
        }
    }

    fn presentation(&mut self, attribute: &Attribute<'_, '_>) {
        match presentation(attribute.name(), attribute.value()) {
            Some(value) => {
                self.color(&value, attribute.range_value());
                if value != attribute.value() {
                    self.left_out(&format!("an address in `{}`", attribute.name()), attribute.range());
                }
                if attribute.name() == "style" {
                    self.style_attribute(&value);
                } else {
                    self.attribute(attribute.name(), &value);
                }
            }
            None => self.left_out_attribute(attribute),
        }
    }

    fn style_attribute(&mut self, value: &str) {
        match as_attributes(value).filter(|_| !self.has_sheet) {
            Some((attributes, rest)) => {
                for (name, value) in &attributes {
                    self.attribute(name, value);
                }
                if !rest.is_empty() {
                    self.attribute("style", &rest);
                }
            }
            None => self.attribute("style", value),
        }
    }

    fn attribute(&mut self, name: &str, value: &str) {
        self.out.push(' ');
        self.out.push_str(name);
        self.out.push_str("=\"");
        push_attribute(&mut self.out, &printable(value));
        self.out.push('"');
    }

    fn style(&mut self, node: Node<'_, '_>) {
        self.out.push('>');
        let sheet: String = node.children().filter(Node::is_text).filter_map(|text| text.text()).collect();
        match css::clean(&sheet) {
            Some(cleaned) => {
                self.color(&cleaned, self.name_of(node));
                if cleaned != sheet {
                    self.left_out("an address in a style sheet", self.name_of(node));
                }
                push_text(&mut self.out, &printable(&cleaned));
            }
            None => self.left_out("a style sheet that may load something", self.name_of(node)),
        }
    }

    /// Where the name of an element stands.
    fn name_of(&self, node: Node<'_, '_>) -> Range<usize> {
        let range = node.range();
        let tag = &self.source[range.start + self.skipped..range.end + self.skipped];
        let end =
            tag[1..].find(|end: char| end.is_whitespace() || matches!(end, '/' | '>')).map_or(tag.len(), |end| end + 1);
        range.start + 1..range.start + end
    }

    fn left_out_attribute(&mut self, attribute: &Attribute<'_, '_>) {
        self.left_out(&format!("the attribute `{}`", attribute.name()), attribute.range());
    }

    fn left_out(&mut self, what: &str, range: Range<usize>) {
        if self.told.insert(what.to_owned()) {
            let message = format!("{what} is left out of this picture: only what draws is published");
            let help = "an SVG that is opened by itself has all rights of a page; draw with shapes, text and pictures in the file itself, \
                        or name the file in `[files] allow` to publish it as it is";
            self.report(Code::SvgRemoved, range, message, help);
        }
    }

    fn report(&mut self, code: Code, range: Range<usize>, message: String, help: &str) {
        let span = self.span(range);
        self.diagnostics.push(Diagnostic::new(code, span, message).help(help.to_owned()));
    }

    fn span(&self, range: Range<usize>) -> Span {
        Span::within(self.file, self.source, range.start + self.skipped..range.end + self.skipped)
    }
}

/// The byte at a line and a column, both from 1, the column in characters.
fn offset(text: &str, row: u32, col: u32) -> usize {
    let line =
        text.split_inclusive('\n').take((row as usize).saturating_sub(1)).map(str::len).sum::<usize>().min(text.len());
    let column =
        text[line..].char_indices().nth((col as usize).saturating_sub(1)).map_or(text.len(), |(at, _)| line + at);
    column.min(text.len())
}

#[cfg(test)]
mod tests;
