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
//! 5. `signals`: when the process is asked to end.
//! 6. [`input`]: the course folder as a snapshot.
//! 7. [`data`]: data files as trees of values with their places.
//! 8. [`privacy`]: details by which somebody could be known.
//! 9. [`metadata`]: what files tell beside what they show.
//! 10. [`config`] holds what `site.toml` says.
//! 11. [`course`]: the model, without any reading or rendering.
//! 12. [`site`]: the output as data; pages are made when they are asked for.
//! 13. [`hosting`]: what hosts are told of the files.
//! 14. [`content`]: one Markdown file becomes one parsed page.
//! 15. [`library`]: the glossary and the bibliography.
//! 16. [`drawing`]: pictures in SVG, without what could run or load.
//! 17. [`schema`]: what editors can know of the formats.
//! 18. [`assemble`]: parsed pages become a course.
//! 19. [`theme`]: templates, static files and the interface's words.
//! 20. [`search`]: the search index.
//! 21. [`render`]: course and theme become a site.
//! 22. [`check`]: rules over the course and the site.
//! 23. [`pipeline`]: the stages in a row.
//! 24. [`output`]: the only writer of a site.
//! 25. [`project`]: a course on disk, from reading it to the written site.
//! 26. [`fix`]: repairs in the sources.
//! 27. [`import`]: courses and questions of other tools, as pages.
//! 28. [`preview`]: the preview.
//! 29. [`publish`]: the site at its host.
//! 30. [`export`]: the course as a file that others open.
//! 31. [`cli`]: arguments and commands.
//!
//! What a program may count on is named at the end; everything else is Attune's own. What its tests and benches look into is
//! named in `internals`, and changes without notice.

#![warn(clippy::disallowed_methods, clippy::disallowed_types)]

mod source;

mod diagnostic;

mod progress;

mod threads;

mod signals;

mod input;

mod data;

mod privacy;

mod metadata;

mod config;

mod course;

mod site;

mod hosting;

mod content;

mod library;

mod drawing;

mod schema;

mod assemble;

mod theme;

mod search;

mod render;

mod check;

mod pipeline;

mod output;

mod project;

mod fix;

mod import;

mod preview;

mod publish;

mod export;

mod cli;

pub use diagnostic::report::Format;
pub use diagnostic::{Diagnostic, Findings, IoFault};
pub use output::Written;
pub use pipeline::BuildOptions;
pub use project::{Project, Report, Stats};
pub use site::{Site, SiteFile};

#[doc(hidden)]
pub mod internals {
    //! What Attune's own tests and benches look into.

    pub mod check {
        pub use crate::check::Withheld;
    }
    pub mod cli {
        pub use crate::cli::run;
    }
    pub mod config {
        pub use crate::config::{HtmlPolicy, OwnContainers, SiteConfig, default_kinds, parse};
    }
    pub mod content {
        pub use crate::content::{ParseOptions, ParsedPage, parse};
    }
    pub mod course {
        pub use crate::course::{Course, OutPath, items};
    }
    pub mod diagnostic {
        pub use crate::diagnostic::{Code, Diagnostic, Fix, Fixed, Place, Severity};
        pub mod explain {
            pub use crate::diagnostic::explain::explain;
        }
        pub mod report {
            pub use crate::diagnostic::report::{Format, Summary, render};
        }
    }
    pub mod drawing {
        pub use crate::drawing::clean;
    }
    pub mod fix {
        pub use crate::fix::{Repaired, repair};
    }
    pub mod input {
        pub use crate::input::{FileContent, Inputs, ReadOptions, read};
    }
    pub mod library {
        pub use crate::library::*;
    }
    pub mod metadata {
        pub use crate::metadata::{stripped, told};
    }
    pub mod output {
        pub use crate::output::{is_manifest, keep_shards, kept_shards};
    }
    pub mod pipeline {
        pub use crate::pipeline::{BuildOptions, Built, Memo, Work, build, build_with};
    }
    pub mod preview {
        pub use crate::preview::{Conversation, UnservedPreview};
    }
    pub mod progress {
        pub use crate::progress::{Progress, Silent, Stage};
    }
    pub mod schema {
        pub use crate::schema::*;
    }
    pub mod search {
        pub use crate::search::{Index, Shard, index};
    }
    pub mod site {
        pub use crate::site::{Inspection, OutFile, Site};
    }
    pub mod source {
        pub use crate::source::{CoursePath, Digest, FileId, PageText, SourceMap, Span};
    }
}
