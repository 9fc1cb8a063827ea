//! `attune licenses` names every package that Attune asks for, and has the words of their licences.

use std::process::Command;

#[test]
fn every_dependency_is_named_and_licences_are_told() {
    let output = Command::new(env!("CARGO_BIN_EXE_attune")).arg("licenses").output().expect("it runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).expect("text");
    let manifest: toml::Table = include_str!("../Cargo.toml").parse().expect("TOML");
    let dependencies = manifest["dependencies"].as_table().expect("a table");
    let missing: Vec<_> = dependencies.keys().filter(|name| !told.contains(&format!("\n{name} "))).collect();
    assert!(missing.is_empty() && dependencies.len() > 30, "{missing:?}");
    for words in [
        "Mozilla Public License",
        "Apache License",
        "Permission is hereby granted",
        "UNICODE LICENSE",
        "GeoNames",
        "SCOWL",
        "OpenTaal",
        "CC0 1.0",
    ] {
        assert!(told.to_lowercase().contains(&words.to_lowercase()), "{words}");
    }
    assert!(!told.contains("attune-course "), "its own licence is not a third party's");
}
