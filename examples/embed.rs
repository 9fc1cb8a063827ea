//! A program that builds a course: `cargo run --example embed -- COURSE FOLDER`; without arguments, the course of this
//! repository, which it does not write.

#![expect(clippy::print_stdout, reason = "an example shows what it did")]

use attune::{BuildOptions, Format, IoFault, Project};

fn main() -> Result<(), IoFault> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut project = Project::open(arguments.first().map_or(".", String::as_str))?;
    let report = project.build(&BuildOptions::default());
    print!("{}", report.text(Format::Short));
    println!("{} pages, {} questions, {} files", report.stats.pages, report.stats.items, report.site.len());
    if let Some(folder) = arguments.get(1) {
        println!("{} files written", project.write(&report, folder)?.value.written);
    }
    Ok(())
}
