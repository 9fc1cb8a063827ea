//! Grid tables of Pandoc, which Markdown takes for text: each is a table with bars, or code where none can say what it says.

use super::super::code_lines::CodeLines;
use super::super::report::{Place, Report};

/// The lines with their grid tables as tables with bars, as many lines as before. `place` says where a line stands in its file.
pub(super) fn tables(lines: &[&str], place: &dyn Fn(usize) -> Place, report: &mut Report) -> Vec<String> {
    let code = CodeLines::of(lines).lines;
    let (mut out, mut at) = (Vec::<String>::with_capacity(lines.len()), 0);
    while at < lines.len() {
        let is_of_table = |at: &usize| code[*at].is_none() && lines[*at].trim_start().starts_with(['+', '|']);
        let end = (at..lines.len()).take_while(is_of_table).last().map_or(at, |last| last + 1);
        let last = (at..end).rev().find(|line| is_border(lines[*line])).unwrap_or(at);
        if last < at + 2 || !is_border(lines[at]) {
            out.push(lines[at].to_owned());
            at += 1;
            continue;
        }
        let written = &lines[at..=last];
        if let Some(table) = Grid::read(written) {
            table.told(&place(at), report);
            out.extend(table.written());
        } else {
            report.lost(&place(at), "a grid table whose cells go over several columns or rows", "it stands as code");
            out.push("```text".to_owned());
            out.extend(written.iter().map(|line| (*line).to_owned()));
            out.push("```".to_owned());
        }
        // Lines keep their numbers; two more where it is code.
        out.resize(out.len().max(last + 1), String::new());
        at = last + 1;
    }
    out
}

/// Whether a line stands between two rows: `+---+:==:+`.
fn is_border(line: &str) -> bool {
    let line = line.trim();
    line.len() > 2
        && line.starts_with('+')
        && line.ends_with('+')
        && line.contains(['-', '='])
        && line.chars().all(|sign| matches!(sign, '+' | '-' | '=' | ':'))
}

/// A table, of which each cell has the lines that it is written in.
struct Grid {
    rows: Vec<Vec<Vec<String>>>,
    /// Whether the first row is the head.
    has_head: bool,
    alignments: Vec<&'static str>,
}

impl Grid {
    /// Reads lines of which the first and the last are borders; nothing where cells go over several columns or rows, or hold code.
    fn read(lines: &[&str]) -> Option<Self> {
        let signs: Vec<Vec<char>> = lines.iter().map(|line| line.trim().chars().collect()).collect();
        let bars: Vec<usize> = (0..signs[0].len()).filter(|at| signs[0][*at] == '+').collect();
        let (mut rows, mut row, mut heads) = (Vec::new(), vec![Vec::new(); bars.len() - 1], Vec::new());
        for (line, written) in signs.iter().zip(lines).skip(1) {
            let is_end = is_border(written);
            let sign = if is_end { '+' } else { '|' };
            if !bars.iter().all(|bar| line.get(*bar) == Some(&sign)) || line.len() > signs[0].len() {
                return None;
            }
            if is_end {
                rows.push(std::mem::replace(&mut row, vec![Vec::new(); bars.len() - 1]));
                heads.extend(line.contains(&'=').then_some((rows.len(), line)));
                continue;
            }
            for (cell, between) in row.iter_mut().zip(bars.windows(2)) {
                let words: String = line[between[0] + 1..between[1]].iter().collect();
                cell.push(words.trim().to_owned());
            }
        }
        let head = heads.iter().find(|(rows, _)| *rows == 1).map(|(_, line)| *line);
        let border = head.unwrap_or(&signs[0]);
        let alignment = |between: &[usize]| match (border[between[0] + 1], border[between[1] - 1]) {
            (':', ':') => ":-:",
            (':', _) => ":--",
            (_, ':') => "--:",
            _ => "---",
        };
        let alignments = bars.windows(2).map(alignment).collect();
        let holds_code = rows.iter().flatten().flatten().any(|line: &String| line.starts_with("```"));
        (!holds_code).then_some(Self { rows, has_head: head.is_some(), alignments })
    }

    fn told(&self, place: &Place, report: &mut Report) {
        if !self.has_head {
            report.lost(place, "a grid table without a head", "its first row is the head");
        }
        if self.rows.iter().flatten().any(|cell| stretches(cell).len() > 1) {
            let instead = "they stand one below the other";
            report.lost(place, "a grid table whose cells hold paragraphs or lists", instead);
        }
    }

    fn written(&self) -> Vec<String> {
        let cell = |cell: &Vec<String>| stretches(cell).join("<br>").replace("\\|", "|").replace('|', "\\|");
        let row = |row: &Vec<Vec<String>>| format!("| {} |", row.iter().map(cell).collect::<Vec<_>>().join(" | "));
        let mut rows: Vec<String> = self.rows.iter().map(row).collect();
        rows.insert(1.min(rows.len()), format!("| {} |", self.alignments.join(" | ")));
        rows
    }
}

/// The paragraphs and entries of a cell, each as one line.
fn stretches(cell: &[String]) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut is_new = true;
    for line in cell {
        let entry = ["- ", "* ", "+ "].iter().find_map(|sign| line.strip_prefix(sign));
        match (line.is_empty(), entry, found.last_mut()) {
            (true, ..) => {}
            (_, Some(entry), _) => found.push(format!("• {entry}")),
            (_, None, Some(last)) if !is_new => *last = format!("{last} {line}"),
            _ => found.push(line.clone()),
        }
        is_new = line.is_empty();
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, usize) {
        let (lines, mut report) = (text.lines().collect::<Vec<_>>(), Report::default());
        let made = tables(&lines, &|at| Place::line("x", at + 1), &mut report);
        (made.join("\n"), report.finish().0.len())
    }

    #[test]
    fn a_grid_is_a_table_of_as_many_lines() {
        let text = "a\n\n+-----+:---:+\n| A   | B   |\n+=====+:===:+\n| one | x|y |\n| two |     |\n+-----+-----+\n| ü   | c   |\n+-----+-----+\n\nb";
        let table = "| A | B |\n| --- | :-: |\n| one two | x\\|y |\n| ü | c |\n\n\n\n";
        let expected = format!("a\n\n{table}\n\nb");
        assert_eq!(read(text), (expected, 0));
    }

    #[test]
    fn what_no_table_with_bars_can_say_is_told() {
        let (made, told) = read("+---+---+\n| - a | b |\n| - c |   |\n+---+---+\n");
        assert!(made.starts_with("```text\n+---+---+\n") && told == 1, "{made}");
        let (made, told) = read("+-----+---+\n| - a | b |\n| - c |   |\n|     |   |\n| d   |   |\n+-----+---+\n");
        assert!(made.starts_with("| • a<br>• c<br>d | b |\n| --- | --- |") && told == 2, "{made}");
    }

    #[test]
    fn what_is_no_grid_stays() {
        for text in
            ["+ a\n+ b", "| a | b |\n| --- | --- |\n| c | d |", "```\n+---+\n| a |\n+---+\n```", "+---+", "+--+\n+--+"]
        {
            assert_eq!(read(text), (text.to_owned(), 0), "{text}");
        }
    }
}
