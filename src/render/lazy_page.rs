//! Pages that are made when somebody asks: the digest of everything they depend on now, the HTML later.

use std::hash::{Hash, Hasher};

use serde::{Serialize, Serializer};

use crate::site::LazyFile;
use crate::source::Digest;

use crate::render::blocks::block_html::Made;
use crate::render::blocks::html::{BlockRenderer, OF_PAGES, RenderedBlock};
use crate::render::blocks::placeholders::Placeholders;
use crate::render::citations::PageCitations;
use crate::render::furniture::page_frame::PageFrame;
use crate::render::theme_context::ThemeContext;
use crate::render::view::Printed;

/// A template, and the name by which it sees the page's own part.
#[derive(Debug, Hash)]
pub(crate) struct Template {
    /// Its path below `templates`.
    pub(crate) path: &'static str,
    pub(crate) variable: &'static str,
}

/// A page's body before it is HTML: in one part, whose place in the template has the mark [`Placeholders::ONLY`], or in several, each
/// with the mark of its place among them ([`Placeholders::part`]).
#[derive(Default, Hash)]
pub(crate) struct PageBody<'a> {
    pub(crate) parts: Vec<Vec<RenderedBlock<'a>>>,
    /// What the body cites; `None` of a page that Attune makes itself.
    pub(crate) citations: Option<PageCitations<'a>>,
}

/// A page without a frame, whose template sees `view` by its variable.
pub(crate) fn bare<'a, V>(theme: &'a ThemeContext, template: &'static Template, view: V) -> LazyFile<'a>
where
    V: Hash + Serialize + 'a,
{
    let digest = Digest::of_value(&(template, theme.digest(), &view));
    LazyFile::deferred(digest, move || theme.render(template.path, &Bare { variable: template.variable, view: &view }))
}

/// A page with a frame, whose template sees `site`, `page`, and `view` by its variable.
pub(crate) fn framed<'a, V>(
    theme: &'a ThemeContext,
    template: &'static Template,
    frame: PageFrame,
    view: V,
    body: PageBody<'a>,
) -> LazyFile<'a>
where
    V: Hash + Serialize + Printed + 'a,
{
    let digest = Digest::of_value(&(template, theme.digest(), &frame, &view, &body));
    LazyFile::deferred(digest, move || {
        let (mut frame, mut view) = (frame, view);
        let (citations, references) = body.citations.map(|citations| citations.print("")).unwrap_or_default();
        frame.page.references = references;
        frame.make_ready(theme)?;
        let renderer = BlockRenderer { theme, templates: &OF_PAGES, citations: &citations, site: Some(&frame.site) };
        let parts = body.parts.into_iter().map(|blocks| renderer.html(blocks)).collect::<Result<Vec<String>, _>>()?;
        let mut placeholders = Placeholders::parts(parts.into_iter());
        // A course's own templates may read what those of the program only print.
        let is_marked = !theme.has_own_templates() && view.mark(&mut placeholders);
        if is_marked {
            frame.page.mark(&mut placeholders);
        }
        let framed = Framed { variable: template.variable, frame: &frame, view: &view };
        let made = theme.shape(template.path, &framed, is_marked)?;
        let mut page = String::with_capacity(made.as_str().len() + placeholders.size());
        placeholders.put(&made, Made { citations: &citations, blanks: &[] }, &mut page);
        Ok(page)
    })
}

struct Bare<'a, V> {
    variable: &'static str,
    view: &'a V,
}

impl<V: Serialize> Serialize for Bare<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map([(self.variable, self.view)])
    }
}

struct Framed<'a, V> {
    variable: &'static str,
    frame: &'a PageFrame,
    view: &'a V,
}

/// Of what the template sees, and no more.
impl<V: Hash> Hash for Framed<'_, V> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.variable, &self.frame.site, &self.frame.page, self.view).hash(state);
    }
}

impl<V: Serialize> Serialize for Framed<'_, V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeMap as _;
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("site", &self.frame.site)?;
        map.serialize_entry("page", &self.frame.page)?;
        map.serialize_entry(self.variable, self.view)?;
        map.end()
    }
}
