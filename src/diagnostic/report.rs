//! Diagnostics in five formats.
