//! The older style of lessons: quotations with a class behind them (`{: .challenge}`), classes of code, and Liquid's marks.

use crate::content::html::hides_in_braces;

use super::super::code_lines::{CodeLine, CodeLines};
use super::super::hidden::comment;
use super::super::report::{Place, Report};
use super::figures;

/// The text with containers, languages and ids as the Workbench has them.
pub(super) fn modernized(body: &str, file: &str, report: &mut Report) -> String {
    if !body.contains("{:") && !body.contains("{%") && !body.contains("{{") {
        return body.to_owned();
    }
    let body = figures::included(body);
    let lines: Vec<String> = body.lines().map(|line| liquid(line, file, report)).collect();
    Older { file, report }.lines_of(&lines).join("\n") + "\n"
}

/// A page of the older style, which is read once.
struct Older<'r> {
    file: &'r str,
    report: &'r mut Report,
}

impl Older<'_> {
    fn lines_of(&mut self, lines: &[String]) -> Vec<String> {
        let mut out: Vec<String> = Vec::new();
        let code = CodeLines::of(lines).lines;
        // Where the last code block was opened: its line, and where its fence ends in that.
        let mut opened: Option<(usize, usize)> = None;
        let (mut at, mut is_quoted) = (0, false);
        while let Some(line) = lines.get(at) {
            let fence = if let Some(CodeLine::Opens(offset, marks)) = code[at] { Some(offset + marks) } else { None };
            let opens = fence.is_some();
            if opens || at == 0 || matches!(code[at - 1], None | Some(CodeLine::Closes)) {
                is_quoted = line.starts_with('>');
            }
            if opens && !is_quoted {
                opened = fence.map(|end| (out.len(), end));
            }
            // Code within a quotation is looked at with what is quoted.
            if code[at].is_some() && !(is_quoted && line.starts_with('>')) {
                out.push(line.clone());
                at += 1;
                continue;
            }
            if line.starts_with('>') {
                at += self.quotation(&lines[at..], &mut out);
            } else if is_hiding(line) {
                let is_behind_code = at > 0 && code[at - 1].is_some();
                at += 1 + self.hide(
                    line,
                    &lines[at + 1..],
                    opened.map(|(open, _)| open).filter(|_| is_behind_code),
                    &mut out,
                );
            } else if let Some(class) = class(line) {
                // Behind code it is its language.
                if let Some((open, _)) = opened.take().filter(|(open, end)| out[*open][*end..].trim().is_empty()) {
                    out[open].push_str(class.strip_prefix("language-").unwrap_or(class));
                }
                at += 1;
            } else if let Some(id) = line.trim().strip_prefix("{: #").and_then(|rest| rest.strip_suffix('}')) {
                if let Some(heading) = out.iter_mut().last().filter(|heading| heading.starts_with('#')) {
                    heading.push_str(&format!(" {{#{}}}", id.trim()));
                }
                at += 1;
            } else {
                out.push(line.clone());
                at += 1;
            }
        }
        out
    }

    /// The quotation that these lines begin with, which is a container where a class stands behind it; how many lines it has.
    fn quotation(&mut self, lines: &[String], out: &mut Vec<String>) -> usize {
        let quoted = lines.iter().take_while(|line| line.starts_with('>')).count();
        let inner: Vec<String> =
            lines[..quoted].iter().map(|line| line[1..].strip_prefix(' ').unwrap_or(&line[1..]).to_owned()).collect();
        let behind = lines.get(quoted);
        if let Some(mark) = behind.filter(|line| is_hiding(line)) {
            self.told_hidden(mark);
            out.push(comment(&inner.join("\n"), true));
            return quoted + 1;
        }
        if let Some(class) = behind.and_then(|line| class(line)) {
            out.push(String::new());
            out.push(format!("::: {class}"));
            out.extend(self.lines_of(&inner));
            out.extend([":::".to_owned(), String::new()]);
            return quoted + 1;
        }
        out.extend(lines[..quoted].iter().cloned());
        quoted
    }

    /// Makes a comment of the block that a mark hides: the one right above it, which may be the code that begins at `code`, or where none
    /// is, the one right below it (kramdown's "block inline attribute lists"). How many lines below belong to it.
    fn hide(&mut self, mark: &str, below: &[String], code: Option<usize>, out: &mut Vec<String>) -> usize {
        self.told_hidden(mark);
        let is_above = out.last().is_some_and(|line| !line.trim().is_empty());
        if !is_above {
            let block = below.iter().take_while(|line| !line.trim().is_empty()).count();
            out.extend([comment(&below[..block].join("\n"), true), String::new()]);
            return block;
        }
        let block = out.split_off(code.unwrap_or_else(|| block_begin(out)));
        out.extend([comment(&block.join("\n"), true), String::new()]);
        0
    }

    fn told_hidden(&mut self, mark: &str) {
        let place = Place::words(self.file, mark.trim());
        self.report.lost(&place, "a text that is not shown", "a comment, which nobody reads");
    }
}

/// Where the block begins whose last line is the last of these: behind an empty line, or a list with all of its entries.
fn block_begin(lines: &[String]) -> usize {
    let begin = |end: usize| lines[..end].iter().rposition(|line| line.trim().is_empty()).map_or(0, |blank| blank + 1);
    let is_of_list = |line: &str| {
        let bare = line.trim_start();
        let behind_number = bare.trim_start_matches(|sign: char| sign.is_ascii_digit());
        let is_numbered = behind_number.len() < bare.len() && behind_number.starts_with(['.', ')']);
        bare.len() < line.len() || is_numbered || ["- ", "* ", "+ "].iter().any(|mark| bare.starts_with(mark))
    };
    let mut from = begin(lines.len());
    while from > 0 && is_of_list(&lines[from]) {
        let above = lines[..from].iter().rposition(|line| !line.trim().is_empty());
        let Some(before) = above.map(|last| begin(last + 1)).filter(|before| is_of_list(&lines[*before])) else {
            break;
        };
        from = before;
    }
    from
}

/// Whether a line is an attribute list by which a block is not shown.
fn is_hiding(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("{:") && line.ends_with('}') && hides_in_braces(line)
}

/// The class in `{: .challenge}`.
fn class(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix("{:")?.strip_suffix('}')?.trim();
    inner.strip_prefix('.').map(|class| class.split_whitespace().next().unwrap_or(class))
}

/// What Liquid puts before an address from the head of the site.
const ROOTS: [&str; 9] = [
    "{{ page.root }}/",
    "{{page.root}}/",
    "{{ page.root }}",
    "{{page.root}}",
    "{{ site.baseurl }}/",
    "{{site.baseurl}}/",
    "{{ site.baseurl }}",
    "{{ relative_root_path }}/",
    "{{ relative_root_path }}",
];

/// A line without Liquid: links lead to their files, what is included from elsewhere is reported.
fn liquid(written: &str, file: &str, report: &mut Report) -> String {
    let mut line = written.to_owned();
    for root in ROOTS {
        // By itself it is the front page.
        line = line.replace(&format!("({root})"), "(index.md)").replace(root, "");
    }
    while let Some(start) = line.find("{%") {
        let Some(end) = line[start..].find("%}").map(|end| start + end + 2) else { break };
        let inner = line[start + 2..end - 2].trim().to_owned();
        let instead = match inner.split_once(' ') {
            Some(("link", path)) => path.trim().to_owned(),
            _ if matches!(inner.as_str(), "raw" | "endraw" | "comment" | "endcomment") => String::new(),
            _ => {
                report.lost(&Place::words(file, written.trim()), format!("`{{% {inner} %}}`"), "left out");
                String::new()
            }
        };
        line.replace_range(start..end, &instead);
    }
    line
}
