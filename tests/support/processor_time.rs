//! Processor time of the thread, which a busy machine changes less than the clock.

/// Of this thread, in nanoseconds, to the moment: what a scheduler has counted when it last looked is some milliseconds old.
/// Nothing elsewhere than on Unix.
#[cfg(unix)]
pub(crate) fn processor_time() -> Option<u64> {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    u64::try_from(std::time::Duration::try_from(time).ok()?.as_nanos()).ok()
}

#[cfg(not(unix))]
pub(crate) fn processor_time() -> Option<u64> {
    None
}
