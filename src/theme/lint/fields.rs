//! Names and fields that there are not, in conditions, loops and filters as well as where they are printed; and what `fill` and
//! `count` put into the interface's words.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::diagnostic::{Code, suggest};

use super::super::messages::{Messages, names};
use super::super::views::{self, Type};
use super::Fault;
use super::scope::loop_names;
use super::tokens::{Kind, Piece, Token, pieces};

/// Words of the language itself.
const RESERVED: [&str; 18] = [
    "and", "or", "not", "in", "is", "if", "else", "elif", "true", "false", "True", "False", "none", "None", "null",
    "loop", "self", "for",
];
/// Filters that leave a list a list of the same things.
const KEEPING: [&str; 4] = ["sort", "reverse", "slice", "unique"];
/// So many names are listed in a help text.
const MOST_LISTED: usize = 14;

/// Looks at one template; `known` are the names it has beside its own.
pub(super) fn faults(template: &str, known: &BTreeMap<String, Type>, messages: &Messages, name: &str) -> Vec<Fault> {
    let mut reader = Reader { template, name, known, messages, own: Vec::new(), faults: Vec::new() };
    let pieces = pieces(template);
    let is_beyond = |piece: &Piece| matches!(piece, Piece::Tag(tokens, _) if tokens.first().is_some_and(|token| token.text(template) == "component"));
    if !pieces.iter().any(is_beyond) {
        for piece in &pieces {
            reader.piece(piece);
        }
    }
    reader.faults
}

struct Reader<'a> {
    template: &'a str,
    /// The template's name.
    name: &'a str,
    known: &'a BTreeMap<String, Type>,
    messages: &'a Messages,
    /// Names that the template gave so far, with what they are; `None` stands where a loop begins.
    own: Vec<Option<(&'a str, Type)>>,
    faults: Vec<Fault>,
}

impl<'a> Reader<'a> {
    fn piece(&mut self, piece: &Piece) {
        let tokens = match piece {
            Piece::Text(_) | Piece::Comment => return,
            Piece::Print(tokens) => {
                let _ = self.expression(tokens);
                return;
            }
            Piece::Tag(tokens, _) => tokens,
        };
        let Some(word) = tokens.first().map(|token| token.text(self.template)) else { return };
        let rest = &tokens[1..];
        let after = |sign: &str| tokens.iter().position(|token| token.text(self.template) == sign);
        match word {
            "if" | "elif" => _ = self.expression(rest),
            "for" => {
                let list = after("in").map_or(Type::Any, |at| self.expression(&tokens[at + 1..]));
                let names: Vec<&'a str> =
                    loop_names(tokens, self.template).map(|name| &self.template[self.place(name)]).collect();
                let item = if names.len() == 1 { list.item() } else { Type::Any };
                self.own.push(None);
                self.own.extend(names.into_iter().map(|name| Some((name, item.clone()))));
            }
            "endfor" => {
                let begin = self.own.iter().rposition(Option::is_none).unwrap_or_default();
                self.own.truncate(begin);
            }
            "set" | "set_global" => {
                let value = after("=").map_or(Type::Any, |at| self.expression(&tokens[at + 1..]));
                if let Some(name) = rest.first() {
                    // What is set in a loop or a condition may be something else elsewhere.
                    let value = if self.is_set_elsewhere(name) { Type::Any } else { value };
                    self.own.push(Some((&self.template[name.range.clone()], value)));
                }
            }
            _ => {}
        }
    }

    /// Where a word that was cut from the template stands in it.
    fn place(&self, word: &str) -> Range<usize> {
        let start = word.as_ptr() as usize - self.template.as_ptr() as usize;
        start..start + word.len()
    }

    fn is_set_elsewhere(&self, name: &Token) -> bool {
        let text = name.text(self.template);
        let is_set = |piece: &Piece| match piece {
            Piece::Tag(tokens, _) => {
                matches!(tokens.get(..2), Some([set, other]) if set.text(self.template).starts_with("set")
                    && other.text(self.template) == text && other.range != name.range)
            }
            _ => false,
        };
        pieces(self.template).iter().any(is_set)
    }

    /// Looks at an expression, and says what it is where it is a mere path.
    fn expression(&mut self, tokens: &[Token]) -> Type {
        // A list made in place gives names of its own.
        if tokens.iter().any(|token| token.text(self.template) == "for") {
            return Type::Any;
        }
        let (mut at, mut first, mut count) = (0, Type::Any, 0);
        while let Some(token) = tokens.get(at) {
            if token.kind != Kind::Name || !self.is_variable(tokens, at) {
                at += 1;
                continue;
            }
            let (found, end) = self.path(tokens, at);
            if at == 0 {
                first = found;
            }
            count += 1;
            self.filled(&tokens[at..end], tokens, end);
            at = end.max(at + 1);
            if count == 1 && self.keeps(&tokens[at..]) {
                continue;
            }
            if at < tokens.len() {
                first = Type::Any;
            }
        }
        first
    }

    /// Whether what follows a path leaves it what it is.
    fn keeps(&self, rest: &[Token]) -> bool {
        match rest {
            [] => true,
            [pipe, filter, ..] => pipe.text(self.template) == "|" && KEEPING.contains(&filter.text(self.template)),
            _ => false,
        }
    }

    /// Whether the name at `at` is one of a value, and not that of a filter, a test, a function or an argument.
    fn is_variable(&self, tokens: &[Token], at: usize) -> bool {
        let text = |at: usize| tokens.get(at).map(|token| token.text(self.template)).unwrap_or_default();
        let before = at.checked_sub(1).map(&text).unwrap_or_default();
        let is_test = before == "is" || before == "not" && at > 1 && text(at - 2) == "is";
        !RESERVED.contains(&text(at))
            && !matches!(before, "|" | "." | "?.")
            && !is_test
            && !matches!(text(at + 1), "(" | "=" | ":")
    }

    /// Follows a path from its first name, and says what it leads to and where it ends.
    fn path(&mut self, tokens: &[Token], from: usize) -> (Type, usize) {
        let template = self.template;
        let text = |at: usize| tokens.get(at).map(|token| token.text(template)).unwrap_or_default();
        let mut value = self.name(tokens, from);
        let mut at = from + 1;
        let mut is_message = text(from) == "t";
        loop {
            match text(at) {
                "." | "?." if tokens.get(at + 1).is_some_and(|token| token.kind == Kind::Name) => {
                    let field = &tokens[at + 1];
                    value = if is_message { self.message(field) } else { self.field(&value, &tokens[from..at], field) };
                    at += 2;
                }
                "[" | "?[" => {
                    let Some(close) = tokens[at..].iter().position(|token| token.text(template) == "]") else { break };
                    let is_slice = tokens[at..at + close].iter().any(|token| token.text(template) == ":");
                    let _ = self.expression(&tokens[at + 1..at + close]);
                    value = if is_slice { value } else { value.item() };
                    at += close + 1;
                }
                _ => break,
            }
            is_message = false;
        }
        (value, at)
    }

    fn name(&mut self, tokens: &[Token], at: usize) -> Type {
        let token = &tokens[at];
        let name = token.text(self.template);
        if name == "t" || name.starts_with("__tera") {
            return Type::Any;
        }
        if let Some((_, value)) = self.own.iter().rev().flatten().find(|(own, _)| *own == name) {
            return value.clone();
        }
        if let Some(value) = self.known.get(name) {
            return value.clone();
        }
        // Who asks whether it is there does not count on it.
        let next = |far: usize| tokens.get(at + far).map(|token| token.text(self.template)).unwrap_or_default();
        if next(1) == "is" || next(1) == "|" && next(2) == "default" {
            return Type::Any;
        }
        let names: Vec<&str> = self.known.keys().map(String::as_str).chain(["t"]).collect();
        let meant = suggest(name, names.iter().copied());
        let views: Vec<String> =
            self.known.iter().filter(|(_, value)| **value != Type::Any).map(|(name, _)| format!("`{name}`")).collect();
        let other = format!(
            "this template sees {}",
            views.into_iter().chain(["`t`".to_owned()]).collect::<Vec<_>>().join(", ")
        );
        self.report(token, format!("`{}` sees no `{name}`", self.name), meant.help(other).into_owned());
        Type::Any
    }

    fn field(&mut self, value: &Type, before: &[Token], field: &Token) -> Type {
        let (name, what) =
            (field.text(self.template), &self.template[before[0].range.start..before[before.len() - 1].range.end]);
        let fields = match value {
            Type::Any => return Type::Any,
            Type::View(view) => views::fields(view).unwrap_or_default(),
            Type::Plain | Type::List(_) => &[],
        };
        if let Some((_, kind, _)) = fields.iter().find(|(known, ..)| *known == name) {
            return Type::of_field(kind);
        }
        let message = format!("`{what}` has no field `{name}`");
        let known: Vec<&str> = fields.iter().map(|(name, ..)| *name).collect();
        let help = match value {
            Type::List(_) => format!("it is a list: go through it with `{{% for one in {what} %}}`"),
            Type::Plain => "it is a text, a number or a truth value".to_owned(),
            _ => suggest(name, known.iter().copied()).help(listed(&known, self.name)).into_owned(),
        };
        self.report(field, message, help);
        Type::Any
    }

    fn message(&mut self, key: &Token) -> Type {
        let name = key.text(self.template);
        if !self.messages.contains_key(name) {
            let meant = suggest(name, self.messages.keys().map(String::as_str));
            let other = "words of your own stand in `strings/en.toml` of the theme, with a key that begins with `own_`";
            self.report(key, format!("the interface has no words `{name}`"), meant.help(other).into_owned());
        }
        Type::Plain
    }

    /// Looks at `| fill(…)` and `| count(…)` behind a word of the interface.
    fn filled(&mut self, path: &[Token], tokens: &[Token], at: usize) {
        let template = self.template;
        let text = |at: usize| tokens.get(at).map(|token| token.text(template)).unwrap_or_default();
        let [variable, _, key] = path else { return };
        let is_filled = text(at) == "|" && matches!(text(at + 1), "fill" | "count") && text(at + 2) == "(";
        if variable.text(template) != "t" || !is_filled {
            return;
        }
        let Some(message) = self.messages.get(key.text(template)) else { return };
        let wanted: BTreeSet<&str> = names(message).collect();
        let (mut given, mut depth) = (BTreeSet::new(), 0_usize);
        for (place, token) in tokens.iter().enumerate().skip(at + 2) {
            match token.text(template) {
                "(" | "[" | "{" => depth += 1,
                ")" | "]" | "}" => depth -= 1,
                "=" if depth == 1 => _ = given.insert(place - 1),
                _ => {}
            }
            if depth == 0 {
                break;
            }
        }
        let key = key.text(template);
        let list = wanted.iter().map(|name| format!("`{{{name}}}`")).collect::<Vec<_>>().join(", ");
        let has = if list.is_empty() {
            "these words have nothing to fill in".to_owned()
        } else {
            format!("these words have {list}")
        };
        let is_count = text(at + 1) == "count";
        for place in &given {
            let name = text(*place);
            if !(wanted.contains(name) || is_count && name == "n") {
                let token = tokens[*place].clone();
                self.report_fill(&token, format!("`{key}` has no `{{{name}}}` to fill in"), has.clone());
            }
        }
        let given: BTreeSet<&str> = given.iter().map(|place| text(*place)).collect();
        let left: Vec<String> = wanted.difference(&given).map(|name| format!("`{{{name}}}`")).collect();
        if !left.is_empty() {
            let token = tokens[at + 1].clone();
            let message = format!("nothing fills {} in `{key}`", left.join(" and "));
            self.report_fill(&token, message, format!("write a value for each: `{}(name=value)`", text(at + 1)));
        }
    }

    fn report(&mut self, token: &Token, message: String, help: String) {
        self.faults.push(Fault { code: Code::TemplateField, range: token.range.clone(), message, help });
    }

    fn report_fill(&mut self, token: &Token, message: String, help: String) {
        self.faults.push(Fault { code: Code::TemplateFill, range: token.range.clone(), message, help });
    }
}

fn listed(names: &[&str], template: &str) -> String {
    if names.len() > MOST_LISTED {
        return format!("`attune theme list templates/{template}` lists its {} fields", names.len());
    }
    format!("its fields are {}", names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", "))
}
