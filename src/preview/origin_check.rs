//! Who may read the preview: this machine's browser, on a page of the preview or opened by a person; no page of
//! another site, whatever name it has found for this address (DNS rebinding).

use std::net::{IpAddr, SocketAddr};

use axum::http::{HeaderMap, Method, header};

/// Why a request is refused; the text is the answer's body.
pub(super) fn refusal(headers: &HeaderMap, method: &Method, bound: SocketAddr) -> Option<&'static str> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let Some(host) = text(header::HOST.as_str()).filter(|host| is_ours(host, bound.ip())) else {
        return Some("the preview answers to localhost and to the address it was started on only\n");
    };
    if let Some(origin) = text(header::ORIGIN.as_str())
        && origin != format!("http://{host}")
    {
        return Some("the preview does not answer to pages of other origins\n");
    }
    // A link that a person followed from elsewhere is a navigation; anything else from another site is not meant for us.
    let is_document = matches!(text("sec-fetch-dest"), None | Some("document"));
    let by_person = text("sec-fetch-mode") == Some("navigate") && is_document && method == Method::GET;
    match text("sec-fetch-site") {
        None | Some("same-origin" | "none") => None,
        Some(_) if by_person => None,
        Some(_) => Some("the preview does not answer to pages of other sites\n"),
    }
}

fn is_ours(host: &str, bound: IpAddr) -> bool {
    let name = match host.rsplit_once(':') {
        Some((name, port)) if !name.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => host,
    };
    let name = name.trim_start_matches('[').trim_end_matches(']').to_ascii_lowercase();
    if name == "localhost" || name.ends_with(".localhost") {
        return true;
    }
    // A name could be made to point here; an address is itself.
    name.parse::<IpAddr>().is_ok_and(|address| address == bound || address.is_loopback() || bound.is_unspecified())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(bound: &str, headers: &[(&'static str, &str)]) -> bool {
        let headers =
            headers.iter().map(|(name, value)| ((*name).parse().expect("a name"), value.parse().expect("a value")));
        let headers: HeaderMap = headers.collect();
        refusal(&headers, &Method::GET, bound.parse().expect("an address")).is_some()
    }

    #[test]
    fn only_names_of_this_machine_are_answered() {
        let at = |host| refused("127.0.0.1:4173", &[("host", host)]);
        for host in ["localhost:4173", "127.0.0.1:4173", "course.localhost", "[::1]:4173", "LOCALHOST"] {
            assert!(!at(host), "{host}");
        }
        for host in ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example:4173", "192.168.0.9", ""] {
            assert!(at(host), "{host}");
        }
        assert!(refused("127.0.0.1:4173", &[]));
        assert!(!refused("0.0.0.0:80", &[("host", "192.168.0.9")]));
        assert!(refused("0.0.0.0:80", &[("host", "evil.example")]));
    }

    #[test]
    fn pages_of_other_sites_are_not_answered_but_links_are_followed() {
        let with = |more: &[(&'static str, &str)]| {
            let mut headers = vec![("host", "localhost:4173")];
            headers.extend(more);
            refused("127.0.0.1:4173", &headers)
        };
        assert!(with(&[("origin", "http://10.0.0.1:4173")]));
        assert!(with(&[("origin", "null")]));
        assert!(!with(&[("origin", "http://localhost:4173"), ("sec-fetch-site", "same-origin")]));
        assert!(with(&[("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "no-cors")]));
        assert!(with(&[("sec-fetch-site", "same-site"), ("sec-fetch-mode", "cors")]));
        let followed = [("sec-fetch-site", "cross-site"), ("sec-fetch-mode", "navigate")];
        assert!(!with(&followed));
        assert!(!with(&[followed[0], followed[1], ("sec-fetch-dest", "document")]));
        assert!(with(&[followed[0], followed[1], ("sec-fetch-dest", "iframe")]));
    }
}
