//! A template cut into text, tags and comments, and what stands in a tag into words and signs. Tera's own parser tells nobody what it read.

use std::ops::Range;

/// A part of a template. All ranges are of the template's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Piece {
    /// What is printed as it stands.
    Text(Range<usize>),
    /// `{{ … }}`.
    Print(Vec<Token>),
    /// `{% … %}` and the place of the whole.
    Tag(Vec<Token>, Range<usize>),
    /// `{# … #}`.
    Comment,
}

/// A word or a sign in a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    pub(super) kind: Kind,
    pub(super) range: Range<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    /// With its quotation marks.
    Text,
    Number,
    Sign,
}

impl Token {
    /// Its characters.
    pub(super) fn text<'t>(&self, template: &'t str) -> &'t str {
        &template[self.range.clone()]
    }
}

/// Cuts a template; what is not closed goes to the end.
pub(super) fn pieces(template: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut at, mut text_from) = (0, 0);
    while let Some(open) = template[at..].find('{').map(|found| at + found) {
        let rest = &template[open..];
        let Some(end) = ["{{", "{%", "{#"]
            .iter()
            .zip(["}}", "%}", "#}"])
            .find_map(|(begin, end)| rest.starts_with(begin).then_some(end))
        else {
            at = open + 1;
            continue;
        };
        if text_from < open {
            pieces.push(Piece::Text(text_from..open));
        }
        if end == "#}" {
            at = rest.find(end).map_or(template.len(), |found| open + found + 2);
            pieces.push(Piece::Comment);
        } else {
            let (tokens, after) = tokens(template, open + 2, end);
            at = after;
            let is_raw = end == "%}" && matches!(&tokens[..], [one] if one.text(template) == "raw");
            let piece = if end == "%}" { Piece::Tag(tokens, open..at) } else { Piece::Print(tokens) };
            if is_raw {
                let close = template[at..].find("endraw").map_or(template.len(), |found| at + found);
                pieces
                    .push(Piece::Text(at..template[..close].rfind("{%").filter(|found| *found >= at).unwrap_or(close)));
                at = template[close..].find("%}").map_or(template.len(), |found| close + found + 2);
            } else {
                pieces.push(piece);
            }
        }
        text_from = at;
    }
    if text_from < template.len() {
        pieces.push(Piece::Text(text_from..template.len()));
    }
    pieces
}

/// The words and signs from an offset to the end of the tag, and the offset behind it.
fn tokens(template: &str, from: usize, end: &str) -> (Vec<Token>, usize) {
    let mut tokens: Vec<Token> = Vec::new();
    let mut at = from;
    while at < template.len() {
        let rest = &template[at..];
        if rest.starts_with(end) {
            // The sign that takes white space away is none of the expression.
            if tokens.last().is_some_and(|last| last.range.end == at && last.text(template) == "-") {
                tokens.pop();
            }
            if tokens.first().is_some_and(|first| first.range.start == from && first.text(template) == "-") {
                tokens.remove(0);
            }
            return (tokens, at + end.len());
        }
        let first = rest.chars().next().unwrap_or(' ');
        let length = |is_part: fn(char) -> bool| rest.find(|character| !is_part(character)).unwrap_or(rest.len());
        let (kind, length) = match first {
            _ if first.is_whitespace() => {
                at += first.len_utf8();
                continue;
            }
            '"' | '\'' | '`' => (Kind::Text, text_length(rest, first)),
            _ if first.is_alphabetic() || first == '_' => (Kind::Name, length(|c| c.is_alphanumeric() || c == '_')),
            _ if first.is_ascii_digit() => (Kind::Number, length(|c| c.is_ascii_alphanumeric() || c == '_')),
            _ if ["==", "!=", "<=", ">=", "?.", "?[", "//", "**"].iter().any(|sign| rest.starts_with(sign)) => {
                (Kind::Sign, 2)
            }
            _ => (Kind::Sign, first.len_utf8()),
        };
        tokens.push(Token { kind, range: at..at + length });
        at += length;
    }
    (tokens, template.len())
}

fn text_length(rest: &str, mark: char) -> usize {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find(|&(_, character)| {
        let ends = !escaped && character == mark;
        escaped = !escaped && character == '\\';
        ends
    });
    end.map_or(rest.len(), |(at, _)| at + 1)
}

/// The template that this one extends.
pub(in crate::theme) fn parent(template: &str) -> Option<&str> {
    pieces(template).into_iter().find_map(|piece| match piece {
        Piece::Tag(tokens, _) => match &tokens[..] {
            [word, name] if word.text(template) == "extends" && name.kind == Kind::Text => {
                template.get(name.range.start + 1..name.range.end - 1)
            }
            _ => None,
        },
        _ => None,
    })
}

/// What is open at the end, innermost last: the word that opened it, and where.
pub(in crate::theme) fn unclosed(template: &str) -> Vec<(String, Range<usize>)> {
    let mut open: Vec<(String, Range<usize>)> = Vec::new();
    for piece in pieces(template) {
        let Piece::Tag(tokens, range) = piece else { continue };
        let Some(word) = tokens.first().map(|token| token.text(template)) else { continue };
        let is_block_set = word.starts_with("set") && !tokens.iter().any(|token| token.text(template) == "=");
        if matches!(word, "if" | "for" | "block" | "filter" | "component") || is_block_set {
            open.push((word.to_owned(), range));
        } else if let Some(closed) = word.strip_prefix("end")
            && open.last().is_some_and(|(word, _)| word == closed || closed == "set" && word.starts_with("set"))
        {
            open.pop();
        }
    }
    open
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_cut_into_text_and_tags() {
        let text = "a{{ b.c | d(e='}}') }}{# {{ no }} #}{%- if f -%}g{ h{% raw %}{{ i }}{% endraw %}j";
        let shown: Vec<String> = pieces(text)
            .iter()
            .map(|piece| match piece {
                Piece::Text(range) => text[range.clone()].to_owned(),
                Piece::Print(tokens) | Piece::Tag(tokens, _) => {
                    format!("<{}>", tokens.iter().map(|token| token.text(text)).collect::<Vec<_>>().join(" "))
                }
                Piece::Comment => "#".to_owned(),
            })
            .collect();
        assert_eq!(shown, ["a", "<b . c | d ( e = '}}' )>", "#", "<if f>", "g{ h", "{{ i }}", "j"]);
    }

    #[test]
    fn what_is_not_closed_is_known() {
        let open = |text| unclosed(text).into_iter().map(|(word, range)| (word, range.start)).collect::<Vec<_>>();
        assert_eq!(open("{% if a %}{% for b in c %}{% endfor %}"), [("if".to_owned(), 0)]);
        assert_eq!(open("{% set a = 1 %}{% set b %}x{% endset %}{% block c %}{% endblock c %}"), []);
    }

    #[test]
    fn odd_ends_are_no_panic() {
        for text in ["{", "{{", "{%", "{#", "{{ 'a", "{% raw %}", "{% raw %}{% endraw", "{{ é ‰ }}", "{%-%}"] {
            let _ = (pieces(text), unclosed(text));
        }
    }
}
