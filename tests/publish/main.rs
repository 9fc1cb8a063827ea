//! `attune publish` against servers that nobody here wrote, with a proxy before them that does what networks do, and readers that walk
//! the site meanwhile. What only depends on the plan is tried in `src/publish`, with a store in memory.

mod azure;
mod course;
mod folder;
mod google;
mod http;
mod proxy;
mod reader;
mod s3;
mod servers;
