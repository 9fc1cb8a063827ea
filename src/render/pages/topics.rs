//! The list of topics, and each topic's page.

use crate::course::PageId;
use crate::course::reserved::{GeneratedPage, topic_address};
use crate::site::LazyFile;

use crate::render::lazy_page::Template;
use crate::render::links::Urls;
use crate::render::pages::entries::list_entry;
use crate::render::renderer::Renderer;
use crate::render::view::{Link, TopicCard, TopicView, TopicsView};

const TOPICS: Template = Template { path: "topics.html", variable: "topics" };
const TOPIC: Template = Template { path: "topic.html", variable: "topic" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Topics.address());
    let urls = Urls::From(&address);
    let card = |(slug, (name, pages)): (String, (String, Vec<PageId>))| TopicCard {
        title: name,
        url: urls.page(&topic_address(&slug)),
        count: pages.len(),
    };
    let topics = TopicsView { topics: context.course.topics().into_iter().map(card).collect() };
    renderer.generated(&TOPICS, renderer.frame(&address, context.theme.word("topics"), ""), topics)
}

/// The page of a topic; `slug` is the topic's.
pub(super) fn topic<'a>(renderer: &'a Renderer, slug: &str) -> LazyFile<'a> {
    let (context, address) = (&renderer.context, topic_address(slug));
    let urls = Urls::From(&address);
    let (name, pages) = context.course.topics().remove(slug).unwrap_or_default();
    let all_url = urls.page(&GeneratedPage::Topics.address());
    let mut frame = renderer.frame(&address, &name, "");
    let title = context.theme.word("topics").to_owned();
    frame.page.breadcrumbs.push(Link { title, url: all_url.clone(), ..Link::default() });
    let entries = pages.iter().map(|id| list_entry(context, context.course.page(*id), &urls)).collect();
    renderer.generated(&TOPIC, frame, TopicView { title: name, all_url, entries })
}
