//! Running text as segments, and the words in it.

use super::*;

fn written(write: impl FnOnce(&mut ProseBuilder)) -> Prose {
    let mut builder = ProseBuilder::default();
    write(&mut builder);
    builder.finish().0
}

#[test]
fn segments_come_out_as_they_went_in() {
    let (open, closed) = (Setting::default(), Setting { closed: true, ..Setting::default() });
    let long = "x".repeat(5000);
    let prose = written(|prose| {
        prose.block("<p>");
        prose.words("a & ", open);
        prose.words("b", open);
        prose.insert(Inserted::Blank(0));
        prose.words("c", open);
        prose.html("<a href=\"");
        prose.insert(Inserted::Message("home"));
        prose.html("\">");
        prose.words(&long, closed);
        prose.html("</a>");
        prose.block("</p>\n");
        prose.insert(Inserted::Blank(1));
    });
    let words = |text, at, setting, begins_block| Segment::Words(Words { text, at, setting, begins_block });
    let expected = [
        Segment::Html("<p>"),
        words("a & b", 3, open, true),
        Segment::Inserted(&Inserted::Blank(0)),
        words("c", 8, open, false),
        Segment::Html("<a href=\""),
        Segment::Inserted(&Inserted::Message("home")),
        Segment::Html("\">"),
        words(&long, 20, closed, false),
        Segment::Html("</a></p>\n"),
        Segment::Inserted(&Inserted::Blank(1)),
    ];
    assert_eq!(prose.segments().collect::<Vec<_>>(), expected);
    assert_eq!(prose.html(), format!("<p>a &amp; bc<a href=\"\">{long}</a></p>\n"));
    let twice = written(|builder| {
        builder.append(&prose);
        builder.append(&prose);
    });
    assert_eq!(twice.html(), prose.html().repeat(2));
    assert_eq!(twice.inserts().len(), 6);
}

#[test]
fn words_are_there_without_markup() {
    let setting = Setting::default();
    let prose = written(|prose| {
        prose.block("<p>");
        prose.words("un", setting);
        prose.html("<em>");
        prose.words("happy", Setting { emphasized: true, ..setting });
        prose.html("</em>");
        prose.words(" <people>\n and", setting);
        prose.block("</p>\n<p>");
        prose.words("more", setting);
        prose.block("</p>\n");
    });
    assert_eq!(prose.text(), "unhappy <people> and more");
    assert_eq!(prose.paragraphs(), ["unhappy <people> and", "more"]);
    assert_eq!(Prose::default().text(), "");
    assert!(Prose::default().is_empty());
}
