//! The pages of a site: those made from files of the course, and those that Attune makes itself.

pub(crate) mod back;
pub(crate) mod course;
pub(crate) mod generated;
pub(crate) mod lists;
