//! Whether the person has moved since the app began.

use std::{cell::Cell, rc::Rc};

use yew::prelude::*;

/// Whether a page has been shown before, as a context.
#[derive(Clone, Debug, Default)]
pub struct Arrived(Rc<Cell<bool>>);

impl PartialEq for Arrived {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Whether this page's heading takes the focus: every page's but the first.
#[hook]
pub fn use_takes_focus() -> bool {
    let arrived = use_context::<Arrived>();
    let takes_focus = use_memo((), |()| arrived.as_ref().is_some_and(|arrived| arrived.0.replace(true)));
    *takes_focus
}
