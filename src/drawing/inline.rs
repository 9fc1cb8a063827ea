//! A picture as it stands in a page: what [`super::clean`] made, written once more for a document in HTML.
//!
//! A page's policy forbids styles within it, its own style sheets and ids reach into the picture, and a screen reader would read its parts.
//! So declarations become attributes, ids get places for a beginning of their own, classes and what describes go, links are groups, and
//! the letters of the outermost element are those of a picture that is a file.

use roxmltree::{Document, Node};

use crate::course::InlineDrawing;
use crate::source::html::{attribute, push_text};

use super::declarations::declarations;
use super::names;

/// The most bytes of such a picture, some 4 kB of what is sent: a page waits for it.
const MOST_BYTES: usize = 16_000;
/// The letters of a picture that is a file (CSS 2, initial values), where it does not say otherwise; what a page has must not reach it.
const INITIAL: [(&str, &str); 7] = [
    ("direction", "ltr"),
    ("font-family", "serif"),
    ("font-size", "16"),
    ("font-style", "normal"),
    ("font-variant", "normal"),
    ("font-weight", "400"),
    ("letter-spacing", "normal"),
];
/// Where spaces between elements are drawn.
const TEXT: [&str; 3] = ["text", "textPath", "tspan"];
/// Attributes that name other elements, and what only a document of its own can do.
const LEFT_OUT: [&str; 9] =
    ["baseProfile", "class", "focusable", "role", "tabindex", "title", "type", "version", "zoomAndPan"];

/// A cleaned picture as it stands in a page, or why it cannot.
pub(super) fn inline(cleaned: &str) -> Result<InlineDrawing, String> {
    let document = Document::parse(cleaned).map_err(|error| error.to_string())?;
    let mut writer = Writer { pieces: vec![String::new()], size: 0 };
    let root = document.root_element();
    if root.attribute("viewBox").is_none() {
        return Err("it has no `viewBox`".to_owned());
    }
    let mut node = Some(root);
    // Nothing calls itself here, as in `clean`, which has seen how deep it is.
    while let Some(next) = node {
        let entered = writer.open(next, root)?;
        node = entered.or_else(|| writer.after(next, root));
        if writer.size + writer.out().len() > MOST_BYTES {
            return Err(format!("it has more than {MOST_BYTES} bytes"));
        }
    }
    Ok(InlineDrawing::new(writer.pieces))
}

struct Writer {
    pieces: Vec<String>,
    /// Bytes of the pieces that are complete.
    size: usize,
}

impl Writer {
    fn out(&mut self) -> &mut String {
        if self.pieces.is_empty() {
            self.pieces.push(String::new());
        }
        let last = self.pieces.len() - 1;
        &mut self.pieces[last]
    }

    /// Writes a node, and gives the first within it.
    fn open<'a, 'i>(&mut self, node: Node<'a, 'i>, root: Node<'a, 'i>) -> Result<Option<Node<'a, 'i>>, String> {
        if let Some(text) = node.text().filter(|_| node.is_text()) {
            let is_drawn = node.parent().is_some_and(|parent| TEXT.contains(&parent.tag_name().name()));
            if is_drawn || !text.trim().is_empty() {
                push_text(self.out(), text);
            }
            return Ok(None);
        }
        let Some(name) = name_of(node)? else { return Ok(None) };
        if node != root {
            self.out().push('<');
            self.out().push_str(name);
        }
        let attributes = attributes(node, node == root)?;
        for (name, value) in &attributes {
            self.attribute(name, value);
        }
        if node.has_children() {
            self.out().push('>');
            return Ok(node.first_child());
        }
        self.out().push_str(if node == root { "></svg>" } else { "/>" });
        Ok(None)
    }

    /// What stands after a node, whose parents' ends are written where they end.
    fn after<'a, 'i>(&mut self, node: Node<'a, 'i>, root: Node<'a, 'i>) -> Option<Node<'a, 'i>> {
        let mut last = node;
        while last != root {
            if let Some(next) = last.next_sibling() {
                return Some(next);
            }
            last = last.parent()?;
            let name = if last == root { "svg" } else { name_of(last).ok().flatten()? };
            self.out().push_str("</");
            self.out().push_str(name);
            self.out().push('>');
        }
        None
    }

    /// An attribute, with a place for the beginning of each id in it.
    fn attribute(&mut self, name: &str, value: &str) {
        let out = self.out();
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        if name == "id" {
            self.begin_id();
            self.out().push_str(&attribute(value));
        } else if let Some(id) = value.trim().strip_prefix('#').filter(|_| name == "href") {
            self.out().push('#');
            self.begin_id();
            self.out().push_str(&attribute(id));
        } else {
            let mut rest = value;
            while let Some((before, id)) = rest.split_once("url(") {
                self.out().push_str(&attribute(before));
                self.out().push_str("url(");
                let id = id.trim_start_matches([' ', '"', '\'']);
                let Some((target, after)) = id.split_once(')') else { break };
                let target = target.trim_end_matches([' ', '"', '\'']);
                if let Some(id) = target.strip_prefix('#') {
                    self.out().push('#');
                    self.begin_id();
                    self.out().push_str(&attribute(id));
                }
                self.out().push(')');
                rest = after;
            }
            self.out().push_str(&attribute(rest));
        }
        self.out().push('"');
    }

    fn begin_id(&mut self) {
        self.size += self.out().len();
        self.pieces.push(String::new());
    }
}

/// The name of an element here; none for what is not drawn.
fn name_of(node: Node<'_, '_>) -> Result<Option<&'static str>, String> {
    let name = node.tag_name().name();
    match name {
        _ if !node.is_element() => Ok(None),
        "title" | "desc" | "metadata" | "view" => Ok(None),
        "style" => Err("it has a style sheet; write its colours as attributes".to_owned()),
        "image" | "feImage" => Err("it holds a picture of pixels".to_owned()),
        // Nothing is followed within a picture.
        "a" => {
            let in_text = node.parent().is_some_and(|parent| TEXT.contains(&parent.tag_name().name()));
            Ok(Some(if in_text { "tspan" } else { "g" }))
        }
        _ => Ok(names::element(name)),
    }
}

/// The attributes of an element, with declarations in the place of attributes of their name.
fn attributes(node: Node<'_, '_>, is_root: bool) -> Result<Vec<(String, String)>, String> {
    let mut all: Vec<(String, String)> = Vec::new();
    let mut put = |name: &str, value: &str| match all.iter_mut().find(|(known, _)| known == name) {
        Some((_, known)) => value.clone_into(known),
        None => all.push((name.to_owned(), value.to_owned())),
    };
    let is_link = node.tag_name().name() == "a";
    let mut declared = Vec::new();
    for found in node.attributes() {
        let (name, value) = (found.name(), found.value());
        if value.contains("data:") {
            return Err("it holds other files".to_owned());
        }
        match name {
            "style" => declared = declared_in(value)?,
            "id" | "width" | "height" | "x" | "y" if is_root => {}
            "href" | "hreflang" if is_link => {}
            _ if LEFT_OUT.contains(&name) && name != "type" => {}
            // The kind of a style sheet, or of a filter's matrix.
            "type" if value.contains('/') => {}
            _ if name.starts_with("aria-") => {}
            _ if found.namespace().is_some() => put(&format!("xml:{name}"), value),
            _ => put(name, value),
        }
    }
    for (name, value) in declared {
        put(&name, &value);
    }
    if is_root {
        let missing = INITIAL.iter().filter(|(name, _)| !all.iter().any(|(known, _)| known == name));
        let missing: Vec<_> = missing.map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        all.extend(missing);
    }
    Ok(all)
}

/// The declarations of a `style` attribute.
fn declared_in(style: &str) -> Result<Vec<(String, String)>, String> {
    let mut declared = declarations(style).ok_or("a `style` in it cannot be read")?;
    if let Some((name, _)) = declared.iter().find(|(name, _)| ["font", "marker"].contains(&name.as_str())) {
        return Err(format!("its `style` has `{name}`, which says several things at once"));
    }
    // What browsers do not know, such as notes of drawing programs, draws nothing.
    declared.retain(|(name, _)| names::is_presentation(name));
    Ok(declared)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(inside: &str) -> String {
        let source = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" id=\"r\">{inside}</svg>");
        let mut html = String::new();
        match inline(&source) {
            Ok(drawing) => drawing.write(" id=\"x\"", "d1-", &mut html),
            Err(why) => html.push_str(&why),
        }
        for (name, value) in INITIAL {
            html = html.replace(&format!(" {name}=\"{value}\""), "");
        }
        html.replace("<svg id=\"x\" viewBox=\"0 0 9 9\">", "").replace("</svg>", "")
    }

    #[test]
    fn ids_and_what_names_them_begin_with_those_of_the_place() {
        assert_eq!(
            page(
                "<linearGradient id=\"g\" href=\"#h\"/><rect fill=\"url(#g)\" style=\"stroke:url( '#h' ) red\"/><use href=\"#g\"/>"
            ),
            "<linearGradient id=\"d1-g\" href=\"#d1-h\"/><rect fill=\"url(#d1-g)\" stroke=\"url(#d1-h) red\"/><use href=\"#d1-g\"/>"
        );
        assert_eq!(page("<rect id='\"&amp;'/>"), "<rect id=\"d1-&quot;&amp;\"/>");
    }

    #[test]
    fn declarations_are_attributes_and_win_over_them() {
        assert_eq!(
            page(
                "<path fill=\"red\" style=\"FILL: var(--ink, #000) !important; -x-y:1;font-family:'a;b',c;stroke:rgb(1;2)\"/>"
            ),
            "<path fill=\"var(--ink, #000)\" font-family=\"&#39;a;b&#39;,c\" stroke=\"rgb(1;2)\"/>"
        );
    }

    #[test]
    fn what_a_page_says_itself_or_would_reach_is_left_out() {
        assert_eq!(
            page(
                "<title>a</title>\n  <desc>b</desc>\n<g class=\"item\" role=\"img\" aria-label=\"c\" tabindex=\"0\"><text>d <tspan>e</tspan> f</text></g>"
            ),
            "<g><text>d <tspan>e</tspan> f</text></g>"
        );
        assert_eq!(
            page("<a href=\"https://x.example\"><text><a href=\"#y\">z</a></text></a>"),
            "<g><text><tspan>z</tspan></text></g>"
        );
        assert_eq!(page("<text>a &lt; b</text>"), "<text>a &lt; b</text>");
    }

    #[test]
    fn what_cannot_stand_in_a_page_says_why() {
        for (inside, why) in [
            ("<style>a{}</style>", "style sheet"),
            ("<image href=\"data:image/png;base64,AA\"/>", "pixels"),
            ("<rect fill=\"url(data:,)\"/>", "other files"),
            ("<text style=\"font:12px serif\"/>", "`font`"),
            (&"<rect width=\"1\"/>".repeat(2000), "bytes"),
        ] {
            assert!(page(inside).contains(why), "{inside:.40}: {:.90}", page(inside));
        }
    }

    #[test]
    fn letters_are_those_of_a_file() {
        let mut html = String::new();
        let source = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\" width=\"9\" font-size=\"12\" direction=\"rtl\"/>";
        inline(source).unwrap().write("", "", &mut html);
        assert_eq!(
            html,
            "<svg viewBox=\"0 0 9 9\" font-size=\"12\" direction=\"rtl\" font-family=\"serif\" font-style=\"normal\" font-variant=\"normal\" \
             font-weight=\"400\" letter-spacing=\"normal\"></svg>"
        );
    }
}
