//! The template engine (Tera) with the theme's templates, filters and functions.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::CoursePath;

use super::fault;
use super::files::{self, ThemeFiles};
use super::plural::Plurals;
use super::runaway::Rendering;
use super::template::{Templates, templates};

/// Tera with every template of a theme.
#[derive(Debug)]
pub(super) struct Engine {
    tera: Tera,
    templates: Templates,
}

impl Engine {
    /// Reads every template. `folder` is the published folder below `assets`, `published` where in it each static file is.
    pub(super) fn new(
        files: &ThemeFiles,
        folder: &str,
        published: BTreeMap<String, String>,
        plurals: Plurals,
    ) -> Result<Self, Vec<Diagnostic>> {
        let templates = templates(files);
        let mut tera = equipped(folder.to_owned(), published, plurals);
        let sources = templates.iter().map(|(name, template)| (name.as_str(), template.text.as_ref()));
        match tera.add_raw_templates(sources) {
            Ok(()) => Ok(Self { tera, templates }),
            Err(error) => Err(fault::syntax(&templates, &error)),
        }
    }

    /// The texts.
    pub(super) fn templates(&self) -> &Templates {
        &self.templates
    }

    /// Whether a template is of the course.
    pub(super) fn has_own_templates(&self) -> bool {
        self.templates.values().any(|template| template.of_course)
    }

    /// Renders a template.
    pub(super) fn render<T: Serialize>(&self, name: &str, words: Value, view: &T) -> Result<String, Diagnostic> {
        self.render_context(name, words, Context::from_serialize(view))
    }

    fn render_context(&self, name: &str, words: Value, context: TeraResult<Context>) -> Result<String, Diagnostic> {
        if !self.templates.contains_key(name) {
            let path = CoursePath::new(&format!("themes/default/{}{name}", files::TEMPLATES));
            let message = format!("the theme has no template `{name}`");
            return Err(Diagnostic::at(Code::TemplateRender, Place::File(path), message));
        }
        let own = self.templates.get(name).filter(|_| self.has_own_templates());
        let at_work = own.map(|template| (template, Rendering::of(&template.path)));
        if let Some((template, Err(refused))) = at_work {
            return Err(Diagnostic::at(Code::TemplateRender, Place::File(template.path.clone()), refused));
        }
        let mut page = BoundedPage(Vec::new());
        context
            .and_then(|mut context| {
                context.insert_value("t", words);
                self.tera.render_to(name, &context, &mut page)
            })
            .and_then(|()| Ok(String::from_utf8(page.0)?))
            .map_err(|error| fault::rendering(&self.templates, name, &error))
    }
}

/// Bytes that a page may have: sixteen times what its source may.
const LARGEST_PAGE: usize = 64 * 1024 * 1024;

/// A page that is being made. A template with loops in loops would go on until no memory is left.
struct BoundedPage(Vec<u8>);

impl io::Write for BoundedPage {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > LARGEST_PAGE {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn equipped(folder: String, published: BTreeMap<String, String>, plurals: Plurals) -> Tera {
    let mut tera = Tera::new();
    // Tera's own makes nothing of a field that does not exist, without a word.
    tera.register_filter("safe", |html: Value, _: Kwargs, _: &State| -> TeraResult<Value> {
        if html.is_undefined() {
            return Err(tera::Error::message("what stands before `| safe` does not exist"));
        }
        Ok(html.as_str().map_or_else(|| html.clone(), Value::safe_string))
    });
    tera.register_filter("fill", |text: &str, names: Kwargs, _: &State| fill(text, &names));
    tera.register_filter("count", move |text: &str, names: Kwargs, state: &State| count(&plurals, text, &names, state));
    tera.register_function("asset", move |names: Kwargs, _: &State| -> TeraResult<String> {
        let name = names.must_get::<&str>("name")?;
        let path = published.get(name).map(|path| format!("assets/{folder}/{path}"));
        path.ok_or_else(|| tera::Error::message(format!("the theme has no static file `{name}`")))
    });
    tera
}

/// `{{ t.question_of | fill(n=1, total=5) }}`: puts values in the place of names in braces.
fn fill(text: &str, names: &Kwargs) -> String {
    let mut filled = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let found = after.split_once('}').and_then(|(name, after)| Some((value_of(names, name)?, after)));
        if let Some((value, after)) = found {
            let _ = write!(filled, "{value}");
            rest = after;
        } else {
            filled.push('{');
            rest = after;
        }
    }
    filled.push_str(rest);
    filled
}

fn value_of<'n>(names: &'n Kwargs, name: &str) -> Option<&'n Value> {
    names.iter().find(|(known, _)| known.as_str() == Some(name)).map(|(_, value)| value)
}

/// `{{ t.minutes | count(n=5) }}`: picks the form of the words that goes with the number, then fills it in.
fn count(plurals: &Plurals, text: &str, names: &Kwargs, state: &State) -> TeraResult<String> {
    let number = names.must_get::<u64>("n")?;
    let words = state.get::<Value>("t")?;
    let language = words.as_ref().and_then(|words| words.get_from_path("language")).and_then(Value::as_str);
    Ok(fill(plurals.form(text, language.unwrap_or("en"), number), names))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::files::embedded;
    use super::*;

    fn render(text: &str, view: &serde_json::Value) -> TeraResult<String> {
        let mut tera = equipped(
            "d".to_owned(),
            BTreeMap::from([("a.js".to_owned(), "b/a.js".to_owned())]),
            Plurals::of(["en"].into_iter()),
        );
        tera.add_raw_template("a.html", text)?;
        tera.render("a.html", &Context::from_serialize(view)?)
    }

    #[test]
    fn words_are_filled_and_counted_in_their_language() {
        let view = json!({"t": {"language": "en", "m": "one {n} minute|{n} minutes", "q": "{n} of {total}"}});
        assert_eq!(render("{{ t.m | count(n=1) }}, {{ t.m | count(n=3) }}", &view).unwrap(), "one 1 minute, 3 minutes");
        assert_eq!(render("{{ t.q | fill(n=1, total=5) }}", &view).unwrap(), "1 of 5");
    }

    #[test]
    fn a_page_without_end_is_an_error() {
        let mut page = BoundedPage(Vec::new());
        let mut tera = equipped("d".to_owned(), BTreeMap::new(), Plurals::of(["en"].into_iter()));
        let text = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}0123456789{% endfor %}{% endfor %}";
        tera.add_raw_template("a.html", &text.replace("0123456789", &"0123456789".repeat(1000))).unwrap();
        let error = tera.render_to("a.html", &Context::new(), &mut page).unwrap_err();
        let told = fault::rendering(&Templates::default(), "a.html", &error).message;
        assert!(told.contains("more than 64 MiB"), "{told}");
        assert!(page.0.len() <= LARGEST_PAGE);
    }

    #[test]
    fn text_is_escaped_also_when_it_was_filled_in() {
        let view = json!({"t": {"w": "See {title}"}, "x": "<b>"});
        assert_eq!(render("{{ x }}{{ t.w | fill(title=x) }}", &view).unwrap(), "&lt;b&gt;See &lt;b&gt;");
    }

    #[test]
    fn html_that_does_not_exist_is_an_error() {
        let view = json!({"lesson": {"body_html": "<p>"}});
        assert_eq!(render("{{ lesson.body_html | safe }}", &view).unwrap(), "<p>");
        assert!(render("{{ lesson.bdy_html | safe }}", &view).is_err());
    }

    #[test]
    fn an_asset_that_is_not_there_is_an_error() {
        assert_eq!(render("{{ asset(name='a.js') }}", &json!({})).unwrap(), "assets/d/b/a.js");
        assert!(render("{{ asset(name='none.css') }}", &json!({})).is_err());
    }

    #[test]
    fn an_unknown_template_is_a_diagnostic() {
        let engine = Engine::new(&embedded(), "d", BTreeMap::new(), Plurals::of(std::iter::empty())).unwrap();
        let fault = engine.render("none.html", Value::none(), &json!({})).unwrap_err();
        assert_eq!(fault.code, Code::TemplateRender);
    }
}
