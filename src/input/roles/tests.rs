//! The role of each file, by its name and its first bytes.

use super::*;
use crate::diagnostic::Diagnostic;

fn role(path: &str) -> FileRole {
    FileRole::of(&CoursePath::new(path))
}

#[test]
fn a_page_is_a_page_however_its_ending_is_written() {
    for name in ["b.md", "b.MD", "b.Md", "b.mD", "b.markdown", "b.Markdown", "b.v2.md", "4913.md", "c#.md", "~.md"] {
        assert_eq!(role(&format!("content/{name}")), FileRole::Page, "{name}");
    }
    for name in ["_index.md", "_index.MD", "_Index.markdown"] {
        assert_eq!(role(&format!("content/01-a/{name}")), FileRole::Index, "{name}");
    }
}

#[test]
fn what_only_looks_like_a_page_is_refused() {
    for name in
        ["b.md.txt", "b.md (1)", "b.MD copy", "b.md_old", "b.md.", "b.md.gz", "b.mdx", "b.mkd", "b.Rmd", "b.md-1"]
    {
        assert_eq!(role(&format!("content/{name}")), FileRole::Refused(Refusal::PageSpelling), "{name}");
    }
    for name in ["b.md.bak", "b.md.orig", "b.md~", "b.svg.bak", "b.MD.ORIG", "b.md.swp", "b~"] {
        assert_eq!(role(&format!("content/{name}")), FileRole::Refused(Refusal::Backup), "{name}");
    }
}

#[test]
fn what_systems_and_open_editors_keep_is_not_looked_at() {
    let own = [
        ".DS_Store",
        "._a.svg",
        ".a.md.swp",
        ".a.md.swo",
        ".#a.md",
        "#a.md#",
        "4913",
        "~$notes.docx",
        "node_modules",
        ".git",
        ".gitignore",
        "Thumbs.db",
        "THUMBS.DB",
        "desktop.ini",
        "a.md___jb_tmp___",
        ".~lock.a.odt#",
        ".attune",
    ];
    for name in own {
        assert!(is_ignored(name), "{name}");
    }
    for name in ["a.md", "_index.md", "#", "4913.md", "node_modules.md", "c#.md", "~.md", "a.md~", ".htaccess", ".a.md"]
    {
        assert!(!is_ignored(name), "{name}");
    }
}

#[test]
fn hidden_files_are_refused_and_a_hidden_folder_is_told_once() {
    let paths = ["content/.htaccess", "content/.private/a.md", "content/.private/b/c.md"].map(CoursePath::new);
    let refused = paths.iter().map(|path| match FileRole::of(path) {
        FileRole::Refused(refusal) => (path, refusal),
        other => unreachable!("{path} is {other:?}"),
    });
    let said: Vec<String> = refusals(refused).into_iter().map(|finding| finding.message).collect();
    assert_eq!(
        said,
        [
            "`content/.htaccess` is hidden: its name begins with a dot",
            "`content/.private` is hidden: its name begins with a dot"
        ]
    );
}

#[test]
fn attunes_own_files_are_known_by_their_place() {
    assert_eq!(role("site.toml"), FileRole::Config);
    assert_eq!(role("content/glossary.yaml"), FileRole::Glossary);
    assert_eq!(role("content/Glossary.YML"), FileRole::Glossary);
    assert_eq!(role("content/references.yml"), FileRole::Bibliography(BibliographySyntax::Yaml));
    assert_eq!(role("content/references.bib"), FileRole::Bibliography(BibliographySyntax::BibTex));
    assert_eq!(role("content/a/glossary.yaml"), FileRole::Attachment);
    assert_eq!(role("themes/own/templates/page.html"), FileRole::Theme);
    assert_eq!(role("themes/own/static/site.css~"), FileRole::Refused(Refusal::Backup));
    assert_eq!(role("themes/own/templates/README.md"), FileRole::Theme);
    for published in ["js/own.js", "own.CSS", "font.woff2", "logo.svg", "OFL.txt", "own.webmanifest"] {
        assert_eq!(role(&format!("themes/own/static/{published}")), FileRole::Theme, "{published}");
    }
    for left in ["README.md", "design.psd", "sub/own.scss", "notes.docx.lock", "LICENSE", "x.sketch"] {
        assert_eq!(role(&format!("themes/own/static/{left}")), FileRole::Refused(Refusal::BesideTheme), "{left}");
    }
}

#[test]
fn a_file_of_no_known_type_is_published_only_where_the_author_says_so() {
    let allowed = AllowedFiles::new(vec!["*.dat".to_owned(), "LICENSE".to_owned(), "a/demo.html".to_owned()]);
    let lets = |path: &str| {
        let path = CoursePath::new(path);
        match FileRole::of(&path) {
            FileRole::Refused(refusal) => refusal.is_allowed(&path, &allowed),
            other => unreachable!("{path} is {other:?}"),
        }
    };
    for path in ["content/x.dat", "content/a/X.DAT", "content/LICENSE", "content/a/LICENSE", "content/a/demo.html"] {
        assert!(lets(path), "{path}");
    }
    for path in ["content/x.data", "content/.dat", "content/demo.html", "content/x.dat.bak", "content/b.md.dat"] {
        assert!(!lets(path), "{path}");
    }
    for (pattern, good) in [("*.dat", true), ("a/b", true), ("*", false), ("*.*", false), ("../a", false), ("", false)]
    {
        assert_eq!(AllowedFiles::fault(pattern).is_none(), good, "{pattern}");
    }
}

#[test]
fn pictures_films_and_documents_are_attachments_and_documents_with_scripts_are_not() {
    for name in ["a.svg", "a.JPG", "a.mp4", "a.vtt", "a.pdf", "a.tar.gz", "a.csv", "a.yaml"] {
        assert_eq!(role(&format!("content/{name}")), FileRole::Attachment, "{name}");
    }
    for name in ["a.html", "a.HTM", "a.xhtml", "a.xml"] {
        assert_eq!(role(&format!("content/{name}")), FileRole::Refused(Refusal::RunsScripts), "{name}");
    }
    for name in ["a.html.", "a.HTML. .", "a.b.html.gz", "a.svg.tgz", "a.xml.gz.gz", "a.jS", "a.pHp5", "a.svgZ", "a.mht"]
    {
        assert_eq!(role(&format!("content/{name}")), FileRole::Refused(Refusal::RunsScripts), "{name}");
    }
    for name in ["html", "a.html.pdf", "a.tar.gz", "a.csv.gz", "html.zip"] {
        assert_ne!(role(&format!("content/{name}")), FileRole::Refused(Refusal::RunsScripts), "{name}");
    }
    let refused = CoursePath::new("content/a.html");
    let found: Vec<Diagnostic> = refusals([(&refused, Refusal::RunsScripts)]);
    assert!(found[0].help.as_deref().is_some_and(|help| help.contains("allow = [\"a.html\"]")));
}
