//! What search engines and catalogues are told of a page: JSON-LD (W3C, 1.1) in the words of schema.org.

use serde_json::{Map, Value, json};

use crate::course::{Page, PageRole};

use crate::render::context::SiteContext;

/// A page of the course: the front page is the course, lessons are its learning resources. `None` where the site does not know its
/// address, and of other pages.
pub(crate) fn of(context: &SiteContext, page: &Page) -> Option<String> {
    let url = context.canonical(&page.address)?;
    let (config, front) = (&context.config, &page.front);
    let mut data = match page.role {
        PageRole::Home => course(context),
        PageRole::Lesson(_) => {
            let (root, title) = (context.canonical(&crate::course::Address::home())?, &config.title);
            let teaches: Vec<&str> = front.objectives.iter().map(|objective| objective.text.as_str()).collect();
            json!({
                "@type": "LearningResource",
                "name": front.title,
                "learningResourceType": context.course.kinds.get(&page.kind).map(|kind| &kind.label),
                "teaches": teaches,
                "isPartOf": { "@type": "Course", "name": title, "url": root },
            })
        }
        PageRole::ModuleIndex(_) | PageRole::Standalone => return None,
    };
    let minutes = if page.role == PageRole::Home { context.course.minutes() } else { page.minutes };
    let summary =
        front.summary.as_deref().unwrap_or(if page.role == PageRole::Home { &config.description } else { "" });
    let reviewed = front.reviewed.or(config.course.reviewed.filter(|_| page.role == PageRole::Home));
    let own = json!({
        "@context": "https://schema.org",
        "url": url,
        "description": summary,
        "inLanguage": config.language,
        "timeRequired": (minutes > 0).then(|| format!("PT{minutes}M")),
        "dateModified": reviewed.map(|date| date.to_string()),
    });
    if let (Value::Object(data), Value::Object(own)) = (&mut data, own) {
        data.extend(own);
        data.retain(|_, value| !is_nothing(value));
    }
    // In a `<script>` only `</` and `<!--` would mean something (HTML, section 4.12.1.3).
    Some(data.to_string().replace('<', "\\u003c"))
}

fn course(context: &SiteContext) -> Value {
    let (config, facts) = (&context.config, &context.config.course);
    let author = |author: &crate::config::Author| {
        let mut person =
            Map::from_iter([("@type".to_owned(), json!("Person")), ("name".to_owned(), json!(author.name))]);
        person.extend(author.credentials.iter().map(|what| ("description".to_owned(), json!(what))));
        Value::Object(person)
    };
    let provider = config.certificate.as_ref().and_then(|certificate| certificate.provider.as_ref());
    json!({
        "@type": "Course",
        "name": config.title,
        "author": facts.authors.iter().map(author).collect::<Vec<_>>(),
        "audience": facts.audience.as_ref().map(|who| json!({ "@type": "Audience", "audienceType": who })),
        "contributor": facts.contributors.iter().map(|who| json!({ "@type": "Person", "name": who.name })).collect::<Vec<_>>(),
        "license": facts.licence.as_ref().map(|licence| licence.url.as_ref().unwrap_or(&licence.name)),
        "version": facts.version,
        "identifier": facts.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")),
        "coursePrerequisites": facts.prerequisites,
        "provider": provider.map(|name| json!({ "@type": "Organization", "name": name })),
    })
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}
