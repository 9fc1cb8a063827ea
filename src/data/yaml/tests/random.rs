//! Random texts: every value at its place, and no damage that brings the reader down.

use super::*;

/// A xorshift generator: the same texts on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit as u64).expect("a remainder fits")
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[self.below(choices.len())]
    }

    /// A scalar as it may be written in block style at this depth.
    fn scalar(&mut self, indent: usize) -> String {
        let pad = " ".repeat(indent + 2);
        let word = |random: &mut Self| {
            random
                .of(&["one", "é", "日本", "\u{1f600} x", "a b", "it's", "1.5", "12", "true", "~", "2026-09-01", "x:y"])
                .to_owned()
        };
        let (first, second) = (word(self), word(self));
        match self.below(9) {
            0 => format!("'{}'", first.replace('\'', "''")),
            1 => format!("\"{first}\\n\\u00e9\\\"\""),
            2 => format!("\"{first}\n{pad}{second}\""),
            3 => format!("|\n{pad}{first}\n{pad} {second}"),
            4 => format!(">- # note | x\n{pad}{first}\n{pad}{second}"),
            5 => format!("{first} # note"),
            6 => format!("!!str {first}"),
            7 => format!("&x{} {first}", self.below(1000)),
            _ => first,
        }
    }

    fn flow(&mut self, depth: usize) -> String {
        match self.below(if depth == 0 { 2 } else { 4 }) {
            0 => self.of(&["x", "'é, y'", "\"w]\"", "日本", "12"]).to_owned(),
            1 => self.of(&["[]", "{}", "{ k : v }", "{q}"]).to_owned(),
            2 => format!("[ {}, {} ]", self.flow(depth - 1), self.flow(depth - 1)),
            _ => format!("{{ä: {} , \"k\": {}}}", self.flow(depth - 1), self.flow(depth - 1)),
        }
    }

    /// A value behind `key:` or `-`, with what must come between.
    fn value(&mut self, depth: usize, indent: usize, end: &str) -> String {
        let pad = " ".repeat(indent);
        match self.below(if depth == 0 { 3 } else { 6 }) {
            0 => format!(" {}{end}", self.flow(2)),
            1 => format!("  {}   # note{end}", self.flow(1)),
            2 => format!(" {}{end}", self.scalar(indent)),
            3 => {
                let items: Vec<String> = (0..=self.below(2))
                    .map(|_| format!("{pad}  -{}", self.value(depth - 1, indent + 4, end)))
                    .collect();
                format!("{end}{}", items.concat())
            }
            _ => format!("{end}{}", self.map(depth - 1, indent + 2, end)),
        }
    }

    fn map(&mut self, depth: usize, indent: usize, end: &str) -> String {
        let pad = " ".repeat(indent);
        let keys: Vec<String> = (0..=self.below(3))
            .map(|number| {
                let key = self.of(&["key", "'q k'", "ü", "\"a\\tb\"", "日"]);
                let key = if key.ends_with(['\'', '"']) {
                    key.replacen(['k', 'b'], &format!("k{number}"), 1)
                } else {
                    format!("{key}{number}")
                };
                let comment = self.of(&["", "# é: - x\n"]).replace('\n', end);
                format!("{comment}{pad}{key}:{}", self.value(depth, indent, end))
            })
            .collect();
        keys.concat()
    }
}

/// What is written at the place of every scalar, read alone, is that scalar.
fn read_alone(text: &str, node: &Node) {
    let written = &text[node.span.range()];
    match &node.value {
        Value::Scalar { kind: Kind::Null, .. } => {}
        Value::Scalar { text: value, .. } => {
            let block = written.starts_with(['|', '>']).then(|| format!("a: {written}\n"));
            let alone: BTreeMap<String, serde_yaml::Value> =
                serde_yaml::from_str(&block.unwrap_or_else(|| format!("a: {}", written.replace("\r\n", "\n"))))
                    .unwrap_or_else(|error| panic!("{written:?} alone in {text:?}: {error}"));
            let alone = match &alone["a"] {
                serde_yaml::Value::String(text) => text.clone(),
                _ => written.to_owned(),
            };
            assert_eq!(alone.trim_end(), value.trim_end(), "{written:?} in {text:?}");
        }
        Value::List(items) => items.iter().for_each(|item| read_alone(text, item)),
        Value::Map(entries) => {
            for entry in entries {
                let key = &text[entry.key_span.range()];
                let alone: String = serde_yaml::from_str(key).expect("a key is a scalar");
                assert_eq!(alone, entry.key, "{text:?}");
                read_alone(text, &entry.node);
            }
        }
    }
}

#[test]
fn every_value_of_random_texts_is_at_its_place() {
    let mut random = Random(0x2545_f491_4f6c_dd1d);
    let mut read = 0;
    for round in 0..2_000 {
        let end = ["\n", "\r\n"][round % 2];
        let text = format!("é---{end}{}", random.map(3, 0, end));
        let text = if round % 2 == 1 { text.replace("\r\n", "\n").replace('\n', "\r\n") } else { text };
        let range = "é---".len() + end.len()..text.len();
        let outcome = parse(&text, range, file(), Code::FrontMatterSyntax);
        if let Some(node) = outcome.value {
            read_alone(&text, &node);
            read += 1;
        }
    }
    assert!(read > 1_500, "most texts are YAML, and not {read}");
}

#[test]
fn every_damage_to_a_text_is_read_or_refused_at_a_place() {
    const BYTES: &[u8] = b"\0\t\n\r !\"#%&'()*,-.0:<>?@A[\\]_`a{|}~\x7f\xc3\xe2\xef";
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..3_000 {
        let mut bytes = random.map(2, 0, "\n").into_bytes();
        for _ in 0..=random.below(4) {
            let (at, byte) = (random.below(bytes.len()), BYTES[random.below(BYTES.len())]);
            match random.below(3) {
                0 => bytes[at] = byte,
                1 => bytes.insert(at, byte),
                _ if bytes.len() > 1 => drop(bytes.remove(at)),
                _ => {}
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let outcome = parse(&text, 0..text.len(), file(), Code::FrontMatterSyntax);
        assert!(outcome.value.is_some() || outcome.diagnostics.len() == 1, "one error for one fault: {text:?}");
        for found in &outcome.diagnostics {
            let crate::diagnostic::Place::At(span) = found.place else { panic!("an error has a span") };
            assert!(text.get(span.range()).is_some() && found.help.is_some(), "{found:?} in {text:?}");
        }
    }
}
