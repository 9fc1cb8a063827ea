//! Tables for spreadsheets: comma-separated values (RFC 4180) that Excel opens by a double click.

/// What tells Excel that the text is UTF-8.
const MARK: char = '\u{feff}';

/// A table while it is written.
#[derive(Debug)]
pub(crate) struct CsvTable {
    text: String,
    separator: char,
}

impl CsvTable {
    /// An empty table. Where numbers have a decimal comma, spreadsheets part cells by semicolons.
    pub(crate) fn new(has_decimal_comma: bool) -> Self {
        Self { text: MARK.to_string(), separator: if has_decimal_comma { ';' } else { ',' } }
    }

    /// Adds a row.
    pub(crate) fn row<'c>(&mut self, cells: impl IntoIterator<Item = &'c str>) {
        for (at, cell) in cells.into_iter().enumerate() {
            if at > 0 {
                self.text.push(self.separator);
            }
            self.cell(cell);
        }
        self.text.push_str("\r\n");
    }

    /// A text that a spreadsheet would take for a formula begins with an apostrophe (OWASP, CSV injection).
    fn cell(&mut self, cell: &str) {
        self.text.push('"');
        if cell.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
            || cell.starts_with(['\t', '\r', '\n'])
        {
            self.text.push('\'');
        }
        self.text.push_str(&cell.replace('"', "\"\""));
        self.text.push('"');
    }

    /// The file's text.
    pub(crate) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::CsvTable;

    #[test]
    fn what_could_be_a_formula_is_a_text() {
        let mut table = CsvTable::new(false);
        table.row(["=1+1", " +1", "-1", "@x", "\t=1", "＝1", "a=1", "say \"a\", b", ""]);
        let written = table.finish();
        let expected =
            "\u{feff}\"'=1+1\",\"' +1\",\"'-1\",\"'@x\",\"'\t=1\",\"'＝1\",\"a=1\",\"say \"\"a\"\", b\",\"\"\r\n";
        assert_eq!(written, expected);
    }

    #[test]
    fn cells_are_parted_as_spreadsheets_of_the_language_have_it() {
        let mut table = CsvTable::new(true);
        table.row(["a", "b"]);
        assert_eq!(table.finish(), "\u{feff}\"a\";\"b\"\r\n");
    }
}
