//! Formulas in presentation `MathML` as TeX, as far as questions have them (W3C, `MathML` Core).

use super::super::formula::formula;
use super::text_of;
use super::tree::{Element, Node};

/// Signs that are commands in TeX, or mean something else there as they are.
const SIGNS: [(&str, &str); 24] = [
    ("−", "-"),
    ("\u{2062}", ""),
    ("\u{2061}", ""),
    ("\u{2063}", ","),
    ("\u{2064}", "+"),
    ("%", "\\%"),
    ("$", "\\$"),
    ("#", "\\#"),
    ("&", "\\&"),
    ("_", "\\_"),
    ("{", "\\{"),
    ("}", "\\}"),
    ("\\", "\\backslash "),
    ("~", "\\sim "),
    ("^", "\\wedge "),
    ("×", "\\times "),
    ("·", "\\cdot "),
    ("÷", "\\div "),
    ("±", "\\pm "),
    ("≤", "\\le "),
    ("≥", "\\ge "),
    ("≠", "\\ne "),
    ("…", "\\dots "),
    ("∞", "\\infty "),
];
/// Names of functions that TeX has commands for.
const FUNCTIONS: [&str; 14] =
    ["sin", "cos", "tan", "log", "ln", "exp", "lim", "max", "min", "det", "arcsin", "arccos", "arctan", "gcd"];
/// Marks above or below a term.
const ABOVE: [(&str, &str); 8] = [
    ("¯", "\\overline"),
    ("‾", "\\overline"),
    ("_", "\\underline"),
    ("^", "\\hat"),
    ("→", "\\vec"),
    ("~", "\\tilde"),
    ("˙", "\\dot"),
    ("¨", "\\ddot"),
];
/// Elements deeper than this are no formula that anybody reads.
const DEEPEST: usize = 24;

/// The TeX of a formula; nothing where it has what is not read here, or where a page could not show it.
pub(super) fn tex(element: &Element, is_display: bool) -> Option<String> {
    formula(&row(&element.children, 0)?, is_display)
}

fn row(nodes: &[Node], depth: usize) -> Option<String> {
    let mut out = String::new();
    for node in nodes {
        match node {
            Node::Text(words) if words.trim().is_empty() => {}
            Node::Text(_) => return None,
            Node::Element(element) => out.push_str(&one(element, depth)?),
        }
    }
    Some(out)
}

/// A term and what belongs to it, each between braces.
fn group(element: &Element, depth: usize) -> Option<String> {
    Some(format!("{{{}}}", one(element, depth)?))
}

fn one(element: &Element, depth: usize) -> Option<String> {
    if depth > DEEPEST {
        return None;
    }
    let depth = depth + 1;
    let parts: Vec<&Element> = element.children.iter().filter_map(Node::element).collect();
    let part = |at: usize| group(parts.get(at)?, depth);
    let words = || text_of(&element.children).split_whitespace().collect::<Vec<_>>().join(" ");
    Some(match (element.name.as_str(), parts.len()) {
        ("mi", _) => identifier(&words()),
        ("mn", _) => signs(&words()),
        ("mo", _) => operator(&words()),
        ("mtext" | "ms", _) if words().contains(['{', '}', '\\', '$', '%', '#', '&', '_', '^', '~']) => return None,
        ("mtext" | "ms", _) => format!("\\text{{{}}}", words()),
        ("mspace", _) => "\\ ".to_owned(),
        ("mrow" | "mstyle" | "mpadded" | "math" | "mtd", _) => row(&element.children, depth)?,
        ("semantics", _) => one(parts.first()?, depth)?,
        ("mphantom" | "annotation" | "annotation-xml", _) => String::new(),
        ("msup", 2) => format!("{}^{}", part(0)?, part(1)?),
        ("msub", 2) => format!("{}_{}", part(0)?, part(1)?),
        ("msubsup", 3) => format!("{}_{}^{}", part(0)?, part(1)?, part(2)?),
        ("mfrac", 2) => format!("\\frac{}{}", part(0)?, part(1)?),
        ("msqrt", _) => format!("\\sqrt{{{}}}", row(&element.children, depth)?),
        ("mroot", 2) => format!("\\sqrt[{}]{}", one(parts[1], depth)?, part(0)?),
        ("mover" | "munder", 2) => over_or_under(element, (&parts, depth))?,
        ("munderover", 3) => format!("{}_{}^{}", one(parts[0], depth)?, part(1)?, part(2)?),
        ("mfenced", _) => fenced(element, &parts, depth)?,
        ("mtable", _) => table(&parts, depth)?,
        _ => return None,
    })
}

fn identifier(name: &str) -> String {
    match name {
        function if FUNCTIONS.contains(&function) => format!("\\{function} "),
        letters if letters.chars().count() > 1 => format!("\\mathrm{{{}}}", signs(letters)),
        letter => signs(letter),
    }
}

fn operator(sign: &str) -> String {
    if sign.chars().count() > 1 && sign.chars().all(char::is_alphabetic) {
        return if FUNCTIONS.contains(&sign) { format!("\\{sign} ") } else { format!("\\operatorname{{{sign}}}") };
    }
    signs(sign)
}

/// Each sign as TeX has it.
fn signs(text: &str) -> String {
    let known = |sign: &str| SIGNS.iter().find(|(written, _)| *written == sign).map(|(_, tex)| *tex);
    text.chars()
        .map(|sign| known(sign.encode_utf8(&mut [0; 4])).map_or_else(|| sign.to_string(), str::to_owned))
        .collect()
}

fn over_or_under(element: &Element, (parts, depth): (&[&Element], usize)) -> Option<String> {
    let mark = text_of(&parts[1].children);
    let mark =
        ABOVE.iter().find(|(sign, tex)| *sign == mark.trim() && (element.name == "mover") != tex.contains("under"));
    if let Some((_, command)) = mark.filter(|_| parts[1].name == "mo") {
        return Some(format!("{command}{}", group(parts[0], depth)?));
    }
    let sign = if element.name == "mover" { '^' } else { '_' };
    let base = one(parts[0], depth)?;
    let is_function = matches!(base.as_str(), "∑" | "∏" | "∫" | "\\lim " | "\\max " | "\\min ");
    if is_function {
        return Some(format!("{base}{sign}{}", group(parts[1], depth)?));
    }
    let command = if element.name == "mover" { "\\overset" } else { "\\underset" };
    Some(format!("{command}{}{{{base}}}", group(parts[1], depth)?))
}

fn fenced(element: &Element, parts: &[&Element], depth: usize) -> Option<String> {
    let fence = |name: &str, usual: &str| {
        let written = element.attribute(name);
        signs(if written.is_empty() { usual } else { written })
    };
    let inner = parts.iter().map(|part| one(part, depth)).collect::<Option<Vec<_>>>()?;
    Some(format!("\\left{}{}\\right{}", fence("open", "("), inner.join(","), fence("close", ")")))
}

fn table(rows: &[&Element], depth: usize) -> Option<String> {
    let row = |row: &&Element| {
        let cells = row.children.iter().filter_map(Node::element);
        let cells = cells.map(|cell| one(cell, depth + 1)).collect::<Option<Vec<_>>>()?;
        (row.name == "mtr").then(|| cells.join(" & "))
    };
    let rows = rows.iter().map(row).collect::<Option<Vec<_>>>()?;
    Some(format!("\\begin{{matrix}}{}\\end{{matrix}}", rows.join(" \\\\ ")))
}

#[cfg(test)]
mod tests {
    use super::super::tree::of_html;
    use super::*;

    #[test]
    fn presentation_mathml_is_tex() {
        for (mathml, expected) in [
            ("<mfrac><mi>a</mi><mn>2</mn></mfrac>", "\\frac{a}{2}"),
            ("<msup><mi>x</mi><mn>2</mn></msup><mo>−</mo><msqrt><mi>y</mi></msqrt>", "{x}^{2}-\\sqrt{y}"),
            ("<mi>sin</mi><mi>x</mi><mo>≤</mo><mn>1</mn>", "\\sin x\\le 1"),
            ("<mover><mi>x</mi><mo>¯</mo></mover>", "\\overline{x}"),
            (
                "<munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn></mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub>",
                "∑_{i=1}^{n}{x}_{i}",
            ),
            ("<mfenced><mi>a</mi><mi>b</mi></mfenced>", "\\left(a,b\\right)"),
            (
                "<mtable><mtr><mtd><mi>a</mi></mtd><mtd><mi>b</mi></mtd></mtr></mtable>",
                "\\begin{matrix}a & b\\end{matrix}",
            ),
            ("<mn>5</mn><mtext>mg</mtext><mn>50</mn><mo>%</mo>", "5\\text{mg}50\\%"),
        ] {
            let nodes = of_html(&format!("<math>{mathml}</math>"));
            let element = nodes.iter().find_map(Node::element).expect("a formula");
            assert_eq!(tex(element, false).as_deref(), Some(expected), "{mathml}");
        }
    }

    #[test]
    fn what_is_no_formula_here_is_none() {
        for mathml in ["<maction><mi>a</mi></maction>", "words", "", "<mtext>a}b</mtext>"] {
            let nodes = of_html(&format!("<math>{mathml}</math>"));
            let element = nodes.iter().find_map(Node::element).expect("a formula");
            assert_eq!(tex(element, false), None, "{mathml}");
        }
    }
}
