//! `[containers.NAME]`: containers of a course's own, and further names for those that are there. What the name of a container in
//! a page means is decided here ([`OwnContainers::canonical`]), for whoever looks for container lines.

mod names;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::data::{Entry, Node, Reader, Value, Words, shorten};
use crate::diagnostic::{listed, suggest};

use super::keys::CONTAINER;
use super::kinds::is_name;

pub(crate) use names::{NAMES, WITHHELD};

/// What a course's own container looks like.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub(crate) enum Look {
    #[default]
    Note,
    Tip,
    Warning,
    KeyPoints,
    /// Shown on request.
    Details,
}

impl Words for Look {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("note", Self::Note),
        ("tip", Self::Tip),
        ("warning", Self::Warning),
        ("key-points", Self::KeyPoints),
        ("details", Self::Details),
    ];
}

/// A container that a course has beside those that are there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum OwnContainer {
    /// With a label of its own.
    Labelled { label: String, look: Look },
    /// Another name for the container with this one.
    SameAs(&'static str),
}

/// The containers of a course's own, by name. To clone them costs nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct OwnContainers {
    own: Arc<BTreeMap<String, OwnContainer>>,
    /// Whether the file could not be read, which is said there: any name may be one of its containers.
    pub(super) is_unread: bool,
}

impl OwnContainers {
    /// The name by which a container goes: one that is built in, or one of the course's own that has a label. The names of other
    /// tools are understood, whatever their case; those of the course come first.
    pub(crate) fn canonical(&self, written: &str) -> Option<Cow<'static, str>> {
        match self.named(written) {
            Some((_, OwnContainer::SameAs(name))) => Some(Cow::Borrowed(name)),
            Some((name, OwnContainer::Labelled { .. })) => Some(Cow::Owned(name.clone())),
            None => names::built_in(written).map(Cow::Borrowed),
        }
    }

    /// Whether a name that is not known may be one that could not be read.
    pub(crate) fn may_be(&self, name: &str) -> bool {
        self.is_unread && suggest(name, self.names()).correction.is_none()
    }

    /// The label and the look of a container of the course's own.
    pub(crate) fn labelled(&self, name: &str) -> Option<(&str, Look)> {
        match self.own.get(name)? {
            OwnContainer::Labelled { label, look } => Some((label, *look)),
            OwnContainer::SameAs(_) => None,
        }
    }

    /// Every name that a page may write, but for those of other tools.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        NAMES.into_iter().chain(self.own.keys().map(String::as_str))
    }

    /// Whether a name says that learners never see the part, also misspelt or in the plural.
    pub(crate) fn says_withheld(&self, name: &str) -> bool {
        match self.named(name) {
            Some((_, own)) => *own == OwnContainer::SameAs(WITHHELD),
            None if names::says_withheld(name) => true,
            None => {
                let is_one = |(_, own): &(&String, &OwnContainer)| **own == OwnContainer::SameAs(WITHHELD);
                suggest(name, self.own.iter().filter(is_one).map(|(name, _)| name.as_str())).correction.is_some()
            }
        }
    }

    /// Changes every label, such as to the quotation marks of the course's language.
    pub(crate) fn set_labels(&mut self, set: impl Fn(&str) -> String) {
        if self.own.is_empty() {
            return;
        }
        for own in Arc::make_mut(&mut self.own).values_mut() {
            if let OwnContainer::Labelled { label, .. } = own {
                *label = set(label);
            }
        }
    }

    fn named(&self, written: &str) -> Option<(&String, &OwnContainer)> {
        if self.own.is_empty() {
            return None;
        }
        self.own.get_key_value(written).or_else(|| self.own.get_key_value(&*written.to_ascii_lowercase()))
    }
}

/// So many containers a course may have of its own: every line that could be meant to open one is compared with each.
const MOST: usize = 200;

/// `[containers.*]`.
pub(super) fn containers(reader: &mut Reader, key: &str, node: &Node) -> Option<OwnContainers> {
    let mut own = BTreeMap::new();
    let entries = reader.names(key, node)?;
    for entry in reader.at_most(MOST, entries, "containers of the course's own") {
        if let Some((problem, help)) = no_name(&entry.key, is_same_as_withheld(entry)) {
            reader.bad(entry.key_span, format!("`{}` {problem}", shorten(&entry.key)), &help);
            // What is wrong with the name is told here, and not where it is used.
            if names::says_withheld(&entry.key) {
                own.insert(entry.key.clone(), OwnContainer::SameAs(WITHHELD));
            }
            continue;
        }
        let container = container(reader, &format!("{key}.{}", entry.key), entry);
        // With an error nothing is published; where it is used, it is there.
        let unread = || OwnContainer::Labelled { label: entry.key.clone(), look: Look::default() };
        own.insert(entry.key.clone(), container.unwrap_or_else(unread));
    }
    Some(OwnContainers { own: Arc::new(own), is_unread: false })
}

/// Whether a container of the course's own is another name for the one that learners never see.
fn is_same_as_withheld(entry: &Entry) -> bool {
    let Value::Map(entries) = &entry.node.value else { return false };
    entries.iter().any(|entry| entry.key == "same_as" && entry.node.text().map(str::trim) == Some(WITHHELD))
}

/// Why a course's own container cannot be called this; one that is `withheld` may be called like that, and what to do.
fn no_name(name: &str, withheld: bool) -> Option<(&'static str, String)> {
    if NAMES.contains(&name) {
        let help = "choose another name; a single container is called otherwise by its `title`";
        return Some(("is a container that is there already", help.to_owned()));
    }
    if !withheld && names::says_withheld(name) {
        let help = format!(
            "choose another name: whoever reads `{name}` in a page would take it for `{WITHHELD}`, which learners never see"
        );
        return Some(("is too much like `facilitator` to be a container of another kind", help));
    }
    let help = "use lower-case letters and digits, with single hyphens between them, and a letter first";
    let is_well_formed = is_name(name) && name.starts_with(|first: char| first.is_ascii_lowercase());
    (!is_well_formed).then(|| ("cannot be the name of a container", help.to_owned()))
}

fn container(reader: &mut Reader, key: &str, entry: &Entry) -> Option<OwnContainer> {
    let table = reader.table(&format!("`[{key}]`"), key, &entry.node, CONTAINER)?;
    let label = table.line(reader, "label");
    let look = table.read(reader, "look", look);
    let name = &entry.key;
    if let Some(same_as) = table.entry("same_as") {
        for other in ["label", "look"].into_iter().filter_map(|key| table.entry(key)) {
            let message = format!("`{name}` is another name (`same_as`) and has a `{}` as well", other.key);
            let help = "remove one of the two: what goes by another name looks and is called as it does";
            reader.bad(other.key_span, message, help);
        }
        let name = table.read(reader, "same_as", other_name);
        return name.filter(|_| !same_as.node.is_null()).map(OwnContainer::SameAs);
    }
    if !table.has("label") && !table.has_unknown() {
        let help =
            "write `label = \"…\"`: what readers see above it; or `same_as = \"note\"`, where it is another name";
        reader.missing(entry.key_span, format!("the container `{name}` has no `label`"), help);
    }
    Some(OwnContainer::Labelled { label: label?, look: look.unwrap_or_default() })
}

/// A look; what is a container and no look is said to be one.
fn look(reader: &mut Reader, key: &str, node: &Node) -> Option<Look> {
    if let Some(name) = node.text().map(str::trim).filter(|text| NAMES.contains(text) && !is_look(text)) {
        let looks = listed(Look::WORDS.iter().map(|(word, _)| *word));
        let help = format!("the looks are {looks}; `same_as = \"{name}\"` makes another name for `{name}`");
        reader.bad(node.span, format!("`{key}` cannot be `{name}`, which does more than look like something"), &help);
        return None;
    }
    reader.word(key, node)
}

fn is_look(name: &str) -> bool {
    Look::WORDS.iter().any(|(word, _)| *word == name)
}

/// A container that is built in.
fn other_name(reader: &mut Reader, key: &str, node: &Node) -> Option<&'static str> {
    let written = reader.line(key, node)?;
    let known = NAMES.into_iter().find(|name| *name == written);
    if known.is_none() {
        let meant = suggest(&written, NAMES);
        let help = meant.help(format!("the containers are {}", listed(NAMES)));
        let message = format!("there is no container `{}` that `{key}` could be the same as", shorten(&written));
        reader.bad(node.span, message, &help).fix = meant.fix(node.span, &written);
    }
    known
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::parse;
    use crate::source::{CoursePath, FileId};

    fn read(toml: &str) -> (OwnContainers, Vec<String>) {
        let file = FileId::of(&CoursePath::new("site.toml"));
        let outcome = parse(&format!("title = \"T\"\n{toml}"), file);
        let said = outcome.diagnostics.iter().map(|finding| finding.message.clone()).collect();
        (outcome.value.containers, said)
    }

    #[test]
    fn a_container_has_a_label_and_a_look_or_is_another_name() {
        let (own, said) = read(
            "[containers.protocol]\nlabel = \"Protocol\"\nlook = \"tip\"\n\
             [containers.achtung]\nsame_as = \"warning\"\n[containers.discussion]\nlabel = \"Discussion\"\n\
             [containers.leitung]\nsame_as = \"facilitator\"\n[containers.trainer]\nsame_as = \"facilitator\"\n",
        );
        assert_eq!(said, Vec::<String>::new());
        assert_eq!(own.labelled("protocol"), Some(("Protocol", Look::Tip)));
        assert_eq!(own.canonical("Protocol").as_deref(), Some("protocol"));
        assert_eq!(own.canonical("achtung").as_deref(), Some("warning"));
        assert_eq!(own.canonical("discussion").as_deref(), Some("discussion"), "that of another tool is free");
        assert_eq!(own.canonical("callout").as_deref(), Some("note"));
        assert!(own.says_withheld("trainer"), "what is the same may be called alike");
        assert!(own.says_withheld("leitung") && own.says_withheld("leitungg") && !own.says_withheld("protocol"));
    }

    #[test]
    fn more_than_pages_could_be_compared_with_are_one_error() {
        let all = |one| format!("[containers.box-{one}]\nlabel = \"Box\"\n");
        let (own, said) = read(&(0..MOST + 3).map(all).collect::<Vec<_>>().concat());
        assert_eq!(said, ["there are 203 containers of the course's own, and at most 200 can be"]);
        assert_eq!(own.own.len(), MOST);
    }

    #[test]
    fn what_would_mislead_is_an_error() {
        for (toml, expected) in [
            ("[containers.note]\nlabel = \"N\"\n", "`note` is a container that is there already"),
            ("[containers.facilitators]\nlabel = \"N\"\n", "`facilitators` is too much like `facilitator`"),
            ("[containers.instructor]\nlabel = \"N\"\n", "`instructor` is too much like `facilitator`"),
            ("[containers.trainer]\nsame_as = \"note\"\n", "`trainer` is too much like `facilitator`"),
            ("[containers.facilitater]\nlabel = \"N\"\n", "`facilitater` is too much like `facilitator`"),
            ("[containers.\"a b\"]\nlabel = \"N\"\n", "`a b` cannot be the name of a container"),
            ("[containers.1a]\nlabel = \"N\"\n", "`1a` cannot be the name of a container"),
            ("[containers.a]\nlook = \"note\"\n", "the container `a` has no `label`"),
            ("[containers.a]\nlabel = \"A\"\nlook = \"nots\"\n", "`containers.a.look` cannot be `nots`"),
            ("[containers.a]\nlabel = \"A\"\nlook = \"facilitator\"\n", "`containers.a.look` cannot be `facilitator`"),
            ("[containers.a]\nsame_as = \"notes\"\n", "there is no container `notes` that"),
            ("[containers.a]\nsame_as = \"tip\"\nlabel = \"A\"\n", "`a` is another name (`same_as`) and has a `label`"),
            ("[containers.a]\nlabel = \"A\"\ncolour = \"red\"\n", "`[containers.a]` has no key `colour`"),
        ] {
            let (_, said) = read(toml);
            assert!(said.len() == 1 && said[0].starts_with(expected), "{toml}: {said:?}");
        }
    }
}
