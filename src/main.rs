//! The program `attune`; everything is in the library.

use std::process::ExitCode;

/// Views, template values and pages are many small pieces that come and go on all cores, at which the system's
/// allocators are slow; the figures stand in `docs/performance.md`.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    attune::internals::cli::run()
}
