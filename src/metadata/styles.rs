//! Names of styles that an author gave, and what else the lists of formats hold of an author's words, with the references of XML as they are
//! written. What a format calls its own is told by
//! the file itself, so that no list of words need know it in every language.

/// Those in a part of an Office file, by the part's name.
pub(super) fn own_words(part: &str, bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    if part.ends_with("xl/styles.xml") {
        return of_cells(&text);
    }
    let styles = elements(&text, "w:style");
    // Word marks an author's own; other programs mark none, and list none of the format's.
    let is_marked = text.contains("latentStyles") || text.contains("customStyle=");
    let own = styles.filter(|style| !is_marked || is_on(style, "customStyle"));
    own.filter_map(|style| attribute(style.split_once("<w:name ")?.1, "w:val")).map(str::to_owned).collect()
}

/// Those in the styles of an `OpenDocument` file (ISO 26300-1, 19.470): programs give a class to styles of paragraphs that are their own.
pub(super) fn of_open_document(text: &str) -> Vec<String> {
    let office = text.split_once("<office:styles").map_or("", |(_, rest)| rest);
    let office = office.split("</office:styles>").next().unwrap_or_default();
    let own = elements(office, "style:style").filter(|style| {
        let head = style.split('>').next().unwrap_or_default();
        attribute(head, "style:class").is_none()
    });
    let name = |style: &str| {
        let head = style.split('>').next().unwrap_or_default().to_owned();
        let name = attribute(&head, "style:display-name").or_else(|| attribute(&head, "style:name"));
        name.map(|name| name.replace("_20_", " "))
    };
    own.filter_map(name).collect()
}

/// Names of styles that no number calls the format's own, and words in formats of numbers (ECMA-376-1, 18.8.7 and 18.8.30).
fn of_cells(text: &str) -> Vec<String> {
    let styles = elements(text, "cellStyle").filter(|style| {
        let head = style.split('>').next().unwrap_or_default();
        attribute(head, "builtinId").is_none() || is_on(head, "customBuiltin")
    });
    let formats = elements(text, "numFmt").filter_map(|format| attribute(format, "formatCode").map(str::to_owned));
    let names = styles.filter_map(|style| attribute(style, "name").map(str::to_owned));
    names.chain(formats.map(|format| format.replace('\\', ""))).collect()
}

/// The elements of a name, each from behind it to the next of that name.
fn elements<'t>(text: &'t str, name: &str) -> impl Iterator<Item = &'t str> + use<'t> {
    let begin = format!("<{name} ");
    let parts: Vec<&str> = text.split(begin.as_str()).skip(1).collect();
    parts.into_iter()
}

/// The value of the first attribute of a name, which a space or the prefix of its name stands before.
fn attribute<'t>(element: &'t str, name: &str) -> Option<&'t str> {
    let begin = format!("{name}=\"");
    let starts = element.match_indices(begin.as_str()).map(|(at, _)| at);
    let at = starts.into_iter().find(|at| *at == 0 || element[..*at].ends_with([' ', ':', '\n']))?;
    element[at + begin.len()..].split('"').next()
}

fn is_on(element: &str, name: &str) -> bool {
    attribute(element.split('>').next().unwrap_or_default(), name).is_some_and(|value| matches!(value, "1" | "true"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_authors_own_styles_are_told_from_those_of_formats() {
        let word = "<w:styles><w:style w:type=\"paragraph\" w:customStyle=\"1\"><w:name w:val=\"Own\"/></w:style><w:style w:styleId=\"a\"><w:name w:val=\"Normal\"/></w:style></w:styles>";
        assert_eq!(own_words("word/styles.xml", word.as_bytes()), ["Own"]);
        let other = "<w:styles><w:style w:type=\"paragraph\"><w:name w:val=\"Own\"/></w:style></w:styles>";
        assert_eq!(own_words("word/styles.xml", other.as_bytes()), ["Own"]);
        let cells = "<styleSheet><numFmt numFmtId=\"164\" formatCode=\"0\\ mg\"/><cellStyle name=\"Strong\" xfId=\"0\" builtinId=\"7\"/><cellStyle name=\"Own\" xfId=\"1\"/></styleSheet>";
        assert_eq!(own_words("xl/styles.xml", cells.as_bytes()), ["Own", "0 mg"]);
        let open = "<office:styles><style:style style:name=\"Caption\" style:class=\"extra\"/><style:style style:name=\"Own_20_one\" style:display-name=\"Own one\"/></office:styles><style:style style:name=\"P1\"/>";
        assert_eq!(of_open_document(open), ["Own one"]);
    }
}
