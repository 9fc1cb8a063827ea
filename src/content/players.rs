//! Films and recordings at hosts elsewhere: what is loaded for an address, and whom that asks.

use url::Url;

use crate::course::Player;

/// Files that browsers play.
const FILES: [&str; 9] = ["mp4", "webm", "ogv", "m4v", "mp3", "ogg", "oga", "m4a", "wav"];

/// The player for an address on the web; `None` for one that is no film of a host that is known, and no file.
pub(super) fn player(written: &str) -> Option<Player> {
    let url = Url::parse(written).ok().filter(|url| url.scheme() == "https")?;
    let domain = url.domain()?.to_ascii_lowercase();
    let host = domain.strip_prefix("www.").unwrap_or(&domain).to_owned();
    let parts: Vec<&str> = url.path_segments()?.filter(|part| !part.is_empty()).collect();
    let is_id =
        |id: &str| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte));
    let frame = |address: String, host: &str| {
        let origin = Url::parse(&address).ok()?.origin().ascii_serialization();
        Some(Player { page: url.to_string(), address, origin, host: host.to_owned(), is_frame: true })
    };
    let query = |key: &str| url.query_pairs().find(|(known, _)| known == key).map(|(_, value)| value.into_owned());
    match host.as_str() {
        "youtube.com" | "m.youtube.com" | "youtube-nocookie.com" | "youtu.be" => {
            let id = match parts.as_slice() {
                [id] if host == "youtu.be" => Some((*id).to_owned()),
                ["watch"] => query("v"),
                ["embed" | "shorts" | "live" | "v", id] => Some((*id).to_owned()),
                _ => None,
            };
            let id = id.filter(|id| is_id(id))?;
            let start = query("t").or_else(|| query("start")).map(|start| start.trim_end_matches('s').to_owned());
            let start = start.filter(|start| !start.is_empty() && start.bytes().all(|byte| byte.is_ascii_digit()));
            let start = start.map(|start| format!("&start={start}")).unwrap_or_default();
            frame(format!("https://www.youtube-nocookie.com/embed/{id}?rel=0{start}"), "YouTube (Google)")
        }
        "vimeo.com" | "player.vimeo.com" => {
            let at =
                parts.iter().position(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))?;
            let hash = parts.get(at + 1).map(|hash| (*hash).to_owned()).or_else(|| query("h"));
            let hash = hash.filter(|hash| is_id(hash)).map(|hash| format!("&h={hash}")).unwrap_or_default();
            frame(format!("https://player.vimeo.com/video/{}?dnt=1{hash}", parts[at]), "Vimeo")
        }
        _ => match parts.as_slice() {
            // PeerTube, which stands at hosts of its own.
            ["w", id] | ["videos", "watch" | "embed", id] if is_id(id) => {
                let origin = url.origin().ascii_serialization();
                frame(format!("{origin}/videos/embed/{id}?p2p=0"), &host)
            }
            [.., file] => {
                let ending = file.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase())?;
                FILES.contains(&ending.as_str()).then(|| Player {
                    page: url.to_string(),
                    address: url.to_string(),
                    origin: url.origin().ascii_serialization(),
                    host,
                    is_frame: false,
                })
            }
            [] => None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::player;

    #[test]
    fn what_is_loaded_and_who_is_asked_follows_from_the_address() {
        for (written, address, host) in [
            (
                "https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=42s",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0&start=42",
                "YouTube (Google)",
            ),
            (
                "https://youtu.be/dQw4w9WgXcQ",
                "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?rel=0",
                "YouTube (Google)",
            ),
            ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1", "Vimeo"),
            ("https://vimeo.com/76979871/abc123", "https://player.vimeo.com/video/76979871?dnt=1&h=abc123", "Vimeo"),
            (
                "https://tube.example.org/w/9c9de5e8-0a1e",
                "https://tube.example.org/videos/embed/9c9de5e8-0a1e?p2p=0",
                "tube.example.org",
            ),
            ("https://media.example.org/a/Talk.MP4", "https://media.example.org/a/Talk.MP4", "media.example.org"),
        ] {
            let player = player(written).unwrap_or_else(|| panic!("{written}"));
            assert_eq!((player.address.as_str(), player.host.as_str()), (address, host));
            assert!(player.address.starts_with(&player.origin), "{written}");
        }
        for written in [
            "http://media.example.org/a.mp4",
            "https://www.youtube.com/",
            "https://www.youtube.com/watch?v=a\"b",
            "https://example.org/page",
            "https://127.0.0.1/a.mp4",
            "javascript:alert(1)",
        ] {
            assert_eq!(player(written), None, "{written}");
        }
    }
}
