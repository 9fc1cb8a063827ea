//! What is nobody's words in markup: names of elements and attributes, and values that only name something to a program. What an
//! author wrote of the kind stands in a source, too, and is looked for there.

use std::ops::Range;

/// Words that code writes into the site and no file of the theme has: keys and values of schema.org, headers, files for hosts and browsers,
/// Pagefind's, and what `pulldown-cmark` calls footnotes.
pub(super) const OWN_WORDS: &str = "
    accountablePerson ancestors audienceType camera connect context dateModified eval fnref geolocation identity immutable inLanguage
    isAccessibleForFree isPartOf learningResourceType LearningResource microphone permissions referrer nosniff protected
    includeCharacters filter wasm unsafe nojekyll gitignore user agent disallow
    mfrac movablelimits mrow msqrt msub munderover semantics
    accounts timeRequired fragment icons minimal importScripts sitemap sitemaps schemas pagefind dcd
";

/// Elements of HTML, of the living standard's index, and those of SVG and `MathML` that stand in pages.
const ELEMENTS: &str = "
    a abbr address area article aside audio b base bdi bdo blockquote body br button canvas caption center cite code col colgroup data
    datalist dd del details dfn dialog div dl dt em embed fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 head header
    hgroup hr html i iframe img input ins kbd label legend li link main map mark menu meta meter nav noscript object ol optgroup option
    output p param picture pre progress q rp rt ruby s samp script search section select slot small source span strike strong style sub
    summary sup table tbody td template textarea tfoot th thead time title tr track tt u ul var video wbr
    circle defs desc ellipse g line path polygon polyline rect svg text tspan use math mfrac mi mn mo mrow msqrt msub msup
";

/// Attributes whose values are names for sheets, scripts and browsers.
const NAMING: [&str; 9] = ["class", "type", "role", "rel", "style", "d", "transform", "points", "viewbox"];

/// Attributes whose values are names of formats, in files of any author.
const OF_FORMATS: [&str; 3] = ["xmlns", "type", "contenttype"];

/// Attributes whose values are names of fonts and styles, in any element of Office files and drawings.
const OF_LOOK: [&str; 10] = [
    "typeface",
    "face",
    "font",
    "font-family",
    "svg:font-family",
    "fo:font-family",
    "styleid",
    "style",
    "style:name",
    "style:display-name",
];
/// The same of some elements: the element, and the beginning of the attribute's name.
const OF_ELEMENTS: [(&str, &str); 12] = [
    ("rfonts", ""),
    ("font", "name"),
    ("rfont", "val"),
    ("mathfont", "val"),
    ("pstyle", "val"),
    ("rstyle", "val"),
    ("tblstyle", "val"),
    ("tablestyleinfo", "name"),
    ("font-face", ""),
    ("list-style", ""),
    ("numstylelink", "val"),
    ("stylelink", "val"),
];

/// Whether an attribute's value is the name of a font or a style; both in lower case.
fn is_of_look(element: &str, attribute: &str) -> bool {
    let element = element.rsplit(':').next().unwrap_or_default();
    let local = attribute.rsplit(':').next().unwrap_or_default();
    OF_LOOK.contains(&attribute)
        || OF_LOOK.contains(&local)
        || local.starts_with("font-")
        || local.ends_with("style-name")
        || OF_ELEMENTS.iter().any(|(of, begin)| *of == element && local.starts_with(begin))
}

/// Where the markup of a text stands that begins with a tag, by rising place; with the values that Attune names things by where it
/// `is_made` by Attune.
pub(super) fn own_markup(page: &str, is_made: bool) -> Vec<Range<usize>> {
    if !page.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        return Vec::new();
    }
    let (mut own, mut at) = (Vec::new(), 0);
    while let Some(open) = page[at..].find('<').map(|offset| at + offset) {
        at = open + 1;
        if page[at..].starts_with("!--") {
            at += page[at..].find("-->").unwrap_or(page.len() - at);
        } else if page[at..].starts_with(|sign: char| sign.is_ascii_alphabetic() || "/!?".contains(sign)) {
            at = tag(page, at, is_made, &mut own);
        }
    }
    own
}

/// Whether what stands in a page's source begins with the name of an element that browsers know, in its tag.
pub(super) fn is_element(source: &str, range: &Range<usize>) -> bool {
    let before = &source[..range.start];
    let (name, after) = source[range.start..].split_at(
        source[range.start..].find(|sign: char| !sign.is_ascii_alphanumeric()).unwrap_or(source.len() - range.start),
    );
    (before.ends_with('<') || before.ends_with("</"))
        && (after.starts_with(['>', '/']) || after.starts_with(char::is_whitespace))
        && ELEMENTS.split_whitespace().any(|element| name.eq_ignore_ascii_case(element))
}

/// Reads a tag from its name on; where it ends.
fn tag(page: &str, from: usize, is_made: bool, own: &mut Vec<Range<usize>>) -> usize {
    let bytes = page.as_bytes();
    let ends = |byte: u8| byte.is_ascii_whitespace() || matches!(byte, b'=' | b'>' | b'"' | b'\'');
    let mut at = from;
    let mut element: Option<String> = None;
    while at < bytes.len() && bytes[at] != b'>' {
        let name = at..(at + 1..bytes.len()).find(|at| ends(bytes[*at])).unwrap_or(bytes.len());
        at = name.end;
        own.push(name.clone());
        if element.is_none() {
            element = Some(page[name.clone()].to_ascii_lowercase());
        }
        while at < bytes.len() && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
        if bytes.get(at) != Some(&b'=') {
            continue;
        }
        at += 1;
        let value = match bytes.get(at) {
            Some(quote @ (b'"' | b'\'')) => {
                let end = memchr::memchr(*quote, &bytes[at + 1..]).map_or(bytes.len(), |offset| at + 1 + offset);
                at + 1..end
            }
            _ => {
                at..(at..bytes.len())
                    .find(|at| bytes[*at].is_ascii_whitespace() || bytes[*at] == b'>')
                    .unwrap_or(bytes.len())
            }
        };
        at = (value.end + usize::from(matches!(bytes.get(value.start - 1), Some(b'"' | b'\'')))).min(bytes.len());
        let attribute = page[name].to_ascii_lowercase();
        let of_format = OF_FORMATS.contains(&attribute.split(':').next().unwrap_or_default());
        // The address of a file may have any name.
        let of_look =
            !page[value.clone()].contains("url(") && is_of_look(element.as_deref().unwrap_or_default(), &attribute);
        if of_format || of_look || is_made && NAMING.contains(&&*attribute) {
            own.push(value);
        }
        while at < bytes.len() && bytes[at].is_ascii_whitespace() {
            at += 1;
        }
    }
    at
}
