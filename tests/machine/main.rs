//! What the machine may do to a build or a preview: full disks, refused threads, kills, closed pipes, strange requests. None
//! ends in a panic or a hang, costs a site that stood, or publishes half of one.

mod course;
mod disk;
#[cfg(unix)]
mod ends;
#[cfg(target_os = "linux")]
mod fault;
#[path = "../support/files.rs"]
mod files;
#[cfg(target_os = "linux")]
mod kill;
#[cfg(target_os = "linux")]
mod open_files;
#[path = "../support/preview.rs"]
mod preview;
mod requests;
#[cfg(target_os = "linux")]
mod templates;
#[cfg(target_os = "linux")]
mod threads;
mod twice;
