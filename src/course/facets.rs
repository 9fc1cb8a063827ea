//! What rules, lists and other pages read of a page, as digests and counts: after an edit, what goes by a digest that is as it was need
//! not be found again, however large the course is.

use crate::input::FileRole;
use crate::input::roles::CONTENT;
use crate::source::{CoursePath, Digest, DigestSum, FileId};

use super::{AnswerKeys, Block, Destination, FrontMatter, Known, Outline};

/// One page's part in the digests of a course. Nothing of it depends on where in the file something stands, unless it says so.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Facets {
    /// Places that a link can lead to, and those of them that are numbered.
    pub anchors: DigestSum,
    /// Where links lead.
    pub links: DigestSum,
    /// Works that are cited, also in parts left out of this edition.
    pub works: DigestSum,
    /// Objectives that questions serve.
    pub served: DigestSum,
    /// What marks on turns name, in their order.
    pub marks: DigestSum,
    /// Files that only parts left out of this edition name.
    pub withheld: DigestSum,
    /// Whether there are questions, and citations in this edition.
    pub holds: DigestSum,
    /// Objectives that pages teach, and what puts these pages before or behind others of their modules.
    pub taught: DigestSum,
    /// Pictures, films and recordings that pages show or play.
    pub shown: DigestSum,
    /// Pages outside every module.
    pub standalone: DigestSum,
    /// Right options of questions that are not shuffled: their place among the options and the question's in the file.
    pub right_places: DigestSum,
    /// Origins that are asked for films and recordings, and files with captions.
    pub media: DigestSum,
    /// How often the surface of options gives away which are right.
    pub answer_keys: AnswerKeys,
}

impl Facets {
    /// The facets of the page in this file.
    pub(crate) fn of(path: &CoursePath, front: &FrontMatter, blocks: &[Block], outline: &Outline) -> Self {
        let file = FileId::of(path);
        let ids: Vec<&str> = outline.anchors.ids().collect();
        let links: Vec<&Destination> = outline.links.iter().map(|link| &link.destination).collect();
        let withheld: Vec<&CoursePath> = outline.withheld_files().collect();
        let shown = outline.links.iter().filter(|link| link.embedded);
        let shown: Vec<&Destination> = shown.map(|link| &link.destination).collect();
        let works: Vec<&str> = outline.works().collect();
        let served: Vec<&str> = outline.objectives.iter().map(|(id, _)| id.as_str()).collect();
        let marks: Vec<(&str, bool)> =
            outline.marks.iter().map(|turn| (turn.mark.value.as_str(), turn.is_sought)).collect();
        let taught: Vec<_> = front.objectives.iter().map(|objective| &objective.id).collect();
        let is_taught = !taught.is_empty() || front.known != Known::All;
        let is_standalone = path.folder() == CONTENT && FileRole::of(path) != FileRole::Index;
        let holds = (outline.items > 0, !outline.citations.is_empty());
        Self {
            anchors: facet(file, (!ids.is_empty()).then_some((ids, &outline.numbered))),
            links: facet(file, (!links.is_empty()).then_some(links)),
            works: facet(file, (!works.is_empty()).then_some(works)),
            served: facet(
                file,
                (!served.is_empty() || outline.serves_unknown).then_some((served, outline.serves_unknown)),
            ),
            marks: facet(file, (!marks.is_empty()).then_some(marks)),
            withheld: facet(file, (!withheld.is_empty()).then_some(withheld)),
            holds: facet(file, (holds != (false, false)).then_some(holds)),
            taught: facet(file, is_taught.then_some((taught, front.order, front.known))),
            shown: facet(file, (!shown.is_empty()).then_some(shown)),
            standalone: facet(file, is_standalone.then_some(())),
            right_places: facet(file, (!outline.right_places.is_empty()).then_some(&outline.right_places)),
            media: facet(file, has_media(outline).then_some((&outline.players, &outline.captions))),
            answer_keys: AnswerKeys::of(blocks),
        }
    }

    /// Those of a course with this page.
    pub(crate) fn add(&mut self, page: &Self) {
        self.each(page, DigestSum::add);
        self.answer_keys.add(&page.answer_keys);
    }

    /// Those of a course without this page.
    pub(crate) fn remove(&mut self, page: &Self) {
        self.each(page, DigestSum::remove);
        self.answer_keys.remove(&page.answer_keys);
    }

    fn each(&mut self, page: &Self, change: impl Fn(&mut DigestSum, DigestSum)) {
        let Self {
            anchors,
            links,
            works,
            served,
            marks,
            withheld,
            holds,
            taught,
            shown,
            standalone,
            right_places,
            media,
            answer_keys: _,
        } = page;
        change(&mut self.anchors, *anchors);
        change(&mut self.links, *links);
        change(&mut self.works, *works);
        change(&mut self.served, *served);
        change(&mut self.marks, *marks);
        change(&mut self.withheld, *withheld);
        change(&mut self.holds, *holds);
        change(&mut self.taught, *taught);
        change(&mut self.shown, *shown);
        change(&mut self.standalone, *standalone);
        change(&mut self.right_places, *right_places);
        change(&mut self.media, *media);
    }
}

fn has_media(outline: &Outline) -> bool {
    !outline.players.is_empty() || !outline.captions.is_empty()
}

/// Nothing for a page that has nothing of the kind: a sum over such pages is that over none.
fn facet(file: FileId, value: Option<impl std::hash::Hash>) -> DigestSum {
    value.map_or_else(DigestSum::default, |value| DigestSum::of(Digest::of_value(&(file, value))))
}
