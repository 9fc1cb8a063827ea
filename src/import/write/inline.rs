//! A line as Markdown, in which every character that could be markup is escaped.

use crate::content::prices::is_price;

use super::super::formula::formula;
use super::super::material::Gap;
use super::super::rich_text::{Inline, words};

/// Where a line is written.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting<'g> {
    /// In a cell of a table, which a bar would end, in code too.
    pub(super) in_cell: bool,
    /// Whether a line cannot end here.
    pub(super) is_one_line: bool,
    /// The gaps of the question around it.
    pub(super) gaps: &'g [Gap],
}

/// A line as Markdown. It may hold line ends, behind backslashes; what begins a line begins no block.
pub(super) fn inline(line: &[Inline], setting: Setting<'_>) -> String {
    let mut out = String::new();
    push_line(&mut out, &joined(line), setting, false);
    let lines = out.split('\n').map(|line| guarded(line.trim_matches([' ', '\t'])));
    let kept: Vec<String> = lines.filter(|line| !matches!(line.trim(), "" | "\\")).collect();
    let mut written = kept.join("\n");
    written.truncate(written.trim_end().len());
    // Nothing follows the last line end.
    if written.ends_with('\\') && written.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1 {
        written.pop();
    }
    written.truncate(written.trim_end().len());
    written
}

/// The same line with neighbouring words in one piece.
fn joined(line: &[Inline]) -> Vec<Inline> {
    let mut joined: Vec<Inline> = Vec::with_capacity(line.len());
    for inline in line {
        match (joined.last_mut(), inline) {
            (Some(Inline::Words(before)), Inline::Words(text)) => before.push_str(text),
            (_, other) => joined.push(other.clone()),
        }
    }
    joined
}

fn push_line(out: &mut String, line: &[Inline], setting: Setting<'_>, in_link: bool) {
    for (at, inline) in line.iter().enumerate() {
        let next = line.get(at + 1);
        match inline {
            Inline::Words(text) => push_words(out, text, in_link),
            // `[` and code with `]:` in it would define a link at the head of a line.
            Inline::Code(text) if in_link && text.contains(']') => push_words(out, &as_words(text), true),
            Inline::Code(text) => push_code(out, text, setting.in_cell),
            Inline::Emphasis(inner) => push_marked(out, (inner, "*", "em"), next, setting, in_link),
            Inline::Strong(inner) => push_marked(out, (inner, "**", "strong"), next, setting, in_link),
            Inline::Struck(inner) => push_element(out, inner, "del", setting, in_link),
            Inline::Sub(inner) => push_element(out, inner, "sub", setting, in_link),
            Inline::Sup(inner) => push_element(out, inner, "sup", setting, in_link),
            Inline::Link { text, .. } if in_link => push_line(out, &joined(text), setting, true),
            Inline::Link { to, text } => {
                let mut inner = String::new();
                push_line(&mut inner, &joined(text), Setting { is_one_line: true, ..setting }, true);
                out.push_str(&format!("[{}](<{}>)", inner.trim(), address(to, setting.in_cell)));
            }
            Inline::Picture { to, alt } => {
                let mut inner = String::new();
                push_words(&mut inner, &as_words(alt), true);
                out.push_str(&format!("![{}](<{}>)", inner.trim(), address(to, setting.in_cell)));
            }
            Inline::Math { tex, .. } if in_link && tex.contains(']') => push_words(out, &as_words(tex), true),
            Inline::Math { tex, is_display } => push_math(out, (tex, *is_display), next, setting.in_cell),
            Inline::Break if setting.is_one_line => out.push_str("<br>"),
            Inline::Break => out.push_str("\\\n"),
            Inline::Gap(index) => push_gap(out, setting.gaps.get(*index)),
        }
    }
}

fn as_words(text: &str) -> String {
    match words(text) {
        Inline::Words(text) => text,
        _ => String::new(),
    }
}

/// An address between angle brackets.
fn address(to: &str, in_cell: bool) -> String {
    let mut address = String::with_capacity(to.len());
    for (at, character) in to.char_indices().filter(|(_, character)| !character.is_control()) {
        // An address within the address would be taken for one by itself.
        let behind = &to[at + character.len_utf8()..];
        let begins_another = "*_~(".contains(character) && (behind.starts_with("http") || behind.starts_with("www."));
        match character {
            '<' => address.push_str("%3C"),
            '>' => address.push_str("%3E"),
            '\\' => address.push_str("%5C"),
            '|' if in_cell => address.push_str("%7C"),
            '&' => address.push_str("\\&"),
            other if other.is_ascii_graphic() && !begins_another && !"[]{}`\"^".contains(other) => address.push(other),
            other if other.is_ascii() || other.is_whitespace() => {
                for byte in other.encode_utf8(&mut [0; 4]).bytes() {
                    address.push_str(&format!("%{byte:02X}"));
                }
            }
            other => address.push(other),
        }
    }
    address
}

/// Emphasis by asterisks where Markdown takes them for that, and by an element where it would not.
fn push_marked(
    out: &mut String,
    (inner, mark, element): (&[Inline], &str, &str),
    next: Option<&Inline>,
    setting: Setting<'_>,
    in_link: bool,
) {
    let mut written = String::new();
    push_line(&mut written, &joined(inner), setting, in_link);
    let core = written.trim_matches(' ');
    if is_nothing(core) {
        out.push_str(&written);
        return;
    }
    let leading = written.len() - written.trim_start_matches(' ').len();
    out.push_str(&" ".repeat(leading.min(1)));
    let is_alphanumeric = |at: Option<char>| at.is_some_and(char::is_alphanumeric);
    let is_mark = |at: Option<char>| at.is_some_and(|character| "?.!,:;()'\"“”„‘’".contains(character));
    let before = out.chars().next_back().filter(|before| !before.is_whitespace());
    let (ends_before, is_apart_before) = (before.is_none_or(char::is_alphanumeric), before.is_none());
    let (begins_behind, is_apart_behind) = match next {
        None | Some(Inline::Break) => (true, true),
        Some(Inline::Words(text)) => {
            let next = text.chars().next();
            (
                next.is_none_or(|next| next.is_whitespace() || next.is_alphanumeric() || is_mark(Some(next))),
                next.is_none_or(char::is_whitespace),
            )
        }
        _ => (false, false),
    };
    let (first, last) = (core.chars().next(), core.chars().next_back());
    // A mark at an end makes no emphasis where a word follows it (CommonMark 0.31, 6.2).
    let holds = (is_alphanumeric(first) || (is_mark(first) && is_apart_before))
        && (is_alphanumeric(last) || (is_mark(last) && is_apart_behind));
    if holds && ends_before && begins_behind && !core.contains("\\\n") {
        out.push_str(&format!("{mark}{core}{mark}"));
    } else {
        out.push_str(&format!("<{element}>{core}</{element}>"));
    }
    let trailing = written.len() - written.trim_end_matches(' ').len();
    out.push_str(&" ".repeat(trailing.min(1)));
}

fn push_element(out: &mut String, inner: &[Inline], element: &str, setting: Setting<'_>, in_link: bool) {
    let mut written = String::new();
    push_line(&mut written, &joined(inner), setting, in_link);
    if is_nothing(&written) {
        out.push_str(&written);
    } else {
        out.push_str(&format!("<{element}>{written}</{element}>"));
    }
}

/// Whether nothing but ends of lines was written.
fn is_nothing(written: &str) -> bool {
    written.replace("\\\n", "").replace("<br>", "").trim().is_empty()
}

/// A code span: between more backticks than stand in it.
fn push_code(out: &mut String, text: &str, in_cell: bool) {
    let text = match words(text) {
        // White space at the ends is kept as one space by padding.
        Inline::Words(text) if !text.trim().is_empty() => text,
        _ => return,
    };
    let longest = text.split(|character| character != '`').map(str::len).max().unwrap_or(0);
    let ticks = "`".repeat(longest + 1);
    let text = if in_cell { text.replace('|', "\\|") } else { text };
    let is_padded = text.starts_with(['`', ' ']) || text.ends_with(['`', ' ']);
    let pad = if is_padded { " " } else { "" };
    // Two code spans side by side would be one.
    if out.ends_with('`') {
        out.push_str("<wbr>");
    }
    out.push_str(&format!("{ticks}{pad}{text}{pad}{ticks}"));
}

/// TeX between dollar signs; in code, where no page can show it or Markdown would not take it for a formula here.
fn push_math(out: &mut String, (tex, is_display): (&str, bool), next: Option<&Inline>, in_cell: bool) {
    let mark = if is_display { "$$" } else { "$" };
    let behind = match next {
        Some(Inline::Words(text)) => text.as_str(),
        Some(Inline::Math { .. } | Inline::Code(_)) => "$",
        _ => "",
    };
    let is_apart = !out.ends_with(['$', '\\', '`']) && !behind.starts_with(['$', '`']);
    if let Some(tex) = formula(tex, is_display).filter(|tex| is_apart && !is_price(tex, out, behind)) {
        let tex = if in_cell { tex.replace('|', "\\|") } else { tex };
        out.push_str(&format!("{mark}{tex}{mark}"));
        return;
    }
    push_code(out, &format!("{mark}{}{mark}", tex.trim()), in_cell);
}

/// Words with a backslash before what could be markup.
fn push_words(out: &mut String, text: &str, in_link: bool) {
    let mut rest = text;
    while let Some(found) = if in_link { None } else { web_address(rest) } {
        push_escaped(out, &rest[..found.start]);
        out.push_str(&format!("<{}>", &rest[found.clone()]));
        rest = &rest[found.end..];
    }
    push_escaped(out, rest);
}

/// Where a web address stands that can be written between angle brackets.
fn web_address(text: &str) -> Option<std::ops::Range<usize>> {
    let start = [text.find("https://"), text.find("http://")].into_iter().flatten().min()?;
    let is_apart = text[..start].chars().next_back().is_none_or(|before| !before.is_alphanumeric());
    let plain = |character: char| {
        character.is_ascii_graphic() && !matches!(character, '<' | '>' | '`' | '\\' | '"' | '{' | '}' | '|' | '[' | ']')
    };
    let length = text[start..].find(|character| !plain(character)).unwrap_or(text.len() - start);
    let address = text[start..start + length].trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '\'', '*', '_']);
    let host = address.split_once("://").map_or("", |(_, host)| host);
    let is_host = host.starts_with(|first: char| first.is_ascii_alphanumeric());
    (is_apart && is_host).then(|| start..start + address.len())
}

fn push_escaped(out: &mut String, text: &str) {
    let mut before = out.chars().next_back();
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let next = characters.peek().copied();
        let is_word = |at: Option<char>| at.is_some_and(char::is_alphanumeric);
        let is_escaped = match character {
            '\\' | '`' | '*' | '[' | ']' | '~' | '$' | '|' | '{' | '}' | '^' => true,
            '_' => !(is_word(before) && is_word(next)),
            '<' => next.is_none_or(|next| !next.is_whitespace()),
            '&' => next.is_none_or(|next| next.is_alphanumeric() || next == '#'),
            '!' => next.is_none_or(|next| next == '['),
            '@' => is_word(next) && !is_word(before),
            '=' => next == Some('=') || before == Some('='),
            // A web address that is none of ours would be linked, with what escapes in it.
            ':' => matches!(next, Some(':' | '/')) || before == Some(':'),
            _ => false,
        };
        if is_escaped {
            out.push('\\');
        }
        out.push(character);
        before = Some(character);
    }
}

/// A line whose first characters begin no block: no heading, list, quotation, definition, container or mark of another tool.
fn guarded(line: &str) -> String {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = line[digits..].chars().next();
    if digits > 0 && matches!(behind, Some('.' | ')')) {
        return format!("{}\\{}", &line[..digits], &line[digits..]);
    }
    match line.chars().next() {
        Some('#' | '+' | '-' | '=' | '>') => format!("\\{line}"),
        // Colons at the head of a line are never text to whoever looks for slips in container lines.
        Some(':') => format!("&#58;{}", &line[1..]),
        Some('\\') if line.starts_with("\\:") => format!("&#58;{}", &line[2..]),
        Some('!' | '?') if line.starts_with("!!!") || line.starts_with("???") => format!("\\{line}"),
        // What looks like the box of an option.
        Some('(') if line.chars().skip(1).take(4).any(|character| character == ')') => format!("&#40;{}", &line[1..]),
        _ => line.to_owned(),
    }
}

/// A gap with its answers; one that is not there is a dash.
fn push_gap(out: &mut String, gap: Option<&Gap>) {
    match gap {
        None => out.push('…'),
        Some(Gap::Typed(answers)) => {
            let answers: Vec<String> = answers.iter().map(|answer| in_gap(answer)).collect();
            out.push_str(&format!("[[{}]]", answers.join("|")));
        }
        Some(Gap::Number(forms)) => out.push_str(&format!("[[= {}]]", forms.join(" | "))),
        Some(Gap::Menu(entries)) => {
            let entry = |(text, right): &(String, bool)| format!("{}{}", if *right { "*" } else { "" }, in_gap(text));
            let entries: Vec<String> = entries.iter().map(entry).collect();
            out.push_str(&format!("[[{}]]", entries.join(" / ")));
        }
    }
}

/// An answer as it stands between the brackets of a gap.
fn in_gap(answer: &str) -> String {
    let mut out = String::new();
    let answer = as_words(answer);
    for (at, character) in answer.trim().chars().enumerate() {
        let is_escaped = match character {
            // A slash between spaces makes a menu.
            '/' => out.is_empty() || out.ends_with(' '),
            '=' => at == 0,
            other => "\\`*_[]<>&~|!{}$^".contains(other),
        };
        if is_escaped {
            out.push('\\');
        }
        out.push(character);
    }
    // A backslash before the brackets would be theirs.
    if out.ends_with('\\') {
        out.push(' ');
    }
    out
}
