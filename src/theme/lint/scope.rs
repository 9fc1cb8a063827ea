//! Which names a template knows.

use std::collections::{BTreeMap, BTreeSet};

use super::super::template::Templates;
use super::super::views::{ENTRIES, Type};
use super::tokens::{Kind, Piece, Token, pieces};

/// The names that each template knows beside those it makes itself.
#[derive(Debug, Default)]
pub(super) struct Scopes(BTreeMap<String, BTreeMap<String, Type>>);

/// What a template says of others and of names.
#[derive(Debug, Default)]
struct Said {
    /// Templates that it includes or extends.
    uses: BTreeSet<String>,
    /// Names that it sets, also in loops.
    names: BTreeSet<String>,
}

impl Scopes {
    /// The names of every template: views of those from which it is reached, and what they and all that they use set.
    pub(super) fn of(templates: &Templates) -> Self {
        let said: BTreeMap<&str, Said> =
            templates.iter().map(|(name, template)| (name.as_str(), said(&template.text))).collect();
        let mut scopes = Self::default();
        for (entry, _, variables) in ENTRIES {
            let mut reached = BTreeSet::new();
            let mut open = vec![(*entry).to_owned()];
            while let Some(name) = open.pop() {
                if let Some(said) = said.get(name.as_str()).filter(|_| !reached.contains(&name)) {
                    open.extend(said.uses.iter().cloned());
                    reached.insert(name);
                }
            }
            let names: BTreeSet<&String> = reached.iter().flat_map(|name| &said[name.as_str()].names).collect();
            for name in &reached {
                let known = scopes.0.entry(name.clone()).or_default();
                for name in &names {
                    known.insert((*name).clone(), Type::Any);
                }
            }
            for name in &reached {
                let known = scopes.0.entry(name.clone()).or_default();
                for (variable, view) in *variables {
                    let own = Type::of_view(view);
                    // A name that is a view here and a loop's there is not looked into.
                    let merged = if known.get(*variable).is_some_and(|known| *known != own) { Type::Any } else { own };
                    known.insert((*variable).to_owned(), merged);
                }
            }
        }
        scopes
    }

    /// The names that a template knows; nothing where no page is made with it.
    pub(super) fn get(&self, template: &str) -> Option<&BTreeMap<String, Type>> {
        self.0.get(template)
    }
}

fn said(template: &str) -> Said {
    let mut said = Said::default();
    for piece in pieces(template) {
        let Piece::Tag(tokens, _) = piece else { continue };
        let words: Vec<&str> = tokens.iter().map(|token| token.text(template)).collect();
        match words[..] {
            ["include" | "extends", ..] => {
                let texts = tokens.iter().filter(|token| token.kind == Kind::Text);
                said.uses.extend(texts.map(|token| unquoted(token, template)));
            }
            ["set" | "set_global", name, ..] => _ = said.names.insert(name.to_owned()),
            ["for", ..] => said.names.extend(loop_names(&tokens, template).map(str::to_owned)),
            _ => {}
        }
    }
    said
}

/// The names that a loop gives, between `for` and `in`.
pub(super) fn loop_names<'t>(tokens: &'t [Token], template: &'t str) -> impl Iterator<Item = &'t str> {
    let names = tokens.iter().skip(1).map(|token| token.text(template)).take_while(|word| *word != "in");
    names.filter(|word| *word != ",")
}

pub(super) fn unquoted(token: &Token, template: &str) -> String {
    let text = token.text(template);
    text.get(1..text.len().saturating_sub(1)).unwrap_or_default().to_owned()
}
