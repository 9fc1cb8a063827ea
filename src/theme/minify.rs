//! The program's own scripts and style sheets as they are published: without comments, and without white space that nobody
//! but their readers in the repository needs. A course's files are published as they are.

/// A script without comments and white space. It keeps its names and its meaning.
pub(super) fn script(text: &str) -> String {
    minifier::js::minify(text).to_string()
}

/// A style sheet without comments, white space, last semicolons and leading zeros. One that cannot be read is left as it is,
/// which a test rules out for the embedded theme.
pub(super) fn style(text: &str) -> String {
    let Ok(sheet) = minifier::css::minify(text) else { return text.to_owned() };
    SHORTER.iter().fold(sheet.to_string().trim().to_owned(), |sheet, (long, short)| sheet.replace(long, short))
}

/// What the minifier leaves that the grammar of values does not ask for. No string of the embedded theme holds any of it.
const SHORTER: [(&str, &str); 4] = [(";}", "}"), (" 0.", " ."), (":0.", ":."), ("(0.", "(.")];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::files::embedded;

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
            "a>b:is(c,d){e:f .5em}@media (g:h) and (i>=2rem){k{l:m}}"
        );
    }

    #[test]
    fn every_style_sheet_of_the_embedded_theme_is_read() {
        for (path, file) in embedded().into_iter().filter(|(path, _)| path.ends_with(".css")) {
            let text = file.text().expect("it is text");
            let read = minifier::css::minify(&text).map(|sheet| sheet.to_string());
            assert!(read.is_ok_and(|sheet| sheet.len() < text.len()), "{path}");
        }
    }
}
