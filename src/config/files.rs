//! `[files]`: what is published beside the pages.

use crate::data::{Node, Reader, Table};
use crate::input::roles::AllowedFiles;

/// `[files]`: `allow`.
pub(super) fn files(reader: &mut Reader, table: &Table<'_>) -> AllowedFiles {
    AllowedFiles::new(table.list(reader, "allow", pattern))
}

fn pattern(reader: &mut Reader, key: &str, node: &Node) -> Option<String> {
    let pattern = reader.line(key, node)?;
    let Some(why) = AllowedFiles::fault(&pattern) else { return Some(pattern) };
    let help = "write an ending such as `*.dat`, or a file such as `01-noticing/demo.html`";
    reader.bad(node.span, format!("`{pattern}` cannot be allowed: {why}"), help);
    None
}
