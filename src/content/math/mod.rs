//! TeX between dollar signs as `MathML` ([`mathml`]), made when a page is read: browsers show it without a script, and screen readers
//! read it. pulldown-latex reads the TeX; what it makes is written anew from an allow-list.
//!
//! A formula has a length and a depth that it may have, and defines nothing: its cost is that of what one sees.

mod mathml;

use std::ops::Range;

use pulldown_latex::config::{DisplayMode, RenderConfig};
use pulldown_latex::{Parser, Storage};

use crate::diagnostic::suggest;

/// A formula's longest TeX, in bytes.
const LONGEST: usize = 4000;
/// How deep braces, environments and brackets of variable size may stand in each other.
const DEEPEST: usize = 32;

/// So many characters of a formula in a line of text may be wider than the line on a phone.
const PHONE_LINE: usize = 22;

/// Something in a formula that cannot be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MathFault {
    /// Where in the TeX.
    pub(crate) range: Range<usize>,
    pub(crate) message: String,
    pub(crate) help: String,
}

/// Commands that the library knows and a page does not take, and what to do instead.
const REFUSED: [(&[&str], &str); 3] = [
    (
        &["def", "gdef", "edef", "xdef", "let", "futurelet", "newcommand", "renewcommand", "providecommand"],
        "write the formula out: commands of one's own are not defined in a page",
    ),
    (
        &["color", "textcolor", "colorbox", "fcolorbox"],
        "leave the colour out: the colours are those of the theme, so that they can be read",
    ),
    (&["char"], "write the character itself"),
];

/// Commands that authors of courses use, for "did you mean".
const COMMON: [&str; 74] = [
    "alpha",
    "approx",
    "bar",
    "begin",
    "beta",
    "binom",
    "cdot",
    "cdots",
    "chi",
    "cos",
    "delta",
    "Delta",
    "dfrac",
    "displaystyle",
    "div",
    "dots",
    "end",
    "epsilon",
    "equiv",
    "eta",
    "exp",
    "forall",
    "frac",
    "gamma",
    "ge",
    "geq",
    "hat",
    "infty",
    "int",
    "in",
    "lambda",
    "ldots",
    "le",
    "left",
    "leq",
    "ln",
    "log",
    "mathbb",
    "mathbf",
    "mathrm",
    "max",
    "min",
    "mu",
    "ne",
    "neq",
    "nu",
    "omega",
    "operatorname",
    "overline",
    "partial",
    "phi",
    "pi",
    "pm",
    "prod",
    "propto",
    "psi",
    "quad",
    "rho",
    "right",
    "rightarrow",
    "sigma",
    "Sigma",
    "sim",
    "sin",
    "sqrt",
    "sum",
    "tan",
    "tau",
    "text",
    "theta",
    "times",
    "to",
    "varepsilon",
    "vec",
];

/// The inside of `<math>`.
///
/// # Errors
/// What cannot be shown, with its place.
pub(crate) fn mathml(tex: &str, is_display: bool) -> Result<String, MathFault> {
    bounded(tex)?;
    let storage = Storage::new();
    let events =
        Parser::new(tex, &storage).collect::<Result<Vec<_>, _>>().map_err(|error| fault(tex, &error.to_string()))?;
    let display_mode = if is_display { DisplayMode::Block } else { DisplayMode::Inline };
    let mut made = String::new();
    let config = RenderConfig { display_mode, ..RenderConfig::default() };
    let events = events.into_iter().map(Ok::<_, std::convert::Infallible>);
    if pulldown_latex::push_mathml(&mut made, events, config).is_err() {
        return Err(whole(tex, "this formula cannot be shown".to_owned(), "write it in another way".to_owned()));
    }
    let inside = made.split_once('>').map_or("", |(_, inside)| inside);
    Ok(mathml::cleaned(inside.strip_suffix("</math>").unwrap_or(inside)))
}

/// Whether a formula in a line of text may be wider than a phone: all that is shown of it in a row.
pub(crate) fn is_wide_inline(inside: &str) -> bool {
    let mut is_tag = false;
    let shown = inside.chars().filter(|character| {
        is_tag = *character == '<' || (is_tag && *character != '>');
        !is_tag && *character != '>'
    });
    shown.count() > PHONE_LINE
}

/// Whether a page can show this TeX.
pub(crate) fn is_readable(tex: &str, is_display: bool) -> bool {
    mathml(tex, is_display).is_ok()
}

fn whole(tex: &str, message: String, help: String) -> MathFault {
    MathFault { range: 0..tex.len(), message, help }
}

/// What would cost more than one sees, or is not for a page.
fn bounded(tex: &str) -> Result<(), MathFault> {
    if tex.len() > LONGEST {
        let message = format!("this formula has {} bytes, and {LONGEST} are the most", tex.len());
        return Err(whole(tex, message, "write it as several formulas".to_owned()));
    }
    let (mut depth, mut deepest) = (0_usize, 0);
    for (name, range) in commands(tex) {
        match name {
            "{" | "begin" | "left" => depth += 1,
            "}" | "end" | "right" => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        if let Some((_, help)) = REFUSED.iter().find(|(names, _)| names.contains(&name)) {
            let message = format!("`\\{name}` has no place in a formula");
            return Err(MathFault { range, message, help: (*help).to_owned() });
        }
    }
    if deepest > DEEPEST {
        let message = format!("this formula is nested more than {DEEPEST} deep");
        return Err(whole(tex, message, "write it flatter, or as several formulas".to_owned()));
    }
    Ok(())
}

/// Every command by its name, and every brace that is not one.
fn commands(tex: &str) -> impl Iterator<Item = (&str, Range<usize>)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let from = at + tex[at..].find(['\\', '{', '}'])?;
            let rest = &tex[from + 1..];
            if !tex[from..].starts_with('\\') {
                at = from + 1;
                return Some((&tex[from..at], from..at));
            }
            let letters = rest.find(|character: char| !character.is_ascii_alphabetic()).unwrap_or(rest.len());
            if letters > 0 {
                at = from + 1 + letters;
                return Some((&rest[..letters], from..at));
            }
            at = from + 1 + rest.chars().next().map_or(0, char::len_utf8);
        }
    })
}

/// What the library says, in words that help.
fn fault(tex: &str, said: &str) -> MathFault {
    let said = said.lines().next().unwrap_or_default().trim_start_matches("parsing error: ");
    let help = |text: &str| text.to_owned();
    if said.starts_with("unknown primitive") {
        return unknown(tex);
    }
    let (message, help) = if said.starts_with("unbalanced group") || said.contains("`}`") {
        (
            "a brace, `\\left` or `\\begin` in this formula is not closed, or one is closed that was not opened",
            help("write as many `}` as `{`, a `\\right` for each `\\left` and an `\\end` for each `\\begin`"),
        )
    } else if said.starts_with("unkown mathematical environment") {
        (
            "this formula has an environment that there is not",
            help("write one of `matrix`, `pmatrix`, `bmatrix`, `cases`, `aligned`, `array`"),
        )
    } else if said.contains("twice to the same element") {
        (
            "this formula has two exponents or two indices at one place",
            help("put braces around what belongs together: `{x^2}^3`"),
        )
    } else if said.starts_with("expected a token")
        || said.starts_with("expected an argument")
        || said.starts_with("subscript and/or")
    {
        (
            "something is missing in this formula, behind `^`, `_` or a command",
            help("write what belongs there, in braces: `x^{2}`, `\\frac{a}{b}`"),
        )
    } else if said.starts_with("alignment not allowed") || said.starts_with("new line command") {
        (
            "`&` or `\\\\` stands outside of a table of formulas",
            help("write it within `\\begin{aligned} … \\end{aligned}`, or `\\&` for the sign"),
        )
    } else if said.starts_with("unexpected hash") {
        ("`#` has no place in a formula", help("write `\\#` for the sign"))
    } else if said.starts_with("unexpected math") {
        ("`$` has no place within a formula", help("write `\\$` for the sign"))
    } else if said.starts_with("expected a delimiter") {
        (
            "`\\left`, `\\right` or `\\big` has no bracket behind it",
            help("write one, such as `\\left(`, or `\\left.` for none"),
        )
    } else {
        return whole(
            tex,
            format!("this formula cannot be read: {said}"),
            help("compare it with what the guide shows, or write it in another way"),
        );
    };
    whole(tex, message.to_owned(), help)
}

/// The first command that there is not: the first up to which the TeX has one.
fn unknown(tex: &str) -> MathFault {
    let is_unknown = |end: usize| {
        let storage = Storage::new();
        Parser::new(&tex[..end], &storage)
            .any(|event| event.is_err_and(|error| error.to_string().contains("unknown primitive")))
    };
    let found = commands(tex).filter(|(name, _)| !matches!(*name, "{" | "}")).find(|(_, range)| is_unknown(range.end));
    let Some((name, range)) = found else {
        return whole(
            tex,
            "this formula has a command that there is not".to_owned(),
            "write it in another way".to_owned(),
        );
    };
    let other = "write it in another way; `\\text{…}` holds words";
    let help =
        suggest(name, COMMON).nearest.map_or_else(|| other.to_owned(), |near| format!("did you mean `\\{near}`?"));
    MathFault { range, message: format!("there is no command `\\{name}` for formulas"), help }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(tex: &str) -> String {
        mathml(tex, false).unwrap_or_else(|fault| format!("{}: {}", &tex[fault.range], fault.message))
    }

    #[test]
    fn formulas_become_mathml() {
        assert_eq!(shown("x_i^2"), "<msubsup><mi>x</mi><mi>i</mi><mn>2</mn></msubsup>");
        assert_eq!(shown("p < .05"), "<mi>p</mi><mo>&lt;</mo><mn>.05</mn>");
        assert_eq!(shown("\\text{if } x"), "<mtext>if\u{a0}</mtext><mi>x</mi>");
        assert!(shown("\\int x\\,dx").contains("<mspace width="), "{}", shown("\\int x\\,dx"));
        assert!(shown("\\begin{aligned} a &= b \\\\ &= c \\end{aligned}").contains("<mtable class=\"menv-alignlike"));
        for tex in [
            "\\frac{a}{b}",
            "\\sqrt[3]{x}",
            "\\bar{x} = \\frac{1}{n}\\sum_{i=1}^{n} x_i",
            "\\binom{n}{k}",
            "50\\%",
            "\\$5",
            "漢",
        ] {
            assert!(mathml(tex, true).is_ok(), "{tex}");
        }
    }

    #[test]
    fn what_cannot_be_shown_is_told_with_its_place() {
        assert_eq!(shown("a + \\fraq{b}{c}"), "\\fraq: there is no command `\\fraq` for formulas");
        assert_eq!(mathml("\\fraq{a}{b}", false).unwrap_err().help, "did you mean `\\frac`?");
        assert!(shown("\\frac{a}{b").contains("not closed"), "{}", shown("\\frac{a}{b"));
        assert!(shown("x^").contains("something is missing"));
        assert!(shown("a & b").contains("outside of a table"));
        assert!(shown("x^2^3").contains("two exponents"));
        assert!(shown("\\color{red} x").starts_with("\\color: "));
        assert!(shown("\\def\\a{\\a\\a}\\a").starts_with("\\def: "));
        assert!(shown("\\char漢").starts_with("\\char: "));
    }

    #[test]
    fn nothing_hostile_costs_more_than_one_sees() {
        for part in ["{", "\\left(", "\\begin{matrix}", "\\sqrt{", "x^{", "\\hat", "\\frac", "^\\hat", "\\text{"] {
            for times in [100, 100_000] {
                assert!(mathml(&part.repeat(times), false).is_err(), "{part}");
            }
        }
        assert_eq!(mathml("\\text{<script>alert(1)</script>}", false).unwrap().matches("<s").count(), 0);
    }
}
