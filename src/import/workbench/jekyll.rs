//! The older style of lessons: quotations with a class behind them (`{: .challenge}`), classes of code, and Liquid's marks.

use super::super::code_lines::{CodeLine, CodeLines};
use super::super::hidden::{comment, hides_by_class};
use super::super::report::{Place, Report};

/// The text with containers, languages and ids as the Workbench has them.
pub(super) fn modernized(body: &str, file: &str, report: &mut Report) -> String {
    if !body.contains("{:") && !body.contains("{%") && !body.contains("{{") {
        return body.to_owned();
    }
    let lines: Vec<String> = body.lines().map(|line| liquid(line, file, report)).collect();
    lines_of(&lines).join("\n") + "\n"
}

fn lines_of(lines: &[String]) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let code = CodeLines::of(lines).lines;
    // Where the last code block was opened.
    let mut opened: Option<usize> = None;
    let (mut at, mut is_quoted) = (0, false);
    while let Some(line) = lines.get(at) {
        let opens = matches!(code[at], Some(CodeLine::Opens(..)));
        if opens || at == 0 || matches!(code[at - 1], None | Some(CodeLine::Closes)) {
            is_quoted = line.starts_with('>');
        }
        if opens && !is_quoted {
            opened = Some(out.len());
        }
        // Code within a quotation is looked at with what is quoted.
        if code[at].is_some() && !(is_quoted && line.starts_with('>')) {
            out.push(line.clone());
            at += 1;
            continue;
        }
        if line.starts_with('>') {
            at += quotation(&lines[at..], &mut out);
            continue;
        } else if is_hiding(line) {
            // It hides the block above it.
            let begins = out.iter().rposition(|line| line.trim().is_empty()).map_or(0, |blank| blank + 1);
            let block = out.split_off(begins).join("\n");
            out.extend([comment(&block, true), String::new()]);
            at += 1;
            continue;
        } else if let Some(class) = class(line) {
            // Behind code it is its language.
            if let Some(open) =
                opened.take().filter(|open| out[*open].trim().chars().all(|character| matches!(character, '`' | '~')))
            {
                out[open].push_str(class.strip_prefix("language-").unwrap_or(class));
            }
            at += 1;
            continue;
        } else if let Some(id) = line.trim().strip_prefix("{: #").and_then(|rest| rest.strip_suffix('}')) {
            if let Some(heading) = out.iter_mut().last().filter(|heading| heading.starts_with('#')) {
                heading.push_str(&format!(" {{#{}}}", id.trim()));
            }
            at += 1;
            continue;
        }
        out.push(line.clone());
        at += 1;
    }
    out
}

/// The quotation that these lines begin with, which is a container where a class stands behind it; how many lines it has.
fn quotation(lines: &[String], out: &mut Vec<String>) -> usize {
    let quoted = lines.iter().take_while(|line| line.starts_with('>')).count();
    let inner: Vec<String> =
        lines[..quoted].iter().map(|line| line[1..].strip_prefix(' ').unwrap_or(&line[1..]).to_owned()).collect();
    let behind = lines.get(quoted);
    if behind.is_some_and(|line| is_hiding(line)) {
        out.push(comment(&inner.join("\n"), true));
        return quoted + 1;
    }
    if let Some(class) = behind.and_then(|line| class(line)) {
        out.push(String::new());
        out.push(format!("::: {class}"));
        out.extend(lines_of(&inner));
        out.extend([":::".to_owned(), String::new()]);
        return quoted + 1;
    }
    out.extend(lines[..quoted].iter().cloned());
    quoted
}

/// Whether a line is an attribute list by which the block above it is not shown.
fn is_hiding(line: &str) -> bool {
    let line = line.trim();
    line.starts_with("{:") && line.ends_with('}') && hides_by_class(line)
}

/// The class in `{: .challenge}`.
fn class(line: &str) -> Option<&str> {
    let inner = line.trim().strip_prefix("{:")?.strip_suffix('}')?.trim();
    inner.strip_prefix('.').map(|class| class.split_whitespace().next().unwrap_or(class))
}

/// A line without Liquid: links lead to their files, what is included from elsewhere is reported.
fn liquid(written: &str, file: &str, report: &mut Report) -> String {
    let mut line = written.to_owned();
    for root in [
        "{{ page.root }}/",
        "{{page.root}}/",
        "{{ page.root }}",
        "{{ site.baseurl }}/",
        "{{site.baseurl}}/",
        "{{ site.baseurl }}",
        "{{ relative_root_path }}/",
        "{{ relative_root_path }}",
    ] {
        line = line.replace(root, "");
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
