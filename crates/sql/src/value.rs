//! Values on their way into statements and out of rows.

use houseguest_protocol::values::Timestamp;
use uuid::Uuid;

/// A value of the four kinds both engines have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(String),
    /// Bytes.
    Blob(Vec<u8>),
}

/// A value that lies elsewhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueRef<'v> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// Text.
    Text(&'v str),
    /// Bytes.
    Blob(&'v [u8]),
}

impl ValueRef<'_> {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Integer(_) => "an integer",
            Self::Text(_) => "text",
            Self::Blob(_) => "bytes",
        }
    }
}

/// A value of a column is not what was asked for. It never says the value itself.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected {expected}, found {found}")]
pub struct ValueError {
    expected: &'static str,
    found: &'static str,
}

impl ValueError {
    /// `expected` names what was asked for; `found` is the value that is there instead.
    #[must_use]
    pub const fn new(expected: &'static str, found: ValueRef<'_>) -> Self {
        Self { expected, found: found.kind() }
    }

    pub(crate) const fn fraction() -> Self {
        Self { expected: "an integer, text or bytes", found: "a fraction" }
    }
}

/// What can be a parameter of a statement; see [`params!`](crate::params).
pub trait ToValue {
    /// The value as the engines know it.
    fn to_value(&self) -> ValueRef<'_>;
}

/// What can be read from a column.
pub trait FromValue: Sized {
    /// Reads the value.
    ///
    /// # Errors
    /// When it is of another kind, or out of range.
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError>;
}

/// The parameters of a statement: `params![id, now]`, each a [`ToValue`].
#[macro_export]
macro_rules! params {
    ($($value:expr),* $(,)?) => {
        &[$(&$value as &dyn $crate::ToValue),*] as &[&dyn $crate::ToValue]
    };
}

impl ToValue for Value {
    fn to_value(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Integer(number) => ValueRef::Integer(*number),
            Self::Text(text) => ValueRef::Text(text),
            Self::Blob(bytes) => ValueRef::Blob(bytes),
        }
    }
}

impl FromValue for Value {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        Ok(match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Text(text) => Self::Text(text.to_owned()),
            ValueRef::Blob(bytes) => Self::Blob(bytes.to_vec()),
        })
    }
}

macro_rules! integers {
    ($($integer:ty),+) => {$(
        impl ToValue for $integer {
            fn to_value(&self) -> ValueRef<'_> {
                ValueRef::Integer(i64::from(*self))
            }
        }
        impl FromValue for $integer {
            fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
                let wrong = ValueError::new(stringify!($integer), value);
                let ValueRef::Integer(number) = value else { return Err(wrong) };
                Self::try_from(number).map_err(|_| wrong)
            }
        }
    )+};
}
integers!(i64, i32, u32, u16, u8);

/// Numbers that are stored as `i64` are read back unsigned where they count something.
impl FromValue for u64 {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        i64::from_value(value)?.try_into().map_err(|_| ValueError::new("u64", value))
    }
}

/// Both engines keep yes and no as 1 and 0.
impl ToValue for bool {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Integer(i64::from(*self))
    }
}

impl FromValue for bool {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        match value {
            ValueRef::Integer(0) => Ok(false),
            ValueRef::Integer(1) => Ok(true),
            other => Err(ValueError::new("0 or 1", other)),
        }
    }
}

/// Instants are whole seconds since 1970.
impl ToValue for Timestamp {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Integer(self.unix_seconds())
    }
}

impl FromValue for Timestamp {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        i64::from_value(value).map(Self::from_unix_seconds)
    }
}

impl ToValue for str {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Text(self)
    }
}

impl ToValue for String {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Text(self)
    }
}

impl FromValue for String {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        match value {
            ValueRef::Text(text) => Ok(text.to_owned()),
            other => Err(ValueError::new("text", other)),
        }
    }
}

impl ToValue for [u8] {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Blob(self)
    }
}

impl ToValue for Vec<u8> {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Blob(self)
    }
}

impl FromValue for Vec<u8> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        match value {
            ValueRef::Blob(bytes) => Ok(bytes.to_vec()),
            other => Err(ValueError::new("bytes", other)),
        }
    }
}

impl<const LENGTH: usize> ToValue for [u8; LENGTH] {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Blob(self)
    }
}

impl<const LENGTH: usize> FromValue for [u8; LENGTH] {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        let wrong = ValueError::new("bytes of a fixed length", value);
        let ValueRef::Blob(bytes) = value else { return Err(wrong) };
        bytes.try_into().map_err(|_| wrong)
    }
}

/// Ids are their 16 bytes.
impl ToValue for Uuid {
    fn to_value(&self) -> ValueRef<'_> {
        ValueRef::Blob(self.as_bytes())
    }
}

impl FromValue for Uuid {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        <[u8; 16]>::from_value(value).map(Self::from_bytes)
    }
}

impl<T: ToValue> ToValue for Option<T> {
    fn to_value(&self) -> ValueRef<'_> {
        self.as_ref().map_or(ValueRef::Null, T::to_value)
    }
}

impl<T: FromValue> FromValue for Option<T> {
    fn from_value(value: ValueRef<'_>) -> Result<Self, ValueError> {
        match value {
            ValueRef::Null => Ok(None),
            value => T::from_value(value).map(Some),
        }
    }
}

impl<T: ToValue + ?Sized> ToValue for &T {
    fn to_value(&self) -> ValueRef<'_> {
        (*self).to_value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_come_back_as_they_went_in() {
        assert_eq!(u32::from_value(7_u32.to_value()), Ok(7));
        assert_eq!(bool::from_value(true.to_value()), Ok(true));
        assert_eq!(Option::<String>::from_value(Some("word").to_value()), Ok(Some("word".to_owned())));
        assert_eq!(Option::<String>::from_value(None::<String>.to_value()), Ok(None));
        let id = Uuid::now_v7();
        assert_eq!(Uuid::from_value(id.to_value()), Ok(id));
        let instant = Timestamp::from_unix_seconds(1_790_000_000);
        assert_eq!(Timestamp::from_value(instant.to_value()), Ok(instant));
        assert_eq!(<[u8; 3]>::from_value([1, 2, 3].to_value()), Ok([1, 2, 3]));
    }

    #[test]
    fn what_does_not_fit_is_refused_without_being_told() {
        u32::from_value(ValueRef::Integer(-1)).expect_err("negative");
        bool::from_value(ValueRef::Integer(2)).expect_err("neither yes nor no");
        <[u8; 3]>::from_value(ValueRef::Blob(&[1, 2])).expect_err("too short");
        let error = i64::from_value(ValueRef::Text("a secret")).expect_err("text");
        assert_eq!(error.to_string(), "expected i64, found text");
    }
}
