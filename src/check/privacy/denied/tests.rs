//! Terms of the deny list in files of the site.

use std::io::Write as _;

use flate2::Compression;
use flate2::write::GzEncoder;

use super::*;

pub(super) fn rule_of(terms: &str) -> DeniedInSite {
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
        ("letters alone", b"%PDF-1.7\n1 0 obj<</Filter/ASCIIHexDecode>>stream\n284b617461727a796e61204b6f77616c736b612920546a>\nendstream".to_vec()),
        ("letters of another base", b"%PDF-1.7\n1 0 obj<</Filter/ASCII85Decode>>stream\n-qduj@<-[>DIFY\\Dg,W+F),25+B3(~>\nendstream".to_vec()),
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

#[test]
fn what_stands_in_a_document_by_chance_is_no_term() {
    let rule = rule_of("Re\nTj\nLi\nWord\nXl\nMedia\nSlides\nDocument\nde\nShruti\nKatarzyna\nRoman\nParent\nStrong\n");
    let word = "<w:document xmlns:w=\"w\"><w:p><w:r><w:rPr><w:rFonts w:ascii=\"Times New Roman\"/><w:rStyle w:val=\"Strong\"/><w:lang w:val=\"de\"/></w:rPr><w:t>Hello</w:t></w:r></w:p></w:document>";
    let drawn = "%PDF-1.7\n1 0 obj<</Type/Page/Parent 2 0 R/BaseFont/Times-Roman>>\nendobj\n2 0 obj<</Length 9>>stream\n0 0 5 5 re\nBT /Li 9 Tf [(L) -200 (i)] TJ ET\nendstream\n";
    for (what, bytes) in [
        (
            "names of entries",
            office(&[
                ("word/document.xml", word),
                ("xl/slides/a.xml", "<a/>"),
                ("word/theme/theme1.xml", "<a font=\"Shruti\"/>"),
            ]),
        ),
        ("what a page is drawn with", drawn.as_bytes().to_vec()),
        (
            "a drawing's font",
            b"<svg><text font-family=\"Times New Roman\" style=\"font:9px Roman\">Hello</text></svg>".to_vec(),
        ),
        ("rich text", br"{\rtf1{\fonttbl{\f0 Times New Roman;}}Hello.\par}".to_vec()),
        ("a font", b"%PDF-1.7\n1 0 obj<</Length1 9>>stream\n(Li) (de)\nendstream\n".to_vec()),
        ("a picture in a text", b"<p><img src=\"data:image/png;base64,AAAA/Li+Word/\"></p>".to_vec()),
    ] {
        assert_eq!(rule.inspect(&OutPath::new("m/a.docx"), &bytes), None, "{what}");
    }
    let said = word.replace("Hello", "for Li");
    for (what, bytes) in [
        ("a file's author", br"{\rtf1{\info{\title A}{\author Katarzyna}}Hello.}".to_vec()),
        (
            "a style",
            office(&[("word/styles.xml", "<w:style w:customStyle=\"1\"><w:name w:val=\"Katarzyna\"/></w:style>")]),
        ),
        (
            "a list's label",
            office(&[(
                "word/numbering.xml",
                "<w:numbering><w:lvl><w:lvlText w:val=\"Katarzyna %1\"/></w:lvl></w:numbering>",
            )]),
        ),
        ("an address in a style", b"<svg><g style=\"fill:url(katarzyna.svg)\"/></svg>".to_vec()),
        ("references", office(&[("word/comments.xml", "<w:c><w:comment w:author=\"K&#97;tarzyn&#x61;\"/></w:c>")])),
        ("an author", office(&[("word/comments.xml", "<w:c><w:comment w:author=\"Katarzyna\"/></w:c>")])),
        ("a name", office(&[("word/media/katarzyna.txt", "x")])),
        ("words", office(&[("word/document.xml", &said)])),
        ("a line", b"%PDF-1.7\n1 0 obj<<>>stream\nBT (for Li) Tj ET\nendstream\n".to_vec()),
        ("a line in parts", b"%PDF-1.7\n1 0 obj<<>>stream\nBT [(for L) -20 (i)] TJ ET\nendstream\n".to_vec()),
    ] {
        assert!(rule.inspect(&OutPath::new("m/a.docx"), &bytes).is_some(), "{what}");
    }
}

/// A file of Office, by its entries.
pub(super) fn office(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in [("[Content_Types].xml", "<Types/>")].iter().chain(entries) {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).expect("in memory");
        writer.write_all(content.as_bytes()).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

#[test]
fn what_cannot_be_looked_at_as_a_whole_is_told() {
    let deep = (0..5).fold(b"Words.".to_vec(), |inner, _| zip("a.zip", &inner));
    let found = rule().inspect(&OutPath::new("m/file"), &deep).expect("it is told");
    assert!(found.message.contains("cannot be told"), "{found:?}");
}
