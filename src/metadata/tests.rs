//! What pictures, documents and recordings tell beside what they show, and how it is taken out.

use std::io::Write as _;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

/// A block of EXIF in big-endian order: the picture is turned, and there are a device, an artist and a place.
fn exif_block() -> Vec<u8> {
    let mut block = b"MM\0*\0\0\0\x08".to_vec();
    let entries: [(u16, u16, u32, u32); 4] = [
        (0x010f, 2, 4, u32::from_be_bytes(*b"Cam\0")),
        (0x0112, 3, 1, 6 << 16),
        (0x013b, 2, 4, u32::from_be_bytes(*b"Ann\0")),
        (0x8825, 4, 1, 62),
    ];
    block.extend(4u16.to_be_bytes());
    for (tag, kind, count, value) in entries {
        block.extend(tag.to_be_bytes());
        block.extend(kind.to_be_bytes());
        block.extend(count.to_be_bytes());
        block.extend(value.to_be_bytes());
    }
    block.extend([0; 4]);
    assert_eq!(block.len(), 62);
    block.extend(1u16.to_be_bytes());
    block.extend([0, 1, 0, 2, 0, 0, 0, 2]);
    block.extend(*b"N\0\0\0");
    block.extend([0; 4]);
    block
}

const XMP: &str = "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"><rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\
    <rdf:Description xmlns:exif=\"http://ns.adobe.com/exif/1.0/\" exif:GPSLatitude=\"52,3N\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
    <dc:title><rdf:Alt><rdf:li>Katarzyna at home</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>";

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let size = u16::try_from(content.len() + 2).expect("it fits").to_be_bytes();
    [&[0xff, marker], &size[..], content].concat()
}

/// What of a JPEG is seen: tables, a frame and two scans with a restart and a stuffed byte.
fn drawn() -> Vec<u8> {
    let scan = [&segment(0xda, &[1, 1, 0, 0, 63, 0])[..], &[1, 2, 0xff, 0, 3, 0xff, 0xd0, 4]].concat();
    [
        segment(0xdb, &[7; 65]),
        segment(0xc2, &[8, 0, 1, 0, 1, 1, 1, 0x11, 0]),
        scan.clone(),
        segment(0xc4, &[3; 20]),
        scan,
    ]
    .concat()
}

fn jpeg(with: &[Vec<u8>], behind: &[u8]) -> Vec<u8> {
    let profile = segment(0xe2, b"ICC_PROFILE\0\x01\x01profile");
    [
        &[0xff, 0xd8][..],
        &segment(0xe0, b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0"),
        &with.concat(),
        &profile,
        &drawn(),
        &[0xff, 0xd9],
        behind,
    ]
    .concat()
}

impl Metadata {
    fn is_empty(&self) -> bool {
        self.traces.is_empty() && self.texts.is_empty()
    }
}

fn traces(found: &Metadata) -> Vec<Trace> {
    found.traces.iter().copied().collect()
}

#[test]
fn a_jpeg_tells_and_loses_everything_but_its_picture_its_colours_and_its_turn() {
    let exif = segment(0xe1, &[exif::PREFIX, &exif_block()].concat());
    let xmp = segment(0xe1, &[xmp::PREFIXES[0], XMP.as_bytes()].concat());
    let iptc = [b"\x1c\x02\x50\0\x03Ann\x1c\x02\x5a\0\x04Bonn".as_slice()].concat();
    let resource =
        [b"8BIM\x04\x04\0\0".as_slice(), &u32::try_from(iptc.len()).expect("small").to_be_bytes(), &iptc, &[0]]
            .concat();
    let photoshop = segment(0xed, &[iptc::PREFIX, &resource].concat());
    let picture = jpeg(&[exif, xmp, photoshop, segment(0xfe, b"Julia in May")], b"a film");
    let found = look(&picture);
    assert_eq!(traces(&found), [Trace::Place, Trace::Person, Trace::Device, Trace::Inside]);
    assert!(
        ["Ann", "Katarzyna at home", "Julia in May"].iter().all(|text| found.texts.iter().any(|known| known == text)),
        "{found:?}"
    );
    let stripped = stripped(&picture).expect("there is something to take out");
    let turned = segment(0xe1, &[exif::PREFIX, &exif::block(6)].concat());
    assert_eq!(stripped, jpeg(&[turned], b""));
    assert_eq!(exif::orientation(&exif::block(6)), Some(6));
    assert!(look(&stripped).is_empty());
    assert_eq!(super::stripped(&stripped), None, "what is stripped stays as it is");
}

fn chunk(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let mut sum = flate2::Crc::new();
    sum.update(&name);
    sum.update(content);
    [&u32::try_from(content.len()).expect("small").to_be_bytes()[..], &name, content, &sum.sum().to_be_bytes()].concat()
}

fn deflated(text: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(text).expect("into memory");
    packed.finish().expect("into memory")
}

fn png(with: &[Vec<u8>], behind: &[u8]) -> Vec<u8> {
    let head = chunk(*b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
    [
        png::SIGN,
        &head,
        &with.concat(),
        &chunk(*b"iCCP", b"p\0\0profile"),
        &chunk(*b"IDAT", b"data"),
        &chunk(*b"IEND", b""),
        behind,
    ]
    .concat()
}

#[test]
fn a_png_tells_also_what_is_packed() {
    let packed = [&b"Description\0\0"[..], &deflated(b"Julia in May")].concat();
    let xmp = [&b"XML:com.adobe.xmp\0\0\0\0\0"[..], XMP.as_bytes()].concat();
    let digits = |byte: &u8| [byte >> 4, byte & 15].map(|digit| char::from_digit(digit.into(), 16).expect("a digit"));
    let raw: String = exif_block().iter().flat_map(digits).collect();
    let raw = format!("\nexif\n      {}\n{raw}\n", exif_block().len());
    let raw = [&b"Raw profile type exif\0\0"[..], &deflated(raw.as_bytes())].concat();
    let picture = png(
        &[
            chunk(*b"zTXt", &packed),
            chunk(*b"iTXt", &xmp),
            chunk(*b"zTXt", &raw),
            chunk(*b"tEXt", b"Author\0Ann"),
            chunk(*b"tIME", &[0; 7]),
        ],
        b"more",
    );
    let found = look(&picture);
    assert_eq!(traces(&found), [Trace::Place, Trace::Person, Trace::Time, Trace::Device, Trace::Inside]);
    assert!(found.texts.iter().any(|text| text == "Julia in May"), "{found:?}");
    assert_eq!(stripped(&picture), Some(png(&[], b"")));
    let turned = stripped(&png(&[chunk(*b"eXIf", &exif_block())], b"")).expect("stripped");
    assert_eq!(turned, png(&[chunk(*b"eXIf", &exif::block(6))], b""));
}

fn webp(flags: u8, with: &[(&[u8; 4], &[u8])]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    let extended = [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    for (name, content) in [(b"VP8X", &extended[..]), (b"ICCP", b"profile"), (b"VP8 ", b"data")].iter().chain(with) {
        body.extend(*name);
        body.extend(u32::try_from(content.len()).expect("small").to_le_bytes());
        body.extend(*content);
        body.extend(std::iter::repeat_n(0, content.len() % 2));
    }
    [b"RIFF", &u32::try_from(body.len()).expect("small").to_le_bytes()[..], &body].concat()
}

#[test]
fn a_webp_loses_its_metadata_and_the_word_that_it_has_some() {
    let plain = webp(0b0010_0000, &[]);
    assert_eq!(stripped(&plain), None);
    let picture = webp(0b0010_0100, &[(b"XMP ", XMP.as_bytes())]);
    assert_eq!(traces(&look(&picture)), [Trace::Place]);
    assert_eq!(stripped(&picture), Some(plain));
    let turned = webp(0b0010_1100, &[(b"EXIF", &exif_block()), (b"XMP ", XMP.as_bytes())]);
    assert_eq!(stripped(&turned), Some(webp(0b0010_1000, &[(b"EXIF", &exif::block(6))])));
}

#[test]
fn a_gif_loses_its_comments_and_keeps_moving() {
    let head = [&b"GIF89a\x01\0\x01\0\x80\0\0"[..], &[0, 0, 0, 255, 255, 255]].concat();
    let moving = b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0";
    let drawn = b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b";
    let picture = [&head[..], b"\x21\xfe\x0cJulia in May\0", moving, drawn, b"more"].concat();
    let found = look(&picture);
    assert_eq!((traces(&found), found.texts), (vec![Trace::Inside], vec!["Julia in May".to_owned()]));
    assert_eq!(stripped(&picture), Some([&head[..], moving, drawn].concat()));
}

/// A run of letters that stands for what a block holds that nobody can read.
const SECRET: &[u8] = b"~Katarzyna~";

/// The same pictures, each with a block that no viewer needs and that holds what cannot be parsed.
fn with_strange_blocks() -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for marker in [0xe0..=0xef, 0xfe..=0xfe, 0xf0..=0xfd, 0x02..=0xbf].into_iter().flatten() {
        for sign in [&b""[..], b"Exif\0\0", b"JFXX\0\x10", b"Photoshop 3.0\0", b"MPF\0"] {
            all.push((format!("segment {marker:x}"), jpeg(&[segment(marker, &[sign, SECRET].concat())], b"")));
        }
    }
    all.push(("behind Adobe".to_owned(), jpeg(&[segment(0xee, &[b"Adobe\0\x64\0\0\0\0\x01", SECRET].concat())], b"")));
    all.push(("between segments".to_owned(), jpeg(&[SECRET.to_vec()], b"")));
    let small = segment(0xe0, &[b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x03", SECRET].concat());
    all.push(("in the header".to_owned(), [&[0xff, 0xd8][..], &small, &drawn(), &[0xff, 0xd9]].concat()));
    for name in [b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME", b"sPLT", b"dSIG", b"prVt", b"caBX", b"vpAg"] {
        all.push((String::from_utf8_lossy(name).into_owned(), png(&[chunk(*name, SECRET)], b"")));
    }
    for (label, name) in
        [(0xfe, &b""[..]), (0x01, b"123456789012"), (0xff, b"XMP DataXMP"), (0xff, b"ICCRGBG1012"), (0x77, b"")]
    {
        let head = if name.is_empty() { Vec::new() } else { [&[11], &name[..11]].concat() };
        let size = u8::try_from(SECRET.len()).expect("small");
        let block = [&[0x21, label], &head[..], &[size], SECRET, &[0]].concat();
        all.push((format!("extension {label:x}"), gif(&block)));
    }
    let repeated = [b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\x0b", SECRET, &[0]].concat();
    all.push(("behind how often it is repeated".to_owned(), gif(&repeated)));
    for name in [b"EXIF", b"XMP ", b"JUNK"] {
        all.push((String::from_utf8_lossy(name).into_owned(), webp(0b0010_1100, &[(name, SECRET)])));
    }
    let frame = [&[0; 16][..], b"VP8 \x04\0\0\0data", b"EXIF\x0b\0\0\0", SECRET, &[0]].concat();
    all.push(("in a film".to_owned(), webp(0b0010_0010, &[(b"ANMF", &frame)])));
    all
}

fn gif(with: &[u8]) -> Vec<u8> {
    let head = [&b"GIF89a\x01\0\x01\0\x80\0\0"[..], &[0, 0, 0, 255, 255, 255]].concat();
    [&head[..], with, b"\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0\x3b"].concat()
}

#[test]
fn what_nobody_can_read_is_taken_out_too_and_what_cannot_be_is_refused() {
    for (what, picture) in with_strange_blocks() {
        let is_in = |bytes: &[u8]| memchr::memmem::find(bytes, SECRET).is_some();
        assert!(is_in(&picture), "{what}");
        let Stripped::Other(stripped) = without_metadata(&picture) else { panic!("{what} is not taken out") };
        assert!(!is_in(&stripped), "{what} is left");
        assert_eq!(without_metadata(&stripped), Stripped::Same, "{what}");
        assert!(
            [&b"data"[..], &[7; 65], b"\x02\x02\x44\x01"]
                .iter()
                .any(|seen| memchr::memmem::find(&stripped, seen).is_some())
        );
    }
    let heif = |with: &[u8]| [b"\0\0\0\x14ftypavif\0\0\0\0mif1", with].concat();
    let item = |kind: &[u8]| [b"\0\0\0\x15infe\x02\0\0\0\0\x01\0\0", kind, b"\0"].concat();
    let unknown = png(&[chunk(*b"PRVT", SECRET)], b"");
    let cut = gif(b"\x21\xfe\x0b");
    let tiff = b"II*\0\x08\0\0\0\0\0\0\0\0\0".to_vec();
    for refused in
        [heif(&item(b"Exif")), heif(&item(b"mime")), unknown, cut, tiff, b"\xff\xd8\xff\xe1\0\x10Exif".to_vec()]
    {
        assert_eq!(without_metadata(&refused), Stripped::Refused, "{refused:?}");
    }
    assert_eq!(without_metadata(&heif(&item(b"av01"))), Stripped::Same);
    assert_eq!(without_metadata(b"a text"), Stripped::Same);
    let path = |name: &str| CoursePath::new(name);
    assert_eq!(published_without_metadata(&path("a.PNG"), b"a text"), Stripped::Refused);
    assert_eq!(published_without_metadata(&path("a.txt"), b"a text"), Stripped::Same);
}

fn zip(entries: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("in memory");
        writer.write_all(text.as_bytes()).expect("in memory");
    }
    writer.finish().expect("in memory").into_inner()
}

#[test]
fn office_files_tell_who_wrote_them_what_was_remarked_and_what_was_changed() {
    let core = "<cp:coreProperties xmlns:cp=\"a\" xmlns:dc=\"b\"><dc:creator>Ann</dc:creator><dc:title>Julia in May</dc:title></cp:coreProperties>";
    let text = "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:del w:author=\"Bob\"><w:t>x</w:t></w:del></w:document>";
    let remarks = "<w:comments xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:comment w:author=\"Cleo\"><w:t>Is it her?</w:t></w:comment></w:comments>";
    let docx = zip(&[
        ("[Content_Types].xml", "<Types/>"),
        ("docProps/core.xml", core),
        ("word/document.xml", text),
        ("word/comments.xml", remarks),
    ]);
    let found = look(&docx);
    assert_eq!(traces(&found), [Trace::Person, Trace::Comment, Trace::Changes]);
    for text in ["Ann", "Julia in May", "Bob", "Cleo", "Is it her?"] {
        assert!(found.texts.iter().any(|known| known == text), "{text} in {found:?}");
    }
    let meta = "<office:document-meta xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:meta=\"m\"><meta:initial-creator>Ann</meta:initial-creator></office:document-meta>";
    let content = "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"><office:annotation>Is it her?</office:annotation></office:document-content>";
    let odt =
        zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("meta.xml", meta), ("content.xml", content)]);
    assert_eq!(traces(&look(&odt)), [Trace::Person, Trace::Comment]);
    assert!(look(&zip(&[("[Content_Types].xml", "<Types/>"), ("word/document.xml", "<a/>")])).is_empty());
}

#[test]
fn a_pdf_tells_its_properties_wherever_they_are_packed() {
    let plain = b"%PDF-1.7\n1 0 obj\n<< /Author (Ann \\(Mc\\)) /Title 2 0 R >>\nendobj\n2 0 obj\n<FEFF004A0075006C00690061>\nendobj\n";
    let found = look(plain);
    assert_eq!((traces(&found), found.texts), (vec![Trace::Person], vec!["Ann (Mc)".to_owned(), "Julia".to_owned()]));
    let packed = deflated(b"5 0 << /Type /Annot /Subtype /Text /Contents (Is it her?) >>");
    let pdf = [
        &b"%PDF-1.7\n4 0 obj\n<< /Type /ObjStm /Filter /FlateDecode >>\nstream\n"[..],
        &packed,
        b"\nendstream\nendobj\n",
    ]
    .concat();
    let found = look(&pdf);
    assert_eq!((traces(&found), found.texts), (vec![Trace::Comment], vec!["Is it her?".to_owned()]));
    assert_eq!(traces(&look(b"%PDF-1.7\n<< /Encrypt 3 0 R >>")), [Trace::Locked]);
    assert!(look(b"%PDF-1.7\n<< /Type /Page /Contents 3 0 R /Annots [] >>").is_empty());
}

#[test]
fn a_drawing_tells_its_comments_and_where_it_lay() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:s=\"http://sodipodi.sourceforge.net/\" s:docname=\"julia.svg\"><!-- for Katarzyna --><title>A fork</title></svg>";
    assert_eq!(look(svg.as_bytes()).texts, ["julia.svg", "for Katarzyna", "A fork"]);
}

#[test]
fn what_is_unpacked_has_an_end() {
    let bomb = zip(&[("word/document.xml", &"a".repeat(40 * 1024 * 1024))]);
    assert!(bomb.len() < 1024 * 1024);
    assert_eq!(unpacked(&bomb)[0].bytes.len() as u64, unpacked::MOST_OF_ONE);
}

#[test]
fn no_cut_and_no_wrong_byte_does_harm() {
    let exif = segment(0xe1, &[exif::PREFIX, &exif_block()].concat());
    for whole in
        [jpeg(&[exif], b"x"), png(&[chunk(*b"eXIf", &exif_block())], b""), webp(8, &[(b"EXIF", &exif_block())])]
    {
        for at in 0..whole.len() {
            let mut wrong = whole.clone();
            wrong[at] ^= 0xff;
            for bytes in [&whole[..at], &wrong] {
                look(bytes);
                let _ = stripped(bytes).map(|stripped| look(&stripped));
            }
        }
    }
}

/// A frame of ID3v2.3.
fn frame(name: [u8; 4], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len()).expect("it fits").to_be_bytes();
    [&name[..], &size, &[0, 0], content].concat()
}

#[test]
fn a_sound_tells_who_made_it_and_is_published_without() {
    let frames = [
        frame(*b"TPE1", b"\0Julia Moreno"),
        frame(*b"TIT2", b"\x01\xff\xfeA\0 \0d\0a\0y\0"),
        frame(*b"TYER", b"\x002019"),
        frame(*b"APIC", b"\0image/png\0\x03\0picture"),
    ]
    .concat();
    let size = u8::try_from(frames.len()).expect("a small tag");
    assert!(size < 128, "one byte of seven bits: {size}");
    let sound = [0xff, 0xfb, 0x90, 0x44, 1, 2, 3, 4];
    let last = [&b"TAG"[..], &[b' '; 30], b"Julia", &[0; 25], &[0; 65]].concat();
    assert_eq!(last.len(), 128);
    let mp3 = [&b"ID3\x03\0\0\0\0\0"[..], &[size], &frames, &sound, &last].concat();
    let found = look(&mp3);
    assert_eq!(found.traces.into_iter().collect::<Vec<_>>(), [Trace::Person, Trace::Time, Trace::Inside]);
    assert!(
        found.is_removable
            && found.texts.contains(&"Julia Moreno".to_owned())
            && found.texts.contains(&"A day".to_owned())
    );
    assert_eq!(stripped(&mp3).as_deref(), Some(&sound[..]));
    assert_eq!(stripped(&sound), None);
    for end in 0..mp3.len() {
        let _ = (look(&mp3[..end]), stripped(&mp3[..end]));
    }
}

#[test]
fn a_film_tells_what_players_show_of_it() {
    let item = |name: &[u8], text: &[u8]| {
        let data = [
            &u32::try_from(text.len() + 16).expect("it fits").to_be_bytes()[..],
            b"data",
            &[0, 0, 0, 1, 0, 0, 0, 0],
            text,
        ]
        .concat();
        [&u32::try_from(data.len() + 8).expect("it fits").to_be_bytes()[..], name, &data].concat()
    };
    let film =
        [&b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom"[..], &item(b"\xa9ART", b"Julia Moreno"), &item(b"\xa9day", b"2019")]
            .concat();
    let found = look(&film);
    assert_eq!(found.traces.into_iter().collect::<Vec<_>>(), [Trace::Person, Trace::Time]);
    assert_eq!(found.texts[0], "Julia Moreno");
}
