//! Pages that are made when somebody asks: the digest of everything they depend on now, the HTML later.

use std::hash::Hash;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::site::Prepared;
use crate::source::Digest;

use super::citing::Cites;
use super::frame::Frame;
use super::look::Look;
use super::parts::{Part, html};
use super::view::{Link, PageView, SiteView};

impl Frame {
    /// A page that is `template` with `view`, when somebody asks for it.
    pub(super) fn prepared<V: Framed + 'static>(&self, template: &'static str, view: V) -> Prepared<'_> {
        let content = Content { parts: Vec::new(), cites: Cites::nothing(self) };
        self.prepared_with(template, view, content, |_, _| {})
    }

    /// A page without a frame.
    pub(super) fn prepared_bare<V: Hash + Serialize + 'static>(&self, template: &'static str, view: V) -> Prepared<'_> {
        let digest = Digest::of_value(&(template, self.look.digest(), &view));
        Prepared::later(digest, move || self.look.render(template, &view))
    }

    /// The same for a page with a body, which `put` puts into the view when it is made.
    pub(super) fn prepared_with<'f, V: Framed + 'static>(
        &'f self,
        template: &'static str,
        mut view: V,
        content: Content<'f>,
        put: fn(&mut V, String),
    ) -> Prepared<'f> {
        let digest = Digest::of_value(&(template, self.look.digest(), &view, &content));
        Prepared::later(digest, move || {
            let (html, references) = content.cites.fill(html(&self.look, content.parts)?);
            put(&mut view, html);
            let (site, page) = view.frame();
            page.references = references;
            shared(&self.look, site, page)?;
            self.look.render(template, &view)
        })
    }
}

/// A page's body before it is HTML.
#[derive(Hash)]
pub(super) struct Content<'f> {
    pub(super) parts: Vec<Part>,
    pub(super) cites: Cites<'f>,
}

/// The view of a page that has a frame.
pub(super) trait Framed: Hash + Serialize {
    /// Its frame.
    fn frame(&mut self) -> (&mut SiteView, &mut PageView);
}

/// Makes a context a view with a frame.
macro_rules! framed {
    ($($context:ty),+) => { $(
        impl $crate::render::prepared::Framed for $context {
            fn frame(&mut self) -> (&mut SiteView, &mut PageView) {
                (&mut self.site, &mut self.page)
            }
        }
    )+ };
}
pub(super) use framed;

/// Fills in what many pages share.
fn shared(look: &Look, site: &mut SiteView, page: &mut PageView) -> Result<(), Box<Diagnostic>> {
    #[derive(Hash, Serialize)]
    struct Nothing {}
    #[derive(Hash, Serialize)]
    struct Site<'a> {
        site: &'a SiteView,
    }
    #[derive(Hash, Serialize)]
    struct Lesson<'a> {
        lesson: &'a Link,
    }
    let footer = look.fragment("parts/footer.html", &Site { site })?;
    site.footer_html.push_str(&footer);
    site.words_html.push_str(&look.fragment("parts/words.html", &Nothing {})?);
    for module in &mut page.tree.modules {
        for lesson in &module.lessons {
            module.lessons_html.push_str(&look.fragment("parts/tree-lesson.html", &Lesson { lesson })?);
        }
    }
    Ok(())
}
