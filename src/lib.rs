//! Attune turns a folder of Markdown lessons into a static course site with self-check quizzes.
//!
//! The data walks through the modules in this order, and a module uses only those above it:
//!
//! 1. [`source`]: where every byte came from.
//! 2. [`diagnostic`]: what a writer of content should know, and how it is shown.
//! 3. [`progress`]: how far a build is, for whoever waits.
//! 4. [`input`]: the course folder as a snapshot.
//! 5. [`config`] holds what `site.toml` says.
//! 6. [`course`]: the model, without any reading or rendering.
//! 7. [`site`]: the output as data; pages are made when they are asked for.
//! 8. [`content`]: one Markdown file becomes one parsed page.
//! 9. [`schema`]: what editors can know of the formats.
//! 10. [`assemble`]: parsed pages become a course.
//! 11. [`theme`]: templates, static files and the interface's words.
//! 12. [`search`]: the search index.
//! 13. [`render`]: course and theme become a site.
//! 14. [`check`]: rules over the course and the site.
//! 15. [`pipeline`]: the stages in a row.
//! 16. [`output`]: the only writer of a site.
//! 17. [`fix`]: repairs in the sources.
//! 18. [`preview`]: the preview.
//! 19. [`cli`]: arguments and commands.

#![warn(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod source;

pub mod diagnostic;

pub mod progress;

pub mod input;

pub mod config;

pub mod course;

pub mod site;

pub mod content;

pub mod schema;

pub mod assemble;

pub mod theme;

pub mod search;

pub mod render;

pub mod check;

pub mod pipeline;

pub mod output;

pub mod fix;

pub mod preview;

pub mod cli;
