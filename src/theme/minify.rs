//! The program's own style sheets as they are published: without comments, and without white space that nobody but their
//! readers in the repository needs. A course's files are published as they are.

/// A style sheet without comments, indentation, and what the grammar of values and rules does not ask for. Only for sheets
/// in whose strings none of it stands; the tests in a browser compare what is published with its source.
pub(super) fn style(text: &str) -> String {
    let mut sheet = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("/*") {
        sheet.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    sheet.push_str(rest);
    let lines: Vec<&str> = sheet.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    SHORTER.iter().fold(lines.join("\n"), |sheet, (long, short)| sheet.replace(long, short))
}

/// What can be written with less, in the order in which it is.
const SHORTER: [(&str, &str); 15] = [
    (": ", ":"),
    (":\n", ":"),
    ("; ", ";"),
    (" {", "{"),
    ("{ ", "{"),
    (", ", ","),
    (",\n", ","),
    ("{\n", "{"),
    (";\n", ";"),
    (" }", "}"),
    ("}\n", "}"),
    (";}", "}"),
    (" 0.", " ."),
    (":0.", ":."),
    ("(0.", "(."),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_and_indentation_go() {
        assert_eq!(
            style("/* Why. */\na > b:is(c, d) {\n  e: f 0.5em;\n}\n@media (g: h) and (i >= 2rem) { k { l: m; } }\n"),
            "a > b:is(c,d){e:f .5em}@media (g:h) and (i >= 2rem){k{l:m}}"
        );
    }
}
