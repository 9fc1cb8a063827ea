//! `[references]`: how works are cited.

use hayagriva::archive::ArchivedStyle;

use crate::data::{Node, Reader};
use crate::diagnostic::suggest;

/// The style of the American Psychological Association.
pub(super) const DEFAULT_STYLE: &str = "apa";

/// Styles that cite in footnotes, or have no list of references: a page of a course has no place for them. A test holds
/// this list to what the styles say.
const NOT_FOR_PAGES: [ArchivedStyle; 6] = [
    ArchivedStyle::Alphanumeric,
    ArchivedStyle::ChicagoNotes,
    ArchivedStyle::ChicagoShortenedNotes,
    ArchivedStyle::Gb77142015Note,
    ArchivedStyle::ModernHumanitiesResearchAssociationNotes,
    ArchivedStyle::TurabianFullnote8,
];

/// The name of every style that pages can show.
pub(crate) fn citation_styles() -> impl Iterator<Item = &'static str> {
    let fit = ArchivedStyle::all().iter().filter(|style| !NOT_FOR_PAGES.contains(style));
    fit.flat_map(|style| style.names()).copied()
}

pub(super) fn style(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let name = reader.line(key, node)?;
    match ArchivedStyle::by_name(&name) {
        Some(style) if !NOT_FOR_PAGES.contains(&style) => return Some(name),
        Some(_) => {
            let message = format!("`{name}` cites in footnotes, which a page of a course does not have");
            let help = "choose a style that cites in the text, such as `apa`, `chicago-author-date` or `ieee`";
            reader.bad(node.span, message, help);
        }
        None => {
            let meant = suggest(&name, citation_styles());
            let help = meant
                .help("write the name of a CSL style, such as `apa`, `chicago-author-date`, `vancouver` or `ieee`");
            let message = format!("there is no citation style `{name}`");
            reader.bad(node.span, message, &help).fix = meant.fix(node.span, &name);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use hayagriva::citationberg::{Style, StyleClass};

    use super::*;

    #[test]
    fn styles_that_pages_cannot_show_are_known() {
        let unfit = |style: &&ArchivedStyle| match style.get() {
            Style::Independent(csl) => csl.settings.class == StyleClass::Note || csl.bibliography.is_none(),
            Style::Dependent(_) => true,
        };
        let unfit: Vec<ArchivedStyle> = ArchivedStyle::all().iter().filter(unfit).copied().collect();
        assert_eq!(unfit, NOT_FOR_PAGES);
    }
}
