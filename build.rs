//! Gathers what the licences of dependencies ask to be told with the program, for `attune licenses`: from the packages themselves, as
//! they lie on the disk that compiles it. Nothing of them is kept in the repository.

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What the names of files with licences and notices begin with.
const TEXTS: [&str; 6] = ["license", "licence", "copying", "notice", "unlicense", "copyright"];

fn main() -> Result<()> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=Cargo.lock");
    let text = notices().unwrap_or_else(|why| {
        println!("cargo::warning=`attune licenses` will say nothing: {why}");
        String::new()
    });
    fs::write(PathBuf::from(env::var("OUT_DIR")?).join("notices.txt"), text)?;
    Ok(())
}

fn notices() -> Result<String> {
    let metadata = metadata()?;
    let packages = packages(&metadata)?;
    let (mut list, mut texts) = (String::new(), BTreeMap::<String, BTreeSet<&str>>::new());
    let mut bare = Vec::new();
    for (name, package) in &packages {
        let field = |key: &str| package[key].as_str().unwrap_or("not told").to_owned();
        writeln!(list, "{name}: {}, {}", field("license"), field("repository"))?;
        let manifest = PathBuf::from(field("manifest_path"));
        let found = license_texts(manifest.parent().unwrap_or(&manifest))?;
        if found.is_empty() {
            bare.push(name.as_str());
        }
        for text in found {
            texts.entry(text).or_default().insert(name);
        }
    }
    let mut text = format!(
        "Attune is made with the packages below, each with its licence and where its source is. What their licences and notices say \
         follows.\n\n{list}\nThese come without the text of their licence: {}.\n",
        bare.join(", ")
    );
    for (notice, names) in &texts {
        let names: Vec<&str> = names.iter().copied().collect();
        write!(text, "\n{}\n{}\n\n{notice}\n", "=".repeat(80), names.join(", "))?;
    }
    Ok(text)
}

fn metadata() -> Result<Value> {
    let mut command = Command::new(env::var("CARGO")?);
    command.args(["metadata", "--format-version", "1", "--locked", "--filter-platform", &env::var("TARGET")?]);
    let output = command.current_dir(env::var("CARGO_MANIFEST_DIR")?).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().replace('\n', " ").into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}

/// The packages that are in the program, by name and version.
fn packages(metadata: &Value) -> Result<BTreeMap<String, &Value>> {
    let by_id = |of: &'static str, list: &'static str| -> BTreeMap<&str, &Value> {
        let all = if of.is_empty() { &metadata[list] } else { &metadata[of][list] };
        all.as_array().into_iter().flatten().filter_map(|one| Some((one["id"].as_str()?, one))).collect()
    };
    let (nodes, packages) = (by_id("resolve", "nodes"), by_id("", "packages"));
    let root = metadata["resolve"]["root"].as_str().ok_or("the program is no package")?;
    let (mut seen, mut open) = (BTreeSet::from([root]), vec![root]);
    while let Some(id) = open.pop() {
        let dependencies = nodes.get(id).and_then(|node| node["deps"].as_array()).into_iter().flatten();
        for dependency in dependencies {
            let kinds = dependency["dep_kinds"].as_array();
            let is_in_program = kinds.is_some_and(|kinds| kinds.iter().any(|kind| kind["kind"].is_null()));
            let package = dependency["pkg"].as_str().unwrap_or_default();
            if is_in_program && seen.insert(package) {
                open.push(package);
            }
        }
    }
    seen.remove(root);
    let named = seen.into_iter().filter_map(|id| {
        let package = packages.get(id)?;
        Some((format!("{} {}", package["name"].as_str()?, package["version"].as_str()?), *package))
    });
    Ok(named.collect())
}

/// The licences and notices of a package, without regard to how its lines end.
fn license_texts(folder: &Path) -> Result<Vec<String>> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().to_lowercase();
        if TEXTS.iter().any(|text| name.starts_with(text)) && entry.file_type()?.is_file() {
            let text = String::from_utf8_lossy(&fs::read(entry.path())?).replace("\r\n", "\n");
            let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
            texts.push(lines.join("\n"));
        }
    }
    Ok(texts)
}
