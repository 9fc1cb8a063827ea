//! The body of a page on a page that is not its own: a page for print shows many bodies, the session plan shows notes of many.
//!
//! Ids are unique on one page and not on a page of several: those of a guest begin with the id of its section, in what templates make
//! and in the markup of running text alike, and so do the addresses that lead to them. Its headings stand as much lower as its section
//! does.

use memchr::memchr2;

use crate::course::{Address, ElementKind};

use crate::render::links::Urls;
use crate::source::html::push_attribute;

/// In which form questions are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) enum Medium {
    /// To be answered on the page.
    #[default]
    Screen,
    /// To be answered with a pen; what answers them is told elsewhere.
    Paper,
}

/// How a body is shown on a page that is not its own.
#[derive(Debug, Clone)]
pub(crate) struct Guest {
    /// The id of its section.
    pub(crate) section: String,
    /// The title of its page.
    pub(crate) title: String,
    /// Whether all of it is shown; of a part, addresses within the page lead to the page itself.
    pub(crate) is_whole: bool,
    /// By how much its headings stand lower.
    pub(crate) lower: u8,
    /// Citations that other bodies have before it.
    pub(crate) citations: usize,
    /// Questions that other bodies have before it, and those of all.
    pub(crate) questions: (usize, usize),
    pub(crate) medium: Medium,
}

impl Guest {
    /// The id of an element.
    pub(crate) fn id(&self, id: &str) -> String {
        format!("{}-{id}", self.section)
    }

    /// The level of a heading that stands at `level` on the page itself.
    pub(crate) fn level(&self, level: u8) -> u8 {
        (level + self.lower).min(6)
    }

    /// Adds markup of running text. A piece may begin or end within a tag, where an address is put in; the values of attributes hold
    /// no quotation mark as it is, and no `<`.
    pub(crate) fn push(&self, markup: &str, page: (&Address, &Urls<'_>), out: &mut String) {
        let (mut from, mut at) = (0, 0);
        while let Some(found) = memchr2(b'<', b'=', &markup.as_bytes()[at..]).map(|found| at + found) {
            at = found + 1;
            if markup.as_bytes()[found] == b'<' {
                let begin = at + usize::from(markup[at..].starts_with('/'));
                if let [b'h', level @ b'1'..=b'6', b' ' | b'>', ..] = &markup.as_bytes()[begin..] {
                    out.push_str(&markup[from..=begin]);
                    out.push(char::from(b'0' + self.level(level - b'0')));
                    from = begin + 2;
                }
                continue;
            }
            let name = markup[..found].rsplit(|byte: char| byte.is_ascii_whitespace()).next().unwrap_or_default();
            // The label of a table or of code goes on in the next piece, and is unique on its own page alone.
            if name == "aria-label" && &markup[at..] == "\"" {
                out.push_str(&markup[from..]);
                push_attribute(out, &self.title);
                out.push_str(" · ");
                return;
            }
            let Some(length) = markup[at..].strip_prefix('"').and_then(|value| value.find('"')) else { continue };
            let value = at + 1..at + 1 + length;
            if let Some(written) = self.value(name, &markup[value.clone()], page) {
                out.push_str(&markup[from..value.start]);
                out.push_str(&written);
                from = value.end;
            }
            at = value.end;
        }
        out.push_str(&markup[from..]);
    }

    /// What an attribute has here; `None` for one that stays as it is.
    fn value(&self, name: &str, value: &str, (page, urls): (&Address, &Urls<'_>)) -> Option<String> {
        match name {
            "id" => Some(self.id(value)),
            "for" | "headers" | "aria-labelledby" | "aria-describedby" | "aria-controls" => {
                Some(value.split_whitespace().map(|id| self.id(id)).collect::<Vec<_>>().join(" "))
            }
            "href" if self.is_whole => Some(format!("#{}-{}", self.section, value.strip_prefix('#')?)),
            "href" => Some(format!("{}{value}", urls.page(page))).filter(|_| value.starts_with('#')),
            _ => None,
        }
    }
}

/// The id of the element of this name, on its own page or as that of a guest.
pub(crate) fn element_id(guest: Option<&Guest>, kind: ElementKind, name: &str) -> String {
    let id = kind.id(name);
    guest.map_or_else(|| id.clone(), |guest| guest.id(&id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::AddressForm;

    fn pushed(is_whole: bool, markup: &str) -> String {
        let guest = Guest {
            section: "p7".to_owned(),
            title: "A \"page\"".to_owned(),
            is_whole,
            lower: 2,
            citations: 0,
            questions: (0, 0),
            medium: Medium::Paper,
        };
        let (page, from) = (Address::from_parts(["m", "l"]), Address::from_parts(["print"]));
        let mut out = String::new();
        guest.push(markup, (&page, &Urls::From(&from, AddressForm::Folder)), &mut out);
        out
    }

    #[test]
    fn ids_and_what_names_them_begin_with_the_section() {
        for (markup, made) in [
            ("<h2 id=\"s-a\">", "<h4 id=\"p7-s-a\">"),
            ("</h5><hr><h3>", "</h6><hr><h5>"),
            ("<a href=\"#fn-1\" id=\"fnref-1\">", "<a href=\"#p7-fn-1\" id=\"p7-fnref-1\">"),
            ("<td headers=\"s-a s-b\">", "<td headers=\"p7-s-a p7-s-b\">"),
            ("<a href=\"", "<a href=\""),
            ("\" title=\"x id=&quot;y&quot;\">", "\" title=\"x id=&quot;y&quot;\">"),
            ("<img alt=\"a = b\" id=\"s-x\">", "<img alt=\"a = b\" id=\"p7-s-x\">"),
            ("<p class=\"id\">", "<p class=\"id\">"),
            ("<header><h1", "<header><h1"),
            ("<div role=\"region\" aria-label=\"", "<div role=\"region\" aria-label=\"A &quot;page&quot; · "),
        ] {
            assert_eq!(pushed(true, markup), made);
        }
    }

    #[test]
    fn of_a_part_an_address_within_the_page_leads_to_the_page() {
        assert_eq!(pushed(false, "<a href=\"#fn-1\">"), "<a href=\"../m/l/#fn-1\">");
    }
}
