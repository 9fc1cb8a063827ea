//! Whether somebody could be known by the course, and by the finished site.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::assemble::SourcePage;
use crate::check::privacy::denied::{self, DeniedInSite};
use crate::check::privacy::embedded;
use crate::check::privacy::{Attachments, Known, ReviewedPage, Weighing, unused};
use crate::check::{BareSite, Withheld};
use crate::config::SiteConfig;
use crate::course::Course;
use crate::diagnostic::{Code, FoundIn, Outcome};
use crate::input::Inputs;
use crate::site::Inspection;
use crate::source::{CoursePath, Digest};

use super::{BuildOptions, Memo, build, digest, kept};

/// Whether somebody could be known by what pages say.
pub(super) fn check(
    config: &SiteConfig,
    options: &BuildOptions,
    memo: &mut Memo,
    (inputs, changed): (&Inputs, &[CoursePath]),
) {
    let (_, beside) = memo.files.beside_digests();
    memo.looked.update(&memo.files, inputs, (beside, config.privacy.strip_metadata));
    memo.findings.put(FoundIn::Whole("pictures"), memo.looked.refused());
    let strips = config.privacy.strip_metadata;
    let key = Digest::of_value(&(memo.files.beside_digests(), memo.files.digest(|_| true), strips));
    let pictures =
        kept(&mut memo.embedded, key, || Outcome { value: (), diagnostics: embedded::in_sources(inputs, strips) });
    memo.findings.put(FoundIn::Whole("embedded pictures"), Arc::clone(&pictures.diagnostics));
    let Memo { terms, references, known, privacy, pages, findings, looked, .. } = memo;
    let key = Digest::of_value(&(digest(terms.as_ref()), digest(references.as_ref()), &config.course.authors));
    let known = kept(known, key, || {
        let (no_terms, no_references) = (BTreeMap::new(), BTreeMap::new());
        let terms = terms.as_ref().map_or(&no_terms, |kept| &*kept.value);
        let references = references.as_ref().map_or(&no_references, |kept| &*kept.value);
        Outcome::clean(Known::of(references, terms, &config.course.authors))
    });
    let host = host(config);
    let context = (&*known.value, looked.told());
    let weighing = weighing(config, options, context, host.as_deref());
    let unused = if looked.told().is_empty() { Vec::new() } else { unused(looked.told(), pages.scans(), &known.value) };
    findings.put(FoundIn::Whole("attachments"), unused.into());
    privacy.check(&weighing, changed.iter().map(|path| pages.scan(path)), || pages.scans(), findings);
}

/// The host of `base_url`, in words.
fn host(config: &SiteConfig) -> Option<String> {
    config.base_url.as_ref().and_then(|url| url.origin.split("//").nth(1)).map(|host| host.replace('.', " "))
}

fn weighing<'a>(
    config: &'a SiteConfig,
    options: &BuildOptions,
    (known, attachments): (&'a Known, &'a Attachments),
    host: Option<&'a str>,
) -> Weighing<'a> {
    Weighing { privacy: &config.privacy, known, host, attachments, today: options.today }
}

/// The pages that a review of the last build is about: cases, and whatever else has case material or an exception.
pub(crate) fn reviewed(config: &SiteConfig, options: &BuildOptions, memo: &Memo) -> Vec<ReviewedPage> {
    let Some(known) = &memo.known else { return Vec::new() };
    let host = host(config);
    let context = (&*known.value, memo.looked.told());
    let weighing = weighing(config, options, context, host.as_deref());
    let page = |source: SourcePage<'_>| {
        let front = &source.parsed.front;
        let is_case = front.kind.as_ref().is_some_and(|(kind, _)| kind == "case");
        let case = front.case.clone().filter(|_| is_case);
        let (_, scan) = memo.pages.scan(source.path);
        let exceptions = scan.map(|scan| weighing.exceptions(source.file, scan)).unwrap_or_default();
        let is_meant = is_case || !exceptions.is_empty() || !source.parsed.exchanges.is_empty();
        is_meant.then(|| ReviewedPage {
            file: source.file,
            path: source.path.clone(),
            title: front.title.clone(),
            is_draft: front.draft && !options.drafts,
            is_case,
            case,
            exceptions,
        })
    };
    memo.pages.sources().filter_map(page).collect()
}

/// What looks at each file of the site: for what is withheld, and for terms of the deny list.
pub(super) fn inspections(
    (inputs, options): (&Inputs, &BuildOptions),
    course: &Arc<Course>,
    memo: &mut Memo,
) -> Vec<Arc<dyn Inspection>> {
    let files = (memo.files.beside_digests(), memo.files.digest(|_| true));
    let key = Digest::of_value(&(memo.deny_list.as_ref().map(|list| list.stamp()), files));
    let Memo { deny_list, references, denied, .. } = memo;
    let denied = kept(denied, key, || {
        let mut found = deny_list.as_ref().map(|list| denied::in_sources(inputs, list)).unwrap_or_default();
        if let (Some(list), Some(works), true) = (deny_list, references, found.is_empty()) {
            found = denied::in_works(&works.value, list);
        }
        Outcome { value: (), diagnostics: found }
    });
    memo.findings.put(FoundIn::Whole("deny list"), Arc::clone(&denied.diagnostics));
    let mut inspections: Vec<Arc<dyn Inspection>> = vec![Arc::new(
        Withheld::of(course).written_in(memo.findings.origins()).compared_with(bare(inputs, options, course)),
    )];
    if let (Some(list), Some(theme)) = (&memo.deny_list, &memo.theme) {
        let rule = DeniedInSite::new(Arc::clone(list), Arc::clone(course), Arc::clone(&theme.value));
        // It is an error wherever it is found.
        let has_errors = memo.findings.errors() > 0;
        let said = memo.findings.iter().filter(|finding| has_errors && finding.code == Code::PrivacyDeniedTerm);
        inspections.push(Arc::new(rule.beside(said.map(|finding| finding.place.clone()))));
    }
    inspections
}

/// Builds the site as it would be if nobody had written what this edition leaves out.
fn bare(inputs: &Inputs, options: &BuildOptions, course: &Arc<Course>) -> BareSite {
    let (inputs, options, course) = (inputs.clone(), options.clone(), Arc::clone(course));
    BareSite(Arc::new(move || {
        let mut inputs = inputs.clone();
        for path in &*course.left_out_paths {
            let why = if course.for_facilitators.contains(path) { "facilitator" } else { "draft" };
            // What is wrong with them is of no matter here.
            let _ = inputs.put(path.clone(), format!("---\ntitle: x\n{why}: true\n---\n").into_bytes());
        }
        build(&inputs, &options, &mut Memo::without_withheld()).site
    }))
}
