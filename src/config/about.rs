//! What `[course]` says of the course as a work: licence, version, DOI, who helped, and where to write about a page.

use crate::data::{Node, Reader, shorten};

use super::course_keys::{CONTRIBUTOR, LICENCE};
use super::support::is_address;

/// A licence.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Licence {
    /// As readers see it.
    pub name: String,
    /// Where it can be read.
    pub url: Option<String>,
}

/// Somebody who helped.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Contributor {
    pub name: String,
    /// What they did.
    pub role: Option<String>,
}

/// Licences that are known by their names (SPDX identifiers, also with spaces for hyphens), each with its own address.
const KNOWN: [(&str, &str); 10] = [
    ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    ("CC BY-NC 4.0", "https://creativecommons.org/licenses/by-nc/4.0/"),
    ("CC BY-NC-SA 4.0", "https://creativecommons.org/licenses/by-nc-sa/4.0/"),
    ("CC BY-ND 4.0", "https://creativecommons.org/licenses/by-nd/4.0/"),
    ("CC BY-NC-ND 4.0", "https://creativecommons.org/licenses/by-nc-nd/4.0/"),
    ("CC BY 3.0", "https://creativecommons.org/licenses/by/3.0/"),
    ("CC BY-SA 3.0", "https://creativecommons.org/licenses/by-sa/3.0/"),
    ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    ("MIT", "https://spdx.org/licenses/MIT.html"),
];

/// What a template of an address may hold, in braces.
const PLACES: [&str; 2] = ["path", "title"];

/// A name, or a table of `name` and `url`. A licence that is known by its name has its address.
pub(super) fn licence(reader: &mut Reader, key: &str, node: &Node) -> Option<Licence> {
    if node.entries().is_none() {
        let written = reader.line(key, node)?;
        let plain = |name: &str| name.replace([' ', '-'], "").to_ascii_lowercase();
        let known = KNOWN.iter().find(|(name, _)| plain(name) == plain(&written));
        return Some(match known {
            Some((name, url)) => Licence { name: (*name).to_owned(), url: Some((*url).to_owned()) },
            None => Licence { name: written, url: None },
        });
    }
    let table = reader.table("`[course] licence`", "course.licence", node, LICENCE)?;
    if !table.has("name") {
        reader.missing(node.span, "the licence has no `name`", "write `{ name = \"…\", url = \"https://…\" }`");
    }
    let url = table.read(reader, "url", address);
    Some(Licence { name: table.line(reader, "name")?, url })
}

fn address(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let written = reader.line(key, node)?;
    if ["https://", "http://"].iter().any(|scheme| written.starts_with(scheme)) {
        return Some(written);
    }
    reader.bad(
        node.span,
        format!("`{key}` is `{}`, which leads nowhere", shorten(&written)),
        "write an address that begins with `https:`",
    );
    None
}

/// A name, or a table of `name` and `role`.
pub(super) fn contributor(reader: &mut Reader, key: &str, node: &Node) -> Option<Contributor> {
    if node.text().is_some() {
        return Some(Contributor { name: reader.line(key, node)?, role: None });
    }
    let table = reader.table("a contributor", "course.contributors", node, CONTRIBUTOR)?;
    if !table.has("name") {
        reader.missing(node.span, "a contributor has no `name`", "write `{ name = \"…\", role = \"…\" }`");
    }
    let role = table.line(reader, "role");
    Some(Contributor { name: table.line(reader, "name")?, role })
}

/// The identifier alone of a DOI that may be written as an address.
pub(crate) fn bare_doi(written: &str) -> &str {
    const BEFORE: [&str; 6] =
        ["https://doi.org/", "http://doi.org/", "https://dx.doi.org/", "http://dx.doi.org/", "doi.org/", "doi:"];
    let written = written.trim();
    let is_before = |before: &&&str| written.get(..before.len()).is_some_and(|head| head.eq_ignore_ascii_case(before));
    BEFORE.iter().find(is_before).map_or(written, |before| written[before.len()..].trim_start())
}

/// A DOI (ISO 26324) without what is put before it.
pub(super) fn doi(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let written = reader.line(key, node)?;
    let doi = bare_doi(&written);
    let is_doi = doi.split_once('/').is_some_and(|(registrant, suffix)| {
        let digits = registrant.strip_prefix("10.").unwrap_or_default();
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !suffix.is_empty()
    });
    if is_doi && doi.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"".contains(&byte)) {
        return Some(doi.to_owned());
    }
    reader.bad(
        node.span,
        format!("`{key}` is `{}`, which is no DOI", shorten(&written)),
        "write it as `10.5281/zenodo.1234567`",
    );
    None
}

/// The template of an address, which may hold the path of a page's source and its title: `https://…/edit/main/{path}`.
pub(super) fn page_address(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let written = reader.line(key, node)?;
    let mut bare = written.clone();
    for place in PLACES {
        bare = bare.replace(&format!("{{{place}}}"), "");
    }
    let why = if !is_address(&written) || written.starts_with("tel:") {
        "which leads nowhere"
    } else if bare.contains(['{', '}']) {
        "which has braces around something else than `path` or `title`"
    } else if bare.chars().any(|sign| sign.is_whitespace() || "\"<>\\^`".contains(sign)) {
        "which has a sign that no address can have"
    } else if key.ends_with("edit") && !written.contains("{path}") {
        "which has no `{path}`"
    } else {
        return Some(written);
    };
    let help = if key.ends_with("edit") {
        "write where a page's source can be edited, such as `https://github.com/me/course/edit/main/{path}`"
    } else {
        "write where readers can say something of a page, such as `mailto:team@example.org?subject={title}`"
    };
    reader.bad(node.span, format!("`{key}` is `{}`, {why}", shorten(&written)), help);
    None
}

#[cfg(test)]
mod tests {
    use super::super::parse;
    use crate::source::{CoursePath, FileId};

    #[test]
    fn a_course_says_what_it_is_as_a_work() {
        let read = |text: &str| {
            let outcome = parse(&format!("title = \"T\"\n[course]\n{text}"), FileId::of(&CoursePath::new("site.toml")));
            (outcome.value.course, outcome.diagnostics.into_iter().map(|found| found.message).collect::<Vec<_>>())
        };
        for (written, name, has_url) in [
            ("\"CC-BY-4.0\"", "CC BY 4.0", true),
            ("\"cc by-nc-sa 4.0\"", "CC BY-NC-SA 4.0", true),
            ("\"All rights reserved\"", "All rights reserved", false),
            ("{ name = \"Ours\", url = \"https://example.org\" }", "Ours", true),
        ] {
            let (course, found) = read(&format!("licence = {written}\n"));
            let licence = course.licence.unwrap();
            assert_eq!((licence.name.as_str(), licence.url.is_some(), found.len()), (name, has_url, 0), "{written}");
        }
        for written in ["10.5281/zenodo.1", "doi:10.5281/zenodo.1", "https://doi.org/10.5281/zenodo.1"] {
            assert_eq!(read(&format!("doi = \"{written}\"\n")).0.doi.as_deref(), Some("10.5281/zenodo.1"), "{written}");
        }
        let (course, found) = read(
            "version = \"2.1\"\nprerequisites = [\"A first course\"]\ncontributors = [\"A\", { name = \"B\", role = \"films\" }]\n\
             edit = \"https://example.org/{path}\"\nfeedback = \"mailto:a@example.org?subject={title}\"\n",
        );
        assert_eq!(found, [""; 0]);
        assert_eq!((course.contributors.len(), course.prerequisites.len()), (2, 1));
        for (text, said) in [
            ("doi = \"zenodo.1\"", "is no DOI"),
            ("edit = \"https://example.org/\"", "has no `{path}`"),
            ("edit = \"https://example.org/{file}/{path}\"", "braces around something else"),
            ("feedback = \"javascript:alert(1)\"", "leads nowhere"),
            ("licence = { url = \"https://example.org\" }", "has no `name`"),
            ("license = \"MIT\"", "did you"),
        ] {
            let found = read(text).1;
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].contains(said) || said == "did you", "{text}: {found:?}");
        }
    }
}
