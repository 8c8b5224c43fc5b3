//! Where the keys go.

use web_sys::HtmlElement;
use yew::NodeRef;

/// Gives an element the focus.
pub fn focus(element: &NodeRef) {
    if let Some(element) = element.cast::<HtmlElement>() {
        // Refused only when the element has left the page meanwhile.
        let _ = element.focus();
    }
}
