//! What may stand in braces behind a picture: `![words](picture.svg){width=50% #fig-x}`.

use crate::course::ElementKind;
use crate::diagnostic::{Code, Diagnostic};

use super::attributes::{self, Attributes, Fault};
use super::parse_context::ParseContext;
use super::placeholders::MarkKind;

/// How wide a picture is shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Width {
    /// As wide as it is.
    #[default]
    Own,
    /// A share of the line, in percent.
    Share(u32),
    /// So many pixels.
    Pixels(u32),
}

impl Width {
    /// The classes for a share: a site's policy forbids styles within its pages.
    pub(super) fn share(self) -> Option<String> {
        match self {
            Self::Share(share) if share < 100 => Some(format!("share tens-{} ones-{}", share / 10, share % 10)),
            _ => None,
        }
    }

    pub(super) fn pixels(self) -> Option<u32> {
        if let Self::Pixels(pixels) = self { Some(pixels) } else { None }
    }

    fn of(written: &str) -> Option<Self> {
        let number = |text: &str, most: u32| text.parse().ok().filter(|number| (1..=most).contains(number));
        match written.strip_suffix('%') {
            Some(share) => number(share, 100).map(Self::Share),
            None => number(written.strip_suffix("px").unwrap_or(written), 10_000).map(Self::Pixels),
        }
    }
}

/// What is said of a picture.
#[derive(Debug, Clone, Default)]
pub(super) struct PictureAttributes {
    /// The id of its element; none in a figure, which takes it.
    pub(super) id: Option<String>,
    pub(super) width: Width,
}

/// The attributes of a picture that ends at an offset; none where there are no braces.
pub(super) fn attributes(page: &mut ParseContext<'_>, end: usize) -> Option<PictureAttributes> {
    let mark = page.marks.within(&(end..end + 1)).first().filter(|mark| mark.kind == MarkKind::Picture)?;
    let range = mark.range.start + 1..mark.range.end - 1;
    let read = match attributes::parse(page.source, range) {
        Ok(read) => read,
        Err(Fault { message, range, .. }) => {
            report(page, range, message);
            Attributes::default()
        }
    };
    let mut picture = PictureAttributes::default();
    for pair in read.pairs {
        let value = pair.value.unwrap_or_default();
        match (pair.key.as_str(), Width::of(&value)) {
            ("width", Some(width)) => picture.width = width,
            ("width", None) => report(page, pair.range, format!("`width` cannot be `{value}`")),
            (key, _) => report(page, pair.range, format!("a picture has no attribute `{key}`")),
        }
    }
    if let Some((id, range)) = read.id {
        let span = page.span(range);
        if page.is_figure {
            page.picture_id = Some((id, span));
        } else {
            picture.id = Some(ElementKind::Section.id(&page.register_id(id, span, ElementKind::Section)));
        }
    }
    Some(picture)
}

fn report(page: &mut ParseContext<'_>, range: std::ops::Range<usize>, message: String) {
    let span = page.span(range);
    let help = "a picture takes `width=50%` of the line, `width=300` pixels and an id, `#name`";
    page.report(Diagnostic::new(Code::ContainerAttribute, span, message).help(help));
}

#[cfg(test)]
mod tests {
    use super::Width;

    #[test]
    fn a_width_is_a_share_or_pixels() {
        assert_eq!(Width::of("50%"), Some(Width::Share(50)));
        assert_eq!(Width::of("300px").and_then(Width::pixels), Some(300));
        assert_eq!(Width::of("33%").and_then(Width::share).as_deref(), Some("share tens-3 ones-3"));
        for wrong in ["", "0", "101%", "5em", "-3", "50 %"] {
            assert_eq!(Width::of(wrong), None, "{wrong}");
        }
    }
}
