//! Whether somebody could be known by the course, and by the finished site.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::check::Withheld;
use crate::check::privacy::denied::{self, DeniedInSite};
use crate::check::privacy::{Known, Weighing};
use crate::config::SiteConfig;
use crate::course::Course;
use crate::diagnostic::{Code, FoundIn, Outcome};
use crate::input::Inputs;
use crate::site::Inspection;
use crate::source::{CoursePath, Digest};

use super::{BuildOptions, Memo, digest, kept};

/// Whether somebody could be known by what pages say.
pub(super) fn check(config: &SiteConfig, options: &BuildOptions, memo: &mut Memo, changed: &[CoursePath]) {
    let Memo { terms, references, known, privacy, pages, findings, .. } = memo;
    let key = Digest::of_value(&(digest(terms.as_ref()), digest(references.as_ref()), &config.course.authors));
    let known = kept(known, key, || {
        let (no_terms, no_references) = (BTreeMap::new(), BTreeMap::new());
        let terms = terms.as_ref().map_or(&no_terms, |kept| &*kept.value);
        let references = references.as_ref().map_or(&no_references, |kept| &*kept.value);
        Outcome::clean(Known::of(references, terms, &config.course.authors))
    });
    let host =
        config.base_url.as_ref().and_then(|url| url.origin.split("//").nth(1)).map(|host| host.replace('.', " "));
    let weighing =
        Weighing { privacy: &config.privacy, known: &known.value, host: host.as_deref(), today: options.today };
    privacy.check(&weighing, changed.iter().map(|path| pages.scan(path)), || pages.scans(), findings);
}

/// What looks at each file of the site: for what is withheld, and for terms of the deny list. Where a source holds one, that
/// is said already.
pub(super) fn inspections(inputs: &Inputs, course: &Arc<Course>, memo: &mut Memo) -> Vec<Arc<dyn Inspection>> {
    let denied = memo.deny_list.as_ref().map(|list| denied::in_sources(inputs, list)).unwrap_or_default();
    memo.findings.put(FoundIn::Whole("deny list"), denied.into());
    let mut inspections: Vec<Arc<dyn Inspection>> = vec![Arc::new(Withheld::of(course))];
    if let Some(list) = &memo.deny_list {
        let is_said = memo.findings.iter().any(|finding| finding.code == Code::PrivacyDeniedTerm);
        inspections
            .extend((!is_said).then(|| Arc::new(DeniedInSite { list: Arc::clone(list) }) as Arc<dyn Inspection>));
    }
    inspections
}
