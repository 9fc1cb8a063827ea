//! Attune turns a folder of Markdown lessons into a static course site with self-check quizzes.
//!
//! A program builds a course with [`Project`]:
//!
//! ```no_run
//! # fn main() -> Result<(), attune::IoFault> {
//! let mut project = attune::Project::open("my-course")?;
//! let report = project.build(&attune::BuildOptions::default());
//! print!("{}", report.text(attune::Format::Short));
//! project.write(&report, "public")?;
//! # Ok(())
//! # }
//! ```
//!
//! The data walks through the modules in this order, and a module uses only those above it:
//!
//! 1. [`source`]: where every byte came from.
//! 2. [`diagnostic`]: what a writer of content should know, and how it is shown.
//! 3. [`progress`]: how far a build is, for whoever waits.
//! 4. `threads`: what shares the work, or a message where the system refuses it.
//! 5. [`input`]: the course folder as a snapshot.
//! 6. [`data`]: data files as trees of values with their places.
//! 7. [`config`] holds what `site.toml` says.
//! 8. [`course`]: the model, without any reading or rendering.
//! 9. [`site`]: the output as data; pages are made when they are asked for.
//! 10. [`content`]: one Markdown file becomes one parsed page.
//! 11. [`library`]: the glossary and the bibliography.
//! 12. [`drawing`]: pictures in SVG, without what could run or load.
//! 13. [`schema`]: what editors can know of the formats.
//! 14. [`assemble`]: parsed pages become a course.
//! 15. [`theme`]: templates, static files and the interface's words.
//! 16. [`search`]: the search index.
//! 17. [`render`]: course and theme become a site.
//! 18. [`check`]: rules over the course and the site.
//! 19. [`pipeline`]: the stages in a row.
//! 20. [`output`]: the only writer of a site.
//! 21. [`project`]: a course on disk, from reading it to the written site.
//! 22. [`fix`]: repairs in the sources.
//! 23. [`preview`]: the preview.
//! 24. [`cli`]: arguments and commands.
//!
//! The modules are for Attune's own programs and tests, and change without notice; what a program may count on is named at
//! the end.

#![warn(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod source;

pub mod diagnostic;

pub mod progress;

mod threads;

pub mod input;

mod data;

pub mod config;

pub mod course;

pub mod site;

pub mod content;

pub mod library;

pub mod drawing;

pub mod schema;

pub mod assemble;

pub mod theme;

pub mod search;

pub mod render;

pub mod check;

pub mod pipeline;

pub mod output;

pub mod project;

pub mod fix;

pub mod preview;

pub mod cli;

pub use diagnostic::report::Format;
pub use diagnostic::{Diagnostic, Findings, IoFault};
pub use output::Written;
pub use pipeline::BuildOptions;
pub use project::{Project, Report, Stats};
pub use site::{Site, SiteFile};
