//! What hosts refuse to take: more files than so many, or larger ones. It is said before they do.

/// What a host takes, as its documentation said in 2026.
struct Limit {
    host: &'static str,
    /// How many files a site may have.
    files: Option<usize>,
    /// How large one may be, in bytes.
    file: Option<u64>,
    /// How large all may be together, in bytes.
    all: Option<u64>,
}

const LIMITS: [Limit; 2] = [
    Limit { host: "Cloudflare Pages", files: Some(20_000), file: Some(25 << 20), all: None },
    Limit { host: "GitHub Pages", files: None, file: None, all: Some(1_000_000_000) },
];

/// What some host would refuse of a site with these files and their sizes in bytes: a sentence each.
pub(crate) fn exceeded<'p>(files: impl IntoIterator<Item = (&'p str, u64)>) -> Vec<String> {
    let (mut count, mut all, mut largest) = (0, 0, ("", 0));
    for (path, size) in files {
        count += 1;
        all += size;
        if size > largest.1 {
            largest = (path, size);
        }
    }
    let mut said = Vec::new();
    for Limit { host, files, file, all: together } in LIMITS {
        if let Some(most) = files.filter(|most| count > *most) {
            said.push(format!("{host} takes {most} files, and the site has {count}"));
        }
        if let Some(most) = file.filter(|most| largest.1 > *most) {
            let (path, size) = largest;
            said.push(format!("{host} takes files of {}, and `{path}` has {}", megabytes(most), megabytes(size)));
        }
        if let Some(most) = together.filter(|most| all > *most) {
            said.push(format!("{host} takes sites of {}, and this one has {}", megabytes(most), megabytes(all)));
        }
    }
    said
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

    #[test]
    fn what_a_host_takes_is_not_spoken_of() {
        assert_eq!(exceeded([("film.mp4", 25 << 20), ("index.html", 5)]), Vec::<String>::new());
        assert_eq!(exceeded((0..20_000).map(|_| ("index.html", 1))), Vec::<String>::new());
    }

    #[test]
    fn what_it_refuses_is() {
        assert_eq!(
            exceeded([("index.html", 5), ("film.mp4", 26_400_000)]),
            ["Cloudflare Pages takes files of 26.3 MB, and `film.mp4` has 26.4 MB"]
        );
        assert_eq!(
            exceeded((0..20_001).map(|_| ("a", 50_000))),
            [
                "Cloudflare Pages takes 20000 files, and the site has 20001",
                "GitHub Pages takes sites of 1000 MB, and this one has 1000.1 MB"
            ]
        );
    }
}
