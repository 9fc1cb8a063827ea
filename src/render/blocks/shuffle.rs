//! The order in which options are shown: made from the item's digest, so that it is the same in every build and the
//! page's source does not give the answer away by its place.

use crate::source::Digest;

/// A permutation of `0..count`.
pub(crate) fn order(digest: Digest, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = digest.seed();
    for at in (1..count).rev() {
        order.swap(at, below(&mut state, at + 1));
    }
    order
}

/// A permutation of `0..count` that leaves nothing in its place, for entries whose written order is the answer: one cycle
/// through all of them (Sattolo 1986, 10.1016/0020-0190(86)90073-6).
pub(crate) fn derangement(digest: Digest, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    let mut state = digest.seed();
    for at in (1..count).rev() {
        order.swap(at, below(&mut state, at));
    }
    order
}

/// A permutation of `0..count` that is not the order written, for definitions beside their terms.
pub(crate) fn disorder(digest: Digest, count: usize) -> Vec<usize> {
    let mut order = order(digest, count);
    if order.is_sorted() {
        order.rotate_left(1.min(count));
    }
    order
}

/// A number below `limit` from the sequence of `state` (`SplitMix64`, Steele, Lea & Flood 2014).
fn below(state: &mut u64, limit: usize) -> usize {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^= mixed >> 31;
    usize::try_from(mixed % limit as u64).unwrap_or(0)
}

/// `a`, `b`, … `z`, `aa`, …: the letter of a place.
pub(crate) fn letter(place: usize) -> String {
    let last = char::from(b'a' + u8::try_from(place % 26).unwrap_or(0));
    if place < 26 { last.to_string() } else { format!("{}{last}", letter(place / 26 - 1)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_has_every_place_once_and_is_stable() {
        let digest = Digest::of(b"item");
        let mut sorted = order(digest, 7);
        assert_eq!(sorted, order(digest, 7));
        sorted.sort_unstable();
        assert_eq!(sorted, (0..7).collect::<Vec<_>>());
    }

    #[test]
    fn places_are_even_over_many_items() {
        let mut first = [0_usize; 4];
        for item in 0_u32..4000 {
            first[order(Digest::of(&item.to_le_bytes()), 4)[0]] += 1;
        }
        assert!(first.iter().all(|count| (900..1100).contains(count)), "{first:?}");
    }

    #[test]
    fn no_entry_to_order_is_shown_in_its_place() {
        for item in 0_u32..200 {
            for count in 2..9 {
                let mut order = derangement(Digest::of(&item.to_le_bytes()), count);
                assert!(order.iter().enumerate().all(|(place, entry)| place != *entry), "{order:?}");
                order.sort_unstable();
                assert_eq!(order, (0..count).collect::<Vec<_>>());
            }
        }
        assert_eq!([derangement(Digest::of(b""), 0), derangement(Digest::of(b""), 1)], [vec![], vec![0]]);
    }

    #[test]
    fn definitions_are_never_shown_in_the_order_of_their_terms() {
        for item in 0_u32..200 {
            for count in 2..5 {
                assert!(!disorder(Digest::of(&item.to_le_bytes()), count).is_sorted());
            }
        }
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([letter(0), letter(25), letter(26), letter(52)], ["a", "z", "aa", "ba"]);
    }
}
