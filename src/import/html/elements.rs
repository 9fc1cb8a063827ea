//! What elements of HTML are to whoever reads them: blocks, or known pieces of a line.

/// Elements that stand by themselves, and are no part of a line.
pub(super) fn is_block(name: &str) -> bool {
    const BLOCKS: [&str; 46] = [
        "address",
        "article",
        "aside",
        "audio",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "embed",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "iframe",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "object",
        "ol",
        "p",
        "pre",
        "script",
        "section",
        "style",
        "summary",
        "table",
        "ul",
        "video",
    ];
    name == "template" || BLOCKS.binary_search(&name).is_ok()
}

/// Elements in a line that say nothing that a page would show.
pub(super) fn is_known(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "bdi"
            | "bdo"
            | "big"
            | "data"
            | "font"
            | "ins"
            | "label"
            | "mark"
            | "nobr"
            | "rp"
            | "rt"
            | "ruby"
            | "small"
            | "span"
            | "time"
            | "u"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "source"
            | "picture"
            | "map"
            | "noscript"
            | "optgroup"
            | "option"
    )
}
