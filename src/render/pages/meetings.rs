//! How what a group does in a course is spread over its meetings.

use std::ops::Range;

use crate::config::SessionSettings;

/// How long a meeting is where `site.toml` does not say, in minutes.
const MINUTES: u32 = 90;

/// How long a meeting is, in minutes.
pub(super) fn meeting_minutes(settings: SessionSettings) -> u32 {
    settings.minutes.unwrap_or(MINUTES)
}

/// The pages of each meeting, from the minutes of group work that each page asks for, in reading order. They are as many as the
/// settings say, or as the time asks for, and about equally long. Where nothing is known of the time there are none.
pub(super) fn meetings(pages: &[u32], settings: SessionSettings) -> Vec<Range<usize>> {
    let (most, whole) = (pages.iter().copied().max().unwrap_or_default(), pages.iter().sum());
    if whole == 0 {
        return Vec::new();
    }
    let within = meeting_minutes(settings).max(most);
    let count = settings.meetings.unwrap_or_else(|| split(pages, within, 1).len()).min(pages.len());
    // The shortest length with which they are enough.
    let (mut least, mut enough) = (most, whole);
    while least < enough {
        let middle = least.midpoint(enough);
        if split(pages, middle, 1).len() <= count { enough = middle } else { least = middle + 1 }
    }
    split(pages, enough, count)
}

/// One meeting after the other with as many pages as fit into `within` minutes; at least `count`. Pages without group work are read
/// before the meeting that goes on from them.
fn split(pages: &[u32], within: u32, count: usize) -> Vec<Range<usize>> {
    let (mut meetings, mut first, mut minutes): (Vec<Range<usize>>, usize, u32) = (Vec::new(), 0, 0);
    for (at, page) in pages.iter().enumerate() {
        let is_needed = pages.len() - at == count.saturating_sub(meetings.len() + 1);
        if at > first && (minutes + page > within || is_needed) {
            let quiet = pages[first + 1..at].iter().rev().take_while(|page| **page == 0).count();
            let begin = if is_needed { at } else { at - quiet };
            meetings.push(first..begin);
            (first, minutes) = (begin, 0);
        }
        minutes += page;
    }
    meetings.push(first..pages.len());
    meetings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(pages: &[u32], meetings: Option<usize>, minutes: Option<u32>) -> Vec<Range<usize>> {
        super::meetings(pages, SessionSettings { meetings, minutes })
    }

    #[test]
    fn meetings_are_as_many_as_the_time_asks_for_and_about_equally_long() {
        assert_eq!(spread(&[30, 30, 30, 30], None, Some(90)), [0..2, 2..4]);
        assert_eq!(spread(&[30, 30, 30, 30], None, None), [0..2, 2..4]);
        assert_eq!(spread(&[120, 10], None, Some(60)), [0..1, 1..2]);
    }

    #[test]
    fn meetings_are_as_many_as_the_settings_say() {
        assert_eq!(spread(&[20, 20, 20, 20], Some(2), Some(15)), [0..2, 2..4]);
        assert_eq!(spread(&[60, 0, 0], Some(3), None), [0..1, 1..2, 2..3]);
        assert_eq!(spread(&[60, 10], Some(9), None), [0..1, 1..2]);
    }

    #[test]
    fn what_has_no_group_work_is_read_before_the_meeting_that_goes_on_from_it() {
        assert_eq!(spread(&[60, 0, 60, 0], None, Some(90)), [0..1, 1..4]);
        assert!(spread(&[0, 0], None, None).is_empty());
        assert!(spread(&[], Some(4), None).is_empty());
    }

    #[test]
    fn every_page_is_in_one_meeting() {
        for count in 1..8 {
            let pages = [10, 0, 0, 45, 5, 30, 0, 90, 15, 0];
            let found = spread(&pages, Some(count), Some(60));
            assert_eq!(found.len(), count, "{found:?}");
            assert_eq!(found.iter().cloned().flatten().collect::<Vec<_>>(), (0..pages.len()).collect::<Vec<_>>());
        }
    }
}
