//! What hosts refuse to take: more files than so many, larger ones, or rules that they do not read. It is said before they do.

use std::collections::BTreeMap;

use crate::course::reserved::{HEADERS, REDIRECTS};

/// What a host takes, as its documentation said in 2026.
#[derive(Default)]
struct Limit {
    host: &'static str,
    /// How many files a site may have.
    files: Option<usize>,
    /// How many files may lie in one folder.
    folder: Option<usize>,
    /// How large one may be, in bytes.
    file: Option<u64>,
    /// How large all may be together, in bytes.
    all: Option<u64>,
    /// What it reads of `_redirects` and of `_headers`.
    rules: [(&'static str, Rules); 2],
}

/// What a host reads of a file with rules.
#[derive(Clone, Copy, Default)]
struct Rules {
    /// How many rules.
    most: Option<usize>,
    /// Characters in one line.
    line: Option<usize>,
    /// Bytes in all.
    size: Option<usize>,
}

const ANY: Rules = Rules { most: None, line: None, size: None };

const LIMITS: [Limit; 3] = [
    // developers.cloudflare.com/pages/platform/limits, …/configuration/redirects and …/headers
    Limit {
        host: "Cloudflare Pages",
        files: Some(20_000),
        folder: None,
        file: Some(25 << 20),
        all: None,
        rules: [
            (REDIRECTS, Rules { most: Some(2000), line: Some(1000), size: Some(100_000) }),
            (HEADERS, Rules { most: Some(100), line: Some(2000), size: None }),
        ],
    },
    // docs.github.com, GitHub Pages limits, and large files in repositories
    Limit {
        host: "GitHub Pages",
        files: None,
        folder: None,
        file: Some(100 << 20),
        all: Some(1_000_000_000),
        rules: [(REDIRECTS, ANY), (HEADERS, ANY)],
    },
    // docs.netlify.com, site deploys and redirects
    Limit {
        host: "Netlify",
        files: None,
        folder: Some(54_000),
        file: None,
        all: None,
        rules: [(REDIRECTS, Rules { most: Some(10_000), line: None, size: None }), (HEADERS, ANY)],
    },
];

/// The files of a site, as far as limits concern them.
#[derive(Default)]
struct Measured<'p> {
    count: usize,
    all: u64,
    largest: (&'p str, u64),
    /// How many files each folder has.
    folders: BTreeMap<&'p str, usize>,
}

/// What some host would refuse of a site with these files and their sizes in bytes: a sentence each. `text` has what stands in a file.
pub(crate) fn exceeded<'p>(
    files: impl IntoIterator<Item = (&'p str, u64)>,
    text: impl Fn(&str) -> Option<String>,
) -> Vec<String> {
    let mut measured = Measured::default();
    for (path, size) in files {
        measured.count += 1;
        measured.all += size;
        if size > measured.largest.1 {
            measured.largest = (path, size);
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        *measured.folders.entry(folder).or_default() += 1;
    }
    let rules = [REDIRECTS, HEADERS].map(|file| text(file).unwrap_or_default());
    let mut said = Vec::new();
    for limit in &LIMITS {
        limit.of_files(&measured, &mut said);
        for ((file, most), text) in limit.rules.iter().zip(&rules) {
            said.extend(most.exceeded(limit.host, file, text));
        }
    }
    said
}

impl Limit {
    fn of_files(&self, measured: &Measured<'_>, said: &mut Vec<String>) {
        let Measured { count, all, largest: (path, size), folders } = measured;
        let host = self.host;
        if let Some(most) = self.files.filter(|most| count > most) {
            said.push(format!("{host} takes {most} files, and the site has {count}"));
        }
        let largest = folders.iter().max_by_key(|(_, files)| **files);
        if let Some((most, (folder, files))) = self.folder.zip(largest).filter(|(most, (_, files))| *files > most) {
            let folder = if folder.is_empty() { "the folder of the site" } else { folder };
            said.push(format!("{host} takes {most} files in one folder, and `{folder}` has {files}"));
        }
        if let Some(most) = self.file.filter(|most| size > most) {
            said.push(format!("{host} takes files of {}, and `{path}` has {}", megabytes(most), megabytes(*size)));
        }
        if let Some(most) = self.all.filter(|most| all > most) {
            said.push(format!("{host} takes sites of {}, and this one has {}", megabytes(most), megabytes(*all)));
        }
    }
}

impl Rules {
    /// What is more than that in a file, whose rules begin at the start of a line and whose comments begin with `#`.
    fn exceeded(&self, host: &str, file: &str, text: &str) -> Vec<String> {
        let lines = || text.lines().filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
        let count = lines().filter(|line| !line.starts_with(' ')).count();
        let mut said = Vec::new();
        if let Some(most) = self.most.filter(|most| count > *most) {
            said.push(format!("{host} reads {most} rules of `{file}`, and it has {count}"));
        }
        if let Some(most) = self.size.filter(|most| text.len() > *most) {
            said.push(format!(
                "{host} reads {} kB of `{file}`, and it has {} kB",
                most / 1000,
                text.len().div_ceil(1000)
            ));
        }
        let longest = lines().map(|line| (line.chars().count(), line)).max_by_key(|(length, _)| *length);
        if let Some((most, (length, line))) = self.line.zip(longest).filter(|(most, (length, _))| length > most) {
            let begins: String = line.trim().chars().take(40).collect();
            said.push(format!(
                "{host} reads lines of {most} characters in `{file}`, and the one that begins with `{begins}` has {length}"
            ));
        }
        said
    }
}

/// In steps of a tenth, rounded up: what is over a limit does not read like the limit.
fn megabytes(bytes: u64) -> String {
    let tenths = bytes.div_ceil(100_000);
    if tenths.is_multiple_of(10) {
        format!("{} MB", tenths / 10)
    } else {
        format!("{}.{} MB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of<'p>(files: impl IntoIterator<Item = (&'p str, u64)>) -> Vec<String> {
        exceeded(files, |_| None)
    }

    #[test]
    fn what_a_host_takes_is_not_spoken_of() {
        assert_eq!(of([("film.mp4", 25 << 20), ("index.html", 5)]), Vec::<String>::new());
        assert_eq!(of((0..20_000).map(|_| ("index.html", 1))), Vec::<String>::new());
    }

    #[test]
    fn what_it_refuses_is() {
        assert_eq!(
            of([("index.html", 5), ("film.mp4", 26_400_000)]),
            ["Cloudflare Pages takes files of 26.3 MB, and `film.mp4` has 26.4 MB"]
        );
        assert_eq!(
            of((0..20_001).map(|_| ("a", 50_000))),
            [
                "Cloudflare Pages takes 20000 files, and the site has 20001",
                "GitHub Pages takes sites of 1000 MB, and this one has 1000.1 MB"
            ]
        );
        let many = of((0..54_001).map(|_| ("a/b", 1)));
        assert_eq!(many[1..], ["Netlify takes 54000 files in one folder, and `a` has 54001"]);
        let large = of([("film.mp4", 105_000_000)]);
        assert_eq!(large[1..], ["GitHub Pages takes files of 104.9 MB, and `film.mp4` has 105 MB"]);
    }

    #[test]
    fn rules_that_a_host_does_not_read_are_told() {
        let said = |file: &'static str, text: &str| exceeded([], |asked| (asked == file).then(|| text.to_owned()));
        let redirects = |count: usize| "/old/ /new/ 301\n".repeat(count);
        assert_eq!(said(REDIRECTS, &redirects(2000)), Vec::<String>::new());
        assert_eq!(
            said(REDIRECTS, &redirects(2001)),
            ["Cloudflare Pages reads 2000 rules of `_redirects`, and it has 2001"]
        );
        assert_eq!(said(REDIRECTS, &redirects(10_001)).len(), 3);
        let long = format!("/{} /new/ 301\n", "ü".repeat(1000));
        assert_eq!(
            said(REDIRECTS, &long),
            [format!(
                "Cloudflare Pages reads lines of 1000 characters in `_redirects`, and the one that begins with `/{}` has 1011",
                "ü".repeat(39)
            )]
        );
        let policy = format!("# by Attune\n/*\n  Content-Security-Policy: {}\n", "a".repeat(1973));
        assert_eq!(said(HEADERS, &policy), Vec::<String>::new());
        assert_eq!(said(HEADERS, &policy.replace("aaa", "aaaa")).len(), 1);
    }
}
