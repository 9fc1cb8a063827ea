//! The program's own scripts and style sheets without what only their readers in the repository need: lines of comment,
//! types in comments and indentation. A course's files are published as they are.

/// A script or style sheet without whole lines of comment, types, empty lines and indentation. Only for files whose strings
/// span no lines, which a test holds for the embedded theme.
pub(super) fn lean(text: &str, is_style: bool) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut comment = false;
    for line in text.lines().map(str::trim) {
        let opens = line.starts_with("/*") && (line.ends_with("*/") || !line.contains("*/"));
        if comment || opens {
            comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            let mut rest = line;
            while let Some((before, after)) =
                rest.split_once(TYPE).and_then(|(before, typed)| Some((before, typed.split_once("*/")?.1)))
            {
                lean.push_str(before.trim_end());
                rest = after;
            }
            lean.push_str(rest);
            lean.push('\n');
        }
    }
    let rules: &[(&str, &str)] = if is_style { &STYLE } else { &SCRIPT };
    rules.iter().fold(lean, |lean, (loose, tight)| lean.replace(loose, tight))
}

/// White space, last semicolons and zeros that the grammar of style sheets does not ask for, in the order in which they go. Only for sheets in whose
/// strings none of these stands, which a test holds for the embedded theme.
const STYLE: [(&str, &str); 15] = [
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

/// Ends of lines after which, or before which, a script goes on in any case. Only for scripts without a comment at a
/// line's end, which a test holds for the embedded theme.
const SCRIPT: [(&str, &str); 12] = [
    ("(\n", "("),
    ("[\n", "["),
    ("{\n", "{"),
    (",\n", ","),
    (";\n", ";"),
    ("\n)", ")"),
    ("\n]", "]"),
    ("\n}", "}"),
    ("\n.", "."),
    ("\n?", "?"),
    ("\n:", ":"),
    (",)", ")"),
];

/// What a comment begins with that tells a type within a line.
const TYPE: &str = "/** @";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::files::{embedded, is_code};

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let text = "// Why.\nlet a = 1 // kept\n\n  /**\n   * @param {x} y\n   */\n  b(\"//\");\n/* one */\n/* two\n three */\nc(/* four */ 5);\n";
        assert_eq!(lean(text, false), "let a = 1 // kept\nb(\"//\");c(/* four */ 5);");
        assert_eq!(
            lean("x = /** @type {A} */ (b);\nfor (const c of /** @type {B} */ (d)) {}\n", false),
            "x = (b);for (const c of (d)) {}\n"
        );
        assert_eq!(lean("a(\n  b,\n  [\n    c,\n  ]\n)\n  .d();\n", false), "a(b,[c,]).d();");
        assert_eq!(
            lean("a > b:is(c, d) {\n  e: f 0.5em;\n}\n@media (g: h) and (i: j) { k { l: m; } }\n", true),
            "a > b:is(c,d){e:f .5em}@media (g:h) and (i:j){k{l:m}}"
        );
    }

    #[test]
    fn no_string_of_the_embedded_theme_spans_lines() {
        let scripts = embedded().into_iter().filter(|(path, _)| is_code(path));
        for (path, file) in scripts {
            let text = file.text().expect("it is text");
            for (number, line) in text.lines().enumerate() {
                let strings = line.split('"').skip(1).step_by(2);
                let loose = |text: &str| STYLE.iter().any(|(loose, _)| text.contains(loose));
                assert!(
                    path.rsplit('.').next() != Some("css") || !strings.into_iter().any(loose),
                    "{path}:{}: {line}",
                    number + 1
                );
                let comment = line.split_once("// ").filter(|(code, _)| !code.trim().is_empty());
                assert!(comment.is_none(), "{path}:{}: a comment at a line's end", number + 1);
                assert!(!line.contains(",)"), "{path}:{}: a comma before a parenthesis", number + 1);
                // The one in a class of characters opens nothing.
                let quotes = line.replace("ʼ`´", "").matches('`').count();
                assert!(!line.contains(&format!("\"{TYPE}")), "{path}:{}: a comment in a string", number + 1);
                assert!(quotes % 2 == 0, "{path}:{}: a template literal spans lines", number + 1);
            }
        }
    }
}
