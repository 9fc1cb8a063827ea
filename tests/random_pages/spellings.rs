//! Parts for facilitators as authors get them wrong: every way to begin a line with every spelling of colons and of the name.

use std::fmt::Write as _;

use super::{Lines, Writer};

/// What may stand before the colons.
const BEFORE: &[&str] = &[
    "",
    "",
    " ",
    "  ",
    "\t",
    "    ",
    "\u{a0}",
    "\u{feff}",
    "\u{200b}",
    "\u{3000}",
    "> ",
    ">",
    "- ",
    "-\t",
    "1. ",
    "- [ ] ",
    "> - ",
    "- > ",
    "\t- ",
    ": ",
    "| ",
    "# ",
    "**",
    "<p>",
    "<b>",
    "&nbsp;",
    "[a]: ",
    "[^z]: ",
    "Text ",
    "Text\u{2028}",
    "Text\u{b}",
    "Text\u{85}",
];
/// Three colons, and what looks like them.
const COLONS: &[&str] = &[
    ":::",
    ":::",
    ":::",
    "::::",
    "::",
    "：：：",
    "：：",
    "::：",
    "：::",
    "∷:",
    "﹕﹕﹕",
    "︓︓︓",
    "꞉꞉꞉",
    ":\u{200b}::",
    "::\u{2060}:",
    "\u{200e}:::",
    ": : :",
    ":\u{a0}::",
];
/// What may stand between colons and name.
const BETWEEN: &[&str] =
    &[" ", " ", " ", "", "\t", "\u{a0}", "\u{200b}", "\u{3000}", " \u{200b}", " {.", " {", "[", " **", "\u{feff}"];
/// The name, with other letters, and with what is not to be seen.
const NAMES: &[&str] = &[
    "facilitator",
    "facilitator",
    "facilitator",
    "Facilitator",
    "FACILITATOR",
    "fACilitator",
    "facilitators",
    "facilitater",
    "facil\u{200b}itator",
    "facil\u{ad}itator",
    "facilitator\u{200b}",
    "facilitator\u{a0}",
    "ｆａｃｉｌｉｔａｔｏｒ",
    "fac\u{131}litator",
];
/// What may follow.
const AFTER: &[&str] = &["", "", "", "", " ", " :::", ":::", "}", " {title", " {title=\"a\"}", " |", "**", "\u{200b}"];

/// Whether the line is told for what it is meant: behind other words only the name behind three colons in one piece tells.
fn is_told_in_the_middle(before: &str, colons: &str, name: &str) -> bool {
    let is_behind_words = before.contains("Text ") || before.starts_with(": ") && before.trim_end() != ":";
    !is_behind_words || [":::", "::::", "：：："].contains(&colons) && !name.contains('\u{131}')
}

impl Writer<'_> {
    /// A part for facilitators as authors get it wrong.
    pub(super) fn near_miss_block(&mut self) -> Lines {
        self.near_miss = true;
        let mut before = self.random.pick(BEFORE).to_owned();
        if self.random.one_in(4) {
            before.push_str(self.random.pick(BEFORE));
        }
        let mut colons = self.random.pick(COLONS);
        let (between, mut name, after) = (self.random.pick(BETWEEN), self.random.pick(NAMES), self.random.pick(AFTER));
        if !is_told_in_the_middle(&before, colons, name) {
            (colons, name) = (":::", NAMES[0]);
        }
        let mut line = format!("{before}{colons}{between}{name}{after}");
        self.withheld += 1;
        let mut lines = vec![self.words()];
        if self.random.one_in(2) {
            let _ = write!(line, " {}", self.word());
        }
        self.withheld -= 1;
        lines.insert(0, line);
        if self.random.one_in(2) {
            lines
                .push(self.random.pick(&[":::", " :::", "::", "> :::", "：：：", "\u{a0}:::", ":::\u{a0}"]).to_owned());
        }
        lines
    }
}
