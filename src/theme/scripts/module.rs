//! One script as it is written, a module, made into the function that it is published as: its imports become lookups, its
//! exports what the function returns. Everything keeps its offset until then, so that any error has its place.

use std::fmt::Write as _;
use std::ops::Range;

use oxc_allocator::Allocator;
use oxc_ast::ast::{Declaration, ExportNamedDeclaration, ImportDeclaration, ImportDeclarationSpecifier, Statement};
use oxc_parser::{Parser, ParserReturn};
use oxc_span::{GetSpan, SourceType, Span};

/// What the function calls its two parameters: what gives a module's exports, and what loads one that is not there yet.
/// Minifying takes the names away.
const PARAMETERS: &str = "attune$get,attune$load";

/// A module.
#[derive(Debug)]
pub(super) struct Module {
    /// What it imports, in the order in which it does.
    pub(super) imports: Vec<Import>,
    /// The names that it exports.
    pub(super) exports: Vec<String>,
    /// The modules that it loads while it runs.
    pub(super) loads: Vec<Load>,
    /// Its text without imports and exports; what was taken away is white space.
    body: String,
}

/// A line that imports.
#[derive(Debug)]
pub(super) struct Import {
    /// The module it imports from.
    pub(super) from: Load,
    /// Each name there, with the name here.
    names: Vec<(String, String)>,
}

impl Import {
    /// The names that the other module must export.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(|(name, _)| name.as_str())
    }
}

/// Another module, where it is named.
#[derive(Debug)]
pub(super) struct Load {
    /// Its name: `dom` for `./dom.js`.
    pub(super) module: String,
    /// Where it is named, in bytes of the text.
    pub(super) at: Range<usize>,
}

/// Why a script cannot be published.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// What is meant, in bytes of the text.
    pub(super) at: Range<usize>,
    pub(super) message: String,
}

impl Fault {
    fn new(span: Span, message: impl Into<String>) -> Self {
        Self { at: range(span), message: message.into() }
    }
}

impl Module {
    /// Reads a module. What it may import is other modules beside it, by name; what it may export is by name too.
    ///
    /// # Errors
    /// Everything that it does otherwise, with the place.
    pub(super) fn read(text: &str) -> Result<Self, Vec<Fault>> {
        let allocator = Allocator::default();
        let parsed = Parser::new(&allocator, text, SourceType::mjs()).parse();
        let mut faults = errors(&parsed);
        if !faults.is_empty() {
            return Err(faults);
        }
        let mut module = Self { imports: Vec::new(), exports: Vec::new(), loads: Vec::new(), body: text.to_owned() };
        for statement in &parsed.program.body {
            if let Err(fault) = module.statement(statement) {
                faults.push(fault);
            }
        }
        for import in &parsed.module_record.dynamic_imports {
            // What is put together while it runs is another site's module, or one that is no script of the theme.
            let Some(address) = literal(&text[range(import.module_request)]) else { continue };
            match own_name(address) {
                Some(name) => module.load(import.span, import.module_request, name),
                None => faults.push(Fault::new(import.module_request, "only a script beside this one can be loaded")),
            }
        }
        for meta in &parsed.module_record.import_metas {
            faults.push(Fault::new(*meta, "a script that is joined with others has no address of its own"));
        }
        if faults.is_empty() { Ok(module) } else { Err(faults) }
    }

    /// What a module may do and a function may not: it waits for nothing while it begins.
    pub(super) fn check(&self) -> Vec<Fault> {
        let before = format!("({PARAMETERS})=>{{");
        let found = faults(&format!("{before}{}\n}}", self.body));
        let here = |fault: Fault| Fault {
            at: fault.at.start.saturating_sub(before.len())..fault.at.end.saturating_sub(before.len()),
            ..fault
        };
        found.into_iter().map(here).collect()
    }

    fn statement(&mut self, statement: &Statement<'_>) -> Result<(), Fault> {
        match statement {
            Statement::ImportDeclaration(import) => self.import(import),
            Statement::ExportNamedDeclaration(export) => self.export(export),
            Statement::ExportDefaultDeclaration(export) => Err(Fault::new(export.span, "a script exports by name")),
            Statement::ExportAllDeclaration(export) => Err(Fault::new(export.span, "a script exports its own names")),
            _ => Ok(()),
        }
    }

    fn import(&mut self, import: &ImportDeclaration<'_>) -> Result<(), Fault> {
        let Some(other) = own_name(&import.source.value) else {
            return Err(Fault::new(import.source.span, "only a script beside this one can be imported"));
        };
        let mut names = Vec::new();
        for specifier in import.specifiers.iter().flatten() {
            let ImportDeclarationSpecifier::ImportSpecifier(one) = specifier else {
                return Err(Fault::new(specifier.span(), "a script imports by name: `import { name } from …`"));
            };
            names.push((one.imported.name().to_string(), one.local.name.to_string()));
        }
        let from = Load { module: other.to_owned(), at: range(import.source.span) };
        self.imports.push(Import { from, names });
        self.blank(range(import.span));
        Ok(())
    }

    fn export(&mut self, export: &ExportNamedDeclaration<'_>) -> Result<(), Fault> {
        if export.source.is_some() || !export.specifiers.is_empty() {
            return Err(Fault::new(export.span, "a script exports where it declares: `export const name = …`"));
        }
        let Some(declaration) = &export.declaration else {
            self.blank(range(export.span));
            return Ok(());
        };
        match declaration {
            Declaration::FunctionDeclaration(function) => {
                self.exports.extend(function.id.iter().map(|id| id.name.to_string()));
            }
            Declaration::ClassDeclaration(class) => self.exports.extend(class.id.iter().map(|id| id.name.to_string())),
            Declaration::VariableDeclaration(variable) if variable.kind.is_const() => {
                for declarator in &variable.declarations {
                    let bound = declarator.id.get_binding_identifiers();
                    self.exports.extend(bound.into_iter().map(|id| id.name.to_string()));
                }
            }
            _ => return Err(Fault::new(export.span, "a script exports what never changes: `export const name = …`")),
        }
        self.blank(range(export.span).start..range(declaration.span()).start);
        Ok(())
    }

    fn load(&mut self, span: Span, request: Span, name: &str) {
        let call = format!("attune$load(\"{name}\")");
        // The function's name is longer than `import` by what an address has more than a name, so that the call fits in.
        let padded = format!("{call:<width$}", width = range(span).len());
        self.body.replace_range(range(span), &padded);
        self.loads.push(Load { module: name.to_owned(), at: range(request) });
    }

    /// White space in the place of what is not published, line by line.
    fn blank(&mut self, range: Range<usize>) {
        let blank: String =
            self.body[range.clone()].bytes().map(|byte| if byte == b'\n' { '\n' } else { ' ' }).collect();
        self.body.replace_range(range, &blank);
    }

    /// The module as a function, as one property of an object.
    pub(super) fn write_as_function(&self, name: &str, out: &mut String) {
        let _ = write!(out, "{}:({PARAMETERS})=>{{", quoted(name));
        for import in &self.imports {
            let pairs: Vec<String> = import.names.iter().map(|(name, here)| format!("{name}:{here}")).collect();
            let names = if pairs.is_empty() { String::new() } else { format!("const{{{}}}=", pairs.join(",")) };
            let _ = write!(out, "{names}attune$get({});", quoted(&import.from.module));
        }
        let _ = writeln!(out, "{}\nreturn{{{}}}}},", self.body, self.exports.join(","));
    }
}

/// A name as it stands in a script.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace(['"', '\\', '\n'], ""))
}

/// What the parser has to say against a plain script.
pub(super) fn faults(text: &str) -> Vec<Fault> {
    errors(&Parser::new(&Allocator::default(), text, SourceType::cjs()).parse())
}

fn errors(parsed: &ParserReturn<'_>) -> Vec<Fault> {
    let faults = parsed.errors.iter().map(|error| {
        let label = error.labels.iter().flatten().next();
        let at = label.map_or(0..0, |label| label.offset()..label.offset() + label.len());
        Fault { at, message: error.message.to_string() }
    });
    faults.collect()
}

/// The text of a string, as it stands in a script.
fn literal(text: &str) -> Option<&str> {
    ['"', '\''].iter().find_map(|quote| text.strip_prefix(*quote)?.strip_suffix(*quote))
}

/// The module that an address names: one beside the script that names it.
fn own_name(address: &str) -> Option<&str> {
    let name = address.strip_prefix("./")?.strip_suffix(".js")?;
    let is_plain = |character: char| character.is_ascii_alphanumeric() || matches!(character, '-' | '_' | '.');
    name.chars().all(is_plain).then_some(name)
}

fn range(span: Span) -> Range<usize> {
    span.start as usize..span.end as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn function(text: &str) -> String {
        let mut out = String::new();
        Module::read(text).unwrap().write_as_function("a", &mut out);
        out.lines().map(str::trim).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn imports_become_lookups_and_exports_what_the_function_returns() {
        let text = "import { b as c, d } from \"./x-y.js\";\nimport \"./z.js\";\nexport const e = c(d), { f } = e;\nexport function g() {}\nexport class H {}\nexport {};\n";
        assert_eq!(
            function(text),
            "\"a\":(attune$get,attune$load)=>{const{b:c,d:d}=attune$get(\"x-y\");attune$get(\"z\");\n\n\
             const e = c(d), { f } = e;\nfunction g() {}\nclass H {}\n\n\nreturn{e,f,g,H}},"
        );
        let module = Module::read(text).unwrap();
        assert_eq!(module.imports[0].names().collect::<Vec<_>>(), ["b", "d"]);
        assert_eq!(&text[module.imports[1].from.at.clone()], "\"./z.js\"");
    }

    #[test]
    fn what_is_loaded_later_is_asked_for_by_name() {
        let text = "const f = async () => (await import(\"./x.js\")).y;";
        assert!(function(text).contains("(await attune$load(\"x\")).y"), "{}", function(text));
        assert_eq!(Module::read(text).unwrap().loads[0].module, "x");
        assert!(function("const f = (a) => import(`${a}/b.js`);").contains("import(`${a}/b.js`)"));
    }

    #[test]
    fn every_form_that_cannot_be_joined_is_a_fault_with_its_place() {
        for (text, meant) in [
            ("import a from \"./b.js\";", "a"),
            ("import * as a from \"./b.js\";", "* as a"),
            ("import { a } from \"https://b.example/c.js\";", "\"https://b.example/c.js\""),
            ("import { a } from \"../b.js\";", "\"../b.js\""),
            ("export { a } from \"./b.js\";", "export { a } from \"./b.js\";"),
            ("export * from \"./b.js\";", "export * from \"./b.js\";"),
            ("const a = 1;\nexport { a as b };", "export { a as b };"),
            ("export default 1;", "export default 1;"),
            ("export let a = 1;", "export let a = 1;"),
            ("export var a = 1;", "export var a = 1;"),
            ("import(\"../a.js\");", "\"../a.js\""),
            ("f(import.meta.url);", "import.meta"),
        ] {
            let faults = Module::read(text).unwrap_err();
            assert_eq!(faults.iter().map(|fault| &text[fault.at.clone()]).collect::<Vec<_>>(), [meant], "{text}");
        }
        for text in ["const a = ;", "const a = 1;\nlet b = (", "import {"] {
            let faults = Module::read(text).unwrap_err();
            assert!(faults[0].at.end <= text.len(), "{text}: {faults:?}");
        }
        let faults = Module::read("const a = 1;\nawait a;").unwrap().check();
        assert_eq!(faults[0].at, 13..18, "{faults:?}");
    }
}
