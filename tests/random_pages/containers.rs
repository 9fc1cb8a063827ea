//! Containers of the grammar: parts for everybody and for facilitators, questions and dialogues.

use super::{Lines, Writer};

impl Writer<'_> {
    /// A container, mostly of its own accord in the first column.
    pub(super) fn container(&mut self, depth: usize) -> Lines {
        let withheld = !self.random.one_in(3);
        let name = if withheld { "facilitator" } else { self.random.pick(&["note", "tip", "details", "warning"]) };
        let colons = ":".repeat(3 + self.random.below(3));
        let opening = match self.random.below(6) {
            0 => format!("{colons}{name}"),
            1 => format!("{colons} {{.{name}}}"),
            2 => format!("{colons} {name} {colons}"),
            3 if withheld => {
                self.withheld += 1;
                let title = self.word();
                self.withheld -= 1;
                format!("{colons} {name} {{title=\"{title}\"}}")
            }
            _ => format!("{colons} {name}"),
        };
        self.withheld += usize::from(withheld);
        let count = 1 + self.random.below(3);
        let blocks = self.blocks(count, depth + 1);
        self.withheld -= usize::from(withheld);
        let mut lines = vec![opening];
        lines.extend(blocks);
        if self.random.one_in(60) {
            self.is_doubtful = true;
        } else {
            lines.push(":".repeat(3 + self.random.below(3)));
        }
        lines
    }

    /// A question of one of four kinds, with a note for facilitators in it more often than not.
    pub(super) fn question(&mut self, depth: usize) -> Lines {
        self.ids += 1;
        let mut lines =
            vec![format!("::: question {{#q{}}}", self.ids), format!("Some {}?", self.word()), String::new()];
        let note = self.random.below(4);
        if note == 0 {
            lines.extend(self.note_in_question(depth));
        }
        let mark = self.random.pick(&["- [x] ", "- [x] ", "1. ", "", "Term"]).to_owned();
        match mark.as_str() {
            "" => lines.push(format!("It is [[{}|{}]].", self.word(), self.word())),
            "Term" => {
                for _ in 0..2 {
                    let (term, definition) = (self.word(), self.word());
                    lines.extend([term, format!(": {definition}"), String::new()]);
                }
            }
            _ => {
                for mark in [mark.as_str(), if mark == "1. " { "2. " } else { "- [ ] " }] {
                    lines.push(format!("{mark}{}", self.word()));
                    if mark.starts_with('-') {
                        lines.extend([
                            String::new(),
                            format!("  Because {}[^q{}].", self.word(), self.ids),
                            String::new(),
                        ]);
                    }
                }
            }
        }
        lines.push(String::new());
        if note == 1 {
            lines.extend(self.note_in_question(depth));
        }
        lines.extend([format!("So {}.", self.word()), String::new()]);
        if note == 2 {
            lines.extend(self.note_in_question(depth));
        }
        let word = self.word();
        let footnote = format!("[^q{}]: Note {word}.", self.ids);
        lines.extend([":::".to_owned(), String::new(), footnote, String::new()]);
        lines
    }

    fn note_in_question(&mut self, depth: usize) -> Lines {
        let mut lines = vec!["::: facilitator".to_owned()];
        self.withheld += 1;
        lines.extend(self.blocks(1, depth + 3));
        self.withheld -= 1;
        lines.extend([":::".to_owned(), String::new()]);
        lines
    }

    pub(super) fn dialogue(&mut self) -> Lines {
        self.ids += 1;
        let mut lines = vec![format!("::: dialogue {{#d{}}}", self.ids)];
        for speaker in ["Therapist", "Client", "Therapist"] {
            lines.extend([speaker.to_owned(), format!(": Some {}.", self.word()), String::new()]);
            if self.random.one_in(2) {
                lines.extend([format!("    > Note {}.", self.word()), String::new()]);
            }
        }
        lines.push(":::".to_owned());
        lines
    }
}
