//! Marks by which another tool hides text from readers: comments, text that is cut, notes of who presents, classes that are not shown. All of
//! it would be published, so each is an error.

use crate::diagnostic::Code;

use super::Found;

/// What to write in place of a comment.
const COMMENT: &str = "write `<!-- … -->` for what nobody reads, `::: facilitator` above and `:::` below what only facilitators read; \
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
}

/// A mark by which text is hidden: what it is, and what to write.
struct Hiding(End, &'static str, &'static str);

/// The mark at an offset that begins with `opening`, if text is hidden by it. `near` is the rest of its line.
pub(super) fn hidden(source: &str, at: usize, opening: &str, near: &str) -> Option<Found> {
    let Hiding(end, what, help) = hiding(source, at, opening, near)?;
    let behind = at + opening.trim_start_matches(['\n', ')']).len();
    let closed = |close: &str| source[behind..].find(close).map(|end| behind + end + close.len());
    let upto = match end {
        End::With(close) => closed(close).unwrap_or(at + near.len()),
        End::Pair(close) => closed(close)?,
        End::Line => at + near.len(),
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
    let comment = |end, what| Some(Hiding(end, what, COMMENT));
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
        "]{" | "){" | "{." | "{:" if hides_by_class(&near[..near.find('}')?]) => {
            comment(End::Pair("}"), "a class by which other tools do not show a text")
        }
        _ => None,
    }
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

/// Whether a list of attributes in braces has a class by which style sheets hide a text.
fn hides_by_class(attributes: &str) -> bool {
    let mut classes = attributes.split(|sign: char| sign.is_whitespace() || "{}[]():".contains(sign));
    classes.any(|word| word.strip_prefix('.').is_some_and(|class| class.split('.').any(is_hiding_class)))
}

/// Classes by which the style sheets of Bootstrap, Tailwind, Bulma, Quarto and others do not show an element.
pub(crate) fn is_hiding_class(class: &str) -> bool {
    const CLASSES: [&str; 8] =
        ["content-hidden", "d-none", "display-none", "hidden", "hide", "invisible", "is-hidden", "not-visible"];
    CLASSES.iter().any(|known| class.eq_ignore_ascii_case(known))
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
            ("a\n\n^ b\n\nc\n^ d\n", "hidden-foreign 3:1 ^ b"),
            ("[a]{.hidden} and b\n", "hidden-foreign 1:3 ]{.hidden}"),
            ("a\n{: .x .hidden}\n", "hidden-foreign 2:1 {: .x .hidden}"),
            ("`%%a%%` \\%%b%% `{/* c */}`\n\n```\n{# d #}\n```\n", ""),
            ("Half (50%%) of 30%%.\n\n## a {#b}\n", ""),
        ] {
            assert_eq!(findings(body).join(", "), found, "{body}");
        }
    }
}
