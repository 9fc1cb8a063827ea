//! What learners' browsers ask of the course as it is now, to tell what of their record still counts: every page with its old
//! addresses and its questions. What is not in it is no longer in the course; a page that does not answer says nothing of the kind.
//!
//! A page that is listed nowhere is not listed here either: it is there by digests of its addresses, by which a browser that was on it
//! knows it again and nobody else finds it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::course::{Course, Page, PageRole, QuestionRef};

/// The version of the file's form.
const VERSION: u32 = 1;
/// Digits of a digest that tell an edited question from what it was.
const DIGITS: usize = 8;

/// A page, without what it has not.
#[derive(Serialize)]
struct IndexedPage<'a> {
    /// Its address, under which its records are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<&'a str>,
    /// The digest of its address, of a page that is listed nowhere; its old addresses are digests then, too.
    #[serde(skip_serializing_if = "Option::is_none")]
    unlisted: Option<String>,
    /// The number of its module, of a lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    module: Option<usize>,
    /// How many questions are drawn, of an assessment.
    #[serde(skip_serializing_if = "Option::is_none")]
    test: Option<usize>,
    /// Its old addresses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    was: Vec<String>,
    /// Its questions by id: the digest, a space, and the digest of earlier versions.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    items: BTreeMap<&'a str, String>,
    /// The ids of its scenarios.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    scenarios: &'a [String],
    /// The ids of its practices.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    practices: &'a [String],
}

/// The file: a page a line, in reading order. It is a script, since a page that was opened from disk can read nothing else; what
/// follows the first `=` is JSON.
pub(crate) fn learner_index(course: &Course) -> String {
    let pages: Vec<String> = course.pages.iter().map(|page| line(course, page)).collect();
    format!("window.attuneCourse={{\"attune\":{VERSION},\"pages\":[\n{}\n]}}\n", pages.join(",\n"))
}

fn line(course: &Course, page: &Page) -> String {
    let digests = |item: &QuestionRef| format!("{} {}", item.digest.hex(DIGITS), item.former_digest.hex(DIGITS));
    let (address, is_hidden) = (page.address.as_str(), page.is_hidden);
    let indexed = IndexedPage {
        key: (!is_hidden).then_some(address),
        title: (!is_hidden).then_some(&page.front.title),
        unlisted: is_hidden.then(|| address_digest(address)),
        module: match page.role {
            PageRole::Lesson(module) => Some(course.modules[module].number),
            PageRole::Home | PageRole::ModuleIndex(_) | PageRole::Standalone => None,
        },
        test: page.front.assessment.as_ref().map(|_| page.asked()),
        was: old_keys(page).map(|old| if is_hidden { address_digest(&old) } else { old }).collect(),
        items: page.outline.questions.iter().map(|item| (&*item.id, digests(item))).collect(),
        scenarios: &page.outline.scenarios,
        practices: &page.outline.practices,
    };
    serde_json::json!(indexed).to_string()
}

/// FNV-1a with 64 bits, as the browser has it: enough to know an address again. It keeps no secret of one that is guessed.
fn address_digest(address: &str) -> String {
    let byte = |hash: u64, byte: u8| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    format!("{:016x}", address.bytes().fold(0xcbf2_9ce4_8422_2325, byte))
}

/// The old addresses of a page, as its records may be kept under them.
fn old_keys(page: &Page) -> impl Iterator<Item = String> {
    page.front.aliases.iter().map(|(alias, _)| {
        let path = alias.trim_matches('/').trim_end_matches("index.html").trim_end_matches('/');
        if path.is_empty() { String::new() } else { format!("{path}/") }
    })
}

#[cfg(test)]
mod tests {
    use super::address_digest;

    #[test]
    fn an_address_has_the_digest_that_browsers_find() {
        // The test vectors of FNV-1a.
        assert_eq!(address_digest(""), "cbf29ce484222325");
        assert_eq!(address_digest("foobar"), "85944171f73967e8");
    }
}
