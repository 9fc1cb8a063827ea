//! A course in other forms than a site: files that others open.
//!
//! What an export holds is what learners see: it is made from a build without errors, and every file in it is looked at as the
//! site's are before it is packed. Formats: [`epub`].

pub(crate) mod epub;
