//! Code blocks that are none to the tool they come from: drawings, directives, code that is run.

use pulldown_cmark::CodeBlockKind;

use super::super::foreign_marks::is_hiding_directive;
use super::super::highlight::language;
use super::super::html::is_hiding_class;

/// Languages in which other tools draw.
const DRAWINGS: [&str; 16] = [
    "mermaid",
    "dot",
    "graphviz",
    "plantuml",
    "puml",
    "tikz",
    "d2",
    "ditaa",
    "svgbob",
    "vega",
    "vega-lite",
    "wavedrom",
    "flowchart",
    "sequence",
    "nomnoml",
    "bpmn",
];

/// Whether another tool does not show what stands in a code block: by its directive, or by a class behind it. `kind` says what stands behind
/// its fence, `code` is its code.
pub(super) fn is_hidden_code(kind: &CodeBlockKind<'_>, code: &str) -> bool {
    let CodeBlockKind::Fenced(info) = kind else { return false };
    let Some(inner) = info.trim().strip_prefix('{').and_then(|inner| inner.split('}').next()) else { return false };
    let name = inner.split([' ', ',', '\t']).find(|part| !part.is_empty()).unwrap_or_default().to_ascii_lowercase();
    let mut options = code.lines().map_while(|line| line.strip_prefix(':')?.split_once(':'));
    let is_hiding = |(key, value): (&str, &str)| key == "class" && value.split_whitespace().any(is_hiding_class);
    is_hiding_directive(&name) || options.any(is_hiding)
}

/// What a code block is to another tool, with what to write in its place; `kind` says what stands behind its fence.
pub(super) fn foreign_code(kind: &CodeBlockKind<'_>) -> Option<(String, String)> {
    let CodeBlockKind::Fenced(info) = kind else { return None };
    let info = info.trim();
    let braced = info.strip_prefix('{').map(|inner| inner.split('}').next().unwrap_or_default());
    let written = braced.unwrap_or(info);
    let name = written.split([' ', ',', '{', '\t']).find(|part| !part.is_empty())?;
    let small = name.to_ascii_lowercase();
    let name = small.as_str();
    if DRAWINGS.contains(&name) || braced.is_some() && DRAWINGS.contains(&name.trim_start_matches('.')) {
        let help = "save the drawing as SVG, and write `![what it tells](drawing.svg)`";
        return Some((format!("a drawing in `{name}`, which is shown as its code"), help.to_owned()));
    }
    if name == "math" {
        return Some(("a formula, which is shown as its code".to_owned(), "write `$$` above and below it".to_owned()));
    }
    if name == "admonish" || name.starts_with("ad-") {
        return Some(("an admonition of another tool, which is shown as code".to_owned(), container(name)));
    }
    let inner = braced?;
    match name.as_bytes().first() {
        Some(b'=') => {
            let help = "put HTML on the page as it is; for other formats leave it out";
            Some((format!("raw `{}` of Pandoc, which is shown as code", &name[1..]), help.to_owned()))
        }
        Some(b'.' | b'#') => attributes(inner),
        _ if language(name).is_some() => {
            let help = format!("write ```` ```{name} ````, and below it what the code prints: nothing is run here");
            Some((format!("code in `{name}` to be run, which is shown as it is written"), help))
        }
        _ => Some((format!("the directive `{{{name}}}` of another tool, which is shown as code"), directive(name))),
    }
}

/// Attributes of Pandoc beside the name of a language.
fn attributes(inner: &str) -> Option<(String, String)> {
    let language = inner.split_whitespace().find_map(|part| part.strip_prefix('.'));
    let others: Vec<&str> = inner.split_whitespace().filter(|part| part.strip_prefix('.') != language).collect();
    if others.is_empty() {
        return None;
    }
    let help = format!("write ```` ```{} ````: a code block takes the name of a language", language.unwrap_or("text"));
    Some((format!("a code block with `{}`, which is left out", others.join(" ")), help))
}

/// What to write instead of a directive.
fn directive(name: &str) -> String {
    match name {
        "figure" | "image" => {
            "write `::: figure`, in it `![what it tells](picture.svg)`, an empty line and the caption, and `:::`"
                .to_owned()
        }
        "code" | "code-block" | "code-cell" | "sourcecode" => {
            "write the name of the language behind the fence: ```` ```python ````".to_owned()
        }
        "include" | "literalinclude" => {
            "put the text into `content/_shared/NAME.md`, and write `{{include NAME}}` on a line of its own".to_owned()
        }
        "table" | "list-table" | "csv-table" => "write a table: `| a | b |`, and below it `| --- | --- |`".to_owned(),
        "toctree" | "tableofcontents" => "leave it out: the folders and files are the contents".to_owned(),
        "youtube" | "video" => "write `::: video {src=\"…\"}`, the transcript below it, and `:::`".to_owned(),
        _ => container(name),
    }
}

fn container(name: &str) -> String {
    let ours = match name.trim_start_matches("ad-") {
        name @ ("tip" | "warning" | "exercise" | "solution" | "details" | "question") => name,
        "hint" => "tip",
        "caution" | "danger" | "attention" | "error" => "warning",
        "dropdown" => "details",
        _ => "note",
    };
    format!("write `::: {ours}` above its text and `:::` below it")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_another_tool_does_not_show_is_told_apart() {
        let is_hidden = |info: &'static str, code: &str| is_hidden_code(&CodeBlockKind::Fenced(info.into()), code);
        for (info, code) in
            [("{only} latex", ""), ("{comment}", ""), ("{note}", ":name: a\n:class: wide hidden\nx\n"), ("{Only}", "")]
        {
            assert!(is_hidden(info, code), "{info}");
        }
        for (info, code) in [("only", ""), ("comment", ""), ("{r}", ""), ("{note}", "a\n:class: hidden\n")] {
            assert!(!is_hidden(info, code), "{info}");
        }
    }

    #[test]
    fn fences_of_other_tools_are_told() {
        let said = |info: &'static str| foreign_code(&CodeBlockKind::Fenced(info.into()));
        for (info, what, help) in [
            ("mermaid", "a drawing in `mermaid`", "SVG"),
            ("{mermaid}", "a drawing in `mermaid`", "SVG"),
            ("{.mermaid}", "a drawing in `.mermaid`", "SVG"),
            ("{note}", "the directive `{note}`", "`::: note`"),
            ("{admonition} Title", "the directive `{admonition}`", "`::: note`"),
            ("{figure} a.png", "the directive `{figure}`", "`::: figure`"),
            ("{r}", "code in `r` to be run", "```` ```r ````"),
            ("{r setup, include=FALSE}", "code in `r` to be run", "nothing is run here"),
            ("{python}", "code in `python` to be run", "```` ```python ````"),
            ("{.python .numberLines}", "a code block with `.numberLines`", "```` ```python ````"),
            ("{=latex}", "raw `latex` of Pandoc", "leave it out"),
            ("math", "a formula", "`$$`"),
            ("admonish warning", "an admonition", "`::: note`"),
            ("ad-tip", "an admonition", "`::: tip`"),
        ] {
            let (is, do_this) = said(info).unwrap_or_default();
            assert!(is.starts_with(what) && do_this.contains(help), "{info}: {is}; {do_this}");
        }
        for info in ["", "rust", "python title=a", "{.python}", "rust,ignore", "text", "notes"] {
            assert_eq!(said(info), None, "{info}");
        }
    }
}
