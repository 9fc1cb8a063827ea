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

#[test]
fn what_a_list_of_attributes_hides_is_a_comment_and_told() {
    for (text, expected) in [
        ("Text.\n\nSECRET\nb\n{: .hidden}\n\nMore.\n", "Text.\n\n<!--\nSECRET\nb\n-->\n\n\nMore."),
        ("> SECRET\n{: .x .hidden}\n", "<!-- SECRET -->"),
        ("a\n\n{: style=\"display : none\"}\nSECRET\n\nb\n", "a\n\n<!-- SECRET -->\n\n\nb"),
        ("~~~\nSECRET\n\nb\n~~~\n{: .hidden}\n", "<!--\n~~~\nSECRET\n\nb\n~~~\n-->"),
        ("a\n\n* SECRET\n\n* b\n  c\n{: .hidden}\n", "a\n\n<!--\n* SECRET\n\n* b\n  c\n-->"),
    ] {
        let made = imported(&[
            ("_config.yml", CONFIG),
            ("_episodes/intro.md", &format!("---\ntitle: Intro\n---\n\n{text}")),
            ("_episodes/next.md", "---\ntitle: Next\n---\n\nText.\n"),
        ]);
        let (page, said) = (page_of(&made, "01-the-shell/01-intro.md"), said_of(&made));
        assert!(page.contains(expected), "{page}");
        assert!(said.contains("intro.md:") && said.contains("a text that is not shown: a comment"), "{said}");
    }
}

/// A page of the older style, and what was said of the whole.
fn older(text: &str) -> (String, String) {
    let made = imported(&[
        ("_config.yml", CONFIG),
        ("index.md", "---\ntitle: Home\n---\n\nText.\n"),
        ("_episodes/intro.md", &format!("---\ntitle: Intro\n---\n\n{text}")),
        ("_episodes/next.md", "---\ntitle: Next\n---\n\nText.\n"),
        ("fig/a.svg", "<svg/>"),
    ]);
    (page_of(&made, "01-the-shell/01-intro.md"), said_of(&made))
}

#[test]
fn figures_are_included_with_what_they_say() {
    let figure = "::: figure\n![a tree of folders](a.svg){width=60%}\n\nA *tree*\n:::\n";
    let text = "{% include figure.html url=\"\" max-width=\"60%\"\n   file=\"/fig/a.svg\"\n   alt=\"a tree of\n   folders\" caption=\"A *tree*\" %}\n\nText.\n";
    let (page, said) = older(text);
    assert!(page.contains(figure) && !said.contains("include"), "{page}{said}");
    let (page, _) =
        older("> ## Try\n> {% include figure.html file=\"../fig/a.svg\"\n>    alt=\"a tree\" %}\n{: .challenge}\n");
    assert!(page.contains("::: exercise\n## Try\n![a tree](a.svg)\n:::\n"), "{page}");
    let (_, said) = older("{% include figures.html %}\n");
    assert!(said.contains("`{% include figures.html %}`: left out"), "{said}");
}

#[test]
fn code_in_a_list_has_its_language_and_links_without_an_address_are_words() {
    let (page, said) =
        older("* ~~~\n  ls\n  ~~~\n  {: .language-bash}\n\nSee [this]() and [home]({{ page.root }}/).\n");
    assert!(page.contains("* ~~~bash\n  ls\n  ~~~\n"), "{page}");
    assert!(page.contains("See this and [home](../_index.md)."), "{page}");
    assert!(said.contains("a link without an address: its words were kept"), "{said}");
}

#[test]
fn words_of_pictures_may_hold_quotation_marks_and_tables_may_be_grids() {
    let text = "---\ntitle: Intro\n---\n\n![](fig/a.svg){alt='the repository\\'s URL' .x}\n\n+---+---+\n| A | B |\n+===+===+\n| c | d |\n+---+---+\n";
    let (page, _) = page(text);
    assert!(page.contains("![the repository's URL](fig/a.svg)"), "{page}");
    assert!(page.contains("| A | B |\n| --- | --- |\n| c | d |\n"), "{page}");
}

#[test]
fn links_stand_where_all_who_read_them_have_the_page() {
    let made = imported(&[
        ("config.yaml", CONFIG),
        (
            "episodes/intro.md",
            "---\ntitle: Intro\n---\n\n[Notes](../instructors/notes.md) and [next](next.Rmd).\n\n::: instructor\n[Notes](../instructors/notes.md) and [next](next.Rmd).\n:::\n\n[Notes](../instructors/notes.md) again.\n",
        ),
        ("episodes/next.Rmd", "---\ntitle: Next\ndraft: true\n---\n\n[Intro](intro.md).\n"),
        ("instructors/notes.md", "---\ntitle: Notes\n---\n\n[Next](../episodes/next.Rmd), [notes](notes.md).\n"),
    ]);
    let intro = page_of(&made, "01-the-shell/01-intro.md");
    let expected =
        "Notes and next.\n\n::: facilitator\n[Notes](../02-instructors/01-notes.md) and next.\n:::\n\nNotes again.";
    assert!(intro.contains(expected), "{intro}");
    assert!(page_of(&made, "01-the-shell/02-next.md").contains("[Intro](01-intro.md)"));
    assert!(page_of(&made, "02-instructors/01-notes.md").contains("Next, [notes](01-notes.md)."));
}
