//! Addresses as a page writes them: relative, so that the site works at a root, under a sub-path and from disk.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::assemble::resolve::Target;
use crate::config::AddressForm;
use crate::course::reserved::GeneratedPage;
use crate::course::{Address, Course, Destination, ElementKind, OutPath, Page};
use crate::site::media;

use crate::render::view::Link;

/// What must be encoded in a path (WHATWG URL, path percent-encode set, and what HTML or a fragment would take).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'^')
    .add(b'|')
    .add(b'%')
    .add(b'\\')
    .add(b'[')
    .add(b']')
    .add(b'\'')
    .add(b'&')
    .add(b':');

/// What must be encoded in a query (WHATWG URL, special-query percent-encode set).
const QUERY: &AsciiSet = &CONTROLS.add(b' ').add(b'"').add(b'#').add(b'<').add(b'>').add(b'\'');

/// The file of a page.
const INDEX: &str = "index.html";
/// The file of a page in a book.
pub(crate) const CHAPTER: &str = "index.xhtml";

/// How one page writes addresses.
#[derive(Debug, Clone)]
pub(crate) enum Urls<'a> {
    /// From a page at this address, with addresses of pages in this form.
    From(&'a Address, AddressForm),
    /// From anywhere (the 404 page): below this path, which begins and ends with `/`.
    Below(&'a str),
    /// From the page at this address in a book. What no book holds is linked to where the site stands, at this address, which
    /// ends with `/`; where that is not known, the address is empty, which is no link.
    InBook(&'a Address, Option<&'a str>),
    /// From a page that shows the bodies of other pages.
    Joined(Arc<JoinedPages>),
}

/// A page that shows the bodies of others: a link between two of them stays on it.
#[derive(Debug, Clone)]
pub(crate) struct JoinedPages {
    /// Where it stands.
    pub(crate) from: Address,
    pub(crate) form: AddressForm,
    /// The pages that it shows whole: the id of each one's section, with which the ids in it begin.
    pub(crate) sections: BTreeMap<Address, String>,
    /// Whether it has the terms of the glossary at its end.
    pub(crate) has_terms: bool,
}

impl JoinedPages {
    fn urls(&self) -> Urls<'_> {
        Urls::From(&self.from, self.form)
    }
}

impl Urls<'_> {
    /// A file of the site.
    pub(crate) fn file(&self, to: &OutPath) -> String {
        match self {
            Self::Joined(joined) => joined.urls().file(to),
            Self::From(from, _) => relative(from.as_str(), to.as_str()),
            Self::Below(base) => {
                format!("{base}{}", encode(to.as_str().strip_suffix(INDEX).unwrap_or(to.as_str())))
            }
            Self::InBook(_, site) => site.map_or_else(String::new, |site| format!("{site}{}", encode(to.as_str()))),
        }
    }

    /// A page of the site.
    pub(crate) fn page(&self, to: &Address) -> String {
        match self {
            Self::Joined(joined) => match joined.sections.get(to) {
                Some(section) => format!("#{section}"),
                None => joined.urls().page(to),
            },
            Self::From(from, form) => {
                let mut url = relative(from.as_str(), to.as_str());
                match form {
                    AddressForm::File => url.push_str(INDEX),
                    // Nothing would be the page with the query that it was asked for with.
                    AddressForm::Folder if url.is_empty() => url.push_str("./"),
                    AddressForm::Folder => {}
                }
                url
            }
            Self::Below(base) => format!("{base}{}", encode(to.as_str())),
            Self::InBook(from, _) => relative(from.as_str(), to.as_str()) + CHAPTER,
        }
    }

    /// Whether the page is one of a book.
    pub(crate) fn is_in_book(&self) -> bool {
        matches!(self, Self::InBook(..))
    }

    /// The way to the site's root, for what the theme itself adds.
    pub(crate) fn root(&self) -> String {
        match self {
            Self::Joined(joined) => joined.from.to_root(),
            Self::From(from, _) | Self::InBook(from, _) => from.to_root(),
            Self::Below(base) => (*base).to_owned(),
        }
    }

    /// A page of the site by way of its root: the same from all pages that stand equally deep.
    pub(crate) fn over_root(&self, to: &Address) -> String {
        let file = match self {
            Self::Joined(joined) => return joined.urls().over_root(to),
            Self::From(_, AddressForm::File) => INDEX,
            Self::InBook(..) => CHAPTER,
            Self::From(_, AddressForm::Folder) | Self::Below(_) => "",
        };
        let url = format!("{}{}{file}", self.root(), encode(to.as_str()));
        if url.is_empty() { "./".to_owned() } else { url }
    }

    /// A term in the glossary.
    pub(crate) fn term(&self, course: &Course, id: &str) -> String {
        if matches!(self, Self::Joined(joined) if joined.has_terms) {
            return fragment(ElementKind::TermNote, id);
        }
        self.element(&GeneratedPage::Glossary.address(course.names), ElementKind::Term, id)
    }

    /// An element of a page of the site, by its name among those of its kind.
    pub(crate) fn element(&self, page: &Address, kind: ElementKind, name: &str) -> String {
        self.place(page, &kind.id(name))
    }

    /// The element with this id on a page of the site.
    pub(crate) fn place(&self, page: &Address, id: &str) -> String {
        match self {
            Self::Joined(joined) if joined.sections.contains_key(page) => {
                format!("{}-{}", self.page(page), encode(id))
            }
            _ => format!("{}#{}", self.page(page), encode(id)),
        }
    }

    /// The target of what is shown in place, such as a picture. A book holds what every reader of books can show, and
    /// the address of anything else is empty.
    pub(crate) fn shown(&self, course: &Course, target: &Target<'_>) -> String {
        match (self, target) {
            (Self::InBook(from, _), Target::File(out, fragment)) if media::of_books(out.as_str()).is_some() => {
                with_fragment(relative(from.as_str(), out.as_str()), *fragment)
            }
            (Self::InBook(..), _) => String::new(),
            _ => self.target(course, target),
        }
    }

    /// The address of a link's target with the query that the link was written with. Pages of a book and of a page for print are not asked
    /// for, but turned to.
    pub(crate) fn with_query(&self, url: String, destination: &Destination) -> String {
        let Destination::File { query: Some(query), .. } = destination else { return url };
        let is_turned_to = match self {
            Self::InBook(..) => !url.contains("://"),
            Self::Joined(_) => url.starts_with('#'),
            Self::From(..) | Self::Below(_) => false,
        };
        if is_turned_to {
            return url;
        }
        let at = url.find('#').unwrap_or(url.len());
        format!("{}?{}{}", &url[..at], utf8_percent_encode(query, QUERY), &url[at..])
    }

    /// A link's target.
    pub(crate) fn target(&self, course: &Course, target: &Target<'_>) -> String {
        match target {
            Target::External(address) => (*address).to_owned(),
            Target::Page(page, fragment) => {
                let to = &course.page(*page).address;
                match (self, fragment) {
                    (Self::From(from, _), Some(fragment)) if *from == to => format!("#{}", encode(fragment)),
                    (_, Some(fragment)) => self.place(to, fragment),
                    (_, None) => self.page(to),
                }
            }
            Target::File(out, fragment) => match self.file(out) {
                none if none.is_empty() => none,
                file => with_fragment(file, *fragment),
            },
            Target::Term(id) => self.term(course, id),
        }
    }
}

/// An element of the page itself, by its name among those of its kind.
pub(crate) fn fragment(kind: ElementKind, name: &str) -> String {
    let prefix = kind.prefix();
    let mut url = String::with_capacity(1 + prefix.len() + name.len());
    url.push('#');
    url.push_str(prefix);
    url.extend(utf8_percent_encode(name, PATH));
    url
}

/// A link to a page of the course with its summary.
pub(crate) fn page_link(page: &Page, urls: &Urls<'_>) -> Link {
    Link {
        title: page.front.title.clone(),
        url: urls.page(&page.address),
        summary: page.front.summary.clone(),
        current: false,
    }
}

fn with_fragment(url: String, fragment: Option<&str>) -> String {
    match fragment {
        Some(fragment) => format!("{url}#{}", encode(fragment)),
        None => url,
    }
}

/// The path from the folder `from` (empty, or ending with `/`) to a file, or to a folder that is written in the same way.
fn relative(from: &str, to: &str) -> String {
    let alike = from.bytes().zip(to.bytes()).take_while(|(a, b)| a == b).count();
    let common = from.as_bytes()[..alike].iter().rposition(|byte| *byte == b'/').map_or(0, |at| at + 1);
    let up = from[common..].bytes().filter(|byte| *byte == b'/').count();
    let rest = &to[common..];
    let mut url = String::with_capacity(up * 3 + rest.len() + INDEX.len());
    (0..up).for_each(|_| url.push_str("../"));
    url.extend(utf8_percent_encode(rest, PATH));
    url
}

/// Percent-encodes a path.
pub(crate) fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_between_pages_goes_up_no_further_than_it_must() {
        assert_eq!(relative("", "a/index.html"), "a/index.html");
        assert_eq!(relative("a/b/", "a/c/index.html"), "../c/index.html");
        assert_eq!(relative("a/b/", "a/b/index.html"), "index.html");
        assert_eq!(relative("a/", "index.html"), "../index.html");
        assert_eq!(relative("ab/", "a/index.html"), "../a/index.html");
        assert_eq!(relative("é/b/", "è/"), "../../%C3%A8/");
    }

    #[test]
    fn names_of_every_script_are_encoded() {
        assert_eq!(relative("", "é b/x#y.svg"), "%C3%A9%20b/x%23y.svg");
    }
}
