//! Courses and questions of other tools, as pages.
//!
//! Each format has a reader that makes [`material`]: pages with text ([`rich_text`]) and questions in a neutral form. [`mod@fit`] sees
//! to what Attune asks of a question, and [`mod@write`] is the only writer of Markdown. What has no counterpart is never dropped
//! without a word: it stands in the [`mod@report`]. Start at [`import`].

#![expect(clippy::format_push_string, reason = "Markdown is put together from small pieces")]

mod anchors;
mod bank;
mod fit;
mod format;
mod gift;
mod html;
mod links;
mod material;
mod mdbook;
mod moodle;
mod numbers;
mod package;
mod place;
mod qti;
mod report;
mod rich_text;
mod scoring;
mod site_links;
mod source;
mod workbench;
mod write;
mod xml;

use std::collections::BTreeMap;

pub(crate) use format::Format;
pub(crate) use package::{is_package, unpacked};
pub(crate) use place::{as_folder, as_modules};
pub(crate) use report::{Fault, Place, Remark, text as report_text};
pub(crate) use source::{LARGEST, Source};

use material::{Material, Page, Part};
use report::Report;

/// What an import made and found.
pub(crate) struct Imported {
    /// The files to write by their path from the folder `content`.
    pub(crate) content: BTreeMap<String, Vec<u8>>,
    /// `site.toml`, for a course of its own.
    pub(crate) site: String,
    /// How many of the files are pages.
    pub(crate) pages: usize,
    pub(crate) questions: usize,
    /// What has no counterpart, in the order of the files.
    pub(crate) remarks: Vec<Remark>,
    /// Why nothing must be written; empty where all could be read.
    pub(crate) faults: Vec<Fault>,
}

/// Reads sources, of which each says by its content what it is unless `format` does, and makes pages of them.
pub(crate) fn import(sources: &[Source<'_>], format: Option<Format>) -> Imported {
    let mut report = Report::default();
    let mut whole = Material::default();
    for source in sources {
        let Some(format) = format.or_else(|| Format::of(source)) else {
            let names = Format::ALL.map(Format::name).join(", ");
            report.fault(
                &Place::file(&source.name),
                "what format this is, its content does not say",
                format!("name it with `--format`: {names}"),
            );
            continue;
        };
        join(&mut whole, format.read(source, &mut report));
    }
    if report.faults.is_empty() && !whole.pages.iter().any(|page| !page.parts.is_empty()) {
        let name = sources.first().map_or("", |source| source.name.as_str());
        report.fault(&Place::file(name), "there is nothing in it to import", "look whether it is the file you mean");
    }
    written(whole, report)
}

/// Puts one source's pages behind those of another: modules are numbered on.
fn join(whole: &mut Material, mut more: Material) {
    let modules = whole.pages.iter().filter_map(|page| page.path.split_once('/')).map(|(folder, _)| folder.to_owned());
    let count = modules.collect::<std::collections::BTreeSet<_>>().len();
    let renumber = |path: &mut String| {
        let numbered = path
            .split_once('-')
            .filter(|(number, _)| number.len() == 2 && number.bytes().all(|digit| digit.is_ascii_digit()));
        if let Some((number, rest)) = numbered {
            *path = format!("{:02}-{rest}", number.parse::<usize>().unwrap_or(1) + count);
        }
    };
    if count > 0 {
        more.pages.iter_mut().for_each(|page| renumber(&mut page.path));
        more.files.iter_mut().for_each(|file| renumber(&mut file.path));
        more.pages.retain(|page| page.path != "_index.md");
    }
    if whole.title.is_empty() {
        whole.title = more.title;
        whole.description = more.description;
        whole.language = more.language;
    }
    whole.pages.extend(more.pages);
    whole.files.extend(more.files);
    whole.authors.extend(more.authors);
    whole.allowed.extend(more.allowed);
}

fn written(mut material: Material, mut report: Report) -> Imported {
    if !material.pages.iter().any(|page| page.path == "_index.md") {
        material.pages.push(Page::new("_index.md", material.title.clone()));
    }
    let mut questions = 0;
    for page in &mut material.pages {
        for part in std::mem::take(&mut page.parts) {
            page.parts.push(match part {
                Part::Question(question) => {
                    questions += 1;
                    Part::Question(Box::new(fit::fit(*question, &mut report)))
                }
                Part::Text(mut text) => {
                    fit::settle_text(&mut text, &Place::file(&page.path), &mut report);
                    Part::Text(text)
                }
                markdown @ Part::Markdown(_) => markdown,
            });
        }
    }
    anchors::settle(&mut material, &mut report);
    let site = write::site(&material);
    let pages = material.pages.len();
    let mut content: BTreeMap<String, Vec<u8>> =
        material.pages.iter().map(|page| (page.path.clone(), write::page(page).into_bytes())).collect();
    content.extend(material.files.into_iter().map(|file| (file.path, file.bytes)));
    Imported { content, site, pages, questions, remarks: report.remarks, faults: report.faults }
}
