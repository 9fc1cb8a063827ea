//! The order in which options are shown: made from the item's digest, so that it is the same in every build and the
//! page's source does not give the answer away by its place.

use crate::source::Digest;

/// A permutation of `0..count`.
pub(crate) fn order(digest: Digest, count: usize) -> Vec<usize> {
    shuffled(&mut digest.seed(), count)
}

/// A permutation of `0..count` for entries whose written order is the answer, and for definitions beside their terms: any but the
/// order written. Of two entries either order: that they never stood as written would tell the answer.
pub(crate) fn disorder(digest: Digest, count: usize) -> Vec<usize> {
    let mut state = digest.seed();
    loop {
        let order = shuffled(&mut state, count);
        if count < 3 || !order.is_sorted() {
            return order;
        }
    }
}

/// In which order the first version showed definitions; kept answers name them by their letters in it.
pub(crate) fn former_disorder(digest: Digest, count: usize) -> Vec<usize> {
    let mut order = order(digest, count);
    if order.is_sorted() {
        order.rotate_left(1.min(count));
    }
    order
}

/// Every permutation of `0..count` is as likely as any other (Durstenfeld 1964, 10.1145/364520.364540).
fn shuffled(state: &mut u64, count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    for at in (1..count).rev() {
        order.swap(at, below(state, at + 1));
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
    use std::collections::BTreeMap;

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
    fn entries_stand_in_every_order_but_the_right_one_and_two_in_both() {
        for (count, orders) in [(0, 1), (1, 1), (2, 2), (3, 5), (4, 23)] {
            let mut shown: BTreeMap<Vec<usize>, usize> = BTreeMap::new();
            for item in 0_u32..4600 {
                *shown.entry(disorder(Digest::of(&item.to_le_bytes()), count)).or_default() += 1;
            }
            let right: Vec<usize> = (0..count).collect();
            assert_eq!(shown.contains_key(&right), count < 3);
            assert_eq!(shown.len(), orders);
            let even = 4600 / orders;
            assert!(shown.values().all(|times| times.abs_diff(even) <= even / 3), "{shown:?}");
        }
    }

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([letter(0), letter(25), letter(26), letter(52)], ["a", "z", "aa", "ba"]);
    }
}
