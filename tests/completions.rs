//! What shells offer while one types, asked of the shells themselves, as far as they are on this machine.

use std::path::Path;
use std::process::Command;

/// What is typed, and something that must be offered.
const TYPED: [(&str, &str); 5] = [
    ("attune explain broken-li", "broken-link"),
    ("attune new scen", "scenario"),
    ("attune check --format sa", "sarif"),
    ("attune theme cop", "copy"),
    ("attune theme copy static/tok", "static/tokens.css"),
];

fn script(shell: &str, folder: &Path) -> String {
    let made = Command::new(env!("CARGO_BIN_EXE_attune")).args(["completions", shell]).output().expect("attune runs");
    assert!(made.status.success(), "{shell}");
    let path = folder.join(shell);
    std::fs::write(&path, made.stdout).expect("a file");
    path.display().to_string()
}

fn is_here(shell: &str) -> bool {
    Command::new(shell).arg("--version").output().is_ok()
}

fn said(shell: &str, code: &str) -> String {
    let done = Command::new(shell).args(["-c", code]).output().expect("the shell runs");
    String::from_utf8(done.stdout).expect("text")
}

#[test]
fn bash_offers_codes_kinds_and_files() {
    if !is_here("bash") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let script = script("bash", folder.path());
    for (typed, offered) in TYPED {
        let code = format!(
            "source {script}; COMP_WORDS=({typed}); COMP_CWORD=$((${{#COMP_WORDS[@]}}-1)); \
             _attune attune \"${{COMP_WORDS[COMP_CWORD]}}\" \"${{COMP_WORDS[COMP_CWORD-1]}}\"; echo \"${{COMPREPLY[@]}}\""
        );
        assert!(said("bash", &code).split_whitespace().any(|word| word == offered), "{typed}");
    }
    let text = std::fs::read_to_string(folder.path().join("bash")).expect("the script");
    assert!(text.contains("-o default"), "where nothing is known, the shell offers files");
}

#[test]
fn fish_offers_codes_kinds_and_files() {
    if !is_here("fish") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let script = script("fish", folder.path());
    for (typed, offered) in TYPED {
        let offers = said("fish", &format!("source {script}; complete -C '{typed}'"));
        assert!(offers.lines().any(|line| line.split('\t').next() == Some(offered)), "{typed}: {offers}");
    }
}

#[test]
fn zsh_reads_the_script_and_knows_codes_kinds_and_files() {
    if !is_here("zsh") {
        return;
    }
    let folder = tempfile::tempdir().expect("a folder");
    let script = script("zsh", folder.path());
    // The shell's own completion needs a terminal; that the script can be read, and holds what is to be offered, does not.
    assert_eq!(said("zsh", &format!("zsh -n {script} && echo good")).trim(), "good");
    let text = std::fs::read_to_string(&script).expect("the script");
    for (_, offered) in TYPED {
        assert!(text.contains(offered), "{offered}");
    }
}
