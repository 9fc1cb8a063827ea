//! The XML files of a site are well-formed whatever a course says.

mod support;

use attune::internals::pipeline::BuildOptions;
use support::{built, inputs, text};

/// Characters that a course may hold (controls are an error): all below U+0100, those at which ranges of XML's characters begin
/// and end, and some markup.
fn hostile() -> String {
    let characters =
        [0xd7ff, 0xe000, 0xfdcf, 0xfdd0, 0xfdef, 0xfffd, 0xfffe, 0xffff, 0x1fffe, 0x1ffff, 0x10_fffe, 0x10_ffff];
    let low = (0..0x100).filter(|code| matches!(code, 9 | 10 | 13 | 0x20..=0x7e | 0xa0..));
    let characters = low.chain(characters).filter_map(char::from_u32);
    characters.chain("]]><!-&#0;&amp;<?xml?><![CDATA[\u{feff}".chars()).collect()
}

/// A string as TOML and YAML both write it: every character but letters and digits by its number.
fn quoted(text: &str) -> String {
    let written = |character: char| match character {
        'a'..='z' | 'A'..='Z' | '0'..='9' => character.to_string(),
        _ => format!("\\U{:08X}", u32::from(character)),
    };
    format!("\"{}\"", text.chars().map(written).collect::<String>())
}

fn xml_files(title: &str) -> [(&'static str, String); 2] {
    let title = &quoted(title);
    let config = format!(
        "title = {title}\nbase_url = \"https://example.org/a&b'c/\"\n[course]\nreviewed = 2026-01-01\n[[course.authors]]\nname = {title}\n"
    );
    let home = format!("---\ntitle: {title}\nsummary: {title}\n---\n\nHome.\n");
    let lesson = format!("---\ntitle: {title}\nsummary: {title}\nreviewed: 2026-01-01\n---\n\nA lesson.\n");
    let inputs = inputs([
        ("site.toml", config.as_str()),
        ("content/_index.md", &home),
        ("content/a/_index.md", &lesson),
        ("content/a/b&'\"<>.md", &lesson),
    ]);
    let built = built(&inputs, &BuildOptions::default());
    ["feed.xml", "sitemap.xml"].map(|path| (path, text(&built, path)))
}

#[test]
fn feed_and_sitemap_are_well_formed_whatever_a_course_says() {
    let files = xml_files(&format!("Title {} end", hostile()));
    for (path, xml) in files {
        let document = roxmltree::Document::parse(&xml).unwrap_or_else(|error| panic!("{path}: {error}\n{xml}"));
        if path == "feed.xml" {
            let title = document.descendants().find(|node| node.has_tag_name("title")).and_then(|node| node.text());
            let title = title.expect("the feed has a title");
            assert!(title.starts_with("Title ") && title.ends_with(" end"), "{title}");
            assert!(title.contains("]]><!-&#0;&amp;<?xml?><![CDATA["), "{title}");
        }
    }
}
