//! Web addresses, and names on platforms.

use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Identifier, Rule, detail, expression};

static ADDRESS: LazyLock<Regex> = LazyLock::new(|| {
    let platforms = "facebook|instagram|twitter|tiktok|linkedin|youtube|reddit|snapchat|pinterest|xing|vk|github|medium|\
                     blogspot|wordpress|tumblr|strava|soundcloud|twitch|threads|bsky|wixsite|jimdosite|etsy";
    let domain = r"[\p{L}\d][\p{L}\d-]*(?:\.[\p{L}\d-]+)*";
    let ending = "(?:com|org|net|de|fr|es|it|nl|in|eu|info|me|io|co|uk|ch|at|be|blog|site|online|example|app|social)";
    expression(&format!(
        r#"(?i)\b(?:(?:https?|ftp)://[^\s<>"')\]]+|www\.{domain}[^\s<>"')\]]*|(?:\w+\.)*(?:{platforms})\.\w{{2,3}}(?:/[^\s<>"')\]]*)?|{domain}\.{ending}(?:/[^\s<>"')\]]*)|{domain}\.{ending}\b)"#
    ))
});
static HANDLE: LazyLock<Regex> = LazyLock::new(|| expression(r"(?:^|[\s(,:])(@[A-Za-z][\w.]{2,29})\b"));
static PLATFORM: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)\b(?:instagram|linkedin|xing|whatsapp|signal|twitter|tiktok|snapchat|facebook|insta|reddit|discord|telegram|skype|youtube|twitch|steam|xbox|gamertag|handle|username|user name|screen name|nutzername|benutzername|pseudo|usuario|nombre de usuario)\b[^\n.]{0,20}?(?:as|is|:|called|name|ist|als|est|es|id|handle|account)\s+@?([A-Za-z][\w.]*[\d_][\w.]*)",
    )
});

static ON_PLATFORM: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)(?:^|[\s(,:])@?([A-Za-z][\w.]*[\d_][\w.]*) (?:on|auf|sur|en|su|op) (?:instagram|twitter|tiktok|snapchat|facebook|insta|reddit|discord|telegram|youtube|twitch|steam)\b",
    )
});

/// Endings of files, which look like those of hosts.
const FILES: [&str; 14] = [
    ".md", ".svg", ".png", ".jpg", ".jpeg", ".gif", ".webp", ".pdf", ".yaml", ".toml", ".html", ".vtt", ".mp4", ".mp3",
];

/// Looks for them.
pub(super) fn find(text: &str, has_digit: bool, found: &mut Found) {
    if has_inner_dot(text) {
        for at in ADDRESS.find_iter(text) {
            let trimmed = at.as_str().trim_end_matches(['.', ',', ';', ':', '!', '?', '\'']);
            let is_mail = text[..at.start()].ends_with('@') || text[at.end()..].starts_with('@');
            let is_file = FILES.iter().any(|file| trimmed.ends_with(file)) && !trimmed.contains("//");
            // A sentence's end without a space after it: `the end.So`.
            let is_sentence = trimmed.split('.').skip(1).any(|part| part.starts_with(char::is_uppercase));
            if !is_mail && !is_file && !is_sentence {
                let range = at.start()..at.start() + trimmed.len();
                found.push(detail(Rule::Url, Identifier::Urls, 90, range, "a web address"));
            }
        }
    }
    if text.contains('@') {
        let handles = HANDLE.captures_iter(text).filter_map(|caught| caught.get(1));
        found.extend(handles.map(|at| detail(Rule::Url, Identifier::Urls, 80, at.range(), "a name on a platform")));
    }
    if (has_digit || text.contains('_')) && has_account(text) {
        let names =
            PLATFORM.captures_iter(text).chain(ON_PLATFORM.captures_iter(text)).filter_map(|caught| caught.get(1));
        found.extend(names.map(|at| detail(Rule::Url, Identifier::Urls, 80, at.range(), "a name on a platform")));
    }
}

/// Whether a figure or a low line stands after a letter in one word, as in names of accounts.
fn has_account(text: &str) -> bool {
    let mut has_letter = false;
    text.bytes().any(|byte| {
        let is_sign = byte.is_ascii_digit() || byte == b'_';
        has_letter = byte.is_ascii_alphabetic() || has_letter && (is_sign || byte == b'.' || !byte.is_ascii());
        is_sign && has_letter
    })
}

/// Whether a dot stands before a letter or between colons and slashes, as in every address.
fn has_inner_dot(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'.', bytes).any(|at| bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric))
        || text.contains("://")
}
