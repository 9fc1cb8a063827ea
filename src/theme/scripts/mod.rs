//! A theme's scripts as they are published. They are written as modules and published as plain scripts, which also run
//! where a page is opened from disk: one file for each script that a template names or another script loads, with all that it
//! imports and `site.js` does not hold, minified. On a page each module runs once, whichever of its files have it.
//!
//! A script of the course in the place of one of these is one of these. Any other is published as it is; for it, each of
//! these can also be imported as the module that it is written as.

mod module;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::sync::Arc;

use oxc_allocator::Allocator;
use oxc_codegen::{Codegen, CodegenOptions};
use oxc_mangler::Mangler;
use oxc_parser::Parser;
use oxc_span::SourceType;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::source::{FileId, Span};

use super::fault::lower_first;
use super::files::{STATIC, TEMPLATES, ThemeFile, ThemeFiles, embedded};
use super::minifier::Minifier;
use module::{Fault, Load, Module, quoted};

/// Where scripts lie below `static`.
const WRITTEN: &str = "js/";
/// Where they are published joined, below the folder of static files.
const JOINED: &str = "joined/";
/// What runs them, on every page; no module itself.
const LOADER: &str = "loader";
/// The script that every page has: what runs at once, and what runs when the page is there.
const SITE: (&str, [&str; 2]) = ("site", ["theme", "site"]);

static MINIFIER: Minifier = Minifier::new(minified);

/// Static files by their path below `static`.
pub(super) type Statics = BTreeMap<String, Arc<[u8]>>;

/// The scripts of a theme.
struct Scripts<'a> {
    files: &'a ThemeFiles,
    modules: BTreeMap<String, Module>,
    loader: Arc<str>,
}

/// Takes the scripts of the theme out of `statics`, and puts in what is published of them. Where a template asks for
/// `js/NAME.js`, it gets what the returned table says.
pub(super) fn publish(
    files: &ThemeFiles,
    statics: &mut Statics,
    diagnostics: &mut Vec<Diagnostic>,
) -> BTreeMap<String, String> {
    let scripts = Scripts::read(files, diagnostics);
    for name in scripts.modules.keys().map(String::as_str).chain([LOADER]) {
        statics.remove(&written(name));
    }
    // Those that stand alone, such as the worker that keeps pages.
    let is_ours = |path: &str| files.get(&format!("{STATIC}{path}")).is_some_and(|file| !file.is_of_course());
    for (_, bytes) in statics
        .iter_mut()
        .filter(|(path, _)| path.rsplit_once('.').is_some_and(|(_, ending)| ending == "js") && is_ours(path))
    {
        if let Ok(text) = std::str::from_utf8(bytes) {
            *bytes = MINIFIER.bytes_of(text);
        }
    }
    let site = scripts.closure(&SITE.1);
    let names = || files.keys().filter_map(|path| path.strip_prefix(STATIC).and_then(name_of));
    let foreign = names().any(|name| scripts.is_foreign(name));
    let mut addresses = BTreeMap::new();
    for name in scripts.published(foreign) {
        let text = scripts.joined(name, &site);
        let address = format!("{JOINED}{name}.js");
        statics.insert(address.clone(), MINIFIER.bytes_of(&text));
        if foreign {
            statics.insert(written(name), scripts.bridge(name).into_bytes().into());
        }
        addresses.insert(written(name), address);
    }
    addresses
}

/// The path of a script below `static`.
fn written(name: &str) -> String {
    format!("{WRITTEN}{name}.js")
}

/// The name of a script, by its path below `static`.
fn name_of(path: &str) -> Option<&str> {
    path.strip_prefix(WRITTEN)?.strip_suffix(".js")
}

impl<'a> Scripts<'a> {
    /// Reads those of the program, or what the course has in their place, and whatever they ask for.
    fn read(files: &'a ThemeFiles, diagnostics: &mut Vec<Diagnostic>) -> Self {
        let loader = files.get(&format!("{STATIC}{}", written(LOADER)));
        let text = loader.and_then(ThemeFile::text).unwrap_or_default();
        if let Some(file) = loader {
            diagnostics.extend(module::faults(&text).into_iter().map(|fault| diagnostic(file, fault)));
        }
        let mut scripts = Self { files, modules: BTreeMap::new(), loader: text };
        let own = embedded();
        let names = own.keys().filter_map(|path| path.strip_prefix(STATIC).and_then(name_of));
        let mut waiting: Vec<String> = names.filter(|name| *name != LOADER).map(str::to_owned).collect();
        while let Some(name) = waiting.pop() {
            let Some((file, text)) = scripts.file(&name).and_then(|file| Some((file, file.text()?))) else { continue };
            if scripts.modules.contains_key(&name) {
                continue;
            }
            match Module::read(&text) {
                Ok(module) => {
                    // A test holds the program's own to it.
                    if file.is_of_course() {
                        diagnostics.extend(module.check().into_iter().map(|fault| diagnostic(file, fault)));
                    }
                    waiting.extend(module.asks().map(|load| load.module.clone()));
                    scripts.modules.insert(name, module);
                }
                Err(faults) => diagnostics.extend(faults.into_iter().map(|fault| diagnostic(file, fault))),
            }
        }
        scripts.check(diagnostics);
        scripts
    }

    fn file(&self, name: &str) -> Option<&'a ThemeFile> {
        self.files.get(&format!("{STATIC}{}", written(name)))
    }

    /// Whether a script is one of the course's that none of the theme's asks for.
    fn is_foreign(&self, name: &str) -> bool {
        name != LOADER && !self.modules.contains_key(name) && self.file(name).is_some_and(ThemeFile::is_of_course)
    }

    /// What is asked for must be there, and have the names that are imported.
    fn check(&self, diagnostics: &mut Vec<Diagnostic>) {
        for (name, module) in &self.modules {
            let Some(file) = self.file(name) else { continue };
            for load in module.asks().filter(|load| self.file(&load.module).is_none()) {
                let message = format!("there is no script `{}.js` beside this one", load.module);
                diagnostics.push(diagnostic(file, Fault { at: load.at.clone(), message }));
            }
            for import in &module.imports {
                let Some(other) = self.modules.get(&import.from.module) else { continue };
                for missing in import.names().filter(|name| !other.exports.iter().any(|export| export == name)) {
                    let message = format!("`{}.js` does not export `{missing}`", import.from.module);
                    diagnostics.push(diagnostic(file, Fault { at: import.from.at.clone(), message }));
                }
            }
        }
    }

    /// The scripts that are published joined: those that a template names or a script loads; all where the course has scripts
    /// of its own, which may ask for any.
    fn published(&self, all: bool) -> BTreeSet<&str> {
        let loaded: BTreeSet<&str> =
            self.modules.values().flat_map(|module| module.loads.iter().map(|load| load.module.as_str())).collect();
        let templates: Vec<Arc<str>> = self
            .files
            .iter()
            .filter(|(path, _)| path.starts_with(TEMPLATES))
            .filter_map(|(_, file)| file.text())
            .collect();
        let is_named = |name: &str| {
            let path = written(name);
            templates
                .iter()
                .any(|text| [format!("'{path}'"), format!("\"{path}\"")].iter().any(|path| text.contains(path)))
        };
        let names = self.modules.keys().map(String::as_str);
        names.filter(|name| all || loaded.contains(name) || is_named(name) || *name == SITE.0).collect()
    }

    /// These modules and all that they import, each after those it imports.
    fn closure(&self, names: &[&'a str]) -> Vec<&str> {
        let mut all = Vec::new();
        for name in names {
            self.visit(name, &mut all);
        }
        all
    }

    fn visit<'s>(&'s self, name: &'s str, all: &mut Vec<&'s str>) {
        if all.contains(&name) {
            return;
        }
        if let Some((name, module)) = self.modules.get_key_value(name) {
            for import in &module.imports {
                self.visit(&import.from.module, all);
            }
            all.push(name);
        }
    }

    /// A script with all that it imports, but for what every page has; not minified yet.
    fn joined(&self, name: &str, site: &[&str]) -> String {
        let is_site = name == SITE.0;
        let mut text = if is_site { self.loader.to_string() } else { String::new() };
        text.push_str("attune.add({\n");
        let mut all = Vec::new();
        if is_site {
            all.extend(site);
        } else {
            self.visit(name, &mut all);
        }
        for part in all.into_iter().filter(|part| is_site || !site.contains(part)) {
            self.modules[part].write_as_function(part, &mut text);
        }
        let [first, then] = SITE.1;
        let _ = if is_site {
            write!(text, "}});attune.run({});attune.start({});", quoted(first), quoted(then))
        } else {
            write!(text, "}});attune.start({},{});", quoted(then), quoted(name))
        };
        text
    }

    /// A module that exports what a joined script does.
    fn bridge(&self, name: &str) -> String {
        let exports = self.modules[name].exports.join(",");
        format!("const{{{exports}}}=await attune.load({});export{{{exports}}};\n", quoted(name))
    }
}

impl Module {
    /// Everything that a module imports or loads.
    fn asks(&self) -> impl Iterator<Item = &Load> {
        self.imports.iter().map(|import| &import.from).chain(&self.loads)
    }
}

/// A script without comments, white space and long names, which means the same. One that cannot be read stays as it is; that
/// has been told.
fn minified(text: &str) -> String {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, SourceType::cjs()).parse();
    if !parsed.errors.is_empty() {
        return text.to_owned();
    }
    let names = Mangler::new().build(&parsed.program);
    let printer = Codegen::new().with_options(CodegenOptions::minify()).with_scoping(Some(names.scoping));
    printer.with_private_member_mappings(Some(names.class_private_mappings)).build(&parsed.program).code
}

fn diagnostic(file: &ThemeFile, fault: Fault) -> Diagnostic {
    let place = if file.is_of_course() {
        Place::At(Span::new(FileId::of(&file.path), fault.at))
    } else {
        Place::File(file.path.clone())
    };
    Diagnostic::at(Code::ThemeScript, place, lower_first(&fault.message))
        .help("scripts that take the place of the theme's are joined with them; docs/themes.md says what they may do")
}

#[cfg(test)]
mod tests {
    use super::super::files::statics;
    use super::*;

    fn published(files: &ThemeFiles) -> (Statics, BTreeMap<String, String>) {
        let (mut all, mut diagnostics) = (statics(files), Vec::new());
        let addresses = publish(files, &mut all, &mut diagnostics);
        assert_eq!(diagnostics, []);
        (all, addresses)
    }

    #[test]
    fn every_script_of_the_program_can_be_joined_and_is_minified() {
        let files = embedded();
        let (all, addresses) = published(&files);
        for module in Scripts::read(&files, &mut Vec::new()).modules.values() {
            assert_eq!(module.check(), []);
        }
        let scripts: Vec<_> = all.iter().filter(|(path, _)| path.rsplit('.').next() == Some("js")).collect();
        assert!(scripts.len() > 10);
        for (path, bytes) in scripts {
            let text = std::str::from_utf8(bytes).unwrap();
            assert_eq!(module::faults(text), [], "{path}");
            assert!(!text.contains("attune$") && !text.contains("/**"), "{path}");
        }
        assert_eq!(addresses["js/site.js"], "joined/site.js");
        assert!(!addresses.contains_key("js/dom.js"), "it is only imported");
    }

    #[test]
    fn no_script_holds_what_every_page_has() {
        let files = embedded();
        let scripts = Scripts::read(&files, &mut Vec::new());
        let site = scripts.closure(&SITE.1);
        let names = scripts.published(false);
        for name in names.into_iter().filter(|name| *name != SITE.0) {
            let bytes = MINIFIER.bytes_of(&scripts.joined(name, &site));
            let text = std::str::from_utf8(&bytes).unwrap();
            for part in &site {
                assert!(!text.contains(&format!("{}:(", quoted(part))), "{name} holds {part}");
            }
            assert!(text.contains(&format!("{}:(", quoted(name))), "{name}");
        }
    }
}
