//! Code in R Markdown: `{r name, echo=FALSE}` behind a fence is code that is run when the lesson is built. Here it is shown as it is
//! written, and what it would print is not.

use super::super::report::{Place, Report};

/// What becomes of a chunk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Chunk {
    /// Shown, in this language.
    Shown(String),
    /// Left out: readers never saw it.
    Hidden,
}

/// What the words behind a fence make of the code, where they are those of a chunk.
pub(super) fn chunk(info: &str, place: &Place, report: &mut Report) -> Option<Chunk> {
    let inner = info.trim().strip_prefix('{')?.strip_suffix('}')?;
    let (language, options) = inner.split_once([',', ' ']).unwrap_or((inner, ""));
    let language = language.trim().trim_start_matches('.').to_ascii_lowercase();
    let compact: String = options.chars().filter(|character| !character.is_whitespace()).collect();
    let is_off = |name: &str| {
        compact.contains(&format!("{name}=FALSE"))
            || compact.contains(&format!("{name}=F,"))
            || compact.ends_with(&format!("{name}=F"))
    };
    if is_off("include") {
        report.lost(place, "code that is run and not shown (`include=FALSE`)", "left out");
        return Some(Chunk::Hidden);
    }
    if is_off("echo") {
        report.lost(
            place,
            "code of which only the result is shown (`echo=FALSE`)",
            "left out: put the result there as text or as a picture",
        );
        return Some(Chunk::Hidden);
    }
    if !is_off("eval") {
        report.lost(
            place,
            "code that is run, with its results below it",
            "the code is shown, its results are not: build the lesson once and copy them",
        );
    }
    Some(Chunk::Shown(language))
}

/// A line in which results of R stand (`` `r nrow(x)` ``), as code.
pub(super) fn inline_results(line: &str, place: &Place, report: &mut Report) -> String {
    if !line.contains("`r ") {
        return line.to_owned();
    }
    report.lost(place, "a result of R in the text", "its code stands there");
    line.replace("`r ", "`")
}
