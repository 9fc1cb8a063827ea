//! `[references]`: how works are cited.

use hayagriva::archive::ArchivedStyle;
use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::suggest;

use super::read::Reader;

/// The style of the American Psychological Association.
pub const DEFAULT_STYLE: &str = "apa";

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

pub(super) fn references(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    reader.table(key, value)?.take(reader, "style", style)
}

fn style(reader: &mut Reader, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
    let name = reader.line(key, value)?;
    match ArchivedStyle::by_name(&name) {
        Some(style) if !NOT_FOR_PAGES.contains(&style) => return Some(name),
        Some(_) => {
            let message = format!("`{name}` cites in footnotes, which a page of a course does not have");
            reader.bad(
                value.span(),
                message,
                "choose a style that cites in the text, such as `apa`, `chicago-author-date` or `ieee`",
            );
        }
        None => {
            let help = suggest(&name, citation_styles())
                .help("write the name of a CSL style, such as `apa`, `chicago-author-date`, `vancouver` or `ieee`");
            reader.bad(value.span(), format!("there is no citation style `{name}`"), &help);
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
