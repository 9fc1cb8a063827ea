//! Faults in templates of a course's own, each at its place.

use super::super::Theme;
use super::super::tests::course;
use super::*;
use crate::diagnostic::Place;
use crate::input::Inputs;

/// What is said of templates: code, path, line, column, message.
fn said(files: &[(&str, &str)]) -> Vec<String> {
    let paths: Vec<(String, &str)> =
        files.iter().map(|(path, text)| (format!("themes/mine/templates/{path}"), *text)).collect();
    let inputs: Inputs = course(&paths.iter().map(|(path, text)| (path.as_str(), *text)).collect::<Vec<_>>());
    let place = |found: &Diagnostic| match &found.place {
        Place::At(span) => {
            let (start, _) = inputs.sources.positions(*span).expect("a place");
            let path = &inputs.sources.get(span.file).expect("a file").path;
            let name = path.as_str().rsplit("templates/").next().unwrap_or_default();
            format!("{name}:{}:{}", start.line, start.column)
        }
        Place::File(path) => path.to_string(),
    };
    let found = Theme::named(&inputs, "mine").diagnostics;
    found.iter().map(|found| format!("{} {} {}", place(found), found.code, found.message)).collect()
}

#[test]
fn the_programs_own_templates_have_no_fault_as_a_courses_own() {
    let mut templates = super::super::template::templates(&super::super::files::embedded());
    for template in templates.values_mut() {
        template.of_course = true;
    }
    let theme = Theme::named(&Inputs::default(), "default").value;
    assert_eq!(lint(&templates, theme.messages("en"), &Security::default()), []);
}

#[test]
fn a_field_that_does_not_exist_is_told_wherever_it_stands() {
    let text = "{% if page.titel %}a{% endif %}\n{{ lesson.minuts | upper }}\n{% for one in lesson.objctives %}{% endfor %}\n\
                {% for one in lesson.objectives | reverse %}{{ one.txt }}{% endfor %}{{ page.extra.any.thing }}\n\
                {% set one = lesson.kind %}{{ one.lable }}{{ lesson.topics[0].titel }}{{ lesson.key.more }}\n\
                {{ t.no_such_words }}{{ leson.key }}{{ lesson.topics.title }}";
    let found = said(&[("lesson.html", text)]);
    let expected = [
        "lesson.html:1:12 template-field `page` has no field `titel`",
        "lesson.html:2:11 template-field `lesson` has no field `minuts`",
        "lesson.html:3:22 template-field `lesson` has no field `objctives`",
        "lesson.html:4:52 template-field `one` has no field `txt`",
        "lesson.html:5:35 template-field `one` has no field `lable`",
        "lesson.html:5:63 template-field `lesson.topics[0]` has no field `titel`",
        "lesson.html:5:85 template-field `lesson.key` has no field `more`",
        "lesson.html:6:6 template-field the interface has no words `no_such_words`",
        "lesson.html:6:25 template-field `lesson.html` sees no `leson`",
        "lesson.html:6:54 template-field `lesson.topics` has no field `title`",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_a_template_sees_depends_on_which_it_is() {
    assert_eq!(
        said(&[("home.html", "{% if lesson.key %}x{% endif %}{{ home.item_count }}")]),
        ["home.html:1:7 template-field `home.html` sees no `lesson`"]
    );
    // A part sees what those see that include it, and what they set.
    assert_eq!(said(&[("parts/path.html", "{{ path_name }}{{ path | length }}{{ page.title }}")]), [""; 0]);
    assert_eq!(said(&[("parts/styles.html", "{% if lesson and lesson.path %}{{ listing }}{% endif %}")]), [""; 0]);
    assert_eq!(
        said(&[("blocks/figure.html", "{{ site.root }}{{ figure.dom_id }}{% if own is defined %}x{% endif %}")]),
        [""; 0]
    );
}

#[test]
fn words_are_filled_with_their_own_names() {
    let text = "{{ t.question_of | fill(n=1, totl=2) }}{{ t.minutes | count(n=lesson.minutes) }}{{ t.minutes | count(n=1, m=2) }}";
    let expected = [
        "lesson.html:1:30 template-fill `question_of` has no `{totl}` to fill in",
        "lesson.html:1:20 template-fill nothing fills `{total}` in `question_of`",
        "lesson.html:1:107 template-fill `minutes` has no `{m}` to fill in",
    ];
    assert_eq!(said(&[("lesson.html", text)]), expected);
}

#[test]
fn an_empty_template_is_told_unless_it_says_why() {
    let found = said(&[
        ("lesson.html", " \n{# Not yet. #}"),
        ("parts/footer.html", ""),
        ("parts/bar.html", "{# No bar here. #}"),
    ]);
    let expected = [
        "lesson.html:1:1 template-empty the template is empty, and so would be what it makes",
        "parts/footer.html:1:1 template-empty the template is empty, and so would be what it makes",
    ];
    assert_eq!(found, expected);
}

#[test]
fn what_the_policy_refuses_is_told() {
    let text = "<p style='color: red' onclick=\"{{ page.title }}\">x</p><script>a</script><script src=\"{{ site.root }}a.js\"></script>\n\
                <style>p{}</style><img src=\"https://elsewhere.example/a.png\" alt=\"\"><a href=\"https://elsewhere.example/\">x</a>";
    let expected = [
        "home.html:1:4 template-inline the site's policy keeps the attribute `style` from working",
        "home.html:1:23 template-inline the site's policy keeps the attribute `onclick` from working",
        "home.html:1:56 template-inline the site's policy keeps the element `script` from working",
        "home.html:2:2 template-inline the site's policy keeps the element `style` from working",
        "home.html:2:29 template-inline the site's policy loads nothing from `https://elsewhere.example/a.png`",
    ];
    assert_eq!(said(&[("home.html", text)]), expected);
}

#[test]
fn a_tag_that_is_not_closed_is_told_at_its_place() {
    assert_eq!(
        said(&[("home.html", "<p>\n{% if page.title %}<b>{% for a in home.modules %}{% endfor %}")]),
        ["home.html:2:1 template-syntax `{% if %}` is not closed"]
    );
}

#[test]
fn a_base_that_extends_itself_is_one_error() {
    let found = said(&[("base.html", "{% extends \"base.html\" %}{% block main %}x{% endblock main %}")]);
    assert_eq!(
        found,
        ["base.html:1:12 template-syntax `base.html` extends itself: in this theme it is the one of that name"]
    );
}
