//! What must hold of everything that comes out, whatever went in. The lists here are written apart from those of the program.

use std::collections::BTreeSet;

use attune::Findings;
use attune::internals::diagnostic::report::{Format, Summary, render};
use attune::internals::diagnostic::{Diagnostic, Place};
use attune::internals::source::SourceMap;
use html5ever::tendril::TendrilSink as _;
use html5ever::{ParseOpts, parse_document};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

/// Elements that a page may have: those that authors may write, and those of the theme.
const ELEMENTS: &str = "a abbr article aside audio b bdi bdo blockquote body br button caption cite circle code col colgroup data dd del \
    details dfn div dl dt em fieldset figcaption figure footer form g h1 h2 h3 h4 h5 h6 head header hr html i img input ins kbd label legend \
    li link main mark meta nav ol option output p path pre progress q rp rt ruby s samp script section select small source span strong sub summary \
    sup svg tspan table tbody td template textarea text tfoot th thead time title tr track u ul var video wbr attune-assessment attune-certificate attune-film attune-item \
    attune-practice attune-progress attune-review attune-scenario attune-score \
    math semantics annotation merror mfrac mi mn mo mover mpadded mphantom mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd \
    mtext mtr munder munderover";

/// Attributes that an element of a page may have, beside `data-…` and `aria-…`.
const ATTRIBUTES: &str = "abbr accept action alt async autocapitalize blocking autocomplete charset checked cite class colspan content controls cx cy d datetime \
    decoding default defer dir disabled download enterkeyhint fill for headers height hidden href hreflang http-equiv id inputmode kind label lang list loading loop \
    maxlength media method min max muted name novalidate open placeholder playsinline points popover popovertarget popovertargetaction poster preload property r readonly rel required reversed role \
    rowspan rows scope selected size sizes span spellcheck src srclang start step stroke stroke-width stroke-linecap stroke-linejoin tabindex title transform translate type value viewBox \
    width x y xmlns nomodule text-anchor cols rx ry x1 x2 y1 y2 dy focusable \
    accent depth display displaystyle encoding fence form largeop linethickness lspace mathvariant maxsize minsize movablelimits rspace \
    scriptlevel stretchy symmetric";

/// Attributes that hold an address; every element with one of them is looked at.
const ADDRESSES: [&str; 14] = [
    "href",
    "src",
    "poster",
    "cite",
    "action",
    "formaction",
    "data",
    "background",
    "srcset",
    "ping",
    "manifest",
    "longdesc",
    "usemap",
    "srcdoc",
];
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// What the preview of the target `http` serves.
pub(crate) const SERVED: &[(&str, &str)] = &[
    ("index.html", "<html><head></head><body><p>served home</p></body></html>"),
    ("404.html", "<html><head></head><body><p>served nothing</p></body></html>"),
    ("a/index.html", "<html><head></head><body><p>served a</p></body></html>"),
    ("a/b.txt", "served b"),
];

/// A page as a browser reads it.
pub(crate) fn document(html: &str) -> RcDom {
    parse_document(RcDom::default(), ParseOpts::default()).one(html)
}

/// Every node, however deep.
pub(crate) fn walk(node: &Handle, visit: &mut impl FnMut(&Handle)) {
    let mut open = vec![node.clone()];
    while let Some(node) = open.pop() {
        visit(&node);
        open.extend(node.children.borrow().iter().rev().cloned());
        if let NodeData::Element { template_contents, .. } = &node.data {
            open.extend(template_contents.borrow().iter().cloned());
        }
    }
}

/// So many findings of a build are shown.
const SHOWN: usize = 40;

/// What is wrong with a file of the site.
pub(crate) fn file(name: &str, bytes: &[u8], is_trusted: bool) -> Result<(), String> {
    let ending = name.rsplit('.').next().unwrap_or_default();
    let Ok(text) = std::str::from_utf8(bytes) else {
        let is_text = matches!(ending, "html" | "xml" | "svg" | "js" | "css" | "json");
        return if is_text { Err(format!("{name} is no text")) } else { Ok(()) };
    };
    match ending {
        // What a template says is its author's.
        "html" if is_trusted => Ok(()),
        "html" => unprintable(name, text).and_then(|()| page(name, text)),
        "xml" => {
            unprintable(name, text)?;
            roxmltree::Document::parse(text).map(drop).map_err(|why| format!("{name} is not well-formed: {why}"))
        }
        "svg" => picture(name, text),
        _ => Ok(()),
    }
}

fn unprintable(name: &str, text: &str) -> Result<(), String> {
    let wrong = text.chars().find(|c| match u32::from(*c) {
        9 | 10 | 13 => false,
        0..=0x1f | 0x7f..=0x9f | 0xfdd0..=0xfdef => true,
        code => code & 0xfffe == 0xfffe,
    });
    wrong.map_or(Ok(()), |wrong| Err(format!("{name} holds {wrong:?}")))
}

fn page(name: &str, html: &str) -> Result<(), String> {
    let (elements, attributes): (BTreeSet<&str>, BTreeSet<&str>) =
        (ELEMENTS.split_ascii_whitespace().collect(), ATTRIBUTES.split_ascii_whitespace().collect());
    let mut wrong = None;
    walk(&document(html).document, &mut |node| {
        let NodeData::Element { name: element, attrs, .. } = &node.data else { return };
        let (element, attrs) = (&*element.local, attrs.borrow());
        let is_known = |key: &str| attributes.contains(key) || key.starts_with("data-") || key.starts_with("aria-");
        let stray = attrs.iter().find(|attribute| !is_known(&attribute.name.local));
        let has_text = node.children.borrow().iter().any(|child| matches!(&child.data, NodeData::Text { .. }));
        let is_data = element == "script" && attrs.iter().any(|attribute| &*attribute.value == "application/ld+json");
        let found = if !elements.contains(element) {
            Some(format!("the element {element}"))
        } else if is_data && attrs.len() == 1 {
            // What no browser runs, as long as nothing in it ends it.
            let is_kept = |text: &str| serde_json::from_str::<serde_json::Value>(text).is_ok() && !text.contains('<');
            let text = |node: &Handle| match &node.data {
                NodeData::Text { contents } => Some(contents.borrow().to_string()),
                _ => None,
            };
            let texts: Vec<String> = node.children.borrow().iter().filter_map(text).collect();
            (!is_kept(&texts.concat())).then(|| format!("data that could end: {texts:?}"))
        } else if element == "script" && (has_text || attrs.is_empty()) {
            Some("a script within the page".to_owned())
        } else if let Some(stray) = stray {
            Some(format!("the attribute {} of {element}", &stray.name.local))
        } else {
            attrs.iter().find_map(|attribute| address(element, &attribute.name.local, &attribute.value))
        };
        wrong = wrong.take().or(found);
    });
    wrong.map_or(Ok(()), |wrong| Err(format!("{name} has {wrong}")))
}

/// What is wrong with the value of an attribute that holds an address.
fn address(element: &str, key: &str, value: &str) -> Option<String> {
    let is_refresh = element == "meta" && key == "content";
    let target = if is_refresh { value.split_once("url=").map_or("", |(_, target)| target) } else { value };
    let is_elsewhere = target.contains("//") || scheme(target).is_some();
    // A picture from another host is an author's choice; a script or a redirect is nobody's.
    let is_own = is_refresh || (element == "script" && key == "src");
    let is_bad = (ADDRESSES.contains(&key) && !is_harmless(value)) || (is_own && is_elsewhere);
    is_bad.then(|| format!("the address {value:?} in {key} of {element}"))
}

/// The scheme as a browser reads it (WHATWG URL, 4.4).
fn scheme(address: &str) -> Option<String> {
    let address: String = address.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    let (scheme, _) = address.trim_start_matches(|c: char| c <= ' ').split_once(':')?;
    let is_one = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_one.then(|| scheme.to_ascii_lowercase())
}

fn is_harmless(address: &str) -> bool {
    scheme(address).is_none_or(|scheme| SCHEMES.contains(&scheme.as_str()))
}

/// A picture has nothing that runs or loads, as an XML reader sees it.
fn picture(name: &str, text: &str) -> Result<(), String> {
    if !text.contains('<') {
        return Ok(());
    }
    let read = roxmltree::Document::parse(text).map_err(|why| format!("{name} is not well-formed: {why}"))?;
    for node in read.descendants().filter(roxmltree::Node::is_element) {
        let element = node.tag_name().name().to_ascii_lowercase();
        if matches!(
            &*element,
            "script"
                | "foreignobject"
                | "iframe"
                | "object"
                | "embed"
                | "handler"
                | "html"
                | "listener"
                | "audio"
                | "video"
        ) {
            return Err(format!("{name} has the element {element}"));
        }
        for attribute in node.attributes() {
            let key = attribute.name().to_ascii_lowercase();
            let value = attribute.value().to_ascii_lowercase();
            let value: String = value.chars().filter(|c| *c > ' ').collect();
            let loads = key == "href" && !value.starts_with('#') && !value.starts_with("data:image/") && element != "a";
            if key.starts_with("on")
                || loads
                || value.contains("javascript:")
                || value.contains("url(http")
                || value.contains("url(//")
            {
                return Err(format!("{name} has {key}={value:?} on {element}"));
            }
        }
        let style =
            if element == "style" { node.text().unwrap_or_default().to_ascii_lowercase() } else { String::new() };
        if style.contains("@import")
            || style.contains("url(http")
            || style.contains("url(//")
            || style.contains("javascript:")
        {
            return Err(format!("{name} loads in a style sheet: {style:?}"));
        }
    }
    Ok(())
}

/// Every path of a site is one that every system takes, and none stands in another's way.
pub(crate) fn paths(paths: &mut dyn Iterator<Item = &str>) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    for path in paths {
        for part in path.split('/') {
            let stem = part.split('.').next().unwrap_or_default().trim_end().to_ascii_lowercase();
            let number = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt")).unwrap_or_default();
            let is_numbered =
                matches!(number, "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" | "¹" | "²" | "³");
            let is_device = is_numbered || matches!(&*stem, "con" | "prn" | "aux" | "nul" | "conin$" | "conout$");
            let is_odd = part.chars().any(|c| c.is_control() || "<>:\"|?*\\".contains(c));
            if is_device || is_odd || part.is_empty() || part == ".." || part.ends_with(['.', ' ']) || part.len() > 255
            {
                return Err(format!("{path:?} is no path that every system takes"));
            }
        }
        if !seen.insert(path.to_lowercase()) {
            return Err(format!("{path:?} is there twice"));
        }
    }
    let folder = |path: &String| {
        path.match_indices('/').map(|(at, _)| path[..at].to_owned()).find(|folder| seen.contains(folder))
    };
    seen.iter().find_map(folder).map_or(Ok(()), |path| Err(format!("{path:?} is a file and a folder")))
}

/// Every finding stands within its text.
pub(crate) fn places(found: &[Diagnostic], text: &str) -> Result<(), String> {
    let outside = found.iter().find(|finding| match finding.place {
        Place::At(span) => {
            !text.is_char_boundary(span.start as usize)
                || !text.is_char_boundary(span.end as usize)
                || span.end < span.start
        }
        Place::File(_) => false,
    });
    outside.map_or(Ok(()), |finding| Err(format!("a finding stands nowhere: {finding:?}")))
}

/// The same for all findings of a build, and that each can be told.
pub(crate) fn places_in(found: &Findings, sources: &SourceMap) -> Result<(), String> {
    for finding in found.iter() {
        if let Place::At(span) = finding.place {
            let Some(file) = sources.get(span.file) else { return Err(format!("a finding of no file: {finding:?}")) };
            places(std::slice::from_ref(finding), file.text().as_deref().unwrap_or_default())?;
        }
    }
    let all: Vec<&Diagnostic> = found.iter().take(SHOWN).collect();
    let summary = Summary::of(all.iter().copied(), 1, 1);
    for (name, format) in Format::ALL {
        let told = render(all.iter().copied(), sources, &summary, format, false);
        if told.chars().any(|c| c.is_control() && c != '\n' && c != '\t') {
            return Err(format!("the format {name} shows control characters: {told:?}"));
        }
    }
    Ok(())
}

/// An answer of the preview is one of HTTP's, and gives out nothing but what is served.
pub(crate) fn answer(answer: &[u8]) -> Result<(), String> {
    let text = String::from_utf8_lossy(answer);
    if text.is_empty() {
        return Ok(());
    }
    let status = text.strip_prefix("HTTP/1.").and_then(|rest| rest.get(2..5)).ok_or("no answer of HTTP")?;
    let known =
        ["200", "206", "303", "304", "307", "400", "403", "404", "405", "406", "408", "414", "416", "431", "505"];
    if !known.contains(&status) {
        return Err(format!("status {status}: {text}"));
    }
    let leads = text.lines().find_map(|line| line.strip_prefix("location: "));
    if leads.is_some_and(|to| !to.starts_with('/') || to.starts_with("//") || to.starts_with("/\\")) {
        return Err(format!("leads elsewhere: {text}"));
    }
    Ok(())
}
