//! Callbacks that stay the same.

use std::{cell::RefCell, rc::Rc};

use yew::prelude::*;

/// A callback that does what the latest `callback` does and is always the same one, so that parts of a long list are
/// not drawn again because of it.
#[hook]
pub fn use_steady<T: 'static>(callback: Callback<T>) -> Callback<T> {
    let latest: Rc<RefCell<Callback<T>>> = use_mut_ref(|| callback.clone());
    *latest.borrow_mut() = callback;
    let steady = use_memo((), |()| {
        Callback::from(move |value| {
            let callback = latest.borrow().clone();
            callback.emit(value);
        })
    });
    (*steady).clone()
}
