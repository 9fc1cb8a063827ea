//! What search engines and catalogues are told of a page: JSON-LD (W3C, 1.1) in the words of schema.org.

use serde::Serialize;

use crate::course::{Address, Page, PageRole};

use crate::render::context::SiteContext;

/// A course or a lesson, as schema.org names what there is to say of it. What there is nothing to say of is left out.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct CreativeWork<'a> {
    #[serde(rename = "@context")]
    context: &'static str,
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    audience: Option<Audience<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    author: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    contributor: Vec<Named<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    course_prerequisites: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    description: &'a str,
    /// The address of the DOI.
    #[serde(skip_serializing_if = "Option::is_none")]
    identifier: Option<String>,
    #[serde(skip_serializing_if = "str::is_empty")]
    in_language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_part_of: Option<Named<'a>>,
    #[serde(skip_serializing_if = "str::is_empty")]
    learning_resource_type: &'a str,
    /// The licence's address, or its name.
    #[serde(skip_serializing_if = "str::is_empty")]
    license: &'a str,
    #[serde(skip_serializing_if = "str::is_empty")]
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Named<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    teaches: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    time_required: Option<String>,
    url: String,
    #[serde(skip_serializing_if = "str::is_empty")]
    version: &'a str,
}

/// Whom a course is for.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Audience<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    audience_type: &'a str,
}

/// A person, an organization, or the course that a lesson is part of.
#[derive(Serialize)]
struct Named<'a> {
    #[serde(rename = "@type")]
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'a str>,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

impl<'a> Named<'a> {
    fn new(kind: &'static str, name: &'a str) -> Self {
        Self { kind, description: None, name, url: None }
    }
}

/// A page of the course: the front page is the course, lessons are its learning resources. `None` where the site does not know its
/// address, and of other pages.
pub(crate) fn of(context: &SiteContext, page: &Page) -> Option<String> {
    let url = context.canonical(&page.address)?;
    let work = match page.role {
        PageRole::Home => course(context, page, url),
        PageRole::Lesson(_) => lesson(context, page, url)?,
        PageRole::ModuleIndex(_) | PageRole::Standalone => return None,
    };
    // In a `<script>` only `</` and `<!--` would mean something (HTML, section 4.12.1.3).
    Some(serde_json::to_string(&work).ok()?.replace('<', "\\u003c"))
}

fn lesson<'a>(context: &'a SiteContext, page: &'a Page, url: String) -> Option<CreativeWork<'a>> {
    let root = context.canonical(&Address::home())?;
    let kind = context.course.kinds.get(&page.kind);
    Some(CreativeWork {
        kind: "LearningResource",
        is_part_of: Some(Named { url: Some(root), ..Named::new("Course", &context.config.title) }),
        learning_resource_type: kind.map_or("", |kind| &kind.label),
        name: &page.front.title,
        teaches: page.front.objectives.iter().map(|objective| objective.text.as_str()).collect(),
        ..work(context, page, page.minutes, url)
    })
}

fn course<'a>(context: &'a SiteContext, page: &'a Page, url: String) -> CreativeWork<'a> {
    let (config, facts) = (&context.config, &context.config.course);
    let author = |author: &'a crate::config::Author| Named {
        description: author.credentials.as_deref(),
        ..Named::new("Person", &author.name)
    };
    let provider = config.certificate.as_ref().and_then(|certificate| certificate.provider.as_ref());
    CreativeWork {
        kind: "Course",
        audience: facts.audience.as_ref().map(|who| Audience { kind: "Audience", audience_type: who }),
        author: facts.authors.iter().map(author).collect(),
        contributor: facts.contributors.iter().map(|who| Named::new("Person", &who.name)).collect(),
        course_prerequisites: &facts.prerequisites,
        identifier: facts.doi.as_ref().map(|doi| format!("https://doi.org/{doi}")),
        license: facts.licence.as_ref().map_or("", |licence| licence.url.as_ref().unwrap_or(&licence.name)),
        version: facts.version.as_deref().unwrap_or_default(),
        date_modified: page.front.reviewed.or(facts.reviewed).map(|date| date.to_string()),
        description: page.front.summary.as_deref().unwrap_or(&config.description),
        name: &config.title,
        provider: provider.map(|name| Named::new("Organization", name)),
        ..work(context, page, context.course.minutes(), url)
    }
}

/// What is said of both.
fn work<'a>(context: &'a SiteContext, page: &'a Page, minutes: u32, url: String) -> CreativeWork<'a> {
    CreativeWork {
        context: "https://schema.org",
        kind: "",
        audience: None,
        author: Vec::new(),
        contributor: Vec::new(),
        course_prerequisites: &[],
        identifier: None,
        license: "",
        version: "",
        date_modified: page.front.reviewed.map(|date| date.to_string()),
        description: page.front.summary.as_deref().unwrap_or_default(),
        in_language: &context.config.language,
        is_part_of: None,
        learning_resource_type: "",
        name: "",
        provider: None,
        teaches: Vec::new(),
        time_required: (minutes > 0).then(|| format!("PT{minutes}M")),
        url,
    }
}
