//! Listings: `<Listing number="1-1" file-name="main.rs" caption="…">` around code, as the books of the Rust project have them. The file's
//! name stands above the code, number and caption below it, as a place that links can lead to.

use super::super::html::text_of;
use super::super::html::tree::of_html;

/// The listing that is open.
#[derive(Debug, Default)]
pub(super) struct Listing {
    number: String,
    caption: String,
}

impl Listing {
    /// What stands in the place of a line that opens or closes a listing, which may stand in a quotation.
    pub(super) fn line(&mut self, line: &str) -> Option<String> {
        let written = line.trim_start_matches(['>', ' ', '\t']);
        let signs = line[..line.len() - written.len()].trim_end();
        let made = self.made(written.trim_end())?;
        if signs.is_empty() {
            return Some(made);
        }
        let quoted: Vec<String> =
            made.split('\n').map(|line| format!("{signs} {line}").trim_end().to_owned()).collect();
        Some(quoted.join("\n"))
    }

    fn made(&mut self, line: &str) -> Option<String> {
        if line == "</Listing>" {
            let Self { number, caption } = std::mem::take(self);
            let id: String = number
                .chars()
                .map(|sign| if sign.is_alphanumeric() { sign } else { '-' })
                .collect::<String>()
                .to_lowercase();
            return Some(match (number.is_empty(), caption.is_empty()) {
                (true, true) => String::new(),
                (true, false) => format!("\n{caption}\n"),
                (false, true) => format!("\n<span id=\"listing-{id}\">Listing {number}</span>\n"),
                (false, false) => format!("\n<span id=\"listing-{id}\">Listing {number}</span>: {caption}\n"),
            });
        }
        let attributes = line.strip_prefix("<Listing")?.strip_suffix('>')?;
        self.number = attribute(attributes, "number");
        self.caption = attribute(attributes, "caption");
        let file = attribute(attributes, "file-name");
        Some(if file.is_empty() { String::new() } else { format!("**{}**\n\n", file.replace(['*', '`'], "")) })
    }
}

fn attribute(attributes: &str, name: &str) -> String {
    let value = attributes.split_once(&format!(" {name}=\"")).and_then(|(_, rest)| rest.split_once('"'));
    value.map_or_else(String::new, |(value, _)| text_of(&of_html(value)).trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::Listing;

    #[test]
    fn a_listing_is_its_file_its_code_and_its_caption() {
        let mut listing = Listing::default();
        let open = "<Listing number=\"2-1\" file-name=\"src/main.rs\" caption=\"A `Vec&#60;T&#62;`\">";
        assert_eq!(listing.line(open).as_deref(), Some("**src/main.rs**\n\n"));
        assert_eq!(
            listing.line("</Listing>").as_deref(),
            Some("\n<span id=\"listing-2-1\">Listing 2-1</span>: A `Vec<T>`\n")
        );
        assert_eq!(listing.line("> <Listing file-name=\"a.rs\" caption=\"B\">").as_deref(), Some("> **a.rs**\n>\n>"));
        assert_eq!(listing.line("> </Listing>").as_deref(), Some(">\n> B\n>"));
        assert_eq!((listing.line("<Listing>"), listing.line("Text")), (Some(String::new()), None));
    }
}
