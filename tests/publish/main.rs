//! `attune publish` against servers that nobody here wrote, with a proxy before them that does what networks do, and readers that walk
//! the site meanwhile. What only depends on the plan is tried in `src/publish`, with a store in memory.

mod azure;
mod course;
mod faults;
#[path = "../support/files.rs"]
mod files;
mod folder;
mod google;
mod hostile;
mod http;
mod large;
mod names;
mod proxy;
mod reader;
mod readers;
mod s3;
mod servers;
mod shown;
#[cfg(unix)]
mod stopped;
