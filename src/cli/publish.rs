//! `attune publish`.

use std::io::{BufRead as _, IsTerminal as _, stdin};
use std::path::{Path, PathBuf};

use crate::config::{PublishTarget, SiteConfig};
use crate::diagnostic::Diagnostic;
use crate::output;
use crate::pipeline::BuildOptions;
use crate::project::Project;
use crate::publish::{Content, Operation, Options, Outline, Publication, Published, publish};

use super::Ending;
use super::build::{Timings, tell_refused};
use super::findings::refused;
use super::meter::Meter;
use super::root::{self, CheckedBuild};
use super::terminal::{Terminal, counted, message, result, say};

#[derive(Debug, clap::Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch on the command line")]
#[command(after_help = "\
Examples:
  attune publish
  attune publish live --dry-run
  attune publish live --previous

Targets stand in site.toml, below [publish.NAME]; credentials come from the environment alone. The site
is built first, but for `--previous`; with an error, or a finding of the privacy rules, nothing is sent.
Only what changed is sent, and only what Attune published is ever deleted.")]
pub(super) struct Arguments {
    /// The target's name in site.toml; not needed where there is one only.
    name: Option<String>,
    /// The course's folder [default: the nearest one with a site.toml].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
    /// Say what would be done, and why, and do nothing.
    #[arg(long)]
    dry_run: bool,
    /// Put the version before the last one back.
    #[arg(long, conflicts_with = "forget")]
    previous: bool,
    /// Delete at once what is kept of earlier versions.
    #[arg(long)]
    forget: bool,
    /// Go ahead where you would be asked: for scripts.
    #[arg(long, short)]
    yes: bool,
    /// Go on although another publication seems to be under way.
    #[arg(long)]
    take_over: bool,
    /// Treat warnings as errors.
    #[arg(long)]
    strict: bool,
    /// Say each file that was sent or deleted.
    #[arg(long, short, conflicts_with = "quiet")]
    verbose: bool,
    /// Say nothing but errors and warnings.
    #[arg(long, short)]
    quiet: bool,
    /// Say how long each stage took; `json` says it on standard output, in seconds.
    #[arg(long, value_name = "FORMAT", num_args = 0..=1, require_equals = true, default_missing_value = "human")]
    timings: Option<Timings>,
}

pub(super) fn run(arguments: &Arguments, terminal: Terminal) -> Ending {
    try_run(arguments, terminal).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments, terminal: Terminal) -> Result<Ending, Ending> {
    let root = root::find(arguments.root.as_deref())?;
    let mut meter = Meter::start(arguments.quiet);
    let ending = with_course(arguments, &root, &mut meter, terminal);
    meter.clear();
    if ending.is_ok() {
        Timings::tell(arguments.timings, &meter)?;
    }
    ending
}

fn with_course(arguments: &Arguments, root: &Path, meter: &mut Meter, terminal: Terminal) -> Result<Ending, Ending> {
    let mut project = root::open(root, root.join("public"), meter)?;
    let meant = target(&project, arguments.name.as_deref());
    if arguments.previous {
        let (name, target) = meant?;
        let published = arguments.send(&target, (&name, root), (Content::Previous, &project.config()), meter)?;
        // Nothing is made of the course, so that nothing in it can be wrong.
        return published.map_or(Ok(Ending::Errors), |published| arguments.tell(published, &name, meter));
    }
    let options = BuildOptions {
        base_url: meant.as_ref().ok().and_then(|(_, target)| target.base_url.clone()),
        today: Some(root::today()),
        ..BuildOptions::default()
    };
    let run = CheckedBuild::new(&mut project, &options, arguments.strict, false, meter);
    if let Some(ending) = refused(&run, &[], (meter, terminal), "published") {
        return Ok(ending);
    }
    let (name, target) = meant?;
    let (site, index) = project.with_search(&run.report, meter)?;
    let content = (Content::Site(&site), &*run.report.config);
    let published = arguments.send(&target, (&name, root), content, meter)?;
    if let Some(index) = index.filter(|_| published.is_ok()) {
        index.keep(root)?;
    }
    match published {
        Ok(published) => arguments.tell(published, &name, meter),
        Err(faults) => Ok(refused(&run, &faults, (meter, terminal), "published").unwrap_or(Ending::Errors)),
    }
}

/// The target that is meant.
fn target(project: &Project, name: Option<&str>) -> Result<(String, PublishTarget), Ending> {
    let config: SiteConfig = project.config();
    let names: Vec<String> = config.publish.keys().map(|name| format!("`{name}`")).collect();
    let all = names.join(", ");
    let found = match name {
        Some(name) => config.publish.get_key_value(name),
        None if config.publish.len() == 1 => config.publish.iter().next(),
        None => None,
    };
    if let Some((name, target)) = found {
        return Ok((name.clone(), target.clone()));
    }
    let how = "help: write one in site.toml, such as\n\n[publish.live]\nto = \"s3://bucket/prefix\"   # or gs://, az://, or a folder";
    Err(Ending::Usage(match name {
        _ if names.is_empty() => format!("site.toml names no target to publish to\n{how}"),
        Some(name) => format!("site.toml has no target `{name}`\nhelp: there is {all}"),
        None => format!("there are several targets\nhelp: name one of {all}"),
    }))
}

/// Asks at a terminal.
fn agreed(questions: &[String], name: &str) -> bool {
    if !(stdin().is_terminal() && std::io::stderr().is_terminal()) {
        return false;
    }
    for question in questions {
        say!("{question}");
    }
    message(format_args!("Publish to `{name}` all the same? [y/N] "));
    let mut answer = String::new();
    stdin().lock().read_line(&mut answer).is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}

fn line(operation: &Operation) -> String {
    format!("{:8} {}  ({})", operation.what, operation.path, operation.why)
}

impl Arguments {
    /// Publishes to the target of this name; faults are those of the site's files.
    fn send(
        &self,
        target: &PublishTarget,
        (name, root): (&str, &Path),
        (content, config): (Content<'_>, &SiteConfig),
        meter: &Meter,
    ) -> Result<Result<Published, Vec<Diagnostic>>, Ending> {
        let _lock = if self.dry_run { None } else { output::lock_publication(root, name)? };
        let ask = |outline: &Outline, questions: &[String]| {
            let agreed = questions.is_empty() || agreed(questions, name);
            if agreed && self.verbose {
                outline.operations.iter().for_each(|operation| say!("{}", line(operation)));
            }
            agreed
        };
        let options =
            Options { is_dry_run: self.dry_run, yes: self.yes, forgets: self.forget, takes_over: self.take_over };
        Ok(publish(&Publication { target, content, root, config, options, progress: meter, ask: &ask })?)
    }

    fn tell(&self, published: Published, name: &str, meter: &mut Meter) -> Result<Ending, Ending> {
        meter.clear();
        let seconds = meter.seconds();
        if let Published::Planned(outline) | Published::Unchanged(outline) | Published::Done(outline, _) = &published {
            tell_refused(&outline.refused_by_hosts);
        }
        match published {
            Published::Planned(outline) => {
                let lines: String = outline.operations.iter().map(|operation| line(operation) + "\n").collect();
                result(&lines)?;
                self.say(&format!("`{name}` would change so, with {}", as_it_is(&outline)));
            }
            Published::Unchanged(outline) => {
                self.say(&format!("`{name}` is as it should be: {}, {seconds:.2} s", as_it_is(&outline)));
            }
            Published::Refused(questions) => {
                for question in &questions {
                    say!("error: {question}");
                }
                say!("help: look at it with `--dry-run`; publish with `--yes` if that is right");
                say!("Nothing was published");
                return Ok(Ending::Said);
            }
            Published::Done(outline, done) => {
                if !done.has_conditions {
                    say!(
                        "note: this store cannot refuse to write what somebody else wrote meanwhile; it was looked at instead"
                    );
                }
                let (what, bytes) = if self.previous {
                    ("put back", String::new())
                } else {
                    ("sent", format!(" ({} kB)", done.bytes / 1000))
                };
                let kept = if outline.kept > 0 {
                    format!(", {} of the version before kept for open pages", outline.kept)
                } else {
                    String::new()
                };
                self.say(&format!(
                    "Published to `{name}`: {} {what}{bytes}, {} deleted, {}{kept}, {seconds:.2} s",
                    counted(done.sent, "file"),
                    done.removed,
                    as_it_is(&outline),
                ));
            }
        }
        Ok(Ending::Done)
    }

    fn say(&self, text: &str) {
        if !self.quiet {
            say!("{text}");
        }
    }
}

fn as_it_is(outline: &Outline) -> String {
    format!("{} unchanged", outline.unchanged)
}
