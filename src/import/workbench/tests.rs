//! Lessons of the Carpentries, each with the pages that they become.

use std::collections::BTreeMap;

use crate::import::testing::{import, page as page_of, said as said_of};
use crate::import::{Format, Imported, Source};

fn imported(files: &[(&str, &str)]) -> Imported {
    let files: BTreeMap<String, Vec<u8>> =
        files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect();
    let source = Source::in_memory("lesson", files, true);
    assert_eq!(Format::of(&source), Some(Format::Workbench));
    import(&[source])
}

const CONFIG: &str = "title: 'The shell'\nlicense: 'CC-BY 4.0'\ncontact: team@example.org\nkeywords: shell\nlang: en\nepisodes:\n- intro.md\n- next.Rmd\nlearners:\ninstructors:\n";

fn page(text: &str) -> (String, String) {
    let made = imported(&[
        ("config.yaml", CONFIG),
        ("episodes/intro.md", text),
        ("episodes/next.Rmd", "---\ntitle: Next\n---\n\nText.\n"),
        ("learners/setup.md", "---\ntitle: Setup\n---\n\nInstall it.\n"),
        ("episodes/fig/a.svg", "<svg/>"),
        ("episodes/data/a.dat", "x"),
    ]);
    (page_of(&made, "01-the-shell/01-intro.md"), said_of(&made))
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
    assert!(page.contains("[setup](../02-learners/01-setup.md), [data](data/a.dat) and gone."), "{page}");
    assert!(
        page.contains(
            "::: figure\n![a tree of folders](fig/a.svg){width=50%}\n\nA tree\n:::\n\n![only words](fig/a.svg)"
        ),
        "{page}"
    );
    assert!(said.contains("a link to `gone.md`") && said.contains("keywords: shell"), "{said}");
    assert!(!said.contains("license") && !said.contains("contact"), "{said}");
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
        said.contains("lesson/episodes/intro.md:5:1: warning[import-no-counterpart]: code that is run and not shown")
            && said.contains("the container `strange`"),
        "{said}"
    );
}

#[test]
fn pages_for_instructors_are_for_facilitators_and_learners_get_no_link_to_them() {
    let made = imported(&[
        ("config.yaml", CONFIG),
        ("index.md", "---\ntitle: Home\n---\n\nRead [the notes](instructors/notes.md).\n"),
        ("episodes/intro.md", "---\ntitle: Intro\n---\n\nSee [notes](../instructor/notes.html).\n"),
        ("episodes/next.Rmd", "---\ntitle: Next\n---\n\nText.\n"),
        (
            "instructors/notes.md",
            "---\ntitle: Notes\n---\n\nSay [this](../episodes/intro.md) first, [again][a].\n\n[a]: intro.html\n",
        ),
        ("profiles/learner-profiles.md", "---\ntitle: Profiles\n---\n\nAda.\n"),
    ]);
    let notes = page_of(&made, "02-instructors/02-notes.md");
    assert!(
        notes.starts_with(
            "---\ntitle: \"Notes\"\nfacilitator: true\n---\n\nSay [this](../01-the-shell/01-intro.md) first"
        ),
        "{notes}"
    );
    assert!(page_of(&made, "02-instructors/_index.md").contains("facilitator: true"));
    assert!(page_of(&made, "02-instructors/01-learner-profiles.md").contains("facilitator: true"));
    assert!(page_of(&made, "_index.md").contains("Read the notes."));
    assert!(page_of(&made, "01-the-shell/01-intro.md").contains("See notes."));
    let said = said_of(&made);
    assert!(said.contains("lesson/index.md:5:18: ") && said.contains("which is for who teaches"), "{said}");
}

#[test]
fn breaks_of_one_name_have_addresses_of_their_own() {
    let made = imported(&[
        ("config.yaml", "title: L\nlang: de\nepisodes:\n- 01-pause.md\n- 02-pause.md\n"),
        ("episodes/01-pause.md", "---\ntitle: Pause\n---\n\n::: prereq\n\nNichts.\n\n:::\n"),
        ("episodes/02-pause.md", "---\ntitle: Pause\n---\n\nText.\n"),
    ]);
    assert!(made.content.contains_key("01-l/02-pause-2.md"), "{:?}", made.content.keys());
    assert!(page_of(&made, "01-l/01-pause.md").contains("::: note {title=\"Voraussetzungen\"}"));
}

#[test]
fn attributes_of_pictures_may_go_over_lines_and_captions_hold_links() {
    let text = "---\ntitle: Intro\n---\n\n![A [tree](https://e.x/a)](fig/a.svg){alt='folders'\nwidth='600px' .shadow}\n\nText.\n";
    let (page, _) = page(text);
    let expected = "::: figure\n![folders](fig/a.svg){width=600}\n\nA [tree](https://e.x/a)\n:::\n\nText.";
    assert!(page.contains(expected), "{page}");
}

#[test]
fn licence_and_contact_stand_in_the_configuration() {
    let made = |contact: &str| {
        let config = CONFIG.replace("team@example.org", contact);
        imported(&[("config.yaml", &config), ("episodes/intro.md", "---\ntitle: Intro\n---\n\nText.\n")])
    };
    let site = made("team@example.org").site;
    assert!(
        site.ends_with("[course]\nlicence = \"CC-BY 4.0\"\nfeedback = \"mailto:team@example.org?subject={title}\"\n"),
        "{site}"
    );
    let other = made("ask the team");
    assert!(!other.site.contains("feedback") && said_of(&other).contains("contact: ask the team"), "{}", other.site);
}

#[test]
fn code_that_is_left_open_ends_with_the_page() {
    let (page, said) = page("---\ntitle: Intro\n---\n\n::: challenge\n~~~~bash\nls\n:::\n");
    assert!(page.ends_with("::: exercise\n~~~~bash\nls\n:::\n~~~~\n:::\n"), "{page}");
    assert!(said.contains("code that is not closed"), "{said}");
}

#[test]
fn what_the_older_style_withholds_is_withheld() {
    let made = imported(&[
        ("_config.yml", "title: L\ncarpentry: swc\n"),
        ("index.md", "---\ntitle: Home\n---\n\nSee [guide](_extras/guide.md), [b](_episodes/02-b.md).\n"),
        (
            "_episodes/01-a.md",
            "---\ntitle: A\n---\n\nOne.\n\n{% comment %}\n::: objectives\n- SECRET\n:::\n{% endcomment %}\n\n{::comment}SECRET{:/comment}\n\nSECRET\n{: .hidden}\n\n> SECRET\n{: style=\"display: none\"}\n\nTwo <span hidden>SECRET</span>.\n",
        ),
        ("_episodes/02-b.md", "---\ntitle: B\npublished: false\n---\n\nB.\n"),
        ("_extras/guide.md", "---\ntitle: Notes\n---\n\nSay this.\n"),
        ("_extras/more.md", "---\ntitle: Instructor Notes\nhidden: true\n---\n\nSay that.\n"),
        ("_extras/about.md", "---\ntitle: About\n---\n\nAbout.\n"),
    ]);
    let a = page_of(&made, "01-l/01-a.md");
    let shown = regex::Regex::new("(?s)<!--.*?-->").expect("it is an expression").replace_all(&a, "");
    assert!(!shown.contains("SECRET") && a.matches("SECRET").count() == 5 && a.contains("<!--\n::: objectives"), "{a}");
    assert!(page_of(&made, "01-l/02-b.md").contains("draft: true"));
    assert!(page_of(&made, "03-instructors/01-guide.md").contains("facilitator: true"), "{:?}", made.content.keys());
    let more = page_of(&made, "03-instructors/02-more.md");
    assert!(more.contains("facilitator: true\ndraft: true"), "{more}");
    assert!(!page_of(&made, "02-learners/01-about.md").contains("facilitator"));
    assert!(page_of(&made, "_index.md").contains("See guide, b."));
    let said = said_of(&made);
    for expected in ["02-b.md:3:1", "`published: false`, by which", "01-a.md:7:1", "a comment of Liquid", "of kramdown"]
    {
        assert!(said.contains(expected), "{expected}: {said}");
    }
}

#[test]
fn what_the_workbench_withholds_is_withheld() {
    let text = "---\ntitle: Intro\ndraft: true\n---\n\n<!--\n::: objectives\n- SECRET\n:::\n-->\n\n::: {.hidden}\nTwo.\n:::\n\nA [SECRET]{.d-none}.\n\n::: strange\nx\n:::\n";
    let (page, said) = page(text);
    assert!(page.starts_with("---\ntitle: \"Intro\"\ndraft: true\n---\n\n<!--\n::: objectives\n- SECRET"), "{page}");
    assert!(page.contains("::: facilitator\nTwo.\n:::\n\nA <!-- SECRET -->."), "{page}");
    assert!(said.contains("intro.md:18:1: ") && said.contains("words of a class that is not shown"), "{said}");
}
