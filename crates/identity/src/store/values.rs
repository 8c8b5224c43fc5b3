//! Domain values as the database keeps them: as parameters, and read from columns.

use houseguest_sql::{FromValue, ToValue, ValueError, ValueRef};
use uuid::Uuid;

use crate::{
    model::{BrowserSessionId, DeviceName, ProvenBy, Scopes, SessionId, TokenHash, UserId},
    portal::OperatorId,
};

/// Ids are their 16 bytes.
macro_rules! ids {
    ($($id:ident),+) => {$(
        impl ToValue for $id {
            fn to_value(&self) -> ValueRef<'_> {
                self.0.to_value()
            }
        }
        impl FromValue for $id {
            fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
                Uuid::from_value(value).map(Self)
            }
        }
    )+};
}
ids!(UserId, SessionId, BrowserSessionId, OperatorId);

impl ToValue for TokenHash {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Blob(self.as_bytes())
    }
}

impl FromValue for TokenHash {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        FromValue::from_value(value).map(Self::from_bytes)
    }
}

/// Scopes are their bits.
impl ToValue for Scopes {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Integer(self.bits().into())
    }
}

impl FromValue for Scopes {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        FromValue::from_value(value).map(Self::from_bits)
    }
}

impl ToValue for DeviceName {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Text(self.as_str())
    }
}

impl FromValue for DeviceName {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        let text = String::from_value(value)?;
        Self::new(&text).ok_or_else(|| ValueError::new("a device's name", value))
    }
}

impl ToValue for ProvenBy {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Integer(match self {
            Self::Guest => 0,
            Self::Password => 1,
            Self::Code => 2,
        })
    }
}

impl FromValue for ProvenBy {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        match value {
            ValueRef::Integer(0) => Ok(Self::Guest),
            ValueRef::Integer(1) => Ok(Self::Password),
            ValueRef::Integer(2) => Ok(Self::Code),
            other => Err(ValueError::new("a kind of proof", other)),
        }
    }
}
