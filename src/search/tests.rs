//! The documents of the search index, and the index itself.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Read as _;
use std::sync::Arc;

use super::document::Source;
use super::*;
use crate::assemble::{CourseInput, SourcePage, assemble};
use crate::config;
use crate::content::{self, ParseOptions, ParsedPage};
use crate::course::reserved::GeneratedPage;
use crate::input::FileRole;
use crate::progress::Silent;
use crate::source::{CoursePath, Digest, FileId};

struct Built {
    course: Arc<Course>,
    config: SiteConfig,
}

fn built(pages: &[(&str, &str)], facilitator: bool) -> Built {
    let config = config::parse("title = \"T\"\nlanguage = \"de\"\n", FileId::of(&CoursePath::new("site.toml"))).value;
    let home = ("content/_index.md", "---\ntitle: Start\n---\n\nWillkommen.\n");
    let options = ParseOptions { facilitator, ..ParseOptions::default() };
    let parsed: BTreeMap<CoursePath, ParsedPage> = [home]
        .iter()
        .chain(pages)
        .map(|(path, text)| {
            let path = CoursePath::new(path);
            let page = content::parse(&path, text, options.clone());
            assert_eq!(page.diagnostics, []);
            (path, page.value)
        })
        .collect();
    let digest = Digest::of(b"");
    let source = |(path, parsed)| SourcePage {
        path,
        file: FileId::of(path),
        is_index: FileRole::of(path) == FileRole::Index,
        is_made: false,
        digest,
        parsed,
    };
    let pages = parsed.iter().map(source).collect();
    let (attachments, terms) = (BTreeSet::new(), BTreeMap::new());
    let course = assemble(CourseInput {
        config: &config,
        pages,
        attachments,
        refused: BTreeSet::new(),
        terms: Arc::new(terms),
        edition: crate::assemble::Edition::default(),
    });
    assert_eq!(course.diagnostics, []);
    Built { course: course.value, config }
}

fn documents(built: &Built) -> BTreeMap<String, String> {
    let of = |(out, source): (OutPath, Source<'_>)| {
        let document = document::of(&built.course, &built.config, &out, source);
        (document.address.to_string(), document.html)
    };
    document::sources(&built.course).into_iter().map(of).collect()
}

const MODULE: (&str, &str) = ("content/m/_index.md", "---\ntitle: \"Modul <1>\"\n---\n");
const LESSON: &str = "---\ntitle: Lektion\nkind: case\ncase:\n  consent: fictional\n  pseudonyms: [A]\n  changed: [all]\n---\n\n\
    ## Ein Weg\n\nText & mehr.\n\n::: facilitator\nGeheimwort.\n:::\n\n::: question {#q}\nWas nun?\n\n1. Zuletzt erst\n\
    2. Anfang dann\n\nWeil Begruendung.\n:::\n";

#[test]
fn a_document_has_what_is_to_be_found_and_nothing_else() {
    for facilitator in [false, true] {
        let built = built(&[MODULE, ("content/m/a.md", LESSON)], facilitator);
        let html = &documents(&built)["m/a/index.html"];
        for part in [
            "<html lang=\"de\">",
            "data-pagefind-filter=\"module[content]\" data-pagefind-meta=\"module[content]\" content=\"Modul &lt;1&gt;\"",
            "data-pagefind-filter=\"kind[content]\"",
            "<h1>Lektion</h1>",
            "<h2 id=\"s-ein-weg\">",
            "Text &amp; mehr.",
        ] {
            assert!(html.contains(part), "{part}\n{html}");
        }
        for part in ["Was nun?", "Zuletzt", "Begruendung"] {
            assert!(!html.contains(part), "{part}\n{html}");
        }
        assert_eq!(html.contains("Geheimwort"), facilitator, "notes are found in their own edition alone\n{html}");
    }
}

#[test]
fn what_answers_is_not_to_be_found() {
    let exercises = ":::: exercise\nSay it.\n\n::: hint\nHintword.\n:::\n\n::: solution\nSolutionword.\n:::\n::::\n\n\
        :::: practice {#p}\nTask.\n\n### A first one {level=1}\n\n> Enough.\n\n::: model\nModelword.\n:::\n\n::: criteria\n\
        - Criterionword.\n:::\n\n::: next\nNextword.\n:::\n::::\n\n";
    let dialogue = |read: &str| {
        format!(
            "::: dialogue {{read={read}}}\nClient\n: It is nothing. {{rupture=withdrawal}}\n\n  > Noteword {read}.\n:::\n\n"
        )
    };
    let page = format!(
        "---\ntitle: Lektion\n---\n\n{exercises}{}{}{}",
        dialogue("spot"),
        dialogue("plain"),
        dialogue("marks")
    );
    let built = built(&[MODULE, ("content/m/a.md", &page)], false);
    let html = &documents(&built)["m/a/index.html"];
    for part in ["Say it.", "Task.", "It is nothing.", "Noteword plain", "Noteword marks"] {
        assert!(html.contains(part), "{part}\n{html}");
    }
    for part in ["Hintword", "Solutionword", "Modelword", "Nextword", "Criterionword", "withdrawal", "Noteword spot"] {
        assert!(!html.contains(part), "{part}\n{html}");
    }
}

#[test]
fn the_index_is_the_same_each_time_and_in_the_language_of_the_course() {
    let built = built(&[MODULE, ("content/m/a.md", LESSON)], false);
    let files = || {
        let files =
            index(&built.course, &built.config, &[], &Silent, &|| false).expect("no fault").expect("not stopped");
        let made = |(path, file): (OutPath, OutFile)| {
            let bytes = file.held().expect("an index is made in memory").to_vec();
            (path.to_string(), bytes)
        };
        files.files().map(made).collect::<BTreeMap<String, Vec<u8>>>()
    };
    let (first, second) = (files(), files());
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    assert!(first == second);
    assert!(first.contains_key("pagefind/pagefind.js") && first.contains_key("pagefind/wasm.de.pagefind"));
    assert!(!first.keys().any(|name| name.contains("-ui.")), "{:?}", first.keys());
    let entry = String::from_utf8_lossy(&first["pagefind/pagefind-entry.json"]);
    assert!(entry.contains("\"de\"") && entry.contains("\"page_count\":3"), "{entry}");
}

#[test]
fn an_index_that_nobody_wants_any_more_is_not_finished() {
    let built = built(&[], false);
    assert!(index(&built.course, &built.config, &[], &Silent, &|| true).expect("no fault").is_none());
}

#[test]
fn titles_are_a_script() {
    let built = built(&[MODULE, ("content/m/a.md", "---\ntitle: \"A \\\\B </script>\"\n---\n")], false);
    let script = titles(&built.course);
    assert!(script.starts_with("window.attuneTitles = [\n[\"index.html\",\"Start\",\"\"],"), "{script}");
    assert!(script.contains("[\"m/a/index.html\",\"A \\\\B </script>\",\"Modul <1>\"]"), "{script}");
}

/// The text and the headings that Pagefind keeps of a page.
fn kept(html: String) -> (String, Vec<(String, String)>) {
    let kind = Kind { language: "en", first: true, together: 1 };
    let document = Document { address: OutPath::new("a/index.html"), html };
    let files = pagefind::files(vec![document], &kind, &|| (), &|| false).expect("no fault").expect("not stopped");
    let (_, fragment) = files.iter().find(|(name, _)| name.starts_with("fragment/")).expect("a fragment");
    let mut text = String::new();
    flate2::read::GzDecoder::new(fragment.as_ref()).read_to_string(&mut text).expect("text");
    let fragment: serde_json::Value = serde_json::from_str(text.trim_start_matches("pagefind_dcd")).expect("JSON");
    let field = |anchor: &serde_json::Value, name: &str| anchor[name].as_str().expect("a text").to_owned();
    let anchors = fragment["anchors"].as_array().expect("a list").iter();
    let anchors = anchors.map(|anchor| (field(anchor, "id"), field(anchor, "text"))).collect();
    (fragment["content"].as_str().expect("a text").to_owned(), anchors)
}

#[test]
fn pagefind_makes_of_text_what_it_makes_of_a_page() {
    let page = |body: &str| {
        format!("<!doctype html><html lang=\"en\"><head></head><body data-pagefind-body>{body}</body></html>")
    };
    for html in [
        "<p>One <strong>bold</strong>ly <em>set</em> word<sup>2</sup></p>\n<p>Two. <a href=\"\">Three</a></p>\n",
        "<h2 id=\"s-a\">A <code>b</code> &amp; c</h2>\n<p>x</p>\n<h3 class=\"k\" id=\"s-b\">B</h3>\n<p>“Quoted”</p>\n",
        "<ul>\n<li>first</li>\n<li>\n<p>second</p>\n<ol>\n<li>inner</li>\n</ol>\n</li>\n</ul>\n<p>after</p>\n",
        "<table><tbody><tr><td>one</td><td>two</td></tr><tr><td></td><td>*</td></tr></tbody></table>\n",
        "<blockquote>\n<p>Said &quot;so&quot;</p>\n</blockquote>\n<pre><code>let a &lt; b;\n</code></pre>\n<p>a<br>b</p>\n",
        "<p>see <svg><g><svg></svg></g><text>no</text></svg>this</p><!-- <p>not</p> --><p title=\"a > b\">that</p>\n",
        "<dl>\n<dt>term</dt>\n<dd>meaning</dd>\n</dl>\n<p>1 < 2</p><div>x<label>y</label></div>\n",
        "<details><summary>More</summary>\n<p>inside</p>\n</details>\n<hr>\n<p>Ünïcode straße</p>\n",
    ] {
        let mut text = String::new();
        text::add(&mut text, html);
        assert_eq!(kept(page(&text)), kept(page(html)), "{text}");
    }
}

#[test]
fn cells_of_a_tables_head_are_words_of_their_own() {
    let mut text = String::new();
    text::add(&mut text, "<table><thead><tr><th>sign</th><th>meaning</th></tr></thead></table>");
    assert_eq!(text.split_whitespace().collect::<Vec<_>>(), ["sign", "meaning"]);
}

#[test]
fn the_glossary_is_called_what_the_interface_calls_it() {
    let mut built = built(&[MODULE, ("content/m/a.md", "---\ntitle: A\n---\n\nWords.\n")], false);
    let course = Arc::make_mut(&mut built.course);
    course.glossary_title = "Glossar".into();
    let glossary = (GeneratedPage::Glossary.address(course.names).out_path(), Source::Glossary);
    let html = document::of(course, &built.config, &glossary.0, glossary.1).html;
    assert!(html.contains("<h1>Glossar</h1>"), "{html}");
}

#[test]
fn what_is_elided_is_found_without_its_article() {
    let mut built = built(&[MODULE, ("content/m/a.md", "---\ntitle: A\n---\n\nDe l'empathie.\n")], false);
    for (language, expected) in [("fr-CA", "l’\u{200a}empathie"), ("en", "l’empathie")] {
        built.config.language = language.to_owned();
        let html = &documents(&built)["m/a/index.html"];
        assert!(html.contains(expected), "{language}: {html}");
    }
}
