//! Captions in `WebVTT` (W3C, 2019): as far as to say what a player would leave out or show at a wrong time.

use std::ops::Range;

/// What is wrong in a file of captions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) message: &'static str,
    pub(crate) help: &'static str,
    pub(crate) range: Range<usize>,
}

/// A file of captions, read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Captions {
    pub(crate) faults: Vec<Fault>,
    /// The language that its head names.
    pub(crate) language: Option<String>,
}

const TIME: &str =
    "write `00:01:02.500 --> 00:01:05.000`: hours if any, minutes, seconds, and thousandths behind a point";

/// Reads a file of captions.
pub(crate) fn captions(text: &str) -> Captions {
    let mut read = Captions::default();
    let body = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = body.lines().next().unwrap_or_default();
    let offset = text.len() - body.len();
    let is_head = first.strip_prefix("WEBVTT").is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\t']));
    if !is_head {
        let help = "begin the file with a line `WEBVTT` and an empty line";
        let range = offset..offset + first.trim_end().len();
        read.faults.push(Fault { message: "no player takes this for captions in WebVTT", help, range });
        return read;
    }
    let (mut last, mut count): (Option<(u64, u64)>, usize) = (None, 0);
    for block in blocks(text) {
        let lines: Vec<Range<usize>> = lines(text, block);
        let head = &text[lines[0].clone()];
        if lines[0].start <= offset {
            let named = lines.iter().find_map(|line| text[line.clone()].strip_prefix("Language:"));
            read.language = named.map(|language| language.trim().to_owned());
            continue;
        }
        if head == "NOTE" || head.starts_with("NOTE ") || head == "STYLE" || head == "REGION" {
            continue;
        }
        let Some(at) = lines.iter().take(2).position(|line| text[line.clone()].contains("-->")) else {
            read.fault("these lines belong to no caption, and are not shown", TIME, lines[0].clone());
            continue;
        };
        let line = lines[at].clone();
        let Some((start, end)) = times(&text[line.clone()]) else {
            read.fault("a player cannot read these times", TIME, line);
            continue;
        };
        count += 1;
        if end <= start {
            read.fault("a caption ends before it begins", "write the earlier time first", line.clone());
        } else if last.is_some_and(|(began, _)| start < began) {
            let help = "put the captions in the order of their times";
            read.fault("a caption begins before the one above it", help, line.clone());
        } else if last.is_some_and(|(_, ended)| start < ended) {
            let help = "end the one above before this one begins";
            read.fault("a caption begins while the one above it is still shown", help, line.clone());
        }
        if lines[at + 1..].iter().all(|line| text[line.clone()].trim().is_empty()) {
            read.fault("a caption without words", "write below the times what is said", line);
        }
        last = Some((start, end));
    }
    if count == 0 && read.faults.is_empty() {
        let help = "write what is said, each below its times: `00:01.000 --> 00:04.000`";
        read.fault("there is no caption in this file", help, offset..offset + first.trim_end().len());
    }
    read
}

impl Captions {
    fn fault(&mut self, message: &'static str, help: &'static str, range: Range<usize>) {
        self.faults.push(Fault { message, help, range });
    }
}

/// Stretches of lines between empty ones.
fn blocks(text: &str) -> Vec<Range<usize>> {
    let (mut blocks, mut open): (Vec<Range<usize>>, Option<Range<usize>>) = (Vec::new(), None);
    for line in lines(text, 0..text.len()) {
        if text[line.clone()].trim().is_empty() {
            blocks.extend(open.take());
        } else {
            open = Some(open.map_or(line.start, |block| block.start)..line.end);
        }
    }
    blocks.extend(open);
    blocks
}

/// Lines without their ends.
fn lines(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut at = within.start;
    let line = |line: &str| {
        let start = at;
        at += line.len();
        start..start + line.trim_end_matches(['\n', '\r']).len()
    };
    text[within].split_inclusive('\n').map(line).collect()
}

/// The times of a caption in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((time(start.trim())?, time(end)?))
}

fn time(written: &str) -> Option<u64> {
    let (clock, thousandths) = written.rsplit_once('.')?;
    let digits = |text: &str, count: usize| {
        (text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<u64>().ok())?
    };
    let parts: Vec<&str> = clock.split(':').collect();
    let (hours, minutes, seconds) = match parts.as_slice() {
        [minutes, seconds] => (0, digits(minutes, 2)?, digits(seconds, 2)?),
        [hours, minutes, seconds] if (2..=6).contains(&hours.len()) => {
            (digits(hours, hours.len())?, digits(minutes, 2)?, digits(seconds, 2)?)
        }
        _ => return None,
    };
    let is_clock = minutes < 60 && seconds < 60;
    let thousandths = digits(thousandths, 3)?;
    is_clock.then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths)
}

#[cfg(test)]
mod tests {
    use super::captions;

    fn said(text: &str) -> Vec<(&str, &str)> {
        captions(text).faults.into_iter().map(|fault| (fault.message, &text[fault.range])).collect()
    }

    #[test]
    fn good_captions_are_let_pass() {
        let text = "\u{feff}WEBVTT - a talk\nLanguage: en\n\nNOTE words\nof mine\n\nSTYLE\n::cue { color: red }\n\n1\n\
                    00:01.000 --> 00:04.000 line:0\nHello.\n\r\n00:00:04.000 --> 00:00:05.500\nAnd\nmore.\n";
        assert_eq!(said(text), []);
        assert_eq!(captions(text).language.as_deref(), Some("en"));
    }

    #[test]
    fn what_a_player_would_show_wrongly_is_told_with_its_place() {
        for (text, message, place) in [
            ("1\n00:01.000 --> 00:02.000\na\n", "no player takes this for captions in WebVTT", "1"),
            ("WEBVTT\n", "there is no caption in this file", "WEBVTT"),
            ("WEBVTT\n\n00:01,000 --> 00:02,000\na\n", "a player cannot read these times", "00:01,000 --> 00:02,000"),
            ("WEBVTT\n\n00:61.000 --> 01:02.000\na\n", "a player cannot read these times", "00:61.000 --> 01:02.000"),
            ("WEBVTT\n\n00:02.000 --> 00:01.000\na\n", "a caption ends before it begins", "00:02.000 --> 00:01.000"),
            ("WEBVTT\n\n00:01.000 --> 00:02.000\n\n", "a caption without words", "00:01.000 --> 00:02.000"),
            ("WEBVTT\n\nHello.\n", "these lines belong to no caption, and are not shown", "Hello."),
            (
                "WEBVTT\n\n00:05.000 --> 00:06.000\na\n\n00:01.000 --> 00:02.000\nb\n",
                "a caption begins before the one above it",
                "00:01.000 --> 00:02.000",
            ),
            (
                "WEBVTT\n\n00:01.000 --> 00:06.000\na\n\n00:05.000 --> 00:07.000\nb\n",
                "a caption begins while the one above it is still shown",
                "00:05.000 --> 00:07.000",
            ),
        ] {
            assert_eq!(said(text), [(message, place)], "{text}");
        }
    }
}
