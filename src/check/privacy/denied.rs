//! The deny list over everything that is no page's source: other texts of the course, names of files, and the finished site.

use std::collections::BTreeMap;
use std::io::{self, Read};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::course::reserved::ASSETS;
use crate::course::{Course, OutPath, Reference};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::input::{Inputs, roles};
use crate::metadata::{self, Unpacked};
use crate::privacy::{DenyList, denied};
use crate::search;
use crate::site::Inspection;
use crate::source::text::utf_16;
use crate::source::{CoursePath, FileId, Span};
use crate::theme::{self, Theme};

use super::as_read;
use super::own_markup::{OWN_WORDS, own_markup};
use super::weigh::{denied_path, denied_term};

/// Every term in a source that is no page, or in the name of one; in the spelling of a file of data also as it is read.
pub(crate) fn in_sources(inputs: &Inputs, list: &DenyList) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (path, file) in inputs.files.iter().filter(|(_, file)| !file.role.is_page()) {
        found.extend(is_named_so(path, list).then(|| denied_path(path)));
        let text = file.content.text().unwrap_or_default();
        let mut spans: Vec<Span> =
            beside_markup(&text, list, false).into_iter().map(|range| Span::new(FileId::of(path), range)).collect();
        if spans.is_empty() && text.contains(ESCAPES) {
            spans.extend(
                as_read::of_data(path, &text).into_iter().filter(|(_, text)| list.is_in(text)).map(|(span, _)| span),
            );
        }
        found.extend(spans.into_iter().map(denied_term));
    }
    found
}

/// Whether a term stands in what an author called a file and its folders: names that Attune gives mean nothing.
pub(super) fn is_named_so(path: &CoursePath, list: &DenyList) -> bool {
    const GIVEN: [&str; 10] =
        ["content", "_shared", "themes", "templates", "static", "strings", "css", "js", "site.toml", "_index.md"];
    if !list.is_in(path.as_str()) {
        return false;
    }
    let is_given = |part: &&str| GIVEN.contains(part) || roles::is_data(part);
    let parts: Vec<&str> = path.as_str().split('/').filter(|part| !is_given(part)).collect();
    let name = parts.join("/");
    let stem = name.rsplit_once('.').filter(|(_, ending)| roles::is_type(ending)).map_or(&*name, |(stem, _)| stem);
    let is_of_theme = path.below("themes").and_then(|below| below.split_once('/'));
    if let Some((theme, inside)) = is_of_theme
        && theme::default_paths().contains(&inside)
    {
        return list.is_in(theme) && theme != "default";
    }
    list.is_in(stem)
}

/// Every work of the bibliography in which a term stands that its source does not show.
pub(crate) fn in_works(references: &BTreeMap<String, Reference>, list: &DenyList) -> Vec<Diagnostic> {
    let is_denied = |work: &&Reference| as_read::of_work(&work.entry).iter().any(|text| list.is_in(text));
    references.values().filter(is_denied).map(|work| denied_term(work.span)).collect()
}

/// What a value of TOML or YAML that is not read as it is written has.
const ESCAPES: char = '\\';

/// Where terms stand in a text that is not the markup around it.
fn beside_markup(text: &str, list: &DenyList, is_made: bool) -> Vec<Range<usize>> {
    let mut found = denied(text, 0, list);
    if !found.is_empty() {
        let own = own_markup(text, is_made);
        let is_own = |at: usize| {
            let before = own.partition_point(|own| own.start <= at);
            before > 0 && at < own[before - 1].end
        };
        // What begins or ends in a tag is joined of its name and of words beside it.
        found.retain(|range| !is_own(range.start) && !is_own(range.end.saturating_sub(1)));
    }
    found
}

/// The rule over the finished site. It says nothing where a source holds a term: that is said already.
#[derive(Debug)]
pub(crate) struct DeniedInSite {
    list: Arc<DenyList>,
    course: Arc<Course>,
    theme: Arc<Theme>,
    /// The files that are published as authors have them: where each is in the site, and in the course.
    copied: OnceLock<BTreeMap<OutPath, CoursePath>>,
}

/// Whose a file of the site is.
enum Maker<'a> {
    /// The program's, or joined from texts that are looked at one by one.
    Program,
    /// An author's, published as it is.
    Author(Option<&'a CoursePath>),
    /// Made from what authors wrote, which is looked at in the sources, and from words of the program's own.
    Attune,
}

/// How much is read of a file at a time, in bytes, and how much of that is read twice.
const PIECE: u64 = 1024 * 1024;
const OVERLAP: usize = 4096;
/// How many bytes tell what a file is.
const HEAD: u64 = 4096;
/// How a packed file begins (RFC 1952, 2.3.1), and how much is unpacked of one.
const PACKED: &[u8] = &[0x1f, 0x8b];
const UNPACKED: u64 = 64 * 1024 * 1024;
/// In what is no text, letters stand beside each other by chance: a term has at least so many of them there.
const SHORTEST_IN_BINARY: usize = 5;

/// What is looked for in a file.
struct Search<'a> {
    list: &'a DenyList,
    /// Whether Attune makes the file.
    is_made: bool,
}

impl Search<'_> {
    fn is_in(&self, bytes: &[u8]) -> bool {
        let list = self.list;
        if !bytes.contains(&0)
            && let Ok(text) = std::str::from_utf8(bytes)
        {
            return !beside_markup(text, list, self.is_made).is_empty();
        }
        let letters = |text: &str| text.chars().filter(|letter| letter.is_alphanumeric()).count();
        let is_in = |text: &str| list.find(text).into_iter().any(|range| letters(&text[range]) >= SHORTEST_IN_BINARY);
        let wide = |first: usize, order: fn([u8; 2]) -> u16| utf_16(&bytes[first.min(bytes.len())..], order);
        is_in(&String::from_utf8_lossy(bytes))
            || [0, 1]
                .into_iter()
                .any(|first| is_in(&wide(first, u16::from_le_bytes)) || is_in(&wide(first, u16::from_be_bytes)))
    }

    /// Whether a file holds a term; of what it packs, all of it is looked at.
    fn holds(&self, bytes: &[u8]) -> bool {
        let list = self.list;
        let mut unpacked = Vec::new();
        if bytes.starts_with(PACKED) {
            // What cannot be unpacked is looked at as it is.
            let _ = flate2::read::GzDecoder::new(bytes).take(UNPACKED).read_to_end(&mut unpacked);
        }
        let is_in_part = |part: &Unpacked| list.is_in(&part.name) || self.is_in(&part.bytes);
        self.is_in(bytes)
            || self.is_in(&unpacked)
            || metadata::unpacked(bytes).iter().any(is_in_part)
            || metadata::texts(bytes).iter().any(|text| !beside_markup(text, list, self.is_made).is_empty())
    }
}

/// Endings of files that Attune makes, and no author's file is published under another path with; and files without one.
const MADE: &str =
    "html xhtml xml opf ncx css js json txt webmanifest csv gitignore nojekyll pf_filter pf_fragment pf_index pf_meta";

impl DeniedInSite {
    /// The rule for a list, a course, and the theme that its site has.
    pub(crate) fn new(list: Arc<DenyList>, course: Arc<Course>, theme: Arc<Theme>) -> Self {
        Self { list, course, theme, copied: OnceLock::new() }
    }

    fn maker(&self, path: &OutPath) -> Maker<'_> {
        let written = path.as_str();
        if let Some(inside) = written.strip_prefix(ASSETS).and_then(|below| below.strip_prefix('/')) {
            let is_joined = matches!(inside.rsplit_once('.'), Some((_, "js" | "css")));
            let file = self.theme.brought_by_course(inside).filter(|_| !is_joined);
            return file.map_or(Maker::Program, |file| Maker::Author(Some(file)));
        }
        if search::is_program(path) {
            return Maker::Program;
        }
        let attachments = || self.course.attachments.iter().map(|(file, out)| (out.clone(), file.clone())).collect();
        if let Some(file) = self.copied.get_or_init(attachments).get(path) {
            return Maker::Author(Some(file));
        }
        let name = written.rsplit('/').next().unwrap_or_default();
        let ending = name.rsplit_once('.').map(|(_, ending)| ending);
        if ending.is_none_or(|ending| MADE.split(' ').any(|made| ending.starts_with(made))) {
            Maker::Attune
        } else {
            Maker::Author(None)
        }
    }

    fn finding(&self, path: &OutPath, maker: &Maker<'_>) -> Box<Diagnostic> {
        let covered = self.list.covered(path.as_str());
        let message = format!("`{covered}` of the site holds a term of the deny list");
        let page = || self.course.pages.iter().find(|page| page.address.out_path() == *path);
        let (place, help) = match maker {
            Maker::Author(Some(file)) => (
                Place::File((*file).clone()),
                "look for it in the file's metadata, and in what is packed in it: take it out with the program that made it",
            ),
            _ => match page() {
                Some(page) => (
                    Place::File(page.path.clone()),
                    "look for it in what the page is made from beside its own text: values, works that it cites, the theme's \
                     templates",
                ),
                None => (
                    Place::File(CoursePath::new("site.toml")),
                    "look for it in the theme's words and templates, and in what the file is made from",
                ),
            },
        };
        Box::new(Diagnostic::at(Code::PrivacyDeniedTerm, place, message).help(help))
    }
}

impl Inspection for DeniedInSite {
    fn inspect(&self, path: &OutPath, bytes: &[u8]) -> Option<Box<Diagnostic>> {
        let maker = self.maker(path);
        let search = match maker {
            Maker::Program => return None,
            Maker::Author(_) => Search { list: &self.list, is_made: false },
            Maker::Attune => Search { list: self.list.beyond(own_words), is_made: true },
        };
        // What authors called a file is looked at where it lies in the course.
        let is_found = self.list.beyond(own_words).is_in(path.as_str()) || search.holds(bytes);
        is_found.then(|| self.finding(path, &maker))
    }

    fn inspect_stream(&self, path: &OutPath, bytes: &mut dyn Read) -> io::Result<Option<Box<Diagnostic>>> {
        let mut piece = Vec::new();
        bytes.take(HEAD).read_to_end(&mut piece)?;
        if metadata::is_packed(&piece) {
            bytes.take(UNPACKED).read_to_end(&mut piece)?;
            return Ok(self.inspect(path, &piece));
        }
        loop {
            let before = piece.len();
            bytes.take(PIECE).read_to_end(&mut piece)?;
            if let Some(finding) = self.inspect(path, &piece) {
                return Ok(Some(finding));
            }
            if piece.len() == before {
                return Ok(None);
            }
            piece.drain(..piece.len().saturating_sub(OVERLAP));
        }
    }
}

/// Every text in which the program's own words stand: the theme's files, and what no template writes.
fn own_words() -> Vec<Arc<str>> {
    let mut texts = theme::own_texts();
    texts.push(Arc::from(OWN_WORDS));
    texts
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    fn rule_of(terms: &str) -> DeniedInSite {
        let list = DenyList::read(terms, [7; 16], 1).expect("a list");
        let theme = Theme::named(&Inputs::default(), "default").value;
        DeniedInSite::new(Arc::new(list), Arc::default(), Arc::new(theme))
    }

    fn rule() -> DeniedInSite {
        rule_of("Katarzyna Kowalska\n")
    }

    /// Every kind of file that a site, a book or a host is given.
    const FILES: [&str; 22] = [
        "index.html",
        "m/lesson/index.html",
        "print/index.html",
        "facilitator/plan/index.html",
        "course.json",
        "course.js",
        "titles.js",
        "offline.json",
        "sw.js",
        "manifest.webmanifest",
        "sitemap.xml",
        "feed.xml",
        "feed.json",
        "robots.txt",
        "_headers",
        "_redirects",
        "search/fragment/en_1.pf_fragment",
        "search/index/en_1.pf_index",
        "EPUB/package.opf",
        "EPUB/nav.xhtml",
        "m/garden.svg",
        "m/recording.vtt",
    ];

    #[test]
    fn a_term_is_found_in_every_file_whatever_its_name_and_however_it_is_packed() {
        let rule = rule();
        for path in FILES.map(OutPath::new) {
            for text in ["x katarzyna kowalska y", "{\"title\":\"Katarzyna Kowalska\"}", "a=\"/katarzyna-kowalska/\""] {
                let mut packed = GzEncoder::new(Vec::new(), Compression::default());
                packed.write_all(text.as_bytes()).expect("memory takes everything");
                for bytes in [text.as_bytes().to_vec(), packed.finish().expect("it is packed")] {
                    let found = rule.inspect(&path, &bytes).expect("a term is found");
                    let streamed = rule.inspect_stream(&path, &mut &*bytes).expect("it is read");
                    assert!(streamed.is_some(), "{path}");
                    assert!(!format!("{found:?}").to_lowercase().contains("kowalska"), "{path}");
                }
            }
            assert_eq!(rule.inspect(&path, b"Katarzyna wept."), None, "{path}");
        }
    }

    fn zip(name: &str, content: &[u8]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
        writer.start_file(name, zip::write::SimpleFileOptions::default()).expect("in memory");
        writer.write_all(content).expect("in memory");
        writer.finish().expect("in memory").into_inner()
    }

    #[test]
    fn a_term_is_found_however_a_document_splits_or_escapes_it() {
        let word = "<w:document><w:p><w:r><w:t>Katarzyna </w:t></w:r><w:r><w:t>Kowal</w:t></w:r><w:r><w:t>ska</w:t></w:r></w:p></w:document>";
        let table = "<w:tbl><w:tc><w:p>Katarzyna</w:p></w:tc><w:tc><w:p>Kowalska</w:p></w:tc></w:tbl>";
        let open = "<office:text><text:p>Katarzyna<text:s/><text:span>Kowals</text:span>ka</text:p></office:text>";
        let drawing = "<svg><text><tspan>Katarzyna</tspan><tspan>Kowalska</tspan></text></svg>";
        let wide: String =
            "Katarzyna Kowalska".encode_utf16().fold(String::new(), |digits, unit| format!("{digits}{unit:04x}"));
        let numbers = |text: &str| text.bytes().fold(String::new(), |all, letter| format!("{all}{:04x}", letter - 31));
        // A table of letters as programs write it: the numbers of the letters are others than those of Unicode.
        let letters = "1 begincodespacerange <0000> <ffff> endcodespacerange 1 beginbfchar <0001> <0020> endbfchar \
                     2 beginbfrange <0002> <0040> <0021> <0041> <0042> [<0060> <0061>] endbfrange \
                     1 beginbfrange <0043> <0060> <0062> endbfrange";
        let numbered = format!(
            "%PDF-1.7\n1 0 obj<<>>stream\nBT /F1 9 Tf <{}> Tj [<{}> -20 <{}>] TJ ET\nendstream\n\
             2 0 obj<<>>stream\n/CMapName begincmap {letters} endcmap\nendstream",
            numbers("Katarzyna "),
            numbers("Kowa"),
            numbers("lska"),
        );
        let utf_16 = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let compound = [&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1][..], &utf_16("Katarzyna Kowalska")].concat();
        let files: Vec<(&str, Vec<u8>)> = vec![
            ("letters by their numbers", numbered.into_bytes()),
            ("rich text", br"{\rtf1{\fonttbl{\f0 Arial;}}Katarzyna {\b K\'6fwal}\u115?ka\par}".to_vec()),
            ("wide text", [&[0xff, 0xfe][..], &utf_16("for Katarzyna Kowalska")].concat()),
            ("an older document", compound),
            ("escaped line", br#"{"a":"\nKatarzyna\tKowalska"}"#.to_vec()),
            ("runs", zip("word/document.xml", word.as_bytes())),
            ("cells", zip("word/document.xml", table.as_bytes())),
            ("spans", zip("content.xml", open.as_bytes())),
            ("drawing", drawing.into()),
            ("references", "<svg><text>Katarzyna &#x4b;owalska</text></svg>".into()),
            ("twice packed", zip("a.zip", &zip("a.docx", &zip("word/document.xml", word.as_bytes())))),
            ("digits", format!("%PDF-1.7\n/Title <FEFF{wide}>").into_bytes()),
            ("octal", b"%PDF-1.7\n/Title (Katarzyna \\113owalska)".to_vec()),
            ("line", b"%PDF-1.7\n[(Kata) -20 (rzyna) -300 (Kowalska)] TJ".to_vec()),
            ("escapes", br#"{"a":"Katarzyna \u004bowalska"}"#.to_vec()),
            ("folded", b"BEGIN:VCARD\r\nFN:Katarzyna Kowa\r\n lska\r\n".to_vec()),
        ];
        for (what, bytes) in files {
            let path = OutPath::new("m/file");
            assert!(rule().inspect(&path, &bytes).is_some(), "{what}");
            let streamed = rule().inspect_stream(&path, &mut &*bytes).expect("it is read");
            assert!(streamed.is_some(), "{what}");
        }
        let rule = rule_of("Zoë Müller\n");
        assert!(rule.inspect(&OutPath::new("a.txt"), b"for Zo\xeb M\xfcller").is_some());
    }

    #[test]
    fn a_term_is_found_in_the_name_of_a_file_and_over_its_parts() {
        for path in ["m/katarzyna-kowalska/index.html", "katarzyna/kowalska.html", "m/kata/rzyna-kowalska.pdf"] {
            let found = rule().inspect(&OutPath::new(path), b"").expect("a term is found");
            let told = format!("{found:?}").to_lowercase();
            assert!(!told.contains("kowalska") && !told.contains("rzyna"), "{told}");
        }
    }
}
