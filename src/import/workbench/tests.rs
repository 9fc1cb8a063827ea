use std::collections::BTreeMap;

use crate::import::{Format, Imported, Source, import};

fn imported(files: &[(&str, &str)]) -> Imported {
    let files: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let source = Source::in_memory("lesson", files, true);
    assert_eq!(Format::of(&source), Some(Format::Workbench));
    import(&[source], None)
}

const CONFIG: &str =
    "title: 'The shell'\nlicense: 'CC-BY 4.0'\nlang: en\nepisodes:\n- intro.md\n- next.Rmd\nlearners:\ninstructors:\n";

fn page(text: &str) -> (String, String) {
    let made = imported(&[
        ("config.yaml", CONFIG),
        ("episodes/intro.md", text),
        ("episodes/next.Rmd", "---\ntitle: Next\n---\n\nText.\n"),
        ("learners/setup.md", "---\ntitle: Setup\n---\n\nInstall it.\n"),
        ("episodes/fig/a.svg", "<svg/>"),
        ("episodes/data/a.dat", "x"),
    ]);
    assert!(made.faults.is_empty(), "{:?}", made.faults);
    let said = made
        .remarks
        .iter()
        .map(|remark| format!("{}: {}; {}", remark.place, remark.what, remark.instead))
        .collect::<Vec<_>>()
        .join("\n");
    (String::from_utf8(made.content["01-the-shell/01-intro.md"].clone()).expect("pages are UTF-8"), said)
}

#[test]
fn containers_have_their_titles_and_objectives_go_to_the_head() {
    let text = "---\ntitle: Intro\nteaching: 10\nexercises: 5\n---\n\n:::::: objectives\n\n- Say *what*\n  it is.\n\n::::::\n\n::: questions\n- Why?\n:::\n\n:::: callout\n\n## The `ls` command\n\nIt lists.\n\n::::\n\n::: challenge\n\n## Try\n\nDo it.\n\n:::: solution\n\nDone.\n\n::::\n:::\n\n::: instructor\nTell them.\n:::\n";
    let (page, _) = page(text);
    let expected = "---\ntitle: \"Intro\"\nduration: 15\nobjectives:\n  - id: 01-the-shell-01-intro-1\n    text: \"Say what it is.\"\n---\n\n::: note {title=\"Questions\"}\n- Why?\n:::\n\n::: note\n\n## The `ls` command\n\nIt lists.\n\n:::\n\n::: exercise\n\n## Try\n\nDo it.\n\n::: solution\n\nDone.\n\n:::\n:::\n\n::: facilitator\nTell them.\n:::\n";
    assert_eq!(page, expected);
}

#[test]
fn links_pictures_and_files_have_their_new_places() {
    let text = "---\ntitle: Intro\n---\n\nSee [next](next.html#x), [setup](../learners/setup.md), [data](data/a.dat) and [gone](gone.md).\n\n![A tree](fig/a.svg){alt='a tree of folders' width='50%'}\n\n![](fig/a.svg){alt=\"only words\"}\n";
    let (page, said) = page(text);
    assert!(page.contains("[setup](../02-more/01-setup.md), [data](data/a.dat) and gone."), "{page}");
    assert!(
        page.contains(
            "::: figure\n![a tree of folders](fig/a.svg){width=50%}\n\nA tree\n:::\n\n![only words](fig/a.svg)"
        ),
        "{page}"
    );
    assert!(said.contains("a link to `gone.md`") && said.contains("license: CC-BY 4.0"), "{said}");
}

#[test]
fn the_older_style_of_quotations_is_understood() {
    let text = "---\ntitle: Intro\nquestions:\n- \"Why?\"\nkeypoints:\n- \"So.\"\n---\n\n> ## Try\n> Do it.\n>\n> > ## Answer\n> > Done.\n> {: .solution}\n{: .challenge}\n\n~~~\nls\n~~~\n{: .language-bash}\n\n{% include x.html %}\n";
    let (page, said) = page(text);
    assert!(page.contains("::: exercise\n## Try\nDo it.\n\n\n::: solution\n## Answer\nDone.\n:::\n"), "{page}");
    assert!(page.contains("~~~bash\nls\n~~~"), "{page}");
    assert!(page.contains("{title=\"Questions\"}\n- Why?") && page.contains("::: key-points\n- So.\n:::"), "{page}");
    assert!(said.contains("{% include x.html %}"), "{said}");
}

#[test]
fn chunks_of_r_are_shown_or_told() {
    let text = "---\ntitle: Intro\n---\n\n```{r setup, include=FALSE}\nlibrary(x)\n```\n\n```{r, purl=FALSE}\n1 + 1\n```\n\nThere are `r nrow(x)` rows.\n\n::::: strange\nText.\n:::::\n";
    let (page, said) = page(text);
    assert!(page.ends_with("---\n\n```r\n1 + 1\n```\n\nThere are `nrow(x)` rows.\n\nText.\n"), "{page}");
    assert!(
        said.contains("lesson/episodes/intro.md:5: code that is run and not shown")
            && said.contains("the container `strange`"),
        "{said}"
    );
}
