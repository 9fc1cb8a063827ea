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
use super::pieces::{Made, Pieces};
use super::site::SharedSite;
use super::view::PageView;

impl Frame {
    /// A page that is `template` with `view`, when somebody asks for it.
    pub(super) fn prepared<V: Framed + 'static>(&self, template: &'static str, view: V) -> Prepared<'_> {
        let content = Content { parts: Vec::new(), cites: Cites::nothing(self) };
        self.prepared_with(template, view, content)
    }

    /// A page without a frame.
    pub(super) fn prepared_bare<V: Hash + Serialize + 'static>(&self, template: &'static str, view: V) -> Prepared<'_> {
        let digest = Digest::of_value(&(template, self.look.digest(), &view));
        Prepared::later(digest, move || self.look.render(template, &view))
    }

    /// The same for a page with a body, whose place in the template has the mark [`Pieces::ONLY`].
    pub(super) fn prepared_with<'f, V: Framed + 'static>(
        &'f self,
        template: &'static str,
        mut view: V,
        content: Content<'f>,
    ) -> Prepared<'f> {
        let digest = Digest::of_value(&(template, self.look.digest(), &view, &content));
        Prepared::later(digest, move || {
            let (body, references) = content.cites.fill(html(&self.look, content.parts)?);
            let (site, page) = view.frame();
            page.references = references;
            shared(&self.look, site, page)?;
            let made = self.look.render(template, &view)?;
            if body.is_empty() {
                return Ok(made);
            }
            let mut page = String::with_capacity(made.len() + body.len());
            Pieces::only(body).put(&Made::new(made), &mut page);
            Ok(page)
        })
    }
}

/// A page's body before it is HTML.
#[derive(Hash)]
pub(super) struct Content<'f> {
    pub(super) parts: Vec<Part<'f>>,
    pub(super) cites: Cites<'f>,
}

/// The view of a page that has a frame.
pub(super) trait Framed: Hash + Serialize {
    /// Its frame.
    fn frame(&mut self) -> (&SharedSite, &mut PageView);
}

/// Makes a context a view with a frame.
macro_rules! framed {
    ($($context:ty),+) => { $(
        impl $crate::render::prepared::Framed for $context {
            fn frame(&mut self) -> (&$crate::render::site::SharedSite, &mut PageView) {
                (&self.site, &mut self.page)
            }
        }
    )+ };
}
pub(super) use framed;

/// Fills in what many pages share.
fn shared(look: &Look, site: &SharedSite, page: &mut PageView) -> Result<(), Box<Diagnostic>> {
    site.make_ready(look)?;
    page.tree_html = page.tree.html(look, site)?;
    Ok(())
}
