//! Values in PostgreSQL's binary form, whatever width of integer or kind of text a column has.

use std::error::Error;

use postgres::types::{FromSql, IsNull, ToSql, Type, private::BytesMut, to_sql_checked};

use crate::{ValueError, ValueRef};

type Refused = Box<dyn Error + Sync + Send>;

/// A parameter. Its type is the statement's to say; a value that does not fit is refused.
#[derive(Debug)]
pub(crate) struct Parameter<'v>(pub(crate) ValueRef<'v>);

/// The parameters as the client takes them.
pub(crate) fn borrowed<'p>(params: &'p [Parameter<'_>]) -> Vec<&'p (dyn ToSql + Sync)> {
    params.iter().map(|param| param as &(dyn ToSql + Sync)).collect()
}

impl ToSql for Parameter<'_> {
    fn to_sql(&self, ty: &Type, out: &mut BytesMut) -> Result<IsNull, Refused> {
        match (self.0, ty) {
            (ValueRef::Null, _) => Ok(IsNull::Yes),
            (ValueRef::Integer(number), &Type::INT8) => number.to_sql(ty, out),
            (ValueRef::Integer(number), &Type::INT4) => i32::try_from(number)?.to_sql(ty, out),
            (ValueRef::Integer(number), &Type::INT2) => i16::try_from(number)?.to_sql(ty, out),
            (ValueRef::Text(text), ty) if <&str as ToSql>::accepts(ty) => text.to_sql(ty, out),
            (ValueRef::Blob(bytes), &Type::BYTEA) => bytes.to_sql(ty, out),
            (value, _) => Err(ValueError::new("a value of the parameter's type", value).into()),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

/// A column's value.
pub(crate) struct Column<'r>(pub(crate) ValueRef<'r>);

impl<'r> FromSql<'r> for Column<'r> {
    fn from_sql(ty: &Type, raw: &'r [u8]) -> Result<Self, Refused> {
        Ok(Self(match *ty {
            Type::INT8 => ValueRef::Integer(i64::from_sql(ty, raw)?),
            Type::INT4 => ValueRef::Integer(i32::from_sql(ty, raw)?.into()),
            Type::INT2 => ValueRef::Integer(i16::from_sql(ty, raw)?.into()),
            Type::BYTEA => ValueRef::Blob(raw),
            _ => ValueRef::Text(<&str>::from_sql(ty, raw)?),
        }))
    }

    fn from_sql_null(_: &Type) -> Result<Self, Refused> {
        Ok(Self(ValueRef::Null))
    }

    fn accepts(ty: &Type) -> bool {
        matches!(*ty, Type::INT8 | Type::INT4 | Type::INT2 | Type::BYTEA) || <&str as FromSql>::accepts(ty)
    }
}
