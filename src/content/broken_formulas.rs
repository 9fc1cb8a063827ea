//! Formulas that end for Markdown above a line of theirs, because that line begins a list, a quotation or a heading.

use std::ops::Range;

/// How far the end of a formula is looked for, in bytes: a longer one is not shown.
const LONGEST: usize = 4000;

/// A formula of which a line begins something else.
pub(super) struct Broken {
    /// From the first dollar sign to behind the last.
    pub(super) range: Range<usize>,
    /// The signs at the head of the line.
    pub(super) sign: Range<usize>,
    /// What Markdown begins with them.
    pub(super) what: &'static str,
}

/// The formula that begins with the dollar sign at an offset, which Markdown took for words, if a line within it is why.
pub(super) fn broken(source: &str, start: usize) -> Option<Broken> {
    let signs = source[start..].bytes().take(3).take_while(|byte| *byte == b'$').count();
    if signs > 2 || source[..start].ends_with(['$', '\\']) {
        return None;
    }
    let dollars = start..start + signs;
    let begin = source[..dollars.start].rfind('\n').map_or(0, |end| end + 1);
    let (before, written) = (&source[begin..dollars.start], &source[dollars.clone()]);
    let quotations = before.bytes().filter(|byte| *byte == b'>').count();
    let (mut at, mut sign) = (dollars.end, None);
    for (index, line) in source[dollars.end..].split_inclusive('\n').enumerate() {
        let inner = if index == 0 { line } else { behind_quotations(line, quotations) };
        let from = at + line.len() - inner.len();
        if from - dollars.end > LONGEST || index > 0 && inner.trim().is_empty() {
            return None;
        }
        if index > 0 && sign.is_none() {
            sign = begun(inner).map(|(place, what)| (from + place.start..from + place.end, what));
        }
        if let Some(end) = inner.find(written) {
            let (tex, end) = (&source[dollars.end..from + end], from + end + written.len());
            let is_display = written == "$$" && begins_line(before) && tex.starts_with(['\n', '\r']);
            let (sign, what) = sign.filter(|_| is_display || is_formula(tex, &source[end..]))?;
            return Some(Broken { range: dollars.start..end, sign, what });
        }
        at += line.len();
    }
    None
}

fn begins_line(before: &str) -> bool {
    before.trim_matches(['>', ' ', '\t', '-', '*', '+']).is_empty()
}

/// A line without the signs of so many quotations, or as many of them as it has.
fn behind_quotations(line: &str, quotations: usize) -> &str {
    (0..quotations).fold(line, |line, _| line.trim_start_matches([' ', '\t']).strip_prefix('>').unwrap_or(line))
}

/// The signs at the head of a line that begin something in the midst of a paragraph (`CommonMark` 4.2, 4.3, 5.1 and 5.2), and what.
fn begun(line: &str) -> Option<(Range<usize>, &'static str)> {
    let words = line.trim();
    let length = if ["- ", "+ ", "* "].iter().any(|sign| words.starts_with(sign)) || words.starts_with('>') {
        1
    } else if words.bytes().all(|byte| byte == b'=') || words.bytes().all(|byte| byte == b'-') {
        words.len()
    } else {
        words.find(' ').filter(|length| *length <= 6 && words[..*length].bytes().all(|byte| byte == b'#'))?
    };
    let what = match words.as_bytes()[0] {
        b'>' => "a quotation",
        b'-' | b'+' | b'*' if words.len() > length && words[length..].starts_with(' ') => "a list",
        _ => "a heading",
    };
    let from = line.len() - line.trim_start().len();
    Some((from..from + length, what))
}

/// Whether words between dollar signs read like TeX: prices are in lists, too.
fn is_formula(tex: &str, behind: &str) -> bool {
    /// Words of running text have more letters than what stands for a quantity.
    const LONGEST_NAME: usize = 2;
    let is_apart = tex.starts_with(char::is_whitespace) || tex.ends_with([' ', '\t', '\n', '\\']);
    let is_dollar = behind.starts_with(|sign: char| sign == '$' || sign.is_ascii_digit()) || tex.starts_with('$');
    let mut words = tex.split(|sign: char| !(sign.is_alphabetic() || sign == '\\')).filter(|word| !word.is_empty());
    let is_short = |word: &str| word.contains('\\') || word.chars().count() <= LONGEST_NAME;
    let has_letters = tex.contains(char::is_alphabetic);
    !is_apart && !is_dollar && has_letters && words.all(is_short)
}

#[cfg(test)]
mod tests {
    use super::super::tests::findings;

    #[test]
    fn a_formula_that_a_line_of_its_own_ends_is_told_once_at_that_line() {
        for (body, found) in [
            ("$$\na + b\n- c\n$$\n", "math-form 3:1 -"),
            ("$$\na + b\n+ c\n- d\n$$\n\n$$\nx\n$$\n", "math-form 3:1 +"),
            ("$$\nx\n> 5\n$$\n", "math-form 3:1 >"),
            ("$$\nx\n=\ny\n$$\n", "math-form 3:1 ="),
            ("$$\n\\begin{align*}\na &= b \\\\\n- c\n\\end{align*}\n$$\n", "math-form 4:1 -"),
            ("> $$\n> a\n> - c\n> $$\n", "math-form 3:3 -"),
            ("- b\n\n  $$\n  a\n  - c\n  $$\n", "math-form 5:3 -"),
            ("$$x\n= y\n+ z$$\n", "math-form 3:1 +"),
            ("The formula $x\n- y$ wraps.\n", "math-form 2:1 -"),
            ("$$\na + b\n{}- c\n$$\n\n$$\na + b -\nc\n$$\n", ""),
            ("$5\n- 10$\n\nIt costs $5 or\n- 6 and 7$ more\n\n$ cheap\n- $$ dear\n- $$$ dearer\n", ""),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }
}
