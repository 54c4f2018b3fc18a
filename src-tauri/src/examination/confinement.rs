//! Confinement: what the examiner takes from itself before it looks at a stranger's bytes.
//!
//! On Linux memory, time and files are limited by the system. On macOS the same calls are made, and
//! whether memory is held to them was not tried. On Windows nothing is limited but by the verifier
//! itself and by the time after which the examiner is ended.

/// Largest file that shares the examiner with others, in bytes.
pub const SMALL: u64 = 16 << 20;

/// Memory beside the file itself, in bytes: 512 MB with a small one.
#[cfg(unix)]
const MEMORY: u64 = (512 << 20) - SMALL;

/// Seconds of processor time for one file, should nobody be there any more to end it.
#[cfg(unix)]
const PROCESSOR_SECONDS: u64 = 15;

/// Gives up memory beyond what is needed for a file of that size, and the opening or writing of any
/// file; nothing when the system refuses.
#[cfg(unix)]
pub fn confine(size_bytes: u64) -> Option<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    let memory = MEMORY.saturating_add(size_bytes.clamp(SMALL, MEMORY));
    for (resource, most) in [
        (Resource::Data, memory),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        // Input, output and errors are open; nothing else ever will be.
        (Resource::Nofile, 3),
    ] {
        // Nobody may raise what was limited before.
        let most = getrlimit(resource)
            .maximum
            .map_or(most, |hard| hard.min(most));
        let limit = Rlimit {
            current: Some(most),
            maximum: Some(most),
        };
        setrlimit(resource, limit).ok()?;
    }
    Some(())
}

/// Gives up long computing on the next file; nothing when the system refuses.
#[cfg(unix)]
pub fn allow_time() -> Option<()> {
    use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
    use rustix::time::{ClockId, clock_gettime};
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let most = u64::try_from(used).ok()?.saturating_add(PROCESSOR_SECONDS);
    let maximum = getrlimit(Resource::Cpu).maximum;
    let limit = Rlimit {
        current: Some(maximum.map_or(most, |hard| hard.min(most))),
        maximum,
    };
    setrlimit(Resource::Cpu, limit).ok()
}

/// Nothing is limited here.
#[cfg(not(unix))]
pub fn allow_time() -> Option<()> {
    Some(())
}

/// Nothing is limited here.
#[cfg(not(unix))]
pub fn confine(_: u64) -> Option<()> {
    Some(())
}
