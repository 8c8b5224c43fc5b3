//! Where a save can be stopped by a test, one place after each step.

use crate::VaultError;

/// The steps of a save, in their order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// Nothing was written yet.
    Begun,
    /// The next snapshot was written.
    Written,
    /// Only its owner may read it, and it is on disk.
    Flushed,
    /// It opens with the key and holds what was meant.
    Verified,
    /// The previous copy is in its place.
    PreviousKept,
    /// It is the snapshot now.
    Renamed,
    /// The names are on disk.
    FolderFlushed,
    /// The marker tells of it.
    MarkerWritten,
}

#[cfg(test)]
impl Step {
    /// All of them.
    pub(super) const ALL: [Self; 8] = [
        Self::Begun,
        Self::Written,
        Self::Flushed,
        Self::Verified,
        Self::PreviousKept,
        Self::Renamed,
        Self::FolderFlushed,
        Self::MarkerWritten,
    ];
}

/// What a test does after a step.
#[cfg(test)]
pub(super) type Hook = Box<dyn FnMut(Step) -> Result<(), VaultError> + Send>;

/// Called after each step; outside tests it does nothing.
#[derive(Default)]
pub(super) struct Interruption {
    #[cfg(test)]
    pub(super) hook: Option<Hook>,
}

impl Interruption {
    #[cfg(not(test))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the same signature as in tests")]
    pub(super) fn after(&mut self, _step: Step) -> Result<(), VaultError> {
        Ok(())
    }

    #[cfg(test)]
    pub(super) fn after(&mut self, step: Step) -> Result<(), VaultError> {
        self.hook.as_mut().map_or(Ok(()), |hook| hook(step))
    }
}
