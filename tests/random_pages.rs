//! Pages from a grammar ([`grammar`]): what stands in parts for facilitators is in no byte of what learners get, and what
//! stands elsewhere is there once.
//!
//! `PAGES=100000 cargo test --release --test random_pages` makes more than the 500 of an ordinary test run; `SEED=n` other ones.
//! What is code or a comment says the Markdown library alone, on the plain page; Attune's own reading is not asked.

#[path = "random_pages/grammar.rs"]
mod grammar;
#[path = "support/markdown.rs"]
mod markdown;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::Read as _;
use std::ops::Range;

use attune::internals::config::HtmlPolicy;
use attune::internals::content::{ParseOptions, parse};
use attune::internals::diagnostic::{Code, Diagnostic};
use attune::internals::input::Inputs;
use attune::internals::pipeline::{BuildOptions, Memo, build};
use attune::internals::progress::Silent;
use attune::internals::search;
use attune::internals::site::Site;
use attune::internals::source::CoursePath;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use grammar::{PLANTED, Random, Writer};
use markdown::options;

/// Pages in one course.
const PAGES_A_COURSE: usize = 500;
const FRONT: &str = "---\ntitle: Page\n---\n\n";

/// Where a planted word stands, as the Markdown library sees the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Withheld,
    /// In running text or code: it is shown once.
    Shown,
    /// In a question: an answer is given away by every file but the page, and pages for print.
    PageOnly,
    /// Where it is shown elsewhere too, or perhaps not.
    Other,
}

struct Page {
    text: String,
    html: HtmlPolicy,
    words: BTreeMap<String, Place>,
}

#[test]
fn nothing_withheld_gets_out_and_nothing_else_is_lost() {
    let number = |name: &str, otherwise: usize| {
        std::env::var(name).ok().map_or(otherwise, |value| value.parse().expect("a number"))
    };
    let (count, seed) = (number("PAGES", 500), number("SEED", 1));
    let (mut made, mut clean, mut words, mut withheld) = (0, 0, 0, 0);
    let mut random = Random(seed as u64);
    let mut failures = Vec::new();
    while made < count {
        let html = [HtmlPolicy::Sanitize, HtmlPolicy::Escape, HtmlPolicy::Trust][made / PAGES_A_COURSE % 3];
        let mut pages = Vec::new();
        for _ in 0..PAGES_A_COURSE.min(count - made) {
            made += 1;
            let mut writer = Writer::new(&mut random, &mut words);
            let text = writer.page();
            let near_miss = writer.near_miss;
            // With one line left out, another may have closed what it was not meant to.
            let meant = if writer.is_doubtful { Vec::new() } else { writer.meant };
            // The Markdown library knows a carriage return alone as the end of a line in some places only.
            let plain = text.replace("\r\n", "\u{0}").replace('\r', "\n").replace('\u{0}', "\r\n");
            let mut reference = Reference::of(&plain, html);
            if plain != text {
                // Such a line end may keep a footnote from being one.
                reference.footnotes.clear();
            }
            let errors = errors(&text, html);
            if errors.is_empty() {
                let words = reference.words(&plain, &meant);
                withheld += words.values().filter(|place| **place == Place::Withheld).count();
                pages.push(Page { text, html, words });
            } else if let Some(alarm) = reference.false_alarm(&errors, near_miss) {
                failures.push(format!("a false alarm, {alarm:?}, in {text:?}"));
            }
        }
        clean += pages.len();
        failures.extend(faults(&pages));
        assert!(
            failures.is_empty(),
            "{} of {made} pages, seed {seed}: {}",
            failures.len(),
            failures[..failures.len().min(5)].join("\n\n")
        );
    }
    println!("{made} pages made, {clean} of them without an error; {words} words planted, {withheld} of them withheld");
    assert!(clean * 4 > made && withheld > clean, "most pages say nothing");
}

/// Whether some of the text could be meant as a container line.
fn is_nearly_a_line(text: &str) -> bool {
    let like_colons = ['：', '∷', '﹕', '︓', '꞉'];
    text.contains("::") || text.contains(like_colons) || text.to_lowercase().contains("facil")
}

fn errors(text: &str, html: HtmlPolicy) -> Vec<Diagnostic> {
    let options = ParseOptions { html, ..ParseOptions::default() };
    let diagnostics = parse(&CoursePath::new("content/m/a.md"), &format!("{FRONT}{text}"), options).diagnostics;
    diagnostics.into_iter().filter(Diagnostic::is_error).collect()
}

/// What the Markdown library says of a page, and what follows for its containers.
struct Reference {
    /// Parts for facilitators.
    withheld: Vec<Range<usize>>,
    questions: Vec<Range<usize>>,
    /// Footnotes that questions alone mention.
    footnotes: Vec<Range<usize>>,
    /// The page with breaks in place of container lines.
    broken: String,
    /// Whether a `:::` line stands in code or in a comment.
    has_verbatim_lines: bool,
    /// Whether a comment begins where Markdown takes it for text, as in a paragraph that ends before it: what stands in it is doubtful.
    has_broken_comment: bool,
    /// Whether all containers pair, and nothing is there that makes a line doubtful.
    is_plain: bool,
}

/// Code between fences and comments that the sanitizer takes out; whether there is raw HTML, and a fence without its other.
struct Seen {
    verbatim: Vec<Range<usize>>,
    has_html: bool,
    unclosed: bool,
}

impl Seen {
    fn of(text: &str, html: HtmlPolicy) -> Self {
        let mut seen = Self { verbatim: Vec::new(), has_html: false, unclosed: false };
        for (event, range) in Parser::new_ext(text, options()).into_offset_iter() {
            match event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                    let last = text[range.clone()].trim_end().rsplit(['\n', '\r']).next().unwrap_or_default();
                    let last = last.trim().trim_start_matches(['>', ' ']);
                    seen.unclosed |= last.is_empty() || !last.bytes().all(|byte| matches!(byte, b'`' | b'~'));
                    seen.verbatim.push(range);
                }
                Event::Start(Tag::HtmlBlock) => {
                    seen.has_html = true;
                    let block = &text[range.clone()];
                    // With a tag before it, it might not be one.
                    let rest = block.find("-->").map_or("", |end| &block[end + 3..]);
                    let is_comment = block.trim_start().starts_with("<!--") && rest.trim().is_empty();
                    if is_comment && html == HtmlPolicy::Sanitize {
                        seen.verbatim.push(range);
                    }
                }
                Event::InlineHtml(_) => seen.has_html = true,
                _ => {}
            }
        }
        seen
    }
}

impl Reference {
    /// Reads the page from above: what a line is depends on the lines before it alone.
    fn of(text: &str, html: HtmlPolicy) -> Self {
        let mut reference = Self {
            withheld: Vec::new(),
            questions: Vec::new(),
            footnotes: Vec::new(),
            broken: text.to_owned(),
            has_verbatim_lines: false,
            has_broken_comment: false,
            is_plain: true,
        };
        let (mut open, mut at): (Vec<(&str, usize)>, usize) = (Vec::new(), 0);
        for line in text.split_inclusive(['\n', '\r']) {
            let start = at;
            at += line.len();
            if line.starts_with("[^q") {
                reference.footnotes.push(start..at);
            }
            let rest = line.trim_start_matches(':');
            if line.len() - rest.len() < 3 {
                continue;
            }
            let end = start + line.trim_end().len();
            reference.broken.replace_range(start..end, &format!("***{}", " ".repeat(end - start - 3)));
            if Seen::of(&reference.broken[..at], html).verbatim.iter().any(|range| range.contains(&start)) {
                reference.has_verbatim_lines = true;
                reference.broken.replace_range(start..end, line.trim_end());
            } else if !rest.trim().is_empty() {
                let name = rest.trim_start_matches([' ', '{', '.']);
                open.push((name, start));
            } else if let Some((name, from)) = open.pop() {
                reference.withheld.extend(name.starts_with("facilitator").then_some(from..at));
                reference.questions.extend(name.starts_with("question").then_some(from..at));
            } else {
                reference.is_plain = false;
            }
        }
        let seen = Seen::of(&reference.broken, html);
        reference.footnotes.retain(|note| !seen.verbatim.iter().any(|range| range.contains(&note.start)));
        let is_verbatim = |at: usize| seen.verbatim.iter().any(|range| range.contains(&at));
        reference.has_broken_comment = reference.broken.match_indices("<!--").any(|(at, _)| !is_verbatim(at));
        // Where every fence has its other, what nearly is a container line stands in code as those do that are one.
        let near = |range: &Range<usize>| is_nearly_a_line(&text[range.clone()]);
        reference.has_verbatim_lines |= !seen.unclosed && seen.verbatim.iter().any(near);
        reference.is_plain &= open.is_empty() && !seen.has_html && !seen.unclosed;
        let left_open = open.into_iter().filter(|(name, _)| name.starts_with("facilitator"));
        reference.withheld.extend(left_open.map(|(_, from)| from..text.len()));
        reference
    }

    /// An error about containers where there is no reason for one.
    fn false_alarm<'d>(&self, errors: &'d [Diagnostic], near_miss: bool) -> Option<&'d Diagnostic> {
        const OF_CONTAINERS: [Code; 4] =
            [Code::ContainerMisplaced, Code::ContainerStray, Code::ContainerUnclosed, Code::ContainerUnknown];
        let is_doubtful = near_miss || self.has_verbatim_lines || self.has_broken_comment || self.has_nested_lines();
        let is_sound = self.is_plain && !is_doubtful;
        errors.iter().find(|error| is_sound && OF_CONTAINERS.contains(&error.code))
    }

    /// Whether a line that is no container line has colons in it.
    fn has_nested_lines(&self) -> bool {
        self.broken.contains("::")
    }

    /// Where each planted word stands. `meant` are those that the author meant for facilitators.
    fn words(&self, text: &str, meant: &[String]) -> BTreeMap<String, Place> {
        let meant: BTreeSet<&str> = meant.iter().map(String::as_str).collect();
        let mut words = BTreeMap::new();
        for (at, _) in text.match_indices(PLANTED) {
            let word = &text[at..at + PLANTED.len() + 7];
            // Where no line stands in code, nothing came out otherwise than it was meant.
            let as_meant = !self.has_verbatim_lines && meant.contains(word);
            let is_withheld = as_meant || self.withheld.iter().any(|range| range.contains(&at));
            let place = if is_withheld {
                Place::Withheld
            } else if self.questions.iter().chain(&self.footnotes).any(|range| range.contains(&at)) {
                Place::PageOnly
            } else {
                Place::Other
            };
            words.insert(word.to_owned(), place);
        }
        if self.is_plain {
            self.find_shown(&mut words);
        }
        words
    }

    /// Words in running text and in code, outside of what is shown in two places, or only where it is mentioned.
    fn find_shown(&self, words: &mut BTreeMap<String, Place>) {
        let (mut elsewhere, mut image) = (0, 0);
        for event in Parser::new_ext(&self.broken, options()) {
            match &event {
                Event::Start(Tag::Heading { .. } | Tag::FootnoteDefinition(_)) => elsewhere += 1,
                Event::End(TagEnd::Heading(_) | TagEnd::FootnoteDefinition) => elsewhere -= 1,
                Event::Start(Tag::Image { .. }) => image += 1,
                Event::End(TagEnd::Image) => image -= 1,
                Event::Text(text) | Event::Code(text) if elsewhere + image == 0 => {
                    // An address in running text is shown and led to.
                    let is_address = |at: usize| {
                        text[..at].rsplit(char::is_whitespace).next().is_some_and(|part| part.contains("://"))
                    };
                    for (at, _) in text.match_indices(PLANTED).filter(|(at, _)| !is_address(*at)) {
                        if let Some(place @ Place::Other) = words.get_mut(&text[at..at + PLANTED.len() + 7]) {
                            *place = Place::Shown;
                        }
                    }
                }
                _ => {}
            }
        }
    }
}

/// Builds one course of all pages, and looks for every word in every byte of it.
fn faults(pages: &[Page]) -> Vec<String> {
    let Some(html) = pages.first().map(|page| page.html) else { return Vec::new() };
    let mut inputs = Inputs::default();
    let mut put = |path: &str, text: String| inputs.put(CoursePath::new(path), text.into_bytes());
    let policy = match html {
        HtmlPolicy::Sanitize => "sanitize",
        HtmlPolicy::Escape => "escape",
        HtmlPolicy::Trust => "trust",
    };
    put(
        "site.toml",
        format!("title = \"Course\"\nbase_url = \"https://example.org/\"\n[markdown]\nhtml = \"{policy}\"\n"),
    );
    put("content/_index.md", format!("{FRONT}Home."));
    put("content/m/_index.md", format!("{FRONT}Module."));
    for (number, page) in pages.iter().enumerate() {
        put(&format!("content/m/p{number}.md"), format!("{FRONT}{}", page.text));
    }
    let built = build(&inputs, &BuildOptions::default(), &mut Memo::default());
    let errors: Vec<_> = built.findings.iter().filter(|finding| finding.is_error()).collect();
    assert!(errors.is_empty(), "{:?}", &errors[..errors.len().min(3)]);
    let mut site = built.site;
    let index = search::index(&built.course, &built.config, &[], &Silent, &|| false);
    site.extend(index.expect("an index").expect("it is finished").files());
    let found = planted(&site);
    let mut faults = Vec::new();
    for (number, page) in pages.iter().enumerate() {
        for (word, place) in &page.words {
            let found = found.get(word).cloned().unwrap_or_default();
            let page_path = format!("m/p{number}/index.html");
            let own = found.get(&page_path).copied().unwrap_or(0);
            let fault = match place {
                Place::Withheld if !found.is_empty() => "withheld, and",
                Place::Shown if own != 1 => "shown not once, and",
                Place::PageOnly if found.keys().any(|path| *path != page_path && !is_for_print(path)) => {
                    "an answer, and"
                }
                _ => continue,
            };
            faults.push(format!("{policy}: `{word}` is {fault} in {found:?}: {:?}", page.text));
        }
    }
    faults
}

/// Whether a file is a page for print, at whose end answers stand.
fn is_for_print(path: &str) -> bool {
    path.starts_with("print/")
}

/// How often each planted word is in each file.
fn planted(site: &Site) -> HashMap<String, BTreeMap<String, usize>> {
    let mut found: HashMap<String, BTreeMap<String, usize>> = HashMap::new();
    for file in site.iter() {
        let path = file.path;
        let bytes = file.make().expect("templates are sound");
        let mut texts = vec![String::from_utf8_lossy(&bytes).into_owned(), path.to_string()];
        let mut unpacked = Vec::new();
        if flate2::read::GzDecoder::new(&bytes[..]).read_to_end(&mut unpacked).is_ok() {
            texts.push(String::from_utf8_lossy(&unpacked).into_owned());
        }
        for (text, at) in texts.iter().flat_map(|text| text.match_indices(PLANTED).map(move |(at, _)| (text, at))) {
            let word: String = text[at..].chars().take(PLANTED.len() + 7).collect();
            *found.entry(word).or_default().entry(path.to_string()).or_default() += 1;
        }
    }
    found
}
