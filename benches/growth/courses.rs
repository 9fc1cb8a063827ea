//! Courses that grow in one way each, and what building one of them costs.

#[path = "files.rs"]
mod files;
#[path = "../../tests/support/processor_time.rs"]
mod processor_time;

use attune::internals::input::Inputs;
use attune::internals::pipeline::{BuildOptions, Memo, build};
use attune::internals::source::CoursePath;

use processor_time::processor_time;

use files::{
    LESSONS, attachments, beside, bibtex, choices, citations, columns, course, footnotes, forms, headings, joined,
    lessons, links, modules, moments, objectives, page, page_among, page_with, pictures, practices, question,
    questions, questions_without_id, terms, topics, turns, works,
};

/// One way in which a course can grow.
pub(crate) struct Growing {
    /// What there is more of.
    pub(crate) name: &'static str,
    /// The files of the course that has so many of it.
    pub(crate) files: fn(usize) -> Files,
    /// What a doubling may cost.
    pub(crate) doubled: f64,
    /// Whether the course is good. One with errors is read and checked, and its pages are not made.
    is_good: bool,
}

/// Paths and texts.
pub(crate) type Files = Vec<(String, String)>;

const LINEAR: f64 = 2.6;
/// The same for what grows with the square, and has a limit.
const SQUARE: f64 = 4.4;
const fn good(name: &'static str, files: fn(usize) -> Files) -> Growing {
    Growing { name, files, doubled: LINEAR, is_good: true }
}

const fn faulty(name: &'static str, files: fn(usize) -> Files) -> Growing {
    Growing { name, files, doubled: LINEAR, is_good: false }
}

/// Every way of growing.
pub(crate) const GROWING: &[Growing] = &[
    good("topics", topics),
    good("terms", terms),
    good("forms of a term", forms),
    good("citations", citations),
    good("authors of a work", |count| {
        works(&format!("author: [{}]", joined(count, |one| format!("\"Writer{one}, A.\", "))))
    }),
    good("works in BibTeX", bibtex),
    good("objectives", objectives),
    good("questions", questions),
    good("questions without an id", questions_without_id),
    good("headings on a page", headings),
    good("links on a page", links),
    good("pictures on a page", pictures),
    good("rows of a table", |count| page(&format!("| a | b |\n| - | - |\n{}", "| c | d |\n".repeat(count)))),
    good("columns of a table", columns),
    good("entries of a list", |count| page(&"- Words.\n".repeat(count))),
    good("paragraphs in an entry", |count| page(&format!("- Words.\n\n{}", "  More words.\n\n".repeat(count)))),
    good("emphasis", |count| page(&"*one* **two** ***three*** ~~four~~ ".repeat(count))),
    good("open emphasis", |count| page(&"*a **b _c __d ~~e ".repeat(count))),
    good("brackets", |count| {
        page(&format!("{}\n\n{}\n\n{}", "[".repeat(count), "![".repeat(count), "[a](".repeat(count)))
    }),
    good("backticks", |count| page(&joined(count.min(2000), |one| format!("a {} ", "`".repeat(one % 40 + 1))))),
    good("entities", |count| page(&"&amp; &#65; &x; & ".repeat(count))),
    good("code", |count| page(&"```rust\nlet a = 1;\n```\n\nWords `code`.\n\n".repeat(count))),
    good("quotation marks", |count| page(&"\"a\" 'b' -- ... ".repeat(count))),
    good("one long word", |count| page(&"word".repeat(count * 20))),
    good("definitions of links", |count| {
        page(&joined(count, |one| format!("[words {one}][a{one}]\n\n[a{one}]: l{}.md \"Title\"\n\n", one % LESSONS)))
    }),
    good("footnotes on a page", footnotes),
    good("mentions of a footnote", |count| page(&format!("{}\n\n[^a]: Note.\n", "Words[^a]. ".repeat(count)))),
    good("raw tags", |count| {
        page(&format!("<div>\n{}\n</div>\n", joined(count, |one| format!("<b id=\"x{one}\" class='y'>a</b> <br>"))))
    }),
    good("comments", |count| page(&"<!-- a -->\n\nWords <!-- b -->.\n\n".repeat(count))),
    good("notes on a page", |count| page(&"::: note\nWords.\n:::\n\n".repeat(count))),
    good("facilitators' parts", |count| {
        page(&joined(count, |one| format!("::: facilitator\n## Part {one}\n\nWords {one}.\n:::\n\n## Open {one}\n\n")))
    }),
    good("turns of a dialogue", turns),
    good("speakers of a dialogue", |count| {
        page(&format!("::: dialogue {{#talk}}\n{}:::\n", joined(count, |one| format!("Speaker {one}\n: Words.\n\n"))))
    }),
    good("dialogues", |count| page(&joined(count, |one| format!("::: dialogue {{#d{one}}}\nA\n: Words.\n:::\n\n")))),
    good("moments of a scenario", moments),
    good("choices of a moment", choices),
    good("practices", practices),
    good("attachments", attachments),
    good("lessons of a module", lessons),
    good("modules", modules),
    good("old addresses", |count| {
        page_with(&format!("aliases: [{}]\n", joined(count, |one| format!("/old/{one}/, "))), "Words.\n")
    }),
    good("authors of a page", |count| {
        page_with(&format!("authors: [{}]\n", joined(count, |one| format!("Writer {one}, "))), "Words.\n")
    }),
    faulty("questions with one id", |count| page(&joined(count, |_| question(" {#q}")))),
    faulty("equal options", |count| {
        page(&format!("::: question {{#q}}\nWhich?\n\n- [x] Right\n{}:::\n", "- [ ] Wrong\n".repeat(count)))
    }),
    faulty("options", |count| {
        page(&format!(
            "::: question {{#q}}\nWhich?\n\n- [x] Right\n{}:::\n",
            joined(count, |one| format!("- [ ] Wrong é {}\n", 10_000 + one))
        ))
    }),
    faulty("steps in order", |count| {
        page(&format!("::: question {{#q}}\nWhich?\n\n{}:::\n", joined(count, |one| format!("1. Step {one}\n"))))
    }),
    Growing {
        name: "pairs to match",
        // Each term has a menu of all definitions: a page grows with the square, up to the limit of 200 entries.
        doubled: SQUARE,
        is_good: false,
        files: |count| {
            page(&format!(
                "::: question {{#q}}\nWhich?\n\n{}:::\n",
                joined(count, |one| format!("Term {one}\n: Words {one}\n\n"))
            ))
        },
    },
    faulty("blanks", |count| {
        page(&format!("::: question {{#q}}\n{}\n:::\n", joined(count, |one| format!("Say [[w{one}|v]]. "))))
    }),
    faulty("paragraphs with blanks", |count| {
        page(&format!("::: question {{#q}}\n{}:::\n", "    [^[[a]]]b\n\n".repeat(count * 10)))
    }),
    good("colons on one line", |count| page(&"a:::b ".repeat(count * 10))),
    good("marks of other tools on one line", |count| page(&"==a== [b](c d) ".repeat(count * 5))),
    good("brackets and braces on one line", |count| page(&"a){b ".repeat(count * 10))),
    faulty("pictures and braces on one line", |count| page(&"![a](http:b){c ".repeat(count))),
    good("addresses on one line", |count| page(&"https://a.example ".repeat(count * 5))),
    good("labels and addresses on one line", |count| page(&"[a]: https://a.example ".repeat(count * 5))),
    good("breaks of editors alone on one line", |count| page(&"\u{b}\u{c}".repeat(count * 20))),
    good("breaks of editors alone between colons", |count| page(&"a:\u{b}".repeat(count * 20))),
    faulty("entries of a menu", |count| {
        page(&format!("::: question {{#q}}\nSay [[{}*w]].\n:::\n", joined(count, |one| format!("w{one} / "))))
    }),
    faulty("attributes of a container", |count| {
        page(&format!("::: note {{{}}}\nWords.\n:::\n", joined(count, |one| format!("a{one}=b "))))
    }),
    faulty("broken anchors", |count| page(&joined(count, |one| format!("## Part {one}\n\n[a](#place-{one})\n\n")))),
    faulty("broken links", |count| page(&joined(count, |one| format!("[a](nothing-{one}.md)\n\n")))),
    faulty("links to nothing among many files", |count| {
        let mut files = lessons(count);
        files.extend(
            (0..count).map(|one| {
                (format!("content/m/x{one}.md"), format!("---\ntitle: X{one}\n---\n\n[a](lesson{one}.md)\n"))
            }),
        );
        files
    }),
    faulty("unknown terms", |count| {
        page_among(&terms(count), &joined(count, |one| format!("[a](term:wort-{one})\n\n")))
    }),
    faulty("unknown works", |count| {
        page_among(&citations(count), &joined(count, |one| format!("As they say [@werk{one}].\n\n")))
    }),
    faulty("unknown moments", |count| {
        let moment = |one| format!("### Moment {one} {{#m{one}}}\n\nWords.\n\n- [Go on](#n{one})\n\n  So.\n\n");
        page(&format!("::: scenario {{#story title=\"Story\"}}\n{}:::\n", joined(count, moment)))
    }),
    faulty("links to a folder that was renamed", |count| {
        let mut files = lessons(count);
        let link =
            |one| (format!("content/m/x{one}.md"), format!("---\ntitle: X{one}\n---\n\n[a](../old/l{one}.md)\n"));
        files.extend((0..count).map(link));
        files
    }),
    faulty("links to addresses that are not there", |count| {
        let mut files = lessons(count);
        let link = |one| (format!("content/m/x{one}.md"), format!("---\ntitle: X{one}\n---\n\n[a](/n/l{one}/)\n"));
        files.extend((0..count).map(link));
        files
    }),
    faulty("unknown objectives", |count| {
        let head = joined(count, |one| format!("  - id: aim-{one}\n    text: Learn {one}\n"));
        let body = joined(count, |one| question(&format!(" {{#q{one} objective=goal-{one}}}")));
        page_with(&format!("objectives:\n{head}"), &body)
    }),
    faulty("unknown footnotes", |count| {
        page(&joined(count, |one| format!("Words[^note{one}] and[^nothing{one}].\n\n[^note{one}]: Note.\n\n")))
    }),
    faulty("footnotes that nothing mentions", |count| {
        page(&joined(count, |one| format!("Words[^note{one}].\n\n[^note{one}]: Note.\n\n[^other{one}]: Note.\n\n")))
    }),
    faulty("terms that point to none", |count| {
        beside(
            "glossary.yaml",
            &joined(count, |one| {
                // As many digits in each: longer names may differ by more.
                let one = 10_000 + one;
                format!("word-{one}:\n  definition: See [it](term:wort-{one}).\n  see: [w-{one}]\n")
            }),
        )
    }),
    faulty("works that inherit from none", |count| {
        beside(
            "references.bib",
            &joined(count, |one| {
                format!("@book{{work{one}, title={{T}}, author={{W}}, year=2000, crossref={{werk{one}}}}}\n")
            }),
        )
    }),
    good("figures and mentions of them", |count| {
        let figure =
            |one| format!("::: figure {{#f{one}}}\n![A picture](p.svg)\n\nWords {one}.\n:::\n\nAs in [](#f{one}).\n\n");
        let mut files = page(&joined(count, figure));
        files.push(("content/m/p.svg".to_owned(), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned()));
        files
    }),
    faulty("unknown marks of dialogues", |count| {
        let mut files = lessons(count);
        for (_, text) in &mut files {
            *text = text.replacen("title: Lesson", "kind: protective-strategy\ntitle: Lesson", 1);
        }
        let turns = joined(count, |one| format!("Client {{strategy=of-none-{one}}}\n: Words.\n\n"));
        files
            .push(("content/m/x.md".to_owned(), format!("---\ntitle: X\n---\n\n::: dialogue {{#talk}}\n{turns}:::\n")));
        files
    }),
    faulty("unknown kinds", |count| {
        let mut files = course(&joined(count, |one| format!("[kinds.kind-{one}]\nlabel = \"Kind {one}\"\n")));
        let page =
            |one| (format!("content/m/x{one}.md"), format!("---\ntitle: X{one}\nkind: art-{one}\n---\n\nWords.\n"));
        files.extend((0..count).map(page));
        files
    }),
    faulty("unknown containers among many", |count| {
        let mut files =
            course(&joined(count, |one| format!("[containers.box-{one}]\nlabel = \"Box {one}\"\nlook = \"note\"\n")));
        files = page_among(&files, &joined(count, |one| format!("::: case-{one}\nWords.\n:::\n\n")));
        files
    }),
    good("values on one line", |count| {
        page_among(&course("[values]\na = \"b\"\n"), &"[c](https://a.example/{{value.a}}) {{value.a}} ".repeat(count))
    }),
    good("texts that are included", |count| {
        let count = count.min(900);
        let mut files = page(&joined(count, |one| format!("{{{{include t{one}}}}}\n\n")));
        files.extend((0..count).map(|one| (format!("content/_shared/t{one}.md"), format!("Words {one}.\n"))));
        files
    }),
    faulty("unknown values and texts", |count| {
        let values = joined(count, |one| format!("a{one} = {one}\n"));
        page_among(
            &course(&format!("[values]\n{values}")),
            &joined(count, |one| format!("{{{{value.b{one}}}}}\n\n{{{{include t{one}}}}}\n\n")),
        )
    }),
    faulty("unknown texts among many", |count| {
        let mut files = course("");
        files.extend((0..count).map(|one| (format!("content/_shared/t{one}.md"), format!("Words {one}.\n"))));
        let page =
            |one| (format!("content/m/x{one}.md"), format!("---\ntitle: X{one}\n---\n\n{{{{include u{one}}}}}\n"));
        files.extend((0..count).map(page));
        files
    }),
    faulty("unknown keys", |count| page_with(&joined(count, |one| format!("key{one}: x\n")), "Words.\n")),
    faulty("unknown containers", |count| page(&joined(count, |one| format!("::: thing{one}\nWords.\n:::\n\n")))),
    faulty("open containers", |count| page(&"::: note\n".repeat(count))),
    faulty("stray ends of containers", |count| page(&"Words.\n\n:::\n\n".repeat(count))),
    faulty("lines that are nearly containers", |count| page(&"Words.\n\n :: note\n\n".repeat(count))),
    faulty("nested quotations", |count| page(&format!("{} a\n", ">".repeat(count)))),
    faulty("nested lists", |count| page(&format!("{}a\n", "- ".repeat(count)))),
    faulty("open tags", |count| {
        page(&format!("<div>{}</div>\n\n{}\n", "<b>".repeat(count), "<a href=x>".repeat(count)))
    }),
    faulty("removed tags", |count| {
        page(&format!("<div>{}</div>\n", "<blink onclick=a style=b><script>x</script>".repeat(count)))
    }),
    faulty("repeated footnotes", |count| page(&"Words[^a].\n\n[^a]: Note.\n\n".repeat(count))),
    faulty("equal works in BibTeX", |count| {
        beside("references.bib", &"@book{a, title={T}, author={W}, year=2000}\n".repeat(count))
    }),
    faulty("abbreviations in BibTeX", |count| {
        beside("references.bib", &joined(count, |one| format!("@string{{a{one} = a{} # \"x\"}}\n", one + 1)))
    }),
    faulty("works that inherit in BibTeX", |count| {
        beside(
            "references.bib",
            &joined(count, |one| {
                format!("@book{{w{one}, title={{T}}, author={{W}}, year=2000, crossref={{w{}}}}}\n", one + 1)
            }),
        )
    }),
    faulty("braces in BibTeX", |count| {
        beside("references.bib", &format!("@book{{a, title={{{}}}}}\n", "{".repeat(count)))
    }),
    faulty("lists in YAML", |count| beside("references.yaml", &format!("a: {}\n", "[".repeat(count)))),
    faulty("aliases in YAML", |count| {
        beside(
            "references.yaml",
            &joined(count, |one| {
                format!("w{one}: &a{one} [*a{}, *a{}]\n", one.saturating_sub(1), one.saturating_sub(1))
            }),
        )
    }),
    good("shapes of a picture", |count| {
        beside(
            "a.svg",
            &format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\">{}</svg>",
                "<g><rect width=\"1\" style=\"fill:red\"/></g>".repeat(count)
            ),
        )
    }),
    good("left out of a picture", |count| {
        beside(
            "a.svg",
            &format!(
                "<svg>{}</svg>",
                joined(count, |one| format!("<x{one} on{one}='a'/><style>a{{b:url(http://x)}}@import 'a';</style>"))
            ),
        )
    }),
    faulty("equal addresses", |count| {
        let mut files = course("");
        files.extend(
            (0..count)
                .map(|one| (format!("content/m/l{one}.md"), "---\ntitle: L\nslug: same\n---\n\nWords.\n".to_owned())),
        );
        files
    }),
];

/// Builds courses and measures what that costs.
#[derive(Default)]
pub(crate) struct Meter {
    /// With the theme, whose reading costs the same for every course and would hide how it grows.
    memo: Memo,
}

impl Meter {
    /// Nanoseconds of processor time that a build of these files takes, with every page made; nothing where the system does
    /// not tell. What the machine does beside it does not count.
    pub(crate) fn cost(&mut self, growing: &Growing, count: usize) -> Option<u64> {
        let files = (growing.files)(count);
        let (options, none, inputs) = (options(), inputs(&course("")), inputs(&files));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().ok()?;
        pool.install(|| {
            // Forgets the pages of the course before.
            build(&none, &options, &mut self.memo);
            let before = processor_time()?;
            let built = build(&inputs, &options, &mut self.memo);
            let is_good = built.findings.errors() == 0;
            for file in built.site.iter().filter(|_| is_good) {
                file.make().expect("no template has a fault");
            }
            let cost = processor_time()? - before;
            let errors: Vec<_> = built.findings.iter().filter(|finding| finding.is_error()).take(3).collect();
            assert!(is_good || !growing.is_good, "{}: {errors:?}", growing.name);
            Some(cost)
        })
    }
}

/// Search is linear by its shards and measured elsewhere.
fn options() -> BuildOptions {
    BuildOptions { no_search: true, ..BuildOptions::default() }
}

fn inputs(files: &[(String, String)]) -> Inputs {
    let mut inputs = Inputs::default();
    for (path, text) in files {
        let found = inputs.put(CoursePath::new(path), text.clone().into_bytes());
        assert!(found.is_empty(), "{found:?}");
    }
    inputs
}
