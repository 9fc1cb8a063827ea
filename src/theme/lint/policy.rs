//! What of a template's HTML the site's Content-Security-Policy keeps from working.

use crate::config::Security;
use crate::content::html::{Piece as HtmlPiece, pieces as html_pieces};
use crate::diagnostic::Code;

use super::Fault;
use super::tokens::{Piece, pieces};

/// Inline styles and scripts, frames, and what would be loaded from elsewhere, unless `[security]` lets it.
pub(super) fn faults(template: &str, security: &Security) -> Vec<Fault> {
    // What the engine reads becomes blanks, so that every place stays where it is.
    let mut html: Vec<u8> = vec![b' '; template.len()];
    for piece in pieces(template) {
        if let Piece::Text(range) = piece {
            html[range.clone()].copy_from_slice(&template.as_bytes()[range]);
        }
    }
    let html = String::from_utf8(html).unwrap_or_default();
    let allows = |directive: &str, source: &str| {
        let sources = security.policy.get(directive);
        sources.is_some_and(|sources| sources.iter().any(|known| source.is_empty() || known == source))
    };
    let mut faults = Vec::new();
    for piece in html_pieces(&html) {
        let (message, range) = match piece {
            HtmlPiece::Address { value, embedded: true, .. } => {
                let address = &html[value.clone()];
                let is_elsewhere = ["https:", "http:", "//"].iter().any(|start| address.starts_with(start));
                if !is_elsewhere || !security.policy.is_empty() {
                    continue;
                }
                (format!("the site's policy loads nothing from `{address}`"), value)
            }
            HtmlPiece::Blocked(what, range) => {
                let (directive, source) = match what.trim_start_matches("the ").replace('`', "").as_str() {
                    "element style" | "attribute style" => ("style-src", "'unsafe-inline'"),
                    "element iframe" | "element frame" => ("frame-src", ""),
                    "element object" | "element embed" | "element applet" => ("object-src", ""),
                    "element form" => ("form-action", ""),
                    "element base" => ("base-uri", ""),
                    _ => ("script-src", "'unsafe-inline'"),
                };
                if allows(directive, source) {
                    continue;
                }
                (format!("the site's policy keeps {what} from working"), range)
            }
            HtmlPiece::Address { .. } | HtmlPiece::Id(_) => continue,
        };
        let help = "put styles and scripts into files of the theme's folder `static` and name them in `[theme] styles` and `scripts`; \
                    `[security.policy]` lets other sources through";
        faults.push(Fault { code: Code::TemplateInline, range, message, help: help.to_owned() });
    }
    faults
}
