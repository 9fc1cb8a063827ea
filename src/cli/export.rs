//! `attune export`.

use std::fs::{self, File};
use std::io::BufWriter;
use std::path::{Path, PathBuf};

use crate::course::slug;
use crate::diagnostic::{Diagnostic, IoFault};
use crate::export::epub::{self, Epub, PackFault};
use crate::pipeline::BuildOptions;
use crate::site::FileFault;

use super::Ending;
use super::findings::refused;
use super::meter::Meter;
use super::root::{self, CheckedBuild};
use super::terminal::{Terminal, counted, say};

#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    format: Format,
}

#[derive(Debug, clap::Subcommand)]
enum Format {
    /// An e-book (EPUB 3), for readers' own devices.
    #[command(after_help = "\
Examples:
  attune export epub
  attune export epub -o course.epub --root my-course

The book is the learners' edition: lessons in reading order, answers at its end. With an error, or a
finding of the privacy rules, nothing is written. Its date is that of SOURCE_DATE_EPOCH, or the latest on
which something in the course was reviewed, so that the same course gives the same file.")]
    Epub(EpubArguments),
}

#[derive(Debug, clap::Args)]
struct EpubArguments {
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Where to write the book [default: the course's title with `.epub`, in this folder].
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where the course stands on the web, in place of `base_url`.
    #[arg(long, value_name = "URL", value_parser = crate::config::BaseUrl::parse)]
    base_url: Option<crate::config::BaseUrl>,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Say nothing but errors and warnings.
    #[arg(long, short)]
    quiet: bool,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Ending {
    let Format::Epub(arguments) = &arguments.format;
    let mut meter = Meter::start(arguments.quiet);
    let ending = arguments.export(&mut meter, terminal);
    meter.clear();
    ending.unwrap_or_else(|ending| ending)
}

impl EpubArguments {
    fn export(&self, meter: &mut Meter, terminal: Terminal) -> Result<Ending, Ending> {
        let root = root::find(self.root.as_deref())?;
        let mut project = root::open(&root, root.join("public"), meter)?;
        let options = BuildOptions {
            base_url: self.base_url.clone(),
            today: Some(root::today()),
            no_search: true,
            ..BuildOptions::default()
        };
        let run = CheckedBuild::new(&mut project, &options, self.strict, false, meter);
        if let Some(ending) = refused(&run, &[], (meter, terminal), "written") {
            return Ok(ending);
        }
        let Some(book) = project.book() else { return Ok(Ending::Errors) };
        let made = epub::files(&book, &run.report.site, root::source_date());
        let written = made.map(|book| {
            let file = self.output.clone().unwrap_or_else(|| default_name(&run.report.config.title));
            write(&book, &file).map(|()| (book, file))
        });
        match written {
            Ok(Ok((book, file))) => {
                meter.clear();
                self.tell(&book, &file, meter.seconds());
                Ok(Ending::Done)
            }
            Ok(Err(Fault::Io(fault))) => Err(fault.into()),
            Ok(Err(Fault::Content(fault))) => Ok(ending(&run, &[*fault], meter, terminal)),
            Err(faults) => Ok(ending(&run, &faults, meter, terminal)),
        }
    }

    fn tell(&self, book: &Epub, file: &Path, seconds: f64) {
        if let Some(first) = book.left_out.first() {
            let count = counted(book.left_out.len(), "file");
            say!(
                "note: {count} of a type that readers of books can't show, such as `{first}`: its description stands there"
            );
            say!("help: EPUB has pictures as SVG, PNG, JPEG, GIF and WebP, and sound as MP3, M4A and Opus");
        }
        if !book.is_dated {
            say!("note: the course names no date, so that this edition can't be told from an earlier one");
            say!("help: write `reviewed` below `[course]` in site.toml, or set SOURCE_DATE_EPOCH");
        }
        if !self.quiet {
            say!("Wrote {} into {} in {seconds:.2} s", counted(book.documents, "document"), root::shown(file));
        }
    }
}

fn ending(run: &CheckedBuild, faults: &[Diagnostic], meter: &mut Meter, terminal: Terminal) -> Ending {
    refused(run, faults, (meter, terminal), "written").unwrap_or(Ending::Errors)
}

/// The course's title as the name of a file.
fn default_name(title: &str) -> PathBuf {
    let name = slug(title);
    PathBuf::from(format!("{}.epub", if name.is_empty() { "course" } else { &name }))
}

enum Fault {
    /// What must not be written.
    Content(Box<Diagnostic>),
    Io(IoFault),
}

/// Writes the book beside its place, and puts it there when it is whole. Only another book is ever replaced.
fn write(book: &Epub, to: &Path) -> Result<(), Fault> {
    let io = |error: std::io::Error| Fault::Io(IoFault::new("cannot write", to, &error));
    if fs::symlink_metadata(to).is_ok() {
        let is_book = File::open(to).is_ok_and(epub::is_book);
        if !is_book {
            let help = "name another file with `-o`, or move this one away";
            return Err(Fault::Io(IoFault::refused("will not replace", to, "it is no e-book", help)));
        }
    }
    let name = to.file_name().unwrap_or_default().to_string_lossy();
    let beside = to.with_file_name(format!(".attune-{name}"));
    // Left by a run that was cut off.
    let _ = fs::remove_file(&beside);
    let written = File::create_new(&beside).map_err(io).and_then(|file| {
        epub::write(&book.files, BufWriter::new(&file)).map_err(|fault| match fault {
            PackFault::File(FileFault::Content(fault)) => Fault::Content(fault),
            PackFault::File(FileFault::Io(fault)) => Fault::Io(fault),
            PackFault::Io(error) => io(error),
        })?;
        file.sync_all().map_err(io)
    });
    let renamed = written.and_then(|()| fs::rename(&beside, to).map_err(io));
    if renamed.is_err() {
        // The fault is what matters.
        let _ = fs::remove_file(&beside);
    }
    renamed
}
