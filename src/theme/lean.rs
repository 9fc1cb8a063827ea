//! The program's own scripts and style sheets without what only their readers in the repository need: lines of comment
//! and indentation. A course's files are published as they are.

/// A script or style sheet without whole lines of comment, empty lines and indentation. Only for files whose strings
/// span no lines, which a test holds for the embedded theme.
pub(super) fn lean(text: &str) -> String {
    let mut lean = String::with_capacity(text.len());
    let mut comment = false;
    for line in text.lines().map(str::trim) {
        let opens = line.starts_with("/*") && (line.ends_with("*/") || !line.contains("*/"));
        if comment || opens {
            comment = !line.ends_with("*/");
        } else if !line.is_empty() && !line.starts_with("//") {
            lean.push_str(line);
            lean.push('\n');
        }
    }
    lean
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::theme::files::{embedded, is_code};

    #[test]
    fn comments_and_indentation_go_and_code_stays() {
        let text = "// Why.\nlet a = 1; // kept\n\n  /**\n   * @param {x} y\n   */\n  b(\"//\");\n/* one */\n/* two\n three */\nc(/* four */ 5);\n";
        assert_eq!(lean(text), "let a = 1; // kept\nb(\"//\");\nc(/* four */ 5);\n");
        assert_eq!(lean("a { b: c; }\n/* x */ d { e: f; }\n"), "a { b: c; }\n/* x */ d { e: f; }\n");
    }

    #[test]
    fn no_string_of_the_embedded_theme_spans_lines() {
        let scripts = embedded().into_iter().filter(|(path, _)| is_code(path));
        for (path, file) in scripts {
            let text = file.text().expect("it is text");
            for (number, line) in text.lines().enumerate() {
                // The one in a class of characters opens nothing.
                let quotes = line.replace("ʼ`´", "").matches('`').count();
                assert!(quotes % 2 == 0, "{path}:{}: a template literal spans lines", number + 1);
            }
        }
    }
}
