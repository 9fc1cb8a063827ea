//! What Hayagriva formatted, as HTML.

use std::fmt::Write as _;

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, VerticalAlign};
use hayagriva::{Elem, ElemChild, ElemChildren, ElemMeta, Formatted};

use crate::course::{Citation, ElementKind};
use crate::library::bibliography::corrections::{FURTHER, PRESS_YEAR};
use crate::source::html::{push_attribute, push_text};

use crate::render::links::encode;

/// A citation with a link from each work to its place in the list on the page at the address `list`. `press` are the words for a work
/// in press.
pub(crate) fn printed(citation: &Citation, formatted: &ElemChildren, list: &str, press: &str) -> String {
    let mut children = formatted.0.clone();
    name_press(&mut children, press);
    part_years_by_commas(&mut children, citation);
    if citation.works.iter().any(|work| work.author_named) {
        remove_author(&mut children);
    }
    if text(&children).chars().all(|c| c.is_whitespace() || matches!(c, '(' | ')')) {
        return String::new();
    }
    let link = &mut |index: usize, inner: String| match citation.works.get(index) {
        Some(work) => {
            // A name is read in the direction of its own letters.
            let mut link = "<a class=\"cite\" dir=\"auto\" role=\"doc-biblioref\" href=\"".to_owned();
            push_attribute(&mut link, list);
            link.push('#');
            push_attribute(&mut link, &encode(&ElementKind::Work.id(&work.key)));
            format!("{link}\">{inner}</a>")
        }
        None => inner,
    };
    let html = without_press_marks(with_further_authors(html(&children, link)));
    surrounded(&html, &citation.before, &citation.after)
}

/// Years of the same authors stand behind one another with commas (APA 8.12): "Koriat, 2008a, 2008b". Hayagriva parts them as it parts works.
fn part_years_by_commas(children: &mut [ElemChild], citation: &Citation) {
    let index = |child: &ElemChild| match child {
        ElemChild::Elem(Elem { meta: Some(ElemMeta::Entry(index)), .. }) => Some(*index),
        _ => None,
    };
    for at in 1..children.len().saturating_sub(1) {
        let ElemChild::Text(between) = &children[at] else { continue };
        let (Some(before), Some(_)) = (index(&children[at - 1]), index(&children[at + 1])) else { continue };
        let has_locator = citation.works.get(before).is_none_or(|work| work.locator.is_some());
        if between.text == "; " && !has_locator && is_year(&text(&children[at + 1..at + 2])) {
            let ElemChild::Text(between) = &mut children[at] else { continue };
            ", ".clone_into(&mut between.text);
        }
    }
    for child in children {
        if let ElemChild::Elem(elem) = child
            && !matches!(elem.meta, Some(ElemMeta::Entry(_)))
        {
            part_years_by_commas(&mut elem.children.0, citation);
        }
    }
}

/// Whether what is printed of a work is a year alone, with the letter that tells it from another.
fn is_year(printed: &str) -> bool {
    let year = printed.trim_end_matches(|letter: char| letter.is_ascii_lowercase());
    year.len() == 4 && printed.len() <= 5 && year.bytes().all(|byte| byte.is_ascii_digit())
}

/// A printed citation with the author's words inside its brackets, or around it where it has none.
fn surrounded(html: &str, before: &str, after: &str) -> String {
    let mut words = (String::new(), String::new());
    push_text(&mut words.0, before);
    push_text(&mut words.1, after);
    let opened = html.strip_prefix(['(', '[']);
    let inner = opened.unwrap_or(html);
    let closed = inner.strip_suffix([')', ']']);
    let mut text = html[..html.len() - inner.len()].to_owned();
    if !before.is_empty() {
        let _ = write!(text, "{} ", words.0);
    }
    text.push_str(closed.unwrap_or(inner));
    if !after.is_empty() {
        let gap = if after.starts_with([',', ';', '.', ':']) {
            ""
        } else if closed.is_some() {
            ", "
        } else {
            " "
        };
        let _ = write!(text, "{gap}{}", words.1);
    }
    text.push_str(closed.map_or("", |closed| &inner[closed.len()..]));
    text
}

/// Hayagriva 0.10 leaves the comma before a part of a date or of an issue that a work does not have.
fn without_stray_commas(html: String) -> String {
    let html =
        if html.contains(",)") || html.contains(",.") { html.replace(",)", ")").replace(",.", ".") } else { html };
    if html.contains('\u{2011}') { html.replace('\u{2011}', "-") } else { html }
}

/// A title that ends with a question or an exclamation mark has its end (APA 9.22).
fn without_second_stops(html: String) -> String {
    const ENDS: [&str; 4] = ["?", "!", "?</i>", "!</i>"];
    if !html.contains(['?', '!']) {
        return html;
    }
    ENDS.iter().fold(html, |html, end| {
        let doubled = format!("{end}.");
        let mut out = String::with_capacity(html.len());
        let mut rest = html.as_str();
        while let Some(at) = rest.find(&doubled) {
            let (before, after) = (&rest[..at + end.len()], &rest[at + doubled.len()..]);
            out.push_str(before);
            // In an address the two stand for themselves.
            if !(after.is_empty() || after.starts_with([' ', '<', '\u{a0}'])) {
                out.push('.');
            }
            rest = after;
        }
        out + rest
    })
}

/// Further authors are printed as one more author, with an "and" before them.
fn with_further_authors(html: String) -> String {
    if !html.contains(FURTHER) {
        return html;
    }
    let and = |and: &str| {
        let mut written = String::new();
        push_text(&mut written, and);
        format!("{written} {FURTHER}")
    };
    let ands = ["&", "and", "und", "et", "y"].map(and);
    let html = ands.iter().fold(html, |html, and| html.replace(and.as_str(), FURTHER));
    html.replace(&format!(", {FURTHER},"), &format!(" {FURTHER},")).replace("et al..", FURTHER)
}

/// The description of a work in a list.
pub(crate) fn listed(children: &[ElemChild], press: &str) -> String {
    let mut children = children.to_vec();
    name_press(&mut children, press);
    let html = html(&children, &mut |_, inner| inner);
    without_press_marks(with_further_authors(without_second_stops(without_stray_commas(html))))
}

/// Stands behind the words for a work in press until it is known whether a letter follows.
const PRESS_MARK: char = '\u{e000}';

/// Writes dates of works in press in words.
fn name_press(children: &mut [ElemChild], press: &str) {
    fn rename(children: &mut [ElemChild], press: &str, is_date: bool) {
        for child in children {
            match child {
                ElemChild::Elem(elem) => {
                    let is_date = is_date || matches!(elem.meta, Some(ElemMeta::Date));
                    rename(&mut elem.children.0, press, is_date);
                }
                ElemChild::Text(text) if is_date && text.text.contains(PRESS_YEAR) => {
                    text.text = text.text.replace(PRESS_YEAR, &format!("{press}{PRESS_MARK}"));
                }
                _ => {}
            }
        }
    }
    rename(children, press, false);
}

/// A letter that tells works in press apart stands behind a hyphen (APA 8.19): "in press-a".
fn without_press_marks(html: String) -> String {
    if !html.contains(PRESS_MARK) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    let mut parts = html.split(PRESS_MARK);
    out.extend(parts.next());
    for part in parts {
        let is_lettered = part.starts_with(|letter: char| letter.is_ascii_lowercase());
        out.push_str(if is_lettered { "-" } else { "" });
        out.push_str(part);
    }
    out
}

/// Takes out the names that the sentence has already; true when they were found.
fn remove_author(children: &mut Vec<ElemChild>) -> bool {
    for at in 0..children.len() {
        let ElemChild::Elem(elem) = &mut children[at] else { continue };
        if matches!(elem.meta, Some(ElemMeta::Names(_))) {
            children.remove(at);
            return true;
        }
        if remove_author(&mut elem.children.0) {
            return true;
        }
    }
    false
}

/// The words alone.
pub(crate) fn text(children: &[ElemChild]) -> String {
    let mut words = String::new();
    for child in children {
        match child {
            ElemChild::Text(text) | ElemChild::Link { text, .. } => words.push_str(&text.text),
            ElemChild::Elem(elem) => words.push_str(&text(&elem.children.0)),
            ElemChild::Markup(markup) => words.push_str(markup),
            ElemChild::Transparent { .. } => {}
        }
    }
    words
}

/// The HTML of what Hayagriva made; `entry` wraps what belongs to the work with a number.
fn html(children: &[ElemChild], entry: &mut impl FnMut(usize, String) -> String) -> String {
    let mut out = String::new();
    for child in children {
        match child {
            ElemChild::Link { text, url } if ["https://", "http://"].iter().any(|web| url.starts_with(web)) => {
                out.push_str("<a href=\"");
                push_attribute(&mut out, url);
                out.push_str("\">");
                push_formatted(&mut out, text);
                out.push_str("</a>");
            }
            ElemChild::Text(text) | ElemChild::Link { text, .. } => push_formatted(&mut out, text),
            ElemChild::Elem(Elem { children, meta, .. }) => {
                let inner = html(&children.0, entry);
                match meta {
                    Some(ElemMeta::Entry(index)) => out.push_str(&entry(*index, inner)),
                    _ => out.push_str(&inner),
                }
            }
            ElemChild::Markup(markup) => push_text(&mut out, markup),
            ElemChild::Transparent { .. } => {}
        }
    }
    out
}

fn push_formatted(html: &mut String, Formatted { text, formatting }: &Formatted) {
    let tags = [
        (formatting.font_style == FontStyle::Italic, "<i>", "</i>"),
        (formatting.font_weight == FontWeight::Bold, "<b>", "</b>"),
        (formatting.font_variant == FontVariant::SmallCaps, "<span class=\"small-caps\">", "</span>"),
        (formatting.vertical_align == VerticalAlign::Sup, "<sup>", "</sup>"),
        (formatting.vertical_align == VerticalAlign::Sub, "<sub>", "</sub>"),
    ];
    let used = || tags.iter().filter(|(is, ..)| *is);
    used().for_each(|(_, open, _)| html.push_str(open));
    push_text(html, text);
    used().rev().for_each(|(.., close)| html.push_str(close));
}
