//! Large files, in parts: so many bytes of them are held at a time, and a part that fails is sent again by itself.

use std::io::Read;

use flate2::Compression;
use flate2::read::GzEncoder;
use futures_util::StreamExt as _;
use futures_util::stream::FuturesUnordered;
use object_store::path::Path;
use object_store::{Attributes, Error, MultipartUpload, PutMultipartOptions, PutResult};

use crate::publish::stamp::Stamp;
use crate::publish::store::{StoreFault, Upload};
use crate::source::FileOnDisk;

use super::Objects;
use super::errors::unreadable;

/// Bytes of a part: stores ask for five megabytes at least, and take ten thousand parts.
const PART: u64 = 8 * 1024 * 1024;
/// The most parts that a file has.
const PARTS: u64 = 10_000;
/// Parts of one file under way at a time.
const AT_ONCE: usize = 4;

impl Objects {
    /// Sends a file in parts, and returns how many bytes were sent. Nothing of it is seen at the store before the last one is there.
    pub(super) async fn send_in_parts(
        &self,
        place: &Path,
        file: &FileOnDisk,
        (attributes, upload): (Attributes, &Upload<'_>),
    ) -> Result<(PutResult, u64), StoreFault> {
        let options = PutMultipartOptions { attributes, ..PutMultipartOptions::default() };
        let parts = self.in_parts.put_multipart_opts(place, options).await;
        let mut parts = parts.map_err(|error| self.fault(&error))?;
        let is_compressed = !upload.headers.encoding.is_empty();
        match self.send_parts(parts.as_mut(), file, is_compressed).await {
            Ok(size) => match parts.complete().await {
                Ok(completed) => Ok((completed, size)),
                Err(error) => Ok((self.completed(place, upload.stamp, &error).await?, size)),
            },
            Err(fault) => {
                // The fault is what matters; a rule of the bucket clears up parts that were left.
                let _ = parts.abort().await;
                Err(fault)
            }
        }
    }

    /// Returns how many bytes were sent.
    async fn send_parts(
        &self,
        upload: &mut dyn MultipartUpload,
        file: &FileOnDisk,
        is_compressed: bool,
    ) -> Result<u64, StoreFault> {
        let failed = |error: std::io::Error| unreadable(file, &error);
        let plain = file.checked().map_err(failed)?;
        let mut source: Box<dyn Read> =
            if is_compressed { Box::new(GzEncoder::new(plain, Compression::default())) } else { Box::new(plain) };
        // What cannot be compressed gets a little longer by it.
        let length = PART.max(file.size().div_ceil(PARTS - PARTS / 100));
        let (mut size, mut under_way) = (0, FuturesUnordered::new());
        loop {
            let room = self.room(length).await;
            let part = read(&mut source, length).map_err(failed)?;
            if part.is_empty() {
                break;
            }
            size += part.len() as u64;
            let sent = upload.put_part(part.into());
            under_way.push(async move {
                let sent = sent.await;
                drop(room);
                sent
            });
            if under_way.len() >= AT_ONCE
                && let Some(sent) = under_way.next().await
            {
                sent.map_err(|error| self.fault(&error))?;
            }
        }
        while let Some(sent) = under_way.next().await {
            sent.map_err(|error| self.fault(&error))?;
        }
        Ok(size)
    }

    /// What stands at the place of a file whose upload ended with an error: it may be the file, and only the answer was lost.
    async fn completed(&self, place: &Path, stamp: Option<&Stamp>, error: &Error) -> Result<PutResult, StoreFault> {
        let fault = match error {
            // Who asks a second time is told that there is no such upload any more.
            Error::NotFound { .. } => StoreFault::Passing("the upload in parts is not there any more".to_owned()),
            error => self.fault(error),
        };
        let StoreFault::Passing(_) = fault else { return Err(fault) };
        let seen = self.seen(place).await.ok().flatten().filter(|seen| seen.stamp.as_ref() == stamp && stamp.is_some());
        seen.map_or(Err(fault), |seen| Ok(PutResult { e_tag: seen.version.tag, version: seen.version.generation }))
    }
}

fn read(source: &mut impl Read, length: u64) -> std::io::Result<Vec<u8>> {
    let mut part = Vec::new();
    source.take(length).read_to_end(&mut part)?;
    Ok(part)
}
