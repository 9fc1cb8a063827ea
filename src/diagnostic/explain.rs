//! Explanations of codes, from `docs/diagnostics.md`.
