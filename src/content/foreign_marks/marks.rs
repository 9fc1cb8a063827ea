//! Marks that are known by how they begin and end, with what to write in their place.

/// Where a mark ends.
#[derive(Clone, Copy)]
pub(super) enum End {
    /// With what closes it, on the same line.
    With(&'static str),
    /// With what closes it, where no white space stands at either end of what is between, and no letter before: `C++ and C++` is none.
    Around(&'static str),
    /// With the line.
    Line,
    /// With what it begins with.
    Opening,
}

/// A mark of another tool.
pub(super) struct Mark {
    /// What it begins with; a line end says that it begins a line.
    pub(super) opening: &'static str,
    pub(super) end: End,
    /// What it is: "`…` is …".
    pub(super) what: &'static str,
    /// What to write instead.
    pub(super) help: &'static str,
}

const fn mark(opening: &'static str, end: End, what: &'static str, help: &'static str) -> Mark {
    Mark { opening, end, what, help }
}

const CONTAINER: &str = "say it in Markdown, or with a container such as `::: note`";
const NOTE: &str = "write `::: note` above its text and `:::` below it";
const CAPTION: &str = "write the table and its caption as text, or a picture in `::: figure`";
const COMMAND: &str = "a command of LaTeX";
const LEAVE_OUT: &str = "leave it out";
const INCLUDE: &str = "put the text into `content/_shared/NAME.md`, and write `{{include NAME}}` on a line of its own";
const CHANGE: (&str, &str) = ("a proposed change in CriticMarkup", "take the change over, or leave it out");
const REFERENCE: (&str, &str) =
    ("a reference of Quarto", "write `[](#name)`, with the id of the figure, exercise or heading");
const MODULE: (&str, &str) = ("a line of a program", "leave it out: pages load nothing");

/// All that need no further look. The first that fits is taken, so that the longer stands before the shorter.
pub(super) const MARKS: [Mark; 49] = [
    mark("{%", End::With("%}"), "a template of Jekyll or Liquid", CONTAINER),
    mark(
        "{:",
        End::With("}"),
        "a list of attributes of another tool",
        "leave it out; a heading's id is written `## Heading {#id}`",
    ),
    mark("{++", End::With("}"), CHANGE.0, CHANGE.1),
    mark("{!", End::With("}"), "an include of another tool", INCLUDE),
    mark(
        "${",
        End::With("}"),
        "a variable of another tool",
        "write `name = \"…\"` below `[values]` in site.toml, and `{{value.name}}` here",
    ),
    mark("\n!!! ", End::Line, "an admonition of another tool", NOTE),
    mark("\n??? ", End::Line, "an admonition of another tool", NOTE),
    mark("\n/// ", End::Line, "an admonition of another tool", NOTE),
    mark("\n=== \"", End::Line, "a tab of another tool", "write a heading, and its text below it"),
    mark("\n.. ", End::With("::"), "a directive of reStructuredText", CONTAINER),
    mark("8<--", End::Line, "an include of another tool", INCLUDE),
    mark("\n!include ", End::Line, "an include of another tool", INCLUDE),
    mark(
        "^[",
        End::With("]"),
        "a footnote of another tool",
        "write `[^name]` here and `[^name]: The note.` on a line of its own",
    ),
    mark("\n: ", End::Line, "a caption of another tool", CAPTION),
    mark("\n*[", End::Line, "an abbreviation of another tool", "put the word into `content/glossary.yaml`"),
    mark(
        "\n{#",
        End::Line,
        "a list of attributes of another tool",
        "an id stands on the heading, picture or container that it belongs to: `## Heading {#id}`",
    ),
    mark(
        "@[",
        End::Opening,
        "the beginning of a film of another tool",
        "write `::: video {src=\"…\"}`, the transcript below it, and `:::`",
    ),
    mark("@fig-", End::Opening, REFERENCE.0, REFERENCE.1),
    mark("@tbl-", End::Opening, REFERENCE.0, REFERENCE.1),
    mark("@sec-", End::Opening, REFERENCE.0, REFERENCE.1),
    mark("@eq-", End::Opening, REFERENCE.0, REFERENCE.1),
    mark("@lst-", End::Opening, REFERENCE.0, REFERENCE.1),
    mark("\nimport ", End::Line, MODULE.0, MODULE.1),
    mark("\nexport ", End::Line, MODULE.0, MODULE.1),
    mark("\\cite", End::With("}"), "a citation of LaTeX", "write `[@key]`"),
    mark("\\begin{", End::With("}"), "an environment of LaTeX", "say it in Markdown"),
    mark("\\newpage", End::Opening, COMMAND, LEAVE_OUT),
    mark("\\pagebreak", End::Opening, COMMAND, LEAVE_OUT),
    mark("\\textbf{", End::With("}"), COMMAND, "write `**words**`"),
    mark("\\textit{", End::With("}"), COMMAND, "write `*words*`"),
    mark("\\texttt{", End::With("}"), COMMAND, "write the words between backticks"),
    mark("\\text", End::With("}"), COMMAND, "say it in Markdown"),
    mark("\\emph{", End::With("}"), COMMAND, "write `*words*`"),
    mark("\\underline{", End::With("}"), COMMAND, "write `*words*`"),
    mark("\\footnote{", End::With("}"), COMMAND, "write `[^name]` here and `[^name]: The note.` on a line of its own"),
    mark("\\href{", End::With("}"), COMMAND, "write `[words](https://…)`"),
    mark("\\url{", End::With("}"), COMMAND, "write the address by itself"),
    mark("\\ref{", End::With("}"), COMMAND, "write `[](#name)`, with the id of what it leads to"),
    mark("\\label{", End::With("}"), COMMAND, "write the id on what it names: `## Heading {#id}`"),
    mark("\\index{", End::With("}"), COMMAND, LEAVE_OUT),
    mark("\\section{", End::With("}"), COMMAND, "write `## Heading`"),
    mark("\\subsection{", End::With("}"), COMMAND, "write `### Heading`"),
    mark("\\includegraphics", End::With("}"), COMMAND, "write `![what it tells](picture.svg)`"),
    mark("\\item ", End::Opening, COMMAND, "begin each entry with `- `"),
    mark("==", End::Around("=="), "a highlight of another tool", "write `<mark>words</mark>`, or `**words**`"),
    mark("++", End::Around("++"), "an underlining of another tool", "write `<ins>words</ins>`, or `*words*`"),
    mark("||", End::Around("||"), "a hidden text of another tool", "write `::: details`, the text and `:::`"),
    mark("[TOC]", End::Opening, CONTENTS.0, CONTENTS.1),
    mark("[toc]", End::Opening, CONTENTS.0, CONTENTS.1),
];

/// What a list of contents is, and what to write in its place.
pub(super) const CONTENTS: (&str, &str) =
    ("a list of contents of another tool", "leave it out: every page lists its headings by itself");

/// What begins each command of LaTeX, which is looked for instead of them: of few beginnings many bytes at once can be asked.
pub(super) const COMMANDS: &str = "\\";

/// What begins a mark that is looked at more closely.
pub(super) const FURTHER: [&str; 29] = [
    "{{",
    "](",
    "] (",
    "][",
    "]{",
    "){",
    "^",
    "~",
    "[[",
    "[!",
    "[@",
    "\nTable: ",
    "\n##",
    "\n|",
    "}`",
    "{.",
    "%%",
    "{/*",
    "{#",
    "{>>",
    "{--",
    "<%",
    "\n#+",
    "\n////",
    "\n% ",
    "\n^ ",
    "\n..",
    "\n???",
    COMMANDS,
];
