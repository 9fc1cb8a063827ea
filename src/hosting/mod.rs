//! What a host is told of a site's files: the headers that go with each ([`headers`]); and what it refuses to
//! take ([`limits`]).
//!
//! One table says it for all hosts: the files that hosts read are made from it, and a program that uploads files sends what it
//! says.

pub(crate) mod headers;
pub(crate) mod limits;
