//! Attune turns a folder of Markdown lessons into a static course site with self-check quizzes.
//!
//! The data walks through the modules in this order, and a module uses only those above it:
//!
//! 1. [`source`]: where every byte came from.
//! 2. [`diagnostic`]: what a writer of content should know, and how it is shown.
//! 3. [`progress`]: how far a build is, for whoever waits.
//! 4. [`input`]: the course folder as a snapshot.
//! 5. [`data`]: data files as trees of values with their places.
//! 6. [`config`] holds what `site.toml` says.
//! 7. [`course`]: the model, without any reading or rendering.
//! 8. [`site`]: the output as data; pages are made when they are asked for.
//! 9. [`content`]: one Markdown file becomes one parsed page.
//! 10. [`library`]: the glossary and the bibliography.
//! 11. [`schema`]: what editors can know of the formats.
//! 12. [`assemble`]: parsed pages become a course.
//! 13. [`theme`]: templates, static files and the interface's words.
//! 14. [`search`]: the search index.
//! 15. [`render`]: course and theme become a site.
//! 16. [`check`]: rules over the course and the site.
//! 17. [`pipeline`]: the stages in a row.
//! 18. [`output`]: the only writer of a site.
//! 19. [`fix`]: repairs in the sources.
//! 20. [`preview`]: the preview.
//! 21. [`cli`]: arguments and commands.

#![warn(clippy::disallowed_methods, clippy::disallowed_types)]

pub mod source;

pub mod diagnostic;

pub mod progress;

pub mod input;

mod data;

pub mod config;

pub mod course;

pub mod site;

pub mod content;

pub mod library;

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
