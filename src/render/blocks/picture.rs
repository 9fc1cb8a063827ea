//! Pictures in running text: a file with its size, or a drawing that stands in the page itself.

use std::fmt::Write as _;

use crate::course::{InlineDrawing, PictureSize};

/// Adds the size of a picture to its tag, or puts a drawing in its place, whose ids begin so; how many bytes of the markup behind it
/// are written with it. `own` is the size of the file.
pub(super) fn picture(
    size: &PictureSize,
    own: Option<(u32, u32)>,
    drawing: Option<(&InlineDrawing, &str)>,
    html: &mut String,
) -> usize {
    let sizes = sizes(size.width, own);
    let Some(((drawing, ids), start)) = drawing.zip(html.rfind("<img src=\"")) else {
        html.push_str(&sizes);
        return 0;
    };
    let tag = html.split_off(start);
    let (attributes, title) = inline_attributes(&tag);
    drawing.write(&format!("{attributes}{sizes}"), ids, html);
    if let Some((title, end)) = title.zip(html[start..].find('>')) {
        html.insert_str(start + end + 1, &format!("<title>{title}</title>"));
    }
    PictureSize::REST.len()
}

/// Width and height as attributes: of the file, or of the width at which it is shown.
fn sizes(shown: Option<u32>, own: Option<(u32, u32)>) -> String {
    let (width, height) = match (shown, own) {
        (Some(shown), Some((width, height))) => {
            let height = u64::from(shown) * u64::from(height) / u64::from(width).max(1);
            (Some(shown), u32::try_from(height).ok())
        }
        (shown, own) => (shown.or(own.map(|own| own.0)), own.map(|own| own.1)),
    };
    let mut attributes = String::new();
    for (name, value) in [("width", width), ("height", height)] {
        if let Some(value) = value {
            let _ = write!(attributes, " {name}=\"{value}\"");
        }
    }
    attributes
}

/// The attributes of a picture that stands in the page, and its title, from the beginning of the tag of one that is a file:
/// `<img src="…" alt="…" title="…" id="…" class="…"`, of which the last three need not be there.
fn inline_attributes(tag: &str) -> (String, Option<&str>) {
    let value = |name: &str| tag.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split('"').next());
    let mut attributes = String::from(" class=\"drawing");
    if let Some(class) = value("class") {
        attributes.push(' ');
        attributes.push_str(class);
    }
    attributes.push_str("\" role=\"img\" aria-label=\"");
    attributes.push_str(value("alt").unwrap_or_default());
    attributes.push('"');
    if let Some(id) = value("id") {
        let _ = write!(attributes, " id=\"{id}\"");
    }
    (attributes, value("title"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::CoursePath;

    fn shown(drawing: Option<&InlineDrawing>, width: Option<u32>, tag: &str) -> (String, usize) {
        let mut html = format!("<p>{tag}");
        let size = PictureSize { path: CoursePath::new("content/a.svg"), width, number: 1 };
        let written = picture(&size, Some((40, 20)), drawing.map(|drawing| (drawing, "d-1-")), &mut html);
        (html, written)
    }

    #[test]
    fn a_file_keeps_its_tag_and_gets_its_size() {
        let tag = "<img src=\"a.svg\" alt=\"A\"";
        assert_eq!(shown(None, None, tag), (format!("<p>{tag} width=\"40\" height=\"20\""), 0));
        assert_eq!(shown(None, Some(10), tag), (format!("<p>{tag} width=\"10\" height=\"5\""), 0));
    }

    #[test]
    fn a_drawing_stands_in_the_place_of_the_tag() {
        let drawing = InlineDrawing::new(vec![" viewBox=\"0 0 4 2\"><path id=\"".to_owned(), "a\"/></svg>".to_owned()]);
        let tag = "<img src=\"a.svg\" alt=\"A &lt; B\" title=\"T\" id=\"s-x\" class=\"share tens-5 ones-0\"";
        let made = "<p><svg class=\"drawing share tens-5 ones-0\" role=\"img\" aria-label=\"A &lt; B\" id=\"s-x\" width=\"40\" height=\"20\" \
                    viewBox=\"0 0 4 2\"><title>T</title><path id=\"d-1-a\"/></svg>";
        assert_eq!(shown(Some(&drawing), None, tag), (made.to_owned(), PictureSize::REST.len()));
    }
}
