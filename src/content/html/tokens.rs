//! Raw HTML as tags and text, after the allow-list.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use crate::course::ElementKind;
use crate::source::text::printable;

use super::{CLOSED, EVERYWHERE, address_attribute, allowed};

/// Elements whose content goes with them.
pub(super) const WITH_CONTENT: [&str; 2] = ["script", "style"];

/// What raw HTML says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RawToken {
    /// An element begins.
    Open(&'static str, Vec<(&'static str, Value)>),
    /// An element ends.
    Close(&'static str),
    /// Text, not escaped.
    Text(String),
    /// An element begins that is left out with its content.
    BeginDropped(&'static str),
    /// It ends.
    EndDropped(&'static str),
}

/// The value of an attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Value {
    /// Text, not escaped.
    Text(String),
    /// The name of a place that links can lead to, as authors write it.
    Id(String),
    /// An address as written; `embedded` when what it names is shown in place.
    Address {
        /// As written, without entities.
        written: String,
        /// Whether it is shown in place.
        embedded: bool,
    },
}

/// What some raw HTML says. Where the author is trusted, of elements alone, and only of those that Attune asks for.
pub(crate) fn tokens(raw: &str, trusted: bool) -> Vec<RawToken> {
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(raw));
    let tokenizer = Tokenizer::new(Sink { trusted, tokens: RefCell::default() }, TokenizerOpts::default());
    // It stops before its end for scripts alone, and none is ever run here.
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    tokenizer.sink.tokens.into_inner()
}

/// The value of an attribute without entities.
pub(crate) fn decoded(value: &str) -> String {
    if !value.contains('&') {
        return value.to_owned();
    }
    let quote = if value.contains('"') { '\'' } else { '"' };
    let values = tokens(&format!("<a href={quote}{value}{quote}>"), false).into_iter().find_map(|token| match token {
        RawToken::Open(_, attributes) => attributes.into_iter().next(),
        _ => None,
    });
    match values {
        Some((_, Value::Address { written, .. })) => written,
        _ => value.to_owned(),
    }
}

struct Sink {
    trusted: bool,
    tokens: RefCell<Vec<RawToken>>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut tokens = self.tokens.borrow_mut();
        match token {
            Token::TagToken(tag) => {
                let name: &str = &tag.name;
                if let Some(name) = WITH_CONTENT.into_iter().find(|dropped| *dropped == name) {
                    let is_start = tag.kind == TagKind::StartTag;
                    tokens.push(if is_start { RawToken::BeginDropped(name) } else { RawToken::EndDropped(name) });
                    let kind = if name == "script" { RawKind::ScriptData } else { RawKind::Rawtext };
                    return if is_start { TokenSinkResult::RawData(kind) } else { TokenSinkResult::Continue };
                }
                tokens.extend(self.tag(&tag));
            }
            Token::CharacterTokens(text) => {
                let text = printable(&text);
                match tokens.last_mut() {
                    Some(RawToken::Text(before)) => before.push_str(&text),
                    _ => tokens.push(RawToken::Text(text.into_owned())),
                }
            }
            Token::DoctypeToken(_)
            | Token::CommentToken(_)
            | Token::NullCharacterToken
            | Token::EOFToken
            | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl Sink {
    fn tag(&self, tag: &Tag) -> Option<RawToken> {
        let name: &str = &tag.name;
        if self.trusted {
            let name = CLOSED.into_iter().chain(["em", "strong"]).find(|known| *known == name)?;
            let is_start = tag.kind == TagKind::StartTag;
            return Some(if is_start { RawToken::Open(name, Vec::new()) } else { RawToken::Close(name) });
        }
        let (name, own) = allowed(name)?;
        if tag.kind == TagKind::EndTag {
            return Some(RawToken::Close(name));
        }
        let has_id = tag.attrs.iter().any(|attribute| &*attribute.name.local == "id");
        let known = |attribute: &str| match attribute {
            // The old way to name a place.
            "name" if name == "a" && !has_id => Some("id"),
            _ => own.iter().chain(EVERYWHERE).copied().find(|known| *known == attribute),
        };
        let attributes = tag.attrs.iter().filter_map(|attribute| {
            let local = known(&attribute.name.local)?;
            Some((local, value(name, local, &printable(&attribute.value))?))
        });
        let mut attributes: Vec<_> = attributes.collect();
        if name == "input" {
            // Only ever a disabled checkbox, as in a task list.
            attributes.retain(|(attribute, _)| !matches!(*attribute, "type" | "disabled"));
            let fixed = |attribute, value: &str| (attribute, Value::Text(value.to_owned()));
            attributes.splice(..0, [fixed("type", "checkbox"), fixed("disabled", "")]);
        }
        Some(RawToken::Open(name, attributes))
    }
}

fn value(element: &str, attribute: &str, written: &str) -> Option<Value> {
    if let Some(embedded) = address_attribute(element, attribute) {
        return Some(Value::Address { written: written.to_owned(), embedded });
    }
    match attribute {
        "id" => {
            let id = written.trim();
            (!id.is_empty()).then(|| Value::Id(id.strip_prefix(ElementKind::Section.prefix()).unwrap_or(id).to_owned()))
        }
        // Nobody follows it, but nothing that could run belongs into a page.
        "cite" => {
            let is_web = ["https://", "http://"].iter().any(|web| written.starts_with(web));
            is_web.then(|| Value::Text(written.to_owned()))
        }
        _ => Some(Value::Text(written.to_owned())),
    }
}
