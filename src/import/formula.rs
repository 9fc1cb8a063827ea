//! Formulas as Attune's Markdown has them: TeX between dollar signs.

use pulldown_cmark::{Event, Options, Parser};

use crate::content::math::is_readable;
use crate::content::prices::is_price;
use crate::content::{self, ParseOptions};
use crate::source::CoursePath;

/// TeX on one line as it can stand between dollar signs; nothing where it is none that a page can show, or where Markdown would take it for
/// something else.
pub(super) fn formula(tex: &str, is_display: bool) -> Option<String> {
    let tex = tex.trim();
    // A line end behind a comment means something.
    let has_comment = tex.contains('\n') && tex.replace("\\%", "").contains('%');
    if tex.is_empty() || has_comment || tex.contains(['`', '$']) || tex.contains(":::") || tex.contains("<!--") {
        return None;
    }
    let mut tex = tex.split_whitespace().collect::<Vec<_>>().join(" ");
    // Blanks and values begin so.
    for sign in ["[", "]", "{", "}"] {
        while tex.contains(&sign.repeat(2)) {
            tex = tex.replace(&sign.repeat(2), &format!("{sign} {sign}"));
        }
    }
    let is_amount = !is_display && is_price(&tex, "", "");
    (!is_amount && is_readable(&tex, is_display) && is_one_formula(&tex, is_display)).then_some(tex)
}

/// Whether a page, as it is written, has formulas: as a course reads it that prints them.
pub(super) fn has_formula(path: &str, markdown: &str) -> bool {
    // Facilitators read their parts, too.
    let options = ParseOptions { facilitator: true, ..ParseOptions::default() };
    let page = |path| content::parse(&path, markdown, options).value;
    markdown.contains('$') && page(CoursePath::new(&format!("content/{path}"))).outline.has.math
}

/// Whether the Markdown parser takes it for a formula, and for nothing else.
fn is_one_formula(tex: &str, is_display: bool) -> bool {
    let mark = if is_display { "$$" } else { "$" };
    let written = format!("a {mark}{tex}{mark} b");
    let mut found = 0;
    let is_known = |event: &Event<'_>| match event {
        Event::InlineMath(inner) | Event::DisplayMath(inner) => &**inner == tex,
        Event::Text(_) | Event::Start(_) | Event::End(_) => true,
        _ => false,
    };
    let all = Parser::new_ext(&written, Options::ENABLE_MATH | Options::ENABLE_GFM).all(|event| {
        found += usize::from(matches!(event, Event::InlineMath(_) | Event::DisplayMath(_)));
        is_known(&event)
    });
    all && found == 1
}

#[cfg(test)]
mod tests {
    use super::formula;

    #[test]
    fn what_a_page_can_show_is_a_formula_and_nothing_else_is() {
        let read = |tex| formula(tex, false);
        assert_eq!(read("x^2").as_deref(), Some("x^2"));
        assert_eq!(read(" \\frac{a}\n {b} ").as_deref(), Some("\\frac{a} {b}"));
        assert_eq!(read("[[1,2]]").as_deref(), Some("[ [1,2] ]"));
        assert_eq!(read("e^{{x}}").as_deref(), Some("e^{ {x} }"));
        for none in ["", "\\nosuch{x}", "\\frac{a}{b", "a`b", "a % words\nb", "5 $ 6", "a ::: b"] {
            assert_eq!(read(none), None, "{none}");
        }
        assert!(formula("\\begin{aligned} a &= b \\\\ c &= d \\end{aligned}", true).is_some());
    }
}
