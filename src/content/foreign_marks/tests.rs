//! Marks of other tools, each with what is said of it.

use super::super::tests::findings;

#[test]
fn marks_of_other_tools_are_found_in_text_alone() {
    for (body, found) in [
        ("{{< video a.mp4 >}}\n", "foreign-mark 1:1 {{< video a.mp4 >}}"),
        ("a {{#quiz b.toml}}\n", "foreign-mark 1:3 {{#quiz b.toml}}"),
        ("{% include a.html %}\n", "foreign-mark 1:1 {% include a.html %}"),
        ("!!! note\n", "foreign-mark 1:1 !!! note"),
        ("a ==b c== d\n", "foreign-mark 1:3 ==b c=="),
        ("a == b and c == d\n", ""),
        ("A^[note].\n", "foreign-mark 1:2 ^[note]"),
        ("See [form](My form.pdf).\n", "foreign-mark 1:10 ](My form.pdf)"),
        ("See [[Page]].\n", "foreign-mark 1:5 [[Page]]"),
        ("| a |\n|---|\n| b |\n\n: caption\n", "foreign-mark 5:1 : caption"),
        ("a\n: b\n", ""),
        ("`{{a}}` \\{{b}} [a](b.md)\n\n```\n{% c %}\n```\n", ""),
        ("{{{{{\n", ""),
        ("> [!INFO]\n> a\n", "foreign-mark 1:3 [!INFO]"),
        ("##Heading\n\na\n", "foreign-mark 1:1 ##Heading"),
        ("a\n\n###Ärger\n", "foreign-mark 3:1 ###Ärger"),
        ("## Heading\n\n#tag\n\n##2\n\n```\n##a\n```\n", ""),
        ("| a | b |\n| 1 | 2 |\n| 3 | 4 |\n", "foreign-mark 1:1 | a | b |"),
        ("| a | b |\n| --- |\n| 1 | 2 |\n", "foreign-mark 1:1 | a | b |"),
        ("| a \\| b |\n| --- | --- |\n| 1 | 2 |\n", "foreign-mark 1:1 | a \\| b |"),
        ("H~2~O and x^2^ and ~30 min, ~40 min, a ^ b ^ c\n", "foreign-mark 1:12 ^2^, foreign-mark 1:2 ~2~"),
        ("See [the page] (a.md) and [1] (Smith).\n", "foreign-mark 1:14 ] (a.md)"),
        (
            "See [the page][nowhere], ![it][], a[ii][jj] and [x][y].\n",
            "foreign-mark 1:14 ][nowhere], foreign-mark 1:30 ][]",
        ),
        ("[a][b] [c][] [c]\n\n[b]: <a.md>\n[c]: <b.md>\n", ""),
        ("[TOC]\n\nAs [TOC] says.\n", "foreign-mark 1:1 [TOC]"),
        ("[words]{.big} and set]{a}\n", "foreign-mark 1:7 ]{.big}"),
        ("{#place .wide}\n", "foreign-mark 1:1 {#place .wide}"),
        ("a\n\n*[HTML]: words\n", "foreign-mark 3:1 *[HTML]: words"),
        ("a {++new++} b\n\n\\newpage\n", "foreign-mark 1:3 {++new++}, foreign-mark 3:1 \\newpage"),
        ("Table: here\n\na\n\n| a |\n|---|\n| b |\n\nTable: words\n", "foreign-mark 9:1 Table: words"),
        ("![a](b.png =100x20)\n", "foreign-mark 1:4 ](b.png =100x20)"),
        ("| a \\| b |\n| --- |\n| 1 |\n", ""),
        ("| a | b |\n| - | - |\n| 1 | 2 |\n\n```\n| a |\n| b |\n```\n", ""),
    ] {
        assert_eq!(findings(body).join(", "), found, "{body}");
    }
}

#[test]
fn so_are_emoji_roles_commands_and_attributes() {
    for (body, found) in [
        (
            "I am :smile: at 10:30:45, a::b::c, :+1: and \\:x: `:y:`\n",
            "foreign-mark 1:36 :+1:, foreign-mark 1:6 :smile:",
        ),
        ("See {doc}`page` and :ref:`here`, and {x}`y`.\n", "foreign-mark 1:21 :ref:, foreign-mark 1:5 {doc}"),
        ("a\n\n.. note:: b\n", "foreign-mark 3:1 .. note:: b"),
        ("In \\textbf{bold} as \\ref{a} has it.\n", "foreign-mark 1:21 \\ref{a}, foreign-mark 1:4 \\textbf{bold}"),
        ("It is $\\text{a}$.\n", ""),
        (
            "An ++ins++, ||spoiler||, %%a note%%, C++ and C++, a || b, 5%%.\n",
            "foreign-mark 1:13 ||spoiler||, foreign-mark 1:4 ++ins++, hidden-foreign 1:26 %%a note%%",
        ),
        ("@[youtube](https://a.example)\n", "foreign-mark 1:1 @["),
        (
            "{!file.md!} and ${title} and {...} and words {.lead}\n",
            "foreign-mark 1:1 {!file.md!}, foreign-mark 1:17 ${title}, foreign-mark 1:46 {.lead}",
        ),
        (
            "=== \"Tab\"\n\n/// note\n\n--8<-- \"a.md\"\n",
            "foreign-mark 1:1 === \"Tab\", foreign-mark 3:1 /// note, foreign-mark 5:3 8<-- \"a.md\"",
        ),
        (
            "import A from './a'\n\nimport goods from abroad\n\nexport const b = 1\n",
            "foreign-mark 1:1 import A from './a', foreign-mark 5:1 export const b = 1",
        ),
        ("As @fig-one shows, and @sec-two.\n", "foreign-mark 1:24 @sec-two, foreign-mark 1:4 @fig-one"),
        ("As [@key; p. 4] says, and \\[@key; p. 4].\n", "citation-form 1:4 [@key; p. 4]"),
        (
            "[a](b.md){.button} and [c](d.md){target=\"_blank\"}, f(x){y}\n",
            "foreign-mark 1:10 {.button}, foreign-mark 1:33 {target=\"_blank\"}",
        ),
        ("[[toc]] and [[_TOC_]]\n", "foreign-mark 1:1 [[toc]], foreign-mark 1:13 [[_TOC_]]"),
    ] {
        assert_eq!(findings(body).join(", "), found, "{body}");
    }
}

#[test]
fn many_bytes_at_once_are_asked_for_the_beginnings() {
    // The searcher for this (Teddy) takes no more.
    assert!(super::openings::WITHIN.len() <= 64, "{}", super::openings::WITHIN.len());
}
