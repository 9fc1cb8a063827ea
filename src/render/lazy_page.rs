//! Pages that are made when somebody asks: the digest of everything they depend on now, the HTML later.

use std::hash::Hash;

use serde::Serialize;

use crate::diagnostic::Diagnostic;
use crate::site::LazyFile;
use crate::source::Digest;

use crate::render::blocks::block_html::Made;
use crate::render::blocks::html::{BlockRenderer, RenderedBlock};
use crate::render::blocks::placeholders::{FilledTemplate, Pieces};
use crate::render::citations::PageCitations;
use crate::render::context::SiteContext;
use crate::render::furniture::shared::SharedSite;
use crate::render::theme_context::ThemeContext;
use crate::render::view::PageView;

impl SiteContext {
    /// A page that is `template` with `view`, when somebody asks for it.
    pub(crate) fn prepared<V: Framed + 'static>(&self, template: &'static str, view: V) -> LazyFile<'_> {
        let content = Content { blocks: Vec::new(), citations: PageCitations::nothing(self) };
        self.prepared_with(template, view, content)
    }

    /// A page without a frame.
    pub(crate) fn prepared_bare<V: Hash + Serialize + 'static>(&self, template: &'static str, view: V) -> LazyFile<'_> {
        let digest = Digest::of_value(&(template, self.look.digest(), &view));
        LazyFile::deferred(digest, move || self.look.render(template, &view))
    }

    /// The same for a page with a body, whose place in the template has the mark [`Pieces::ONLY`].
    pub(crate) fn prepared_with<'f, V: Framed + 'static>(
        &'f self,
        template: &'static str,
        mut view: V,
        content: Content<'f>,
    ) -> LazyFile<'f> {
        let digest = Digest::of_value(&(template, self.look.digest(), &view, &content));
        LazyFile::deferred(digest, move || {
            let (citations, references) = content.citations.print();
            let body = BlockRenderer { look: &self.look, citations: &citations }.html(content.blocks)?;
            let (site, page) = view.frame();
            page.references = references;
            shared(&self.look, site, page)?;
            let made = self.look.render(template, &view)?;
            if body.is_empty() {
                return Ok(made);
            }
            let mut page = String::with_capacity(made.len() + body.len());
            Pieces::only(body).put(&FilledTemplate::new(made), Made { citations: &citations, blanks: &[] }, &mut page);
            Ok(page)
        })
    }
}

/// A page's body before it is HTML.
#[derive(Hash)]
pub(crate) struct Content<'f> {
    pub(crate) blocks: Vec<RenderedBlock<'f>>,
    pub(crate) citations: PageCitations<'f>,
}

/// The view of a page that has a frame.
pub(crate) trait Framed: Hash + Serialize {
    /// Its frame.
    fn frame(&mut self) -> (&SharedSite, &mut PageView);
}

/// Makes a context a view with a frame.
macro_rules! framed {
    ($($context:ty),+) => { $(
        impl $crate::render::lazy_page::Framed for $context {
            fn frame(&mut self) -> (&$crate::render::furniture::shared::SharedSite, &mut PageView) {
                (&self.site, &mut self.page)
            }
        }
    )+ };
}
pub(crate) use framed;

/// Fills in what many pages share.
fn shared(look: &ThemeContext, site: &SharedSite, page: &mut PageView) -> Result<(), Box<Diagnostic>> {
    site.make_ready(look)?;
    page.tree_html = page.tree.html(look, site)?;
    Ok(())
}
