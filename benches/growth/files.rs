//! The files of courses that grow in one way each.

use super::Files;

/// Lessons over which is spread what does not grow on one page.
pub(super) const LESSONS: usize = 20;

/// A course without lessons.
pub(super) fn course(site: &str) -> Files {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    vec![
        file("site.toml", &format!("title = \"Growing\"\n{site}")),
        file("content/_index.md", "---\ntitle: Home\n---\n\nWelcome.\n"),
        file("content/m/_index.md", "---\ntitle: Module\n---\n\nHello.\n"),
    ]
}

/// A course of lessons, each with a part of the head and of the body.
pub(super) fn spread(site: &str, count: usize, part: impl Fn(usize) -> (String, String)) -> Files {
    let mut files = course(site);
    for lesson in 0..LESSONS {
        let parts: Vec<(String, String)> = (lesson..count).step_by(LESSONS).map(&part).collect();
        let head: String = parts.iter().map(|(head, _)| head.as_str()).collect();
        let body: String = parts.iter().map(|(_, body)| body.as_str()).collect();
        let objectives = if head.is_empty() { "" } else { "objectives:\n" };
        let text = format!("---\ntitle: Lesson {lesson}\n{objectives}{head}---\n\nWords.\n\n{body}");
        files.push((format!("content/m/l{lesson}.md"), text));
    }
    files
}

/// A course with one page that grows.
pub(super) fn page(body: &str) -> Files {
    page_with("", body)
}

pub(super) fn page_with(head: &str, body: &str) -> Files {
    let mut files = page_among(&spread("", 0, |_| Default::default()), body);
    if let Some((_, text)) = files.last_mut() {
        *text = text.replacen("---\n\n", &format!("{head}---\n\n"), 1);
    }
    files
}

pub(super) fn page_among(files: &[(String, String)], body: &str) -> Files {
    let mut files = files.to_vec();
    files.push(("content/m/page.md".to_owned(), format!("---\ntitle: Page\n---\n\n{body}")));
    files
}

/// A course with one file beside its pages.
pub(super) fn beside(name: &str, text: &str) -> Files {
    let mut files = spread("", 0, |_| Default::default());
    files.push((format!("content/{name}"), text.to_owned()));
    files
}

pub(super) fn question(id: &str) -> String {
    format!("::: question{id}\nWhich of these is it?\n\n- [x] The first one\n- [ ] Another one\n:::\n\n")
}

pub(super) fn questions_without_id(count: usize) -> Files {
    let question =
        |one| format!("::: question\nWhich of these is it?\n\n- [x] The first one\n- [ ] Number {one}\n:::\n\n");
    page(&joined(count, question))
}

pub(super) fn practices(count: usize) -> Files {
    let practice = |one| {
        format!(
            "::: practice {{#p{one}}}\n### Small {{level=1}}\n\n> Words.\n\n::: model\nWords.\n:::\n\n::: criteria\n- It is good\n:::\n:::\n\n"
        )
    };
    page(&joined(count, practice))
}

pub(super) fn works(fields: &str) -> Files {
    let mut files = page("As they say [@work].\n");
    files.push((
        "content/references.yaml".to_owned(),
        format!("work:\n  type: book\n  title: Book\n  date: 2000\n  {fields}\n"),
    ));
    files
}

pub(super) fn bibtex(count: usize) -> Files {
    let mut files = spread("", count, |work| (String::new(), format!("As they say [@work{work}].\n\n")));
    let works = joined(count, |work| {
        format!("@book{{work{work}, title={{Book {work}}}, author={{Writer{work}, A.}}, year={{2000}}}}\n")
    });
    files.push(("content/references.bib".to_owned(), works));
    files
}

pub(super) fn forms(count: usize) -> Files {
    let forms = joined(count, |form| format!("word{form}x, "));
    let mut files = course("[glossary]\nauto_link = true\n");
    files.push((
        "content/glossary.yaml".to_owned(),
        format!("t:\n  term: word\n  forms: [{forms}]\n  definition: One.\n"),
    ));
    page_among(&files, &joined(count, |form| format!("A word{form}x here.\n\n")))
}

pub(super) fn pictures(count: usize) -> Files {
    let mut files = page(&joined(count, |one| format!("![A picture](p{}.svg)\n\n", one % LESSONS)));
    let picture = |one| (format!("content/m/p{one}.svg"), "<svg xmlns=\"http://www.w3.org/2000/svg\"/>".to_owned());
    files.extend((0..LESSONS).map(picture));
    files
}

pub(super) fn columns(count: usize) -> Files {
    let row = |cell: &str| format!("|{}\n", format!(" {cell} |").repeat(count));
    page(&format!("{}{}{}", row("a"), row("-"), row("b")))
}

pub(super) fn choices(count: usize) -> Files {
    let choice = |one| format!("- [Say {one}](#end)\n\n  So it goes.\n\n");
    let moment = format!("### Begin {{#begin}}\n\nWords.\n\n{}", joined(count, choice));
    page(&format!(
        "::: scenario {{#story title=\"Story\"}}\n{moment}### The end {{#end ending=repaired}}\n\nDone.\n:::\n"
    ))
}

pub(super) fn modules(count: usize) -> Files {
    let mut files = course("");
    for one in 0..count {
        files.push((format!("content/m{one}/_index.md"), format!("---\ntitle: Module {one}\n---\n\nHello.\n")));
        files.push((format!("content/m{one}/a.md"), format!("---\ntitle: Lesson {one}\n---\n\nWords.\n")));
    }
    files
}

pub(super) fn joined(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

pub(super) fn topics(count: usize) -> Files {
    let mut files = spread("", 0, |_| Default::default());
    for (lesson, (_, text)) in files.iter_mut().skip(3).enumerate() {
        let own = (lesson..count).step_by(LESSONS).map(|topic| format!("topic {topic}")).collect::<Vec<_>>();
        *text = text.replacen("---\n\n", &format!("topics: [{}]\n---\n\n", own.join(", ")), 1);
    }
    files
}

pub(super) fn terms(count: usize) -> Files {
    let mut files =
        spread("[glossary]\nauto_link = true\n", count, |term| (String::new(), format!("A word{term}x here.\n\n")));
    let glossary = joined(count, |term| format!("t{term}:\n  term: word{term}x\n  definition: Number {term}.\n"));
    files.push(("content/glossary.yaml".to_owned(), glossary));
    files
}

pub(super) fn citations(count: usize) -> Files {
    let mut files = spread("", count, |work| (String::new(), format!("As they say [@work{work}].\n\n")));
    let works = joined(count, |work| {
        format!(
            "work{work}:\n  type: book\n  title: Book {work}\n  author: \"Writer{work}, A.\"\n  date: {}\n",
            1900 + work % 100
        )
    });
    files.push(("content/references.yaml".to_owned(), works));
    files
}

pub(super) fn objectives(count: usize) -> Files {
    spread("", count, |one| (format!("  - id: o{one}\n    text: Explain number {one}\n"), String::new()))
}

pub(super) fn questions(count: usize) -> Files {
    let question =
        |one| format!("::: question {{#q{one}}}\nWhich is {one}?\n\n- [x] Number {one}\n- [ ] Another one\n:::\n\n");
    spread("", count, |one| (String::new(), question(one)))
}

pub(super) fn headings(count: usize) -> Files {
    page(&joined(count, |one| format!("## Heading {}\n\nWords.\n\n", one % 7)))
}

pub(super) fn links(count: usize) -> Files {
    page(&joined(count, |one| format!("See [lesson {one}](l{}.md).\n\n", one % LESSONS)))
}

pub(super) fn footnotes(count: usize) -> Files {
    page(&joined(count, |one| format!("Words[^n{one}].\n\n[^n{one}]: Note {one}.\n\n")))
}

pub(super) fn turns(count: usize) -> Files {
    let turn = |one| format!("{}\n: Words {one}.\n\n", ["Client", "Therapist"][one % 2]);
    page(&format!("::: dialogue {{#talk}}\n{}:::\n", joined(count, turn)))
}

pub(super) fn moments(count: usize) -> Files {
    let moment =
        |one| format!("### Moment {one} {{#m{one}}}\n\nWords.\n\n- [Go on](#m{})\n\n  So it goes.\n\n", one + 1);
    let end = format!("### The end {{#m{count} ending=repaired}}\n\nDone.\n");
    page(&format!("::: scenario {{#story title=\"Story\"}}\n{}{end}:::\n", joined(count, moment)))
}

pub(super) fn attachments(count: usize) -> Files {
    let mut files = page(&joined(count, |one| format!("[File {one}](file{one}.txt)\n\n")));
    files.extend((0..count).map(|one| (format!("content/m/file{one}.txt"), format!("File {one}.\n"))));
    files
}

pub(super) fn lessons(count: usize) -> Files {
    let mut files = course("");
    let lesson = |one| (format!("content/m/l{one}.md"), format!("---\ntitle: Lesson {one}\n---\n\nWords.\n"));
    files.extend((0..count).map(lesson));
    files
}
