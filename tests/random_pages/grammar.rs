//! Pages from a grammar of everything that decides what is code, a comment or a container, each with words planted in it.

mod containers;
mod nested_code;
mod spellings;

/// Numbers from a seed (`SplitMix64`).
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % limit as u64).expect("below a small limit")
    }

    /// Once in so many times.
    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    pub(crate) fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }
}

/// What every planted word begins with; no word of the theme or of a language does.
pub(crate) const PLANTED: &str = "qvx";

/// Makes one page.
pub(crate) struct Writer<'r> {
    pub(crate) random: &'r mut Random,
    /// How many words were planted in all pages so far.
    pub(crate) words: &'r mut usize,
    /// How many parts for facilitators are open, as the author meant them.
    pub(crate) withheld: usize,
    /// Words that the author meant for facilitators.
    pub(crate) meant: Vec<String>,
    /// Whether a line was written that is nearly a container line.
    pub(crate) near_miss: bool,
    /// Whether a container was left open, or a line of one was written that is meant to be in code, a comment or raw HTML.
    pub(crate) is_doubtful: bool,
    notes: usize,
    /// Questions and dialogues so far.
    ids: usize,
    /// Whether lines will stand in a list, a quotation or a note.
    nested: bool,
}

type Lines = Vec<String>;

impl<'r> Writer<'r> {
    pub(crate) fn new(random: &'r mut Random, words: &'r mut usize) -> Self {
        Self {
            random,
            words,
            withheld: 0,
            meant: Vec::new(),
            near_miss: false,
            is_doubtful: false,
            notes: 0,
            ids: 0,
            nested: false,
        }
    }

    /// The body of a page.
    pub(crate) fn page(&mut self) -> String {
        let count = 2 + self.random.below(7);
        let mut lines = self.blocks(count, 0);
        if self.random.one_in(3) {
            lines.push(self.words());
        }
        let ends = ["\n", "\n", "\n", "\r\n", "\r"];
        let end = self.random.pick(&ends);
        let mixed = self.random.one_in(10);
        let mut page = String::new();
        for line in lines {
            page.push_str(&line);
            page.push_str(if mixed { self.random.pick(&ends) } else { end });
        }
        page
    }

    /// A word that stands nowhere else, of letters that no stemmer takes off.
    fn word(&mut self) -> String {
        const LETTERS: &[u8] = b"bcdfghkmpqwxz";
        let (mut number, mut word) = (*self.words, PLANTED.to_owned());
        for _ in 0..7 {
            word.push(char::from(LETTERS[number % LETTERS.len()]));
            number /= LETTERS.len();
        }
        *self.words += 1;
        if self.withheld > 0 {
            self.meant.push(word.clone());
        }
        word
    }

    fn words(&mut self) -> String {
        let word = self.word();
        match self.random.below(16) {
            0 => format!("Some *{word}* and more"),
            1 => format!("Some `{word}` here"),
            2 => format!("Some ``` {word}"),
            3 => format!("A [link](https://example.org \"{word}\")"),
            4 => format!("{word}: <b>bold</b>"),
            5 => format!("{word} <!-- {} -->", self.word()),
            6 => format!("{word} [[ and [a] `"),
            7 => format!("Some\u{a0}\u{200b}{word}\u{200b} \u{2028}more"),
            8 => format!("`` {word} ` ``  "),
            9 => format!("\\`{word} `\\`"),
            _ => format!("Some {word}."),
        }
    }

    fn blocks(&mut self, count: usize, depth: usize) -> Lines {
        let mut lines = Lines::new();
        for _ in 0..count {
            let block = self.block(depth);
            lines.extend(block);
            let blank = [1, 1, 1, 1, 0, 2][self.random.below(6)];
            lines.extend(std::iter::repeat_n(String::new(), blank));
        }
        lines
    }

    fn block(&mut self, depth: usize) -> Lines {
        // What makes a page an error must be rare, or no page is left to look at.
        let is_rare = self.random.one_in(3);
        match self.random.below(if depth > 3 { 12 } else { 26 }) {
            0 | 1 => (0..=self.random.below(3)).map(|_| self.words()).collect(),
            2 | 3 => self.fence(),
            4 if is_rare => self.comment(),
            5 if is_rare => self.html(),
            6 => {
                let indent = self.random.pick(&["    ", "\t", "  \t", "     "]);
                indented(vec![self.words(), "```".to_owned(), self.words()], indent, indent)
            }
            7 => self.small(),
            8 => self.definition(),
            9 if is_rare => self.near_miss_block(),
            10 => self.table(),
            11 => self.tabbed_list(),
            12 => self.fence_in_marks(),
            13 if is_rare => self.note_with_fence(),
            14..=16 => self.nested(|writer| writer.list(depth)),
            17 => self.nested(|writer| writer.quote(depth)),
            18 if is_rare => self.nested(|writer| writer.note(depth)),
            19 if !self.nested => self.question(depth),
            20 if !self.nested => self.dialogue(),
            19.. if !self.nested || self.random.one_in(30) => self.container(depth),
            _ => vec![self.words()],
        }
    }

    fn nested(&mut self, block: impl Fn(&mut Self) -> Lines) -> Lines {
        let before = std::mem::replace(&mut self.nested, true);
        let lines = block(self);
        self.nested = before;
        lines
    }

    /// A code block between fences, or nearly.
    fn fence(&mut self) -> Lines {
        let mark = self.random.pick(&["`", "~"]);
        let length = 3 + self.random.below(3);
        let info = self.random.pick(&["", "", "", " rust", "md title=\"a\"", " a`b", " ::: facilitator", "{.x}"]);
        let indent = self.random.pick(&["", "", "", " ", "   ", "    ", "\t", "\u{a0}"]);
        let mut lines = vec![format!("{indent}{}{info}", mark.repeat(length))];
        for _ in 0..=self.random.below(2) {
            let line = match self.random.below(20) {
                0 => "::: note".to_owned(),
                1 => ":::".to_owned(),
                2 => "::: facilitator".to_owned(),
                3 => "<!--".to_owned(),
                _ => self.words(),
            };
            lines.push(line);
        }
        let closing = match self.random.below(9) {
            0 => return self.doubt(lines),
            1 => format!("{indent}{}", mark.repeat(length - 1)),
            2 => format!("    {}", mark.repeat(length)),
            3 => format!("{} x", mark.repeat(length)),
            4 => self.random.pick(&["~~~", "```"]).to_owned(),
            5 => format!("{}  ", mark.repeat(length + 1)),
            _ => format!("{indent}{}", mark.repeat(length)),
        };
        lines.push(closing);
        self.doubt(lines)
    }

    fn comment(&mut self) -> Lines {
        let mut lines = vec![self.random.pick(&["<!--", "<!-- a", "Text <!--", "<!-->", "<!---", " <!--"]).to_owned()];
        for _ in 0..=self.random.below(3) {
            let line = match self.random.below(7) {
                0 => "```".to_owned(),
                1 => "::: note".to_owned(),
                2 => ":::".to_owned(),
                3 => String::new(),
                4 => "::: note -->".to_owned(),
                _ => self.words(),
            };
            lines.push(line);
        }
        let last = ["-->", "-->", "-->", "--> text", "--!>", "->", "--->"];
        lines.push(self.random.pick(&last).to_owned());
        self.doubt(lines)
    }

    /// One of the seven kinds of raw HTML (`CommonMark` 4.6), closed or not.
    fn html(&mut self) -> Lines {
        let kinds = [
            ("<pre>", "</pre>"),
            ("<PRE class=\"a\">", "</pre >"),
            ("<script>", "</script>"),
            ("<style>", "</style>"),
            ("<textarea>", "</textarea>"),
            ("<?php", "?>"),
            ("<!DOCTYPE a", ">"),
            ("<![CDATA[", "]]>"),
            ("<div>", "</div>"),
            ("<table><tr><td>", "</td></tr></table>"),
            ("<x-y a=\"b\">", "</x-y>"),
            ("<b>", "</b>"),
            ("<details><summary>", "</summary></details>"),
            ("<DIV", "a=\"b\"></DIV>"),
            ("</div>", ""),
            ("</b>", ""),
            ("<svg><title>", "</title></svg>"),
            ("<template>", "</template>"),
        ];
        let (open, close) = kinds[self.random.below(kinds.len())];
        let mut lines = vec![open.to_owned(), self.words()];
        for line in ["", "```", "<!--", "::: note", ":::"] {
            if self.random.one_in(6) {
                lines.push(line.to_owned());
            }
        }
        if !self.random.one_in(4) {
            lines.push(close.to_owned());
        }
        self.doubt(lines)
    }

    /// Lines that may be container lines after all: then others close what they open, and nothing is as it was meant.
    fn doubt(&mut self, lines: Lines) -> Lines {
        self.is_doubtful |= lines.iter().any(|line| line.contains(":::"));
        lines
    }

    fn small(&mut self) -> Lines {
        let words = self.words();
        match self.random.below(4) {
            0 => vec![format!("## {words}")],
            1 => vec![words, self.random.pick(&["===", "---", "="]).to_owned()],
            2 => vec!["---".to_owned()],
            _ => vec![words, "***".to_owned()],
        }
    }

    fn note(&mut self, depth: usize) -> Lines {
        self.notes += 1;
        let mut lines = vec![format!("A note[^n{}].", self.notes), String::new()];
        let block = self.block(depth + 1);
        lines.extend(indented(block, &format!("[^n{}]: ", self.notes), "    "));
        lines
    }

    fn list(&mut self, depth: usize) -> Lines {
        let marker =
            self.random.pick(&["- ", "* ", "+ ", "1. ", "10) ", "-   ", "-    ", "-\t", "1.  ", "- [ ] ", "-     "]);
        let mut lines = Lines::new();
        for _ in 0..=self.random.below(2) {
            let count = 1 + self.random.below(2);
            let blocks = self.blocks(count, depth + 1);
            let indent = match self.random.below(8) {
                0 => " ".repeat(marker.len().saturating_sub(1)),
                1 => " ".repeat(marker.len() + 1),
                2 => " ".repeat(4),
                3 => "\t".to_owned(),
                4 => " \t".to_owned(),
                _ => " ".repeat(marker.trim_end().len() + 1),
            };
            lines.extend(indented(blocks, marker, &indent));
        }
        lines
    }

    fn quote(&mut self, depth: usize) -> Lines {
        let blocks = self.blocks(1, depth + 1);
        let mark = self.random.pick(&["> ", "> ", ">", " > "]);
        let mut lines: Lines = blocks.into_iter().map(|line| format!("{mark}{line}")).collect();
        if self.random.one_in(3) {
            lines.push(self.words());
        }
        lines
    }
}

/// Lines after a mark: the first behind it, the others indented.
fn indented(lines: Lines, first: &str, other: &str) -> Lines {
    let place = |(at, line): (usize, String)| match at {
        0 => format!("{first}{line}"),
        _ if line.is_empty() => line,
        _ => format!("{other}{line}"),
    };
    lines.into_iter().enumerate().map(place).collect()
}
