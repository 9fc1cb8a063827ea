//! A whole text: which of its parts are looked at how closely, and everything that is found.

use std::ops::Range;

use super::combination::{Combination, Part, combination};
use super::deny_list::first_and_longest;
use super::gazetteer::Gazetteer;
use super::plain::Plain;
use super::rules::{Block, every, may_have_email, may_have_signs, paragraphs_with_figures, strict};
use super::tokens::{Capitals, Case, tokens};
use super::{DenyList, Detail, Exception, front_matter};

/// How closely a text is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scope<'s> {
    /// All of it for everything: a case.
    Everything,
    /// These parts, by rising place, for everything: exchanges; the rest for numbers and addresses.
    Parts(&'s [Range<usize>]),
}

/// What was found in a text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Looked {
    /// Everything that was found, by rising place.
    pub details: Vec<Detail>,
    /// What a case tells of a person that is harmless alone.
    pub combination: Combination,
}

/// Looks at a text. Front matter ends at `body`; `exceptions` are no part of what is read.
pub(crate) fn look(text: &str, body: usize, exceptions: &[Exception], scope: Scope<'_>) -> Looked {
    let mut plain = Plain::default();
    // Most pages have nothing of the kind, and are read no further.
    let all = scope != Scope::Parts(&[]) || may_have_signs(text);
    for range in front_matter::words(&text[..body]) {
        if all || !paragraphs_with_figures(text, range.clone()).is_empty() {
            add_without(&mut plain, text, range, exceptions, true);
        }
    }
    if all {
        add_without(&mut plain, text, body..text.len(), exceptions, false);
    } else {
        for range in paragraphs_with_figures(text, body..text.len()) {
            add_without(&mut plain, text, range, exceptions, false);
        }
    }
    let mut looked = Looked::default();
    let may_have_email = may_have_email(&plain.text);
    let mut at = 0;
    for line in plain.text.split('\n') {
        let start = at;
        at += line.len() + 1;
        if line.trim().is_empty() {
            continue;
        }
        let is_close = is_inside(plain.place(start..start + 1).start, scope);
        let found = if is_close { closely(line, may_have_email) } else { strict(line, may_have_email) };
        looked.details.extend(found.into_iter().map(|mut detail| {
            detail.range = plain.place(start + detail.range.start..start + detail.range.end);
            detail
        }));
    }
    looked.details.sort_by_key(|detail| detail.range.start);
    if scope == Scope::Everything {
        let parts = combination(&plain.text).parts.into_iter();
        looked.combination.parts = parts.map(|part| Part { range: plain.place(part.range.clone()), ..part }).collect();
    }
    looked
}

/// Where terms of a deny list stand in a page's source: as it is written, and as it is read without its marks.
pub(crate) fn denied(text: &str, body: usize, list: &DenyList) -> Vec<Range<usize>> {
    let mut plain = Plain::default();
    plain.add(text, 0..body, true);
    plain.add(text, body..text.len(), false);
    let mut found = list.find(text);
    found.extend(list.find(&plain.text).into_iter().map(|range| plain.place(range)));
    first_and_longest(found)
}

fn closely(line: &str, may_have_email: bool) -> Vec<Detail> {
    let mut tokens = tokens(line);
    // Where every letter is a capital one, none says anything.
    let capitals = if !line.chars().any(char::is_lowercase) && tokens.len() > 2 {
        tokens.iter_mut().filter(|token| token.case == Case::Upper).for_each(|token| token.case = Case::Lower);
        Capitals::All
    } else {
        Capitals::of(&tokens)
    };
    let (facts, language) = Gazetteer::get().all(&tokens);
    every(&Block { text: line, tokens: &tokens, facts: &facts, language, capitals }, may_have_email)
}

fn is_inside(at: usize, scope: Scope<'_>) -> bool {
    match scope {
        Scope::Everything => true,
        Scope::Parts(parts) => {
            let before = parts.partition_point(|part| part.start <= at);
            parts[..before].last().is_some_and(|part| at < part.end)
        }
    }
}

fn add_without(plain: &mut Plain, text: &str, range: Range<usize>, exceptions: &[Exception], is_data: bool) {
    let mut from = range.start;
    let overlaps = |exception: &&Exception| exception.range.start < range.end && range.start < exception.range.end;
    let inside = exceptions.iter().filter(overlaps);
    for exception in inside {
        if from < exception.range.start {
            plain.add(text, from..exception.range.start, is_data);
        }
        from = from.max(exception.range.end);
    }
    if from < range.end {
        plain.add(text, from..range.end, is_data);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        look(text, 0, &[], Scope::Everything).details.into_iter().map(|detail| &text[detail.range]).collect()
    }

    #[test]
    fn marks_inside_and_around_a_name_are_no_hiding_place() {
        assert_eq!(found("Then **Ju**lia Moreno wept."), ["Ju**lia Moreno"]);
        assert_eq!(found("Then Julia\n> Moreno wept."), ["Julia\n> Moreno"]);
        assert_eq!(found("![Julia Moreno at home](a.svg)"), ["Julia Moreno"]);
        assert_eq!(found("Write to j&#46;moreno&commat;mail.test soon."), ["j&#46;moreno&commat;mail.test"]);
    }

    #[test]
    fn what_stands_for_other_characters_is_found_whole() {
        assert_eq!(found("Then Julia Moren&#111; wept."), ["Julia Moren&#111;"]);
        assert_eq!(found("::３:"), ["::３"]);
        assert_eq!(found("Her MRN is ４４７１９０２."), ["４４７１９０２"]);
    }

    #[test]
    fn spaces_of_any_length_part_the_attributes_of_a_tag() {
        for space in [' ', '\u{85}', '\u{a0}', '\u{2003}', '\u{2028}', '\u{3000}'] {
            assert_eq!(found(&format!("A <span{space}id=\"x10023\">word</span>.")), [""; 0], "{space:?}");
        }
    }

    #[test]
    fn what_markup_calls_itself_is_no_number_and_a_name_in_it_is_one() {
        for text in [
            "<div id=\"x10023\">Words.</div>",
            "See <a href=\"#x10023\" id='x10024'>there</a>.",
            "A <span class=x10023 title=\"a word\">word</span>.",
            "<label for=\"record-4471902\">Words</label>",
            "::: note {id=\"x10023\"}\nWords.\n:::",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
        assert_eq!(found("A <a id=\"julia-moreno\" title=\"Julia\">word</a>."), ["julia-moreno", "Julia"]);
        assert_eq!(found("A <b data-record=\"4471902\" id=x>word</b>."), ["4471902"]);
    }

    #[test]
    fn only_parts_are_looked_at_closely_and_the_rest_for_numbers() {
        let text = "Julia wept.\n\nJulia laughed, on 555-867-5309.\n";
        let all: Vec<&str> = {
            let exchange = 0..11;
            let details = look(text, 0, &[], Scope::Parts(std::slice::from_ref(&exchange))).details;
            details.into_iter().map(|detail| &text[detail.range]).collect()
        };
        assert_eq!(all, ["Julia", "555-867-5309"]);
    }

    #[test]
    fn a_page_without_exchanges_is_read_where_its_source_may_hold_something() {
        let found = |text: &str| look(text, 0, &[], Scope::Parts(&[])).details.len();
        for text in [
            "Call 555-867-5309.",
            "Call 5**5**5-8**67**-5309.",
            "Call 555<b>-</b>867<b>-</b>5309.",
            "Call 5&#53;5-867-5309.",
            "Call \u{ff15}\u{ff15}\u{ff15}-867-5309.",
            "Write to a.b@mail.test.",
            "Write to a.b&commat;mail.test.",
            "Write to a.b (at) mail (dot) test.",
            "Write to a.b (**at**) mail **dot** com.",
            "The machine is 1a:2b:3c:4d:5e:6f.",
        ] {
            assert_eq!(found(text), 1, "{text}");
        }
        assert_eq!(found("In 2019, part 1 of 3 had 5 steps."), 0);
    }
}
