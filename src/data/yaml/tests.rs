//! Where values of YAML stand, and what is said of YAML that cannot be read.

mod random;

use super::*;
use crate::source::CoursePath;

fn file() -> FileId {
    FileId::of(&CoursePath::new("content/a.md"))
}

/// Every key and value as `path = text at its place`, behind a head that shows whether places are shifted.
fn places(yaml: &str) -> Vec<String> {
    const HEAD: &str = "é---\n";
    let text = format!("{HEAD}{yaml}");
    let outcome = parse(&text, HEAD.len()..text.len(), file(), Code::FrontMatterSyntax);
    assert!(!outcome.diagnostics.iter().any(Diagnostic::is_error), "{yaml:?}");
    let mut lines = Vec::new();
    walk(&text, "", &outcome.value.expect("no error, so a value"), &mut lines);
    lines
}

fn walk(text: &str, path: &str, node: &Node, lines: &mut Vec<String>) {
    lines.push(format!("{path} = {}", &text[node.span.range()]));
    match &node.value {
        Value::Scalar { .. } => {}
        Value::List(items) => {
            for (number, item) in items.iter().enumerate() {
                walk(text, &format!("{path}.{number}"), item, lines);
            }
        }
        Value::Map(entries) => {
            for entry in entries {
                lines.push(format!("{path}.({})", &text[entry.key_span.range()]));
                walk(text, &format!("{path}.{}", entry.key), &entry.node, lines);
            }
        }
    }
}

/// The places of scalars only: what stands at each.
fn scalars(yaml: &str) -> Vec<String> {
    let is_key_or_scalar = |line: &String| line.ends_with(')') || !line.contains('\n');
    places(yaml).into_iter().skip(1).filter(is_key_or_scalar).collect()
}

fn error(yaml: &str) -> (usize, usize, String) {
    let outcome = parse(yaml, 0..yaml.len(), file(), Code::FrontMatterSyntax);
    let [diagnostic] = outcome.diagnostics.as_slice() else { panic!("one error in {yaml:?}, not {outcome:?}") };
    let crate::diagnostic::Place::At(span) = diagnostic.place else { panic!("an error has a span") };
    (span.start as usize, span.end as usize, diagnostic.message.clone())
}

#[test]
fn block_mappings_and_lists_have_their_places() {
    let expected = [".(title)", ".title = é A", ".(list)", ".list.0 = x", ".list.1 = 12", ".(last)", ".last = true"];
    assert_eq!(scalars("title: é A # note\nlist:\n  # note: x\n  - x\n  - 12\nlast: true\n"), expected);
}

#[test]
fn lists_of_mappings_have_their_places() {
    let lines = places("o:\n- id: a\n  text: T\n- text: U\n  id: b\n");
    let expected = [
        " = o:\n- id: a\n  text: T\n- text: U\n  id: b",
        ".(o)",
        ".o = - id: a\n  text: T\n- text: U\n  id: b",
        ".o.0 = id: a\n  text: T",
        ".o.0.(id)",
        ".o.0.id = a",
        ".o.0.(text)",
        ".o.0.text = T",
        ".o.1 = text: U\n  id: b",
        ".o.1.(text)",
        ".o.1.text = U",
        ".o.1.(id)",
        ".o.1.id = b",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn flow_style_has_its_places() {
    let expected = [
        ".(a)",
        ".a = [x, 'y z', \"w\\n\", {k: v, q}, [], {}]",
        ".a.0 = x",
        ".a.1 = 'y z'",
        ".a.2 = \"w\\n\"",
        ".a.3 = {k: v, q}",
        ".a.3.(k)",
        ".a.3.k = v",
        ".a.3.(q)",
        ".a.3.q = q",
        ".a.4 = []",
        ".a.5 = {}",
        ".(b)",
        ".b = [ 1 ,2, ]",
        ".b.0 = 1",
        ".b.1 = 2",
    ];
    assert_eq!(scalars("a: [x, 'y z', \"w\\n\", {k: v, q}, [], {}]\nb: [ 1 ,2, ]"), expected);
}

#[test]
fn quoted_keys_and_escapes_have_their_places() {
    let expected = [
        ".(\"a b\")",
        ".a b = 'it''s'",
        ".(\"c\\td\")",
        ".c\td = \"\\u00e9: #\"",
        ".('e')",
        ".e = \"\"",
        ".(? f)",
        ".f = g",
    ];
    let lines = scalars("\"a b\": 'it''s'\n\"c\\td\": \"\\u00e9: #\"\n'e':  \"\"\n? f\n: g\n");
    assert_eq!(lines, expected.map(|line| line.replace("(? f)", "(f)")));
}

#[test]
fn texts_of_several_lines_have_their_places() {
    let lines = places(
        "a: one\n  two\n\n  three\nb: |- # note\n  x: y\n   z\n\nc: >2\n    folded\n  text\nd: \"q\n  r\"\ne: |\nf: 1",
    );
    let at = |path: &str| lines.iter().find_map(|line| line.strip_prefix(&format!(".{path} = "))).expect("is there");
    assert_eq!(at("a"), "one\n  two\n\n  three");
    assert_eq!(at("b"), "|- # note\n  x: y\n   z");
    assert_eq!(at("c"), ">2\n    folded\n  text");
    assert_eq!(at("d"), "\"q\n  r\"");
    assert_eq!(at("e"), "|");
    assert_eq!(at("f"), "1");
}

#[test]
fn a_value_that_is_nowhere_has_the_place_of_its_key() {
    let expected = [".(a)", ".a = a", ".(b)", ".b = ~", ".(c)", ".c.0 = c", ".c.1 = x"];
    assert_eq!(scalars("a:\nb: ~\nc:\n  -\n  - x\n"), expected);
}

#[test]
fn an_alias_stands_where_it_is_written() {
    let lines = scalars("a: &x one\nb: *x\nc: &y {k: \"v\\n\", l: [m]}\nd: *y\n\"\\x65\": f\ng: [*x, *y, h]\n");
    for expected in
        [".a = one", ".b = *x", ".c.k = \"v\\n\"", ".d = *y", ".(\"\\x65\")", ".e = f", ".g.0 = *x", ".g.2 = h"]
    {
        assert!(lines.iter().any(|line| line == expected), "{expected} in {lines:#?}");
    }
}

#[test]
fn windows_line_ends_and_document_markers_do_no_harm() {
    assert_eq!(scalars("a: b\r\nc:\r\n  - |\r\n    d\r\n  - e\r\n"), [".(a)", ".a = b", ".(c)", ".c.1 = e"]);
    assert_eq!(scalars("# head\n---\na: \"\\x62\"\n...\n"), [".(a)", ".a = \"\\x62\""]);
    assert_eq!(scalars("%YAML 1.1\n--- {a: b}"), [".(a)", ".a = b"]);
}

#[test]
fn words_that_look_like_other_types_keep_how_they_were_written() {
    let yaml = "a: 1.10\nb: 0x1F\nc: yes\nd: 2026-09-01\ne: 99999999999999999999\nf: null\ng: '7'\nh: 007\ni: !!str 5";
    let outcome = parse(yaml, 0..yaml.len(), file(), Code::FrontMatterSyntax);
    let Some(Node { value: Value::Map(entries), .. }) = outcome.value else { panic!("a mapping") };
    let found: Vec<_> = entries
        .iter()
        .map(|entry| match &entry.node.value {
            Value::Scalar { text, kind } => (text.as_str(), *kind),
            other => panic!("a scalar, not {other:?}"),
        })
        .collect();
    let expected = [
        ("1.10", Kind::Float),
        ("0x1F", Kind::Int(31)),
        ("yes", Kind::Text),
        ("2026-09-01", Kind::Text),
        ("99999999999999999999", Kind::Float),
        ("null", Kind::Null),
        ("7", Kind::Text),
        ("007", Kind::Text),
        ("5", Kind::Text),
    ];
    assert_eq!(found, expected);
}

#[test]
fn an_empty_text_is_nothing() {
    for yaml in ["", "\n", "# only a note\n", "---\n", "~"] {
        let outcome = parse(yaml, 0..yaml.len(), file(), Code::FrontMatterSyntax);
        assert!(outcome.value.is_some_and(|node| node.is_null()), "{yaml:?}");
    }
}

#[test]
fn a_repeated_key_is_reported_with_both_places_and_the_first_is_kept() {
    let yaml = "a: 1\nb: {c: 2, c: 3}\na: 4\na: 5\n";
    let outcome = parse(yaml, 0..yaml.len(), file(), Code::FrontMatterSyntax);
    let found: Vec<_> = outcome
        .diagnostics
        .iter()
        .map(|diagnostic| match (&diagnostic.place, &diagnostic.related[0].place) {
            (crate::diagnostic::Place::At(second), crate::diagnostic::Place::At(first)) => {
                (diagnostic.message.as_str(), second.start, first.start)
            }
            _ => panic!("both have spans"),
        })
        .collect();
    let twice = |key: &str| format!("the key `{key}` is written twice");
    assert_eq!(found, [(twice("c").as_str(), 15, 9), (twice("a").as_str(), 21, 0), (twice("a").as_str(), 26, 0)]);
}

#[test]
fn errors_are_said_in_words_at_their_place() {
    let said = |yaml: &str| error(yaml).2;
    assert_eq!(error("title: A: b\n"), (8, 9, "a `: ` stands here inside a value".to_owned()));
    assert_eq!(error("a: é\nb: @x\n"), (9, 10, "a text without quotation marks cannot begin with `@`".to_owned()));
    assert_eq!(error("a:\n\tb: c\n"), (3, 4, "a tab stands here where spaces should".to_owned()));
    assert_eq!(error("a: 1\nb: \"é open\nc: 2\n"), (8, 9, "a quotation mark is not closed".to_owned()));
    assert_eq!(error("a: [b, c\n").2, "a `,` or `]` was expected here");
    assert_eq!(error("a: \"b\" c\n"), (7, 8, "something stands behind the closing quotation mark".to_owned()));
    assert_eq!(error("a: !danger b"), (3, 10, "the tag `!danger` has no meaning here".to_owned()));
    assert_eq!(error("[a]: b"), (0, 1, "a list or a table cannot be a key".to_owned()));
    assert_eq!(error("a: > 5\n").2, "a text without quotation marks cannot begin with `>` or `|`");
    assert_eq!(
        error("a: [b, c #d]\ne: f\n").2,
        "` #` begins a comment inside the brackets, which are not closed therefore"
    );
    assert_eq!(
        error("a:\n  - id: x\n  text: y\n"),
        (15, 16, "the key `text` is not indented as the item is that it belongs to".to_owned())
    );
    assert_eq!(error("a: *none"), (3, 4, "a text without quotation marks cannot begin with `*` or `&`".to_owned()));
    assert_eq!(error("a: 1\n---\nb: 2\n"), (5, 8, "a second document begins here".to_owned()));
    assert_eq!(error("a: x\u{7}y"), (4, 5, "the character U+0007 cannot stand here".to_owned()));
    assert_eq!(said("a: \"\\q\""), "this is no escape in double quotation marks");
    assert_eq!(said("a: - b"), "a list begins here where a value was expected");
}

#[test]
fn aliases_that_grow_without_bound_are_refused() {
    let mut laughs = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        laughs = format!("{laughs}a{level}: &a{level} [{aliases}]\n");
    }
    let long = format!("a: &a {}\nb: [{}]\n", "x".repeat(20_000), "*a, ".repeat(9_000));
    let many = format!("a: &a [{}]\nb: [{}]\n", "x, ".repeat(10_000), "*a, ".repeat(8_000));
    for yaml in [laughs, long, many] {
        assert_eq!(error(&yaml).2, EXPANSION);
    }
}

const EXPANSION: &str = "the aliases here stand for more than Attune reads";

#[test]
fn an_alias_within_itself_is_refused() {
    assert_eq!(error("a: &a [*a]"), (7, 9, "an alias is inside the value that it stands for".to_owned()));
    assert_eq!(error("a: &a {b: *a}").2, "an alias is inside the value that it stands for");
}

#[test]
fn deep_nesting_is_refused() {
    let steps = (0..300).map(|depth| " ".repeat(depth) + "a:").collect::<Vec<_>>().join("\n");
    for yaml in ["[".repeat(60_000), "- ".repeat(30_000), format!("a: {}", "[{a: ".repeat(9_000)), steps] {
        assert_eq!(error(&yaml).2, "lists or keys are nested too deeply here");
    }
}

#[test]
fn nesting_ends_at_sixty_four_levels() {
    let nested = |levels: usize| format!("{}x{}", "[".repeat(levels), "]".repeat(levels));
    assert_eq!(parse(&nested(64), 0..129, file(), Code::FrontMatterSyntax).diagnostics, []);
    assert_eq!(error(&nested(65)), (64, 65, "lists or keys are nested too deeply here".to_owned()));
    let through = format!("a: &a {}\nb: {}*a{}\n", nested(40), "[".repeat(30), "]".repeat(30));
    assert_eq!(error(&through).2, "lists or keys are nested too deeply here");
}
