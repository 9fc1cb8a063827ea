//! `attune schema`.

use std::path::PathBuf;

use crate::schema;

use super::Ending;
use super::root::{find, kinds};
use super::terminal::result;

#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  attune schema site > site.schema.json            then, as the first line of site.toml:
                                                   #:schema ./site.schema.json
  attune schema glossary > glossary.schema.json    as the first line of content/glossary.yaml:
                                                   # yaml-language-server: $schema=../glossary.schema.json

JSON Schema, draft-07. In a course, the schema of front matter names its own kinds of page too.")]
pub(super) struct Arguments {
    /// Of what.
    of: Of,
    /// The course's folder [default: the nearest one with a site.toml, if there is one].
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Of {
    /// The head of a page.
    FrontMatter,
    /// site.toml.
    Site,
    /// content/glossary.yaml.
    Glossary,
}

pub(super) fn run(arguments: &Arguments) -> Ending {
    try_run(arguments).unwrap_or_else(|ending| ending)
}

fn try_run(arguments: &Arguments) -> Result<Ending, Ending> {
    let schema = match arguments.of {
        Of::Site => schema::site(),
        Of::Glossary => schema::glossary(),
        Of::FrontMatter => {
            let root = match &arguments.root {
                Some(named) => Some(find(Some(named))?),
                None => find(None).ok(),
            };
            schema::front_matter(&kinds(root.as_deref()))
        }
    };
    result(&format!("{schema:#}\n"))?;
    Ok(Ending::Done)
}
