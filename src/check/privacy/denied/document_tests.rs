//! Terms of the deny list in documents as programs write them.

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::tests::{office, rule_of};
use super::*;

use std::io::Write as _;

/// A PDF of these objects: what each says, and the content of its stream.
fn pdf(objects: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    for (at, (says, content)) in objects.iter().enumerate() {
        file.extend(format!("{} 0 obj\n<<{says}>>\n", at + 1).bytes());
        if !content.is_empty() {
            file.extend([b"stream\n", *content, b"\nendstream\n"].concat());
        }
        file.extend(b"endobj\n");
    }
    file
}

fn found(rule: &DeniedInSite, bytes: &[u8]) -> Option<String> {
    let path = OutPath::new("m/file");
    let held = rule.inspect(&path, bytes).map(|found| found.message);
    let streamed = rule.inspect_stream(&path, &mut &*bytes).expect("it is read").map(|found| found.message);
    assert_eq!(held, streamed);
    held
}

/// That a term is found in each of these.
fn all_have(rule: &DeniedInSite, documents: &[(&str, Vec<u8>)]) {
    for (what, bytes) in documents {
        let said = found(rule, bytes).unwrap_or_default();
        assert!(said.contains("holds a term") && !said.contains("cannot"), "{what}: {said}");
    }
}

fn flate(bytes: &[u8]) -> Vec<u8> {
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::default());
    packed.write_all(bytes).expect("in memory");
    packed.finish().expect("in memory")
}

fn ascii_85(bytes: &[u8]) -> Vec<u8> {
    let mut written = Vec::new();
    for four in bytes.chunks(4) {
        let mut whole = [0; 4];
        whole[..four.len()].copy_from_slice(four);
        let number = u32::from_be_bytes(whole);
        let figures = [85_u32.pow(4), 85_u32.pow(3), 85 * 85, 85, 1].map(|place| number / place % 85);
        written.extend(figures[..=four.len()].iter().map(|figure| b'!' + u8::try_from(*figure).expect("below 85")));
    }
    [&written[..], b"~>"].concat()
}

/// Each byte as a code of nine bits, with the table begun anew before it could grow.
fn lzw(bytes: &[u8]) -> Vec<u8> {
    let clear = 256_u16;
    let codes =
        bytes.chunks(100).flat_map(|some| std::iter::once(clear).chain(some.iter().map(|byte| u16::from(*byte))));
    let bits: Vec<bool> =
        codes.chain([257]).flat_map(|code| (0..9).rev().map(move |bit| code >> bit & 1 == 1)).collect();
    let byte = |bits: &[bool]| bits.iter().enumerate().fold(0, |byte, (at, bit)| byte | u8::from(*bit) << (7 - at));
    bits.chunks(8).map(byte).collect()
}

#[test]
fn terms_are_found_in_pdfs_however_these_are_packed() {
    let line = b"BT /F1 12 Tf 50 500 Td (for Kowalska now) Tj ET";
    let digits: String = line.iter().fold(String::new(), |all, byte| format!("{all}{byte:02x}"));
    let runs = [&[u8::try_from(line.len() - 1).expect("short")][..], line, &[128]].concat();
    let packed = |filter: &str, content: &[u8]| pdf(&[(&format!("/Filter {filter}"), content)]);
    all_have(
        &rule_of("Kowalska\n"),
        &[
            ("as ReportLab does", packed("[ /ASCII85Decode /FlateDecode ]", &ascii_85(&flate(line)))),
            ("in figures", packed("/ASCIIHexDecode", format!("{digits}>").as_bytes())),
            ("with LZW", packed("/LZWDecode", &lzw(line))),
            ("in runs", packed("[/RunLengthDecode]", &runs)),
            ("in a PDF of PDFs", packed("/FlateDecode /Type /EmbeddedFile", &flate(&pdf(&[("", line)])))),
        ],
    );
}

/// A table of letters, which have these codes.
fn table(letters: &str, codes: &[u16]) -> Vec<u8> {
    let pairs = letters
        .chars()
        .zip(codes)
        .fold(String::new(), |all, (letter, code)| format!("{all}<{code:04x}> <{:04x}> ", u32::from(letter)));
    format!("begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange 9 beginbfchar {pairs} endbfchar endcmap")
        .into_bytes()
}

#[test]
fn terms_are_found_in_pdfs_as_programs_write_their_strings() {
    let wide: String = "\u{feff}Kowalska".encode_utf16().fold(String::new(), |all, unit| format!("{all}{unit:04X}"));
    let author = format!("/Author<{wide}>");
    // Letters whose codes are control characters, which are escaped.
    let letters = table("Kowals", &[8, 9, 10, 12, 13, 40]);
    let escaped = b"BT /F1 9 Tf (\0\\b\0\\t\0\\n\0\\f\0\\r\0\\(\0\x41\0\\f) Tj ET";
    let both = [&letters[..], &table("k", &[0x41])].concat();
    // The codes of both fonts are the same.
    let (one, other) = (table("Kowxyz", &[1, 2, 3, 4, 5, 6]), table("alskbc", &[1, 2, 3, 4, 5, 6]));
    let fonts = b"BT 50 500 Td /F1 9 Tf <000100020003> Tj ET BT 66 500 Td /F2 9 Tf <00010002000300040001> Tj ET";
    let of_fonts = pdf(&[
        ("/Font<</F1 2 0 R/F2 3 0 R>>", b""),
        ("/Type/Font/ToUnicode 4 0 R", b""),
        ("/Type/Font/ToUnicode 5 0 R", b""),
        ("", &one),
        ("", &other),
        ("", fonts),
    ]);
    let index = b"2 0 3 28 /Type/Font/ToUnicode 4 0 R /Type/Font/ToUnicode 5 0 R /F1 2 0 R /F2 3 0 R";
    let of_packed_fonts =
        pdf(&[("/Type/ObjStm/N 2/First 9", index), ("", b"x"), ("", b"x"), ("", &one), ("", &other), ("", fonts)]);
    let line = |content: &str| pdf(&[("", content.as_bytes())]);
    all_have(
        &rule_of("Kowalska\n"),
        &[
            ("properties behind what is packed", pdf(&[("", b"\x01((\x02(<\xff["), (&author, b"")])),
            ("escaped codes", pdf(&[("", &both), ("", escaped)])),
            ("a line goes on", line("BT (for Kowal\\\r\nska) Tj ET")),
            (
                "two fonts",
                line(
                    "BT 50 500 Td [(Mr)]TJ /F2 9 Tf 16 0 Td [(Kowal)]TJ /F3 9 Tf 23 0 Td [(ska)]TJ 19 0 Td (came) Tj ET",
                ),
            ),
            ("over a line", line("BT /F1 9 Tf 50 500 Td (Mr Kowal-) Tj 0 -12 Td (ska came) Tj ET")),
            ("fonts by their names", of_fonts),
            ("packed fonts", of_packed_fonts),
            ("behind a picture in a line", line("BI /W 1 ID ((( EI BT (Kowalska) Tj ET")),
        ],
    );
}

#[test]
fn of_a_locked_pdf_it_is_told_that_nobody_knows() {
    let said = found(&rule_of("Kowalska\n"), &pdf(&[("/Encrypt 9 0 R", b""), ("", b"\x01\x02")])).unwrap_or_default();
    assert!(said.contains("cannot be told"), "{said}");
}

/// A font as texts of older Office programs list it.
fn font_of_word(name: &str) -> Vec<u8> {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).chain([0; 2]).collect();
    [&[u8::try_from(39 + name.len()).expect("short"), 6, 0x90, 1][..], &[0; 36], &name].concat()
}

/// A document of every kind that says `words`, in fonts and styles that are called as people are.
fn documents(words: &str) -> Vec<(&'static str, Vec<u8>)> {
    let word = format!(
        "<w:document><w:p><w:pPr><w:pStyle w:val=\"Strong\"/></w:pPr><w:r><w:rPr><w:rFonts w:ascii=\"Times New Roman\" w:cs=\"Courier\"/></w:rPr><w:t>{words}</w:t></w:r></w:p></w:document>"
    );
    let styles = "<w:styles><w:latentStyles><w:lsdException w:name=\"Strong\"/></w:latentStyles><w:style w:styleId=\"Strong\"><w:name w:val=\"Strong\"/></w:style></w:styles>";
    let list = "<Properties><TitlesOfParts><vt:lpstr>Times New Roman</vt:lpstr><vt:lpstr>Georgia</vt:lpstr></TitlesOfParts></Properties>";
    let slide = format!("<p:sld><a:latin typeface=\"Georgia\"/><a:t>{words}</a:t></p:sld>");
    let sheet = format!("<sst><si><t>{words}</t></si></sst>");
    let cells = "<styleSheet><font><name val=\"Times New Roman\"/></font><cellStyle name=\"Strong\" xfId=\"0\" builtinId=\"7\"/></styleSheet>";
    let text = format!(
        "<office:document-content><style:font-face style:name=\"Times New Roman\" style:font-family-generic=\"roman\" svg:font-family=\"&apos;Times New Roman&apos;\"/><text:p text:style-name=\"Strong\">{words}</text:p></office:document-content>"
    );
    let rich = format!(
        "{{\\rtf1{{\\fonttbl{{\\f0 Times New Roman;}}}}{{\\*\\latentstyles{{\\lsdlockedexcept Strong;}}}}{words}\\par}}"
    );
    let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let sign = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let shown = format!("BT /Roman 9 Tf ({words}) Tj ET");
    let packed = flate(b"1 0 <</Parent 2 0 R/S/Strong>>");
    let pdf = pdf(&[
        ("/Type/Page/Parent 2 0 R/BaseFont/Courier/FontFamily(Times New Roman)", b""),
        ("/Type/ObjStm/Filter/FlateDecode", &packed),
        ("", shown.as_bytes()),
        ("/Length1 9", b"(Times New Roman)"),
    ]);
    vec![
        ("docx", office(&[("word/document.xml", &word), ("word/styles.xml", styles)])),
        ("pptx", office(&[("ppt/slides/slide1.xml", &slide), ("docProps/app.xml", list)])),
        ("xlsx", office(&[("xl/sharedStrings.xml", &sheet), ("xl/styles.xml", cells)])),
        ("odt", office(&[("content.xml", &text)])),
        ("rtf", rich.into_bytes()),
        ("doc", [&sign[..], &font_of_word("Times New Roman"), &wide(words)].concat()),
        ("pdf", pdf),
    ]
}

#[test]
fn the_fonts_and_styles_of_a_document_are_no_words_of_an_author() {
    let rule = rule_of("Roman\nCourier\nStrong\nParent\nGeorgia\n");
    for (what, bytes) in documents("Hello there") {
        assert_eq!(found(&rule, &bytes), None, "{what}");
    }
    all_have(&rule, &documents(" for Roman "));
}

#[test]
fn terms_are_found_in_names_of_an_authors_own_styles_and_in_formats_of_cells() {
    let word =
        "<w:styles><w:latentStyles/><w:style w:customStyle=\"1\"><w:name w:val=\"For Kowalska\"/></w:style></w:styles>";
    let other = "<w:styles><w:style w:type=\"paragraph\"><w:name w:val=\"For Kowalska\"/></w:style></w:styles>";
    let open = "<office:document-styles><office:styles><style:style style:name=\"For_20_Kowalska\" style:display-name=\"For Kowalska\"/></office:styles></office:document-styles>";
    let cells = |inner: &str| office(&[("xl/styles.xml", &format!("<styleSheet>{inner}</styleSheet>"))]);
    let rich = b"{\\rtf1{\\stylesheet{\\s0 Normal;}{\\s15 For Kowalska;}}Hello\\par}";
    all_have(
        &rule_of("Kowalska\n"),
        &[
            ("a text", office(&[("word/styles.xml", word)])),
            ("a text of another program", office(&[("word/styles.xml", other)])),
            ("an OpenDocument", office(&[("styles.xml", open)])),
            ("RTF", rich.to_vec()),
            ("a style of cells", cells("<cellStyle name=\"For Kowalska\" xfId=\"1\"/>")),
            ("a format of cells", cells("<numFmt formatCode=\"0 &quot;Kowalska&quot;\"/>")),
        ],
    );
}

#[test]
fn terms_are_found_in_a_pdfs_own_encoding_and_behind_predictors() {
    let rows: Vec<u8> = b"(Mr Kowalska) Tj    ".chunks(5).flat_map(|row| [&[0], row].concat()).collect();
    let predicted = flate(&rows);
    all_have(
        &rule_of("Łoš Kowalska\nMr Kowalska\n"),
        &[
            ("properties", pdf(&[("/Author(\\225o\\235 Kowalska)", b"")])),
            ("rows", pdf(&[("/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns 5>>", &predicted)])),
        ],
    );
}

#[test]
fn terms_are_found_in_headers_of_sheets_and_in_objects_of_presentations() {
    let sheet = "<worksheet><headerFooter><oddHeader>&amp;L&amp;\"Arial,Bold\"&amp;12&amp;K00FF00Kowalska&amp;RPage &amp;P</oddHeader></headerFooter></worksheet>";
    let sign = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    let chart = office(&[("content.xml", "<text:p>Kowalska</text:p>")]);
    let inner = flate(&[&sign[..], b"x", &chart].concat());
    let object = [&[0x10, 0, 0x11, 0x10][..], &[0; 8], &inner].concat();
    all_have(
        &rule_of("Kowalska\n"),
        &[
            ("a newer sheet", office(&[("xl/worksheets/sheet1.xml", sheet)])),
            ("an older sheet", [&sign[..], b"\x0e\0\0&CKowalska&RPage"].concat()),
            ("a chart", [&sign[..], &object].concat()),
            ("a document in an older one", [&sign[..], b"xy", &chart].concat()),
        ],
    );
}
