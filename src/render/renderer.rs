//! What makes the pages of one site.

use std::hash::Hash;
use std::sync::Arc;

use serde::Serialize;

use crate::course::{Address, Course, Page};
use crate::site::LazyFile;

use crate::render::context::SiteContext;
use crate::render::furniture::Furniture;
use crate::render::furniture::page_frame::PageFrame;
use crate::render::lazy_page::{PageBody, Template, framed};
use crate::render::view::{Printed, Single};

/// What makes the pages of one site: the context, and what the pages share.
#[derive(Debug)]
pub(crate) struct Renderer {
    pub(crate) context: SiteContext,
    furniture: Arc<Furniture>,
}

impl Renderer {
    pub(crate) fn new(context: SiteContext) -> Self {
        Self { context, furniture: Arc::default() }
    }

    /// The same pages with other bodies.
    pub(crate) fn with_course(&self, course: &Arc<Course>) -> Self {
        Self { context: self.context.with_course(course), furniture: Arc::clone(&self.furniture) }
    }

    /// The frame of a page of the course.
    pub(crate) fn frame_of(&self, page: &Page) -> PageFrame {
        PageFrame::of_course_page(&self.context, &self.furniture, page)
    }

    /// The frame of a page that Attune makes itself.
    pub(crate) fn frame(&self, address: &Address, title: &str, summary: &str) -> PageFrame {
        PageFrame::of_generated(&self.context, address, title, summary)
    }

    /// The frame of a page that Attune makes itself, stands beside many others, and is in no menu.
    pub(crate) fn frame_below(&self, address: &Address, title: &str, summary: &str) -> PageFrame {
        PageFrame::of_generated_below(&self.context, &self.furniture, address, title, summary)
    }

    /// A page of the course, made when somebody asks for it.
    pub(crate) fn page<'a, V: Hash + Serialize + Printed + 'a>(
        &'a self,
        template: &'static Template,
        frame: PageFrame,
        view: V,
        body: PageBody<'a>,
    ) -> LazyFile<'a> {
        framed(&self.context.theme, template, frame, view, body)
    }

    /// A page that Attune makes itself, made when somebody asks for it.
    pub(crate) fn generated<'a, V: Hash + Serialize + 'a>(
        &'a self,
        template: &'static Template,
        frame: PageFrame,
        view: V,
    ) -> LazyFile<'a> {
        framed(&self.context.theme, template, frame, Single(view), PageBody::default())
    }
}
