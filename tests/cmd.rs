//! The commands: each page in `tests/cmd` is documentation, and is run as it reads. Pages with a folder beside them run
//! their commands one after the other in a copy of it.

#[test]
fn commands_do_as_their_pages_say() {
    trycmd::TestCases::new().case("tests/cmd/*.md");
}
