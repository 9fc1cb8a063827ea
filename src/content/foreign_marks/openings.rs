//! Where marks of other tools may begin. Every page is looked through for them, so many bytes are asked at once: for words of two letters and
//! more in one walk, for single signs and for line ends in one each, and behind a line end for what begins a line.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use memchr::{memchr_iter, memchr3_iter};

use super::blocks::{heading_without_space, is_table_without_rule};
use super::marks::{COMMANDS, FURTHER, MARKS};
use super::{COLON, short_name};

/// What is looked for as a sign of its own.
const SIGNS: [&str; 3] = ["^", "~", COMMANDS];

fn all() -> impl Iterator<Item = &'static str> {
    let marks = MARKS.iter().map(|mark| mark.opening).filter(|opening| !opening.starts_with(COMMANDS));
    marks.chain(FURTHER)
}

/// What stands within a line: no more than 64, of which many bytes at once can be asked.
pub(super) static WITHIN: LazyLock<Vec<&str>> =
    LazyLock::new(|| all().filter(|opening| !opening.starts_with('\n') && !SIGNS.contains(opening)).collect());

/// Leftmost, since only such a searcher looks at many bytes at once.
static SEARCHER: LazyLock<AhoCorasick> = LazyLock::new(|| {
    let searcher = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).build(WITHIN.iter());
    searcher.expect("a few short words are not too many")
});

/// What begins a line, by its first byte.
static BEGINNINGS: LazyLock<Vec<Vec<&str>>> = LazyLock::new(|| {
    let mut beginnings = vec![Vec::new(); 256];
    for opening in all() {
        if let Some(&first) = opening.strip_prefix('\n').and_then(|words| words.as_bytes().first()) {
            beginnings[usize::from(first)].push(opening);
        }
    }
    beginnings
});

/// Where marks may begin, by rising offset, each with what it begins with. The body begins at `from`.
pub(super) fn openings(source: &str, from: usize) -> Vec<(usize, &'static str)> {
    let body = &source[from..];
    let mut openings: Vec<(usize, &str)> = Vec::new();
    let line = |at: usize| begins_line(source, at).map(|opening| (at, opening));
    openings.extend(line(from));
    openings.extend(memchr_iter(b'\n', body.as_bytes()).filter_map(|at| line(from + at + 1)));
    let known = openings.len();
    openings.extend(SEARCHER.find_iter(body).map(|found| {
        let opening = WITHIN[found.pattern().as_usize()];
        // What stands before the sign belongs to something else, to a link.
        (from + found.start() + usize::from(opening.starts_with(')')), opening)
    }));
    openings.extend(memchr3_iter(b'^', b'~', b'\\', body.as_bytes()).map(|at| {
        let sign = SIGNS.iter().find(|sign| body[at..].starts_with(**sign));
        (from + at, *sign.expect("one of them was looked for"))
    }));
    let colons = memchr_iter(b':', body.as_bytes()).map(|at| from + at);
    openings.extend(colons.filter(|at| short_name(source, *at).is_some()).map(|at| (at, COLON)));
    if openings.len() > known {
        // In order already within each walk; at one place what begins a line comes first, and words before signs.
        openings.sort_by_key(|(at, _)| *at);
    }
    openings
}

/// What begins the line at an offset. Headings and tables there are on every page.
fn begins_line(source: &str, at: usize) -> Option<&'static str> {
    let rest = &source[at..];
    let mut openings = BEGINNINGS[usize::from(*rest.as_bytes().first()?)].iter();
    let opening = openings.find(|opening| rest.starts_with(&opening[1..]))?;
    let is_one = match *opening {
        "\n##" => heading_without_space(rest.lines().next().unwrap_or_default()).is_some(),
        "\n|" => is_table_without_rule(source, at),
        _ => true,
    };
    is_one.then_some(opening)
}
