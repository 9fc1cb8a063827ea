//! The list of topics, and each topic's page.

use crate::course::Topic;
use crate::course::reserved::{GeneratedPage, topic_address};
use crate::site::LazyFile;

use crate::render::lazy_page::Template;
use crate::render::pages::entries::list_entry;
use crate::render::renderer::Renderer;
use crate::render::view::{Link, TopicCard, TopicView, TopicsView};

const TOPICS: Template = Template { path: "topics.html", variable: "topics" };
const TOPIC: Template = Template { path: "topic.html", variable: "topic" };

pub(super) fn lazy(renderer: &Renderer) -> LazyFile<'_> {
    let (context, address) = (&renderer.context, GeneratedPage::Topics.address(renderer.context.course.names));
    let urls = context.urls(&address);
    let mut topics: Vec<(&String, &Topic)> = context.topics.iter().collect();
    topics.sort_by(|(_, a), (_, b)| context.collation.compare(&a.name, &b.name));
    let card = |(slug, topic): (&String, &Topic)| TopicCard {
        title: topic.name.clone(),
        url: urls.page(&topic_address(context.course.names, slug)),
        count: topic.pages.len(),
    };
    let view = TopicsView { topics: topics.into_iter().map(card).collect() };
    renderer.generated(&TOPICS, renderer.frame(&address, context.theme.message("topics"), ""), view)
}

/// The page of a topic; `slug` is the topic's.
pub(super) fn topic<'a>(renderer: &'a Renderer, slug: &str) -> LazyFile<'a> {
    let (context, address) = (&renderer.context, topic_address(renderer.context.course.names, slug));
    let urls = context.urls(&address);
    let Topic { name, pages } = &context.topics[slug];
    let all_url = urls.page(&GeneratedPage::Topics.address(context.course.names));
    let mut frame = renderer.frame_below(&address, name, "");
    let title = context.theme.message("topics").to_owned();
    frame.page.breadcrumbs.push(Link { title, url: all_url.clone(), ..Link::default() });
    let entries = pages.iter().map(|id| list_entry(context, context.course.page(*id), &urls)).collect();
    renderer.generated(&TOPIC, frame, TopicView { title: name.clone(), all_url, entries })
}
