//! What the client remembers, as the one record in Stronghold's store.

use houseguest_client::ports::Remembered;
use houseguest_protocol::window::House;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::VaultError;

/// The form this program writes.
const VERSION: u8 = 1;

/// Long enough that what is remembered for one house never grows its buffer, which would leave a copy behind.
const CAPACITY_BYTES: usize = 16 * 1024;

/// The record in the store: what the client remembers, apart for each house. A key or a token of one is never used at
/// another.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Record {
    #[serde(default)]
    version: u8,
    /// Counts the saves; the marker beside the vault has the same number.
    pub(crate) generation: u64,
    /// What the client remembers for the house that came first.
    remembered: Remembered,
    /// Which one that is. None in files that were written before houses were told apart, and for programs that know
    /// only one: then it is whichever asks first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    house: Option<House>,
    /// What it remembers for the others.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    elsewhere: Vec<Elsewhere>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Elsewhere {
    house: House,
    /// Where its key is. A number, because it lasts however a house is written down.
    slot: u32,
    remembered: Remembered,
}

/// The place of a key. Without a number it is that of the house that came first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Slot(pub(super) Option<u32>);

impl Record {
    /// What follows this record in the next save.
    pub(crate) fn next(self, generation: u64) -> Self {
        Self { version: VERSION, generation, ..self }
    }

    /// What is remembered for a house. Without one: for the house that came first.
    pub(crate) fn remembered(&self, house: Option<&House>) -> Remembered {
        match house.filter(|house| !self.is_first(house)) {
            None => self.remembered.clone(),
            Some(house) => self.at(house).map(|one| one.remembered.clone()).unwrap_or_default(),
        }
    }

    /// Where a house's key is; none while it has no place.
    pub(crate) fn slot(&self, house: Option<&House>) -> Option<Slot> {
        match house.filter(|house| !self.is_first(house)) {
            None => Some(Slot(None)),
            Some(house) => self.at(house).map(|one| Slot(Some(one.slot))),
        }
    }

    /// Gives a house its place, if it has none, and answers with it.
    pub(crate) fn settle(&mut self, house: Option<&House>) -> (Slot, &mut Remembered) {
        let Some(house) = house else { return (Slot(None), &mut self.remembered) };
        if self.is_first(house) {
            self.house.get_or_insert_with(|| house.clone());
            return (Slot(None), &mut self.remembered);
        }
        let place = self.elsewhere.iter().position(|one| one.house == *house).unwrap_or_else(|| {
            let slot = self.elsewhere.iter().map(|one| one.slot).max().unwrap_or_default() + 1;
            self.elsewhere.push(Elsewhere { house: house.clone(), slot, remembered: Remembered::default() });
            self.elsewhere.len() - 1
        });
        let one = &mut self.elsewhere[place];
        (Slot(Some(one.slot)), &mut one.remembered)
    }

    /// Every place, the first house's first, with what is remembered there.
    pub(crate) fn places(&self) -> impl Iterator<Item = (Slot, &Remembered)> {
        let others = self.elsewhere.iter().map(|one| (Slot(Some(one.slot)), &one.remembered));
        std::iter::once((Slot(None), &self.remembered)).chain(others)
    }

    fn is_first(&self, house: &House) -> bool {
        self.house.as_ref().is_none_or(|first| first == house)
    }

    fn at(&self, house: &House) -> Option<&Elsewhere> {
        self.elsewhere.iter().find(|one| one.house == *house)
    }

    pub(super) fn to_bytes(&self) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(CAPACITY_BYTES * (1 + self.elsewhere.len())));
        serde_json::to_writer(&mut *bytes, self).map_err(VaultError::Record)?;
        Ok(bytes)
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Result<Self, VaultError> {
        serde_json::from_slice(bytes).map_err(VaultError::Record)
    }
}
