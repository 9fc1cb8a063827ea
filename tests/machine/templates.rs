//! Templates of a course that never end, or take all memory: the program says which, and leaves what was published.

use std::fs;

use crate::course::{Course, said};

/// A build with a template for the home page and a limit that all other pages stay far below, however busy the machine is.
fn build_with(template: &str, (variable, limit): (&str, &str)) -> (Course, String) {
    let course = Course::new();
    assert!(course.build().status().expect("it runs").success());
    let before = fs::read(course.root().join("public/index.html")).expect("a page");
    let templates = course.root().join("themes/mine/templates");
    fs::create_dir_all(&templates).expect("made");
    fs::write(templates.join("home.html"), template).expect("written");
    let settings = course.root().join("site.toml");
    let text = fs::read_to_string(&settings).expect("settings");
    fs::write(&settings, format!("theme = \"mine\"\n{text}")).expect("written");
    let output = course.build().env(variable, limit).output().expect("it runs");
    assert_eq!(output.status.code(), Some(1), "{}", said(&output));
    assert_eq!(fs::read(course.root().join("public/index.html")).expect("a page"), before);
    let told = said(&output);
    (course, told)
}

const ENDLESS: &str = "{% for a in range(end=100000) %}{% for b in range(end=100000) %}{% for c in range(end=100000) %}\
                       {% endfor %}{% endfor %}{% endfor %}";

#[test]
fn loops_that_write_nothing() {
    let (course, told) = build_with(ENDLESS, ("ATTUNE_TEMPLATE_SECONDS", "10"));
    assert!(told.contains("`themes/mine/templates/home.html` has been making one page for more than 10 s"), "{told}");
    // The next build is as any other.
    fs::write(course.root().join("themes/mine/templates/home.html"), "<!doctype html><title>x</title>")
        .expect("written");
    assert!(course.build().status().expect("it runs").success());
}

#[test]
fn texts_that_double_and_captured_ones() {
    let doubling = format!("{{% set s = '{}' %}}{}", "x".repeat(1000), "{% set s = s ~ s %}".repeat(40));
    let captured = "{% set s %}{% for a in range(end=100000) %}{% for b in range(end=100000) %}\
                    0123456789012345678901234567890123456789{% endfor %}{% endfor %}{% endset %}{{ s }}";
    for template in [doubling.as_str(), captured] {
        let (_, told) = build_with(template, ("ATTUNE_TEMPLATE_MEGABYTES", "300"));
        assert!(told.contains("`themes/mine/templates/home.html` took "), "{told}");
    }
}

#[test]
fn a_limit_that_is_no_number_is_said() {
    let course = Course::new();
    let output = course.build().env("ATTUNE_TEMPLATE_SECONDS", "soon").output().expect("it runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("ATTUNE_TEMPLATE_SECONDS is to be a whole number, not `soon`"));
}
