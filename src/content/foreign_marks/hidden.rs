//! Marks by which another tool hides text from readers: comments, text that is cut, notes of who presents, classes that are not shown. All of
//! it would be published, so each is an error.

use crate::diagnostic::Code;

use super::super::html::{braces_end, hides_in_braces};
use super::{Found, Walks};

/// What to write in place of a comment.
pub(in crate::content) const INSTEAD_OF_COMMENT: &str = "write `<!-- … -->` for what nobody reads, `::: facilitator` above and `:::` below what only facilitators read; \
                       what readers are to see goes between backticks";
const NOTES: &str = "write `::: facilitator` above what only facilitators read, and `:::` below it";
const CHANGE: &str = "take the change over, or leave it out; a remark for authors is written `<!-- … -->`";

/// Where what is hidden ends.
enum End {
    /// With this, or with the mark alone where it is missing.
    With(&'static str),
    /// With this, without which it is no such mark.
    Pair(&'static str),
    /// With the line.
    Line,
    /// With the lines below it that are indented.
    Block,
}

/// A mark by which text is hidden: what it is, and what to write.
struct Hiding(End, &'static str, &'static str);

/// The mark at an offset that begins with `opening`, if text is hidden by it. `near` is the rest of its line.
pub(super) fn hidden((source, at): (&str, usize), opening: &str, near: &str, walks: &mut Walks) -> Option<Found> {
    let Hiding(end, what, help) = hiding(source, at, opening, near)?;
    let behind = at + opening.trim_start_matches(['\n', ')']).len();
    let mut closed = |close| walks.first_from(source, behind, close).map(|end| end + close.len());
    let upto = match end {
        End::With(close) => closed(close).unwrap_or(at + near.len()),
        End::Pair(close) => closed(close)?,
        End::Line => at + near.len(),
        End::Block => block_end(source, at + near.len()),
    };
    let range = at..upto.min(at + near.len());
    let message = format!(
        "`{}` is {what}: it hides nothing here, and everybody would read the text",
        source[range.clone()].trim()
    );
    Some(Found { upto, code: Code::HiddenForeign, ..Found::new(range, message, help) })
}

fn hiding(source: &str, at: usize, opening: &str, near: &str) -> Option<Hiding> {
    // Behind a link and a picture less of the opening belongs to the mark.
    let inner = near.get(opening.trim_start_matches('\n').len()..).unwrap_or_default();
    let inner = inner.trim_start_matches(['-', ' ', '\t']);
    let comment = |end, what| Some(Hiding(end, what, INSTEAD_OF_COMMENT));
    match opening {
        "%%" if !is_percentage(source, at) => comment(End::Pair("%%"), "a comment of Obsidian"),
        "{/*" => comment(End::With("*/}"), "a comment of MDX"),
        "{#" | "\n{#" if near[2..].starts_with(|sign: char| sign.is_whitespace() || sign == '-') || near.len() == 2 => {
            comment(End::Pair("#}"), "a comment of a template")
        }
        "{{" if inner.starts_with("/*") => comment(End::With("*/"), "a comment of Hugo"),
        "{{" if inner.starts_with("!--") => comment(End::With("--}}"), "a comment of Handlebars"),
        "{{" if inner.starts_with('!') => comment(End::With("}}"), "a comment of Handlebars"),
        "{{" if is_called(inner.trim_start_matches(['<', '%', ' ', '/']), &["comment", "hidden"]) => {
            comment(End::Line, "a comment of Hugo")
        }
        "{%" if is_called(inner, &["comment", "endcomment"]) => comment(End::With("endcomment"), "a comment of Liquid"),
        "{%" if inner.starts_with('#') => comment(End::With("%}"), "a comment of Liquid"),
        "{:" if is_called(inner.trim_start_matches([':', '/']), &["comment"]) => {
            comment(End::With("{:/"), "a comment of kramdown")
        }
        "{>>" => Some(Hiding(End::With("<<}"), "a remark in CriticMarkup", CHANGE)),
        "{--" => Some(Hiding(End::With("--}"), "a deletion in CriticMarkup", CHANGE)),
        "<%" => comment(End::With("%>"), "a part of a template"),
        super::COMMANDS if near.starts_with(r"\iffalse") => comment(End::With(r"\fi"), "a comment of LaTeX"),
        super::COMMANDS if near.starts_with(r"\begin{comment}") => {
            comment(End::With(r"\end{comment}"), "a comment of LaTeX")
        }
        "\n#+" if is_called(&near[2..].to_ascii_lowercase(), &["begin_comment", "end_comment"]) => {
            comment(End::Line, "a comment of Org")
        }
        "\n////" if near.trim_end() == "////" => comment(End::Pair("////"), "a comment of AsciiDoc"),
        "\n% " if begins_paragraph(source, at) => comment(End::Line, "a comment of MyST"),
        "\n???" if near.trim_end() == "???" => Some(Hiding(End::Line, "the beginning of notes of Remark", NOTES)),
        "\n^ " if begins_paragraph(source, at) => Some(Hiding(End::Line, "a note of Deckset", NOTES)),
        "\n.. " | "\n.." => comment(End::Block, rst_comment(source, at, near)?),
        "]{" | "){" | "{." | "{:" if hides_in_braces(in_braces(near)?) => {
            comment(End::Pair("}"), "a list of attributes by which other tools do not show a text")
        }
        _ => None,
    }
}

/// What stands between the braces of a mark.
fn in_braces(near: &str) -> Option<&str> {
    let inner = &near[near.find('{')? + 1..];
    Some(&inner[..braces_end(inner)?])
}

/// Directives of Sphinx and `MyST` whose text readers of a page do not get, or not by default.
pub(in crate::content) fn is_hiding_directive(name: &str) -> bool {
    matches!(name, "comment" | "only" | "ifconfig" | "todo")
}

/// What hides a text in reStructuredText on the line at an offset: a directive, or a comment, which is whatever begins with two dots and a space
/// and is nothing else (Docutils, "Comments"). Dots for words that are left out stand in the midst of words, or are three.
fn rst_comment(source: &str, at: usize, near: &str) -> Option<&'static str> {
    let words = near.strip_prefix("..").filter(|words| words.is_empty() || words.starts_with([' ', '\t']))?.trim();
    if let Some((name, _)) = words.split_once("::").filter(|(name, _)| !name.contains(char::is_whitespace)) {
        return is_hiding_directive(name).then_some("a directive by which other tools do not show a text");
    }
    let is_other = words.starts_with(['_', '|', '[']) || words.ends_with("..") || words.contains(" ..");
    // A sentence that goes on behind words that are left out.
    let goes_on = words.starts_with(char::is_lowercase) && words.ends_with(['.', '!', '?', ',', ';', ':', '”', '"']);
    let below = source[at..].lines().nth(1).unwrap_or_default();
    let is_block = below.starts_with([' ', '\t']) && !below.trim().is_empty();
    let ends_there = (below.trim().is_empty() || below.starts_with(".. ")) && !words.is_empty();
    let above = source[..at].lines().next_back().unwrap_or_default();
    let is_first = matches!(above.trim(), "" | "---") || above.starts_with(".. ");
    (!is_other && is_first && (is_block || ends_there && !goes_on)).then_some("a comment of reStructuredText")
}

/// Where the indented lines end that stand below the line that ends at an offset.
fn block_end(source: &str, at: usize) -> usize {
    let mut end = at;
    let mut from = source[at..].find('\n').map_or(source.len(), |line| at + line + 1);
    for line in source[from..].split_inclusive('\n') {
        let is_blank = line.trim().is_empty();
        if !is_blank && !line.starts_with([' ', '\t']) {
            break;
        }
        from += line.len();
        if !is_blank {
            end = from;
        }
    }
    end
}

/// Whether `%%` at an offset stands behind a number or a word, or what would end the comment stands behind a number or begins code.
fn is_percentage(source: &str, at: usize) -> bool {
    let before = |at: usize| source[..at].trim_end_matches(' ').chars().next_back().unwrap_or(' ');
    if source[..at].ends_with(|sign: char| sign.is_alphanumeric() || sign == '%') {
        return true;
    }
    let end = source[at + 2..].find("%%").map(|end| at + 2 + end);
    before(at).is_ascii_digit() && end.is_some_and(|end| before(end).is_ascii_digit() || before(end) == '`')
}

/// Whether the first word is one of these names.
fn is_called(inner: &str, names: &[&str]) -> bool {
    let end = inner.find(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '-' | '_'))).unwrap_or(inner.len());
    names.contains(&&inner[..end])
}

/// Whether the line at an offset stands below an empty one, and is not the first of the page, where it is a title to Pandoc.
fn begins_paragraph(source: &str, at: usize) -> bool {
    let is_below_empty = source[..at].lines().next_back().unwrap_or_default().trim().is_empty();
    is_below_empty && !matches!(source[..at].trim_end().lines().next_back(), None | Some("---"))
}

#[cfg(test)]
mod tests {
    use super::super::super::tests::findings;

    #[test]
    fn what_hides_a_text_elsewhere_is_an_error_and_told_once() {
        for (body, found) in [
            ("%%\na\n\nb\n%%\n\nc\n", "hidden-foreign 1:1 %%"),
            ("a %%b%% c %% d %% and 5%% of %%\n", "hidden-foreign 1:11 %% d %%, hidden-foreign 1:3 %%b%%"),
            ("{/* a */}\n\n{/*\n\nb\n\n*/}\n", "hidden-foreign 1:1 {/* a */}, hidden-foreign 3:1 {/*"),
            ("{# a #}\n\n{#\nb\n\nc #}\n", "hidden-foreign 1:1 {# a #}, hidden-foreign 3:1 {#"),
            (
                "a {{/* b */}} {{!-- c --}} {{! d }}\n",
                "hidden-foreign 1:15 {{!-- c --}}, hidden-foreign 1:28 {{! d }}, hidden-foreign 1:3 {{/* b */",
            ),
            ("{% comment %}\na\n{% endcomment %}\n", "hidden-foreign 1:1 {% comment %}"),
            ("{%- comment -%} a {%- endcomment -%}\n", "hidden-foreign 1:1 {%- comment -%} a {%- endcomment"),
            ("{% # a %}\n", "hidden-foreign 1:1 {% # a %}"),
            ("{::comment}\n\na\n\n{:/comment}\n", "hidden-foreign 1:1 {::comment}"),
            ("a {>>b<<} {--c--}\n", "hidden-foreign 1:11 {--c--}, hidden-foreign 1:3 {>>b<<}"),
            ("<%# a %> b\n", "hidden-foreign 1:1 <%# a %>"),
            ("\\begin{comment}\na\n\\end{comment}\n", "hidden-foreign 1:1 \\begin{comment}"),
            ("\\iffalse\na\n\\fi\n", "hidden-foreign 1:1 \\iffalse"),
            (
                "#+BEGIN_COMMENT\na\n#+END_COMMENT\n",
                "hidden-foreign 1:1 #+BEGIN_COMMENT, hidden-foreign 3:1 #+END_COMMENT",
            ),
            ("////\na\n////\n", "hidden-foreign 1:1 ////"),
            ("% Title\n\n% a\n\n50\n% of b\n", "hidden-foreign 3:1 % a"),
            ("a\n\n???\nb\n", "hidden-foreign 3:1 ???"),
            ("a\n\n.. b c\n\nd\n", "hidden-foreign 3:1 .. b c"),
            (".. b\n   %%c%%\n\n   d [e]{.hidden}\n\n%%f%%\n", "hidden-foreign 1:1 .. b, hidden-foreign 6:1 %%f%%"),
            ("a\n\n..\n   b\n", "hidden-foreign 3:1 .."),
            (".. only:: latex\n\n   b\n", "hidden-foreign 1:1 .. only:: latex"),
            (".. todo:: b\n", "hidden-foreign 1:1 .. todo:: b"),
            ("... b\n\n..b\n\nc\n.. d\n\n.. e ..\n\n.. f\nand g\n\n..\n\nh\n", ""),
            (".. _a:\n\n.. |b| replace:: c\n\n.. [d] e\n\n- .. f\n\n`.. g`\n", ""),
            ("a\n\n^ b\n\nc\n^ d\n", "hidden-foreign 3:1 ^ b"),
            ("[a]{.hidden} and b\n", "hidden-foreign 1:3 ]{.hidden}"),
            ("a\n{: .x .hidden}\n", "hidden-foreign 2:1 {: .x .hidden}"),
            ("a\n{: style=\"display: none\"}\n", "hidden-foreign 2:1 {: style=\"display: none\"}"),
            ("[a]{style='visibility:hidden'} and b\n", "hidden-foreign 1:3 ]{style='visibility:hidden'}"),
            (
                "## a {# b #}\n\n## c {/* d */}\n\n## e {# f #} g\n",
                "hidden-foreign 1:6 {# b #}, hidden-foreign 3:6 {/* d */}, hidden-foreign 5:6 {# f #}",
            ),
            ("`%%a%%` \\%%b%% `{/* c */}`\n\n```\n{# d #}\n```\n", ""),
            ("Half (50%%) of 30%%.\n\n## a {#b}\n", ""),
            ("Words.\n\n.. and then she left.\n", ""),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }
}
