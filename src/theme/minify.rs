//! The program's own scripts and style sheets as they are published: without comments, and without white space that nobody
//! but their readers in the repository needs. A course's files are published as they are.

/// A script without comments and white space. It keeps its names and its meaning.
pub(super) fn script(text: &str) -> String {
    minifier::js::minify(text).to_string()
}

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
    fn comments_types_and_indentation_go_and_code_stays() {
        let text =
            "// Why.\nlet a = 1; // aside\n\n/**\n * @param {x} y\n */\nconst f = (y) => `// ${y} /* ${\"}\"} */`;\n";
        assert_eq!(script(text), "let a=1;const f=(y)=>`// ${y} /* ${\"}\"} */`;");
        assert_eq!(
            script("x = /** @type {A} */ (b);\nfor (const c of d) e(c, /[/*]\\s+/g);\n"),
            "x=(b);for(const c of d)e(c,/[/*]\\s+/g);"
        );
        assert_eq!(
            style("/* Why. */\na > b:is(c, d) {\n  e: f 0.5em;\n}\n@media (g: h) and (i >= 2rem) { k { l: m; } }\n"),
            "a > b:is(c,d){e:f .5em}@media (g:h) and (i >= 2rem){k{l:m}}"
        );
    }
}
