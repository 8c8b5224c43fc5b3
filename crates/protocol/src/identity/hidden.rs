//! Types that are never printed.

/// Lets types say their names and nothing else where they are printed.
macro_rules! hide {
    ($($name:ident),+) => {$(
        impl std::fmt::Debug for $name {
            fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                out.debug_struct(stringify!($name)).finish_non_exhaustive()
            }
        }
    )+};
}
pub(super) use hide;
