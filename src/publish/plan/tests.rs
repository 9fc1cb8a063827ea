//! Random courses of publications, some of them cut off, at a target that is a map: whatever happens, no page lacks its parts,
//! nothing foreign is touched, and the next publication sets everything right.

use proptest::prelude::*;

use super::*;
use crate::publish::manifest::{PLACE, aside_stamp, is_of_site};

type Files = BTreeMap<String, Stamp>;

/// The stamp of content number `number`.
fn stamp(number: u8) -> Stamp {
    Stamp::parse(&format!("{number:040x}")).expect("40 digits")
}

/// What a page loads, by its content: pages of content `n` load the asset of version `n`.
fn asset_of(content: &Stamp) -> String {
    format!("assets/{}/site.css", &content.as_str()[38..])
}

/// A site: page numbers with their contents, the assets that they load, and lists.
fn site(pages: &BTreeMap<u8, u8>) -> Files {
    let mut files = Files::new();
    for (page, content) in pages {
        let content = stamp(*content);
        files.insert(asset_of(&content), content.clone());
        files.insert(format!("p{page}/index.html"), content);
    }
    let sum = pages.iter().fold(0_u8, |sum, (page, content)| sum.wrapping_mul(31).wrapping_add(page ^ content));
    files.insert("sitemap.xml".to_owned(), stamp(sum));
    files
}

/// A target.
#[derive(Debug, Clone, Default)]
struct Target {
    files: Files,
    manifest: Option<Manifest>,
}

impl Target {
    /// What an observer would find: with a manifest of a publication that ended, only what that tells.
    fn there(&self) -> There {
        match &self.manifest {
            Some(last) if last.pending.is_none() => {
                let files = last.files.iter().chain(last.kept());
                let files = files.map(|(path, stamp)| (path.clone(), Some(stamp.clone()))).collect();
                There { files, aside: if last.is_whole_before { last.aside() } else { BTreeSet::new() } }
            }
            _ => There {
                files: self
                    .files
                    .iter()
                    .filter(|(path, _)| is_of_site(path))
                    .map(|(p, s)| (p.clone(), Some(s.clone())))
                    .collect(),
                aside: self.files.keys().filter_map(|path| aside_stamp(path)).collect(),
            },
        }
    }

    fn plan(&self, wanted: &Files, how: How) -> Plan {
        let (last, there) = (self.manifest.as_ref(), &self.there());
        Plan::new(Situation { last, there, wanted, course: "T", how })
    }

    /// Does the first `steps` steps of a plan, and looks after each. Whether it came to its end.
    fn carry_out(&mut self, plan: &Plan, steps: usize, look: &mut impl FnMut(&Self)) -> bool {
        let mut left = steps;
        let mut step = |target: &mut Self, act: &dyn Fn(&mut Self)| -> bool {
            if left == 0 {
                return false;
            }
            left -= 1;
            act(target);
            look(target);
            true
        };
        let (run, by) = ("r".to_owned(), "b".to_owned());
        let pending = Pending { run, by, since: 1, files: Files::new(), is_removing: false };
        let intention = plan.intention(self.manifest.as_ref(), pending);
        if !step(self, &|target| target.manifest = Some(intention.clone())) {
            return false;
        }
        for (path, stamp) in &plan.set_aside {
            assert_eq!(self.files.get(path), Some(stamp), "what is set aside is what it is said to be");
            if !step(self, &|target| drop(target.files.insert(aside_place(stamp), stamp.clone()))) {
                return false;
            }
        }
        let removals = plan.clear.iter().map(|removal| (removal.path.clone(), None));
        let sends = plan.send.iter().flatten().map(|send| (send.path.clone(), Some(send.stamp.clone())));
        for (path, stamp) in removals.chain(sends) {
            let act = |target: &mut Self| match &stamp {
                Some(stamp) => drop(target.files.insert(path.clone(), stamp.clone())),
                None => drop(target.files.remove(&path)),
            };
            if !step(self, &act) {
                return false;
            }
        }
        if !step(self, &|target| target.manifest = Some(plan.after.clone())) {
            return false;
        }
        for removal in &plan.remove {
            if !step(self, &|target| drop(target.files.remove(&removal.path))) {
                return false;
            }
        }
        let after = plan.after.cleared();
        step(self, &|target| target.manifest = Some(after.clone()))
    }

    /// Every page is there with what it loads.
    fn assert_whole(&self) {
        for (path, content) in self.files.iter().filter(|(path, _)| path.ends_with("/index.html") && is_of_site(path)) {
            if !path.starts_with("foreign") {
                assert!(self.files.contains_key(&asset_of(content)), "`{path}` lacks `{}`", asset_of(content));
            }
        }
    }
}

const KEEPS: How = How { keeps_previous: true, forgets: false, is_folder: false };

fn foreign() -> Files {
    [("foreign.html", 200), ("CNAME", 201), ("p9/own.txt", 202)]
        .map(|(path, number)| (path.to_owned(), stamp(number)))
        .into()
}

fn pages() -> impl Strategy<Value = BTreeMap<u8, u8>> {
    proptest::collection::btree_map(0_u8..8, 0_u8..6, 0..6)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 600, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_target_holds_the_last_site_whatever_was_cut_off_before(
        runs in proptest::collection::vec((pages(), 0_usize..30, any::<(bool, bool)>()), 1..6),
    ) {
        let mut target = Target { files: foreign(), manifest: None };
        let mut last = Files::new();
        for (pages, steps, (keeps_previous, forgets)) in &runs {
            last = site(pages);
            let how = How { keeps_previous: *keeps_previous, forgets: *forgets, is_folder: false };
            let plan = target.plan(&last, how);
            target.carry_out(&plan, *steps, &mut Target::assert_whole);
            for (path, stamp) in foreign() {
                prop_assert_eq!(target.files.get(&path), Some(&stamp));
            }
        }
        let plan = target.plan(&last, KEEPS);
        prop_assert!(target.carry_out(&plan, usize::MAX, &mut Target::assert_whole));
        // Everything of the site is there; what is beside it is foreign, kept for one publication or set aside.
        for (path, stamp) in &last {
            prop_assert_eq!(target.files.get(path), Some(stamp), "{}", path);
        }
        let manifest = target.manifest.clone().expect("it was written");
        let kept: BTreeSet<&String> = manifest.kept().map(|(path, _)| path).collect();
        let aside: BTreeSet<String> = manifest.aside().iter().map(aside_place).collect();
        for path in target.files.keys() {
            let is_known = last.contains_key(path) || kept.contains(path) || aside.contains(path) || foreign().contains_key(path);
            prop_assert!(is_known, "{} was left behind", path);
        }
        // Once more, there is nothing to do.
        let plan = target.plan(&last, KEEPS);
        prop_assert!(plan.is_empty(target.manifest.as_ref()));
        // And with nothing kept, nothing else is there.
        let plan = target.plan(&last, How { forgets: true, ..KEEPS });
        prop_assert!(target.carry_out(&plan, usize::MAX, &mut Target::assert_whole));
        let mut alone = foreign();
        alone.extend(last);
        prop_assert_eq!(&target.files, &alone);
    }

    #[test]
    fn the_version_before_can_be_put_back_and_the_last_one_again(first in pages(), second in pages()) {
        let (first, second) = (site(&first), site(&second));
        let mut target = Target::default();
        for site in [&first, &second] {
            let plan = target.plan(site, KEEPS);
            prop_assert!(target.carry_out(&plan, usize::MAX, &mut Target::assert_whole));
        }
        if first == second {
            return Ok(());
        }
        for expected in [&first, &second, &first] {
            let wanted = target.manifest.as_ref().and_then(Manifest::previous).expect("it can be put back");
            prop_assert_eq!(&wanted, expected);
            let plan = target.plan(&wanted, KEEPS);
            for send in plan.send.iter().flatten() {
                prop_assert_eq!(target.files.get(&aside_place(&send.stamp)), Some(&send.stamp), "the copy is there");
            }
            prop_assert!(target.carry_out(&plan, usize::MAX, &mut Target::assert_whole));
            for (path, stamp) in expected {
                prop_assert_eq!(target.files.get(path), Some(stamp));
            }
            for path in target.files.keys().filter(|path| path.ends_with("/index.html")) {
                prop_assert!(expected.contains_key(path), "{} is no page of it", path);
            }
        }
    }

    #[test]
    fn a_reader_of_the_version_before_finds_what_its_pages_load(first in pages(), second in pages()) {
        let (first, second) = (site(&first), site(&second));
        let mut target = Target::default();
        for site in [&first, &second] {
            let plan = target.plan(site, How { keeps_previous: false, ..KEEPS });
            target.carry_out(&plan, usize::MAX, &mut |_| {});
        }
        for path in first.keys().filter(|path| Role::of(path) == Role::Asset) {
            prop_assert!(target.files.contains_key(path), "{} is gone", path);
        }
    }

    #[test]
    fn nothing_is_deleted_before_all_is_sent(first in pages(), second in pages(), steps in 0_usize..40) {
        let (first, second) = (site(&first), site(&second));
        let mut target = Target::default();
        let plan = target.plan(&first, KEEPS);
        target.carry_out(&plan, usize::MAX, &mut |_| {});
        let before = target.files.clone();
        let plan = target.plan(&second, KEEPS);
        let sends = 1 + plan.set_aside.len() + plan.sent();
        target.carry_out(&plan, steps.min(sends), &mut |_| {});
        for path in before.keys() {
            prop_assert!(target.files.contains_key(path), "{} was deleted", path);
        }
    }
}

#[test]
fn what_is_not_in_the_manifest_is_never_deleted() {
    let target = Target { files: foreign(), manifest: None };
    let plan = target.plan(&site(&BTreeMap::from([(1, 1)])), KEEPS);
    assert_eq!(plan.remove, []);
    assert!(!PLACE.is_empty() && plan.after.to_remove.is_empty());
}

#[test]
fn changed_headers_are_sent_and_said() {
    let mut target = Target::default();
    let wanted = Files::from([("a.pdf".to_owned(), stamp(1))]);
    let plan = target.plan(&wanted, KEEPS);
    target.carry_out(&plan, usize::MAX, &mut |_| {});
    let other = Stamp::parse(&format!("{}ffffffff", &stamp(1).as_str()[..32])).expect("40 digits");
    let plan = target.plan(&Files::from([("a.pdf".to_owned(), other)]), KEEPS);
    assert_eq!(plan.send[0].iter().map(|send| send.why).collect::<Vec<_>>(), [Why::Headers]);
}

#[test]
fn in_a_folder_what_is_in_the_way_goes_first() {
    let mut target = Target::default();
    let old = Files::from([
        ("a.html".to_owned(), stamp(1)),
        ("B/index.html".to_owned(), stamp(2)),
        ("c/index.html".to_owned(), stamp(3)),
    ]);
    let plan = target.plan(&old, KEEPS);
    target.carry_out(&plan, usize::MAX, &mut |_| {});
    let new = Files::from([("a.html/index.html".to_owned(), stamp(1)), ("b/index.html".to_owned(), stamp(2))]);
    let plan = target.plan(&new, How { is_folder: true, ..KEEPS });
    let clear: Vec<(&str, Why)> = plan.clear.iter().map(|removal| (removal.path.as_str(), removal.why)).collect();
    assert_eq!(clear, [("B/index.html", Why::InTheWay), ("a.html", Why::InTheWay)]);
    assert_eq!(plan.remove.iter().map(|removal| removal.path.as_str()).collect::<Vec<_>>(), ["c/index.html"]);
}
