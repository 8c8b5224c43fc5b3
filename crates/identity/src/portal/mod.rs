//! The Portal: where an operator looks after guests, members and applications, under `/portal`.
//!
//! Pages are rendered on the server and work without scripts. `text`: the sentences; `form`: what an operator
//! types; `chart`: pictures of figures; `frame`: what every page shares. To add a page: a file in `http` with its
//! handlers and its view, a template in `templates/portal/`, its sentences in `portal.ftl`, a room in `frame`.
//!
//! See docs/decisions/0012-portal.md.

pub(crate) mod chart;
mod directory;
mod duration;
pub(crate) mod form;
pub(crate) mod frame;
mod http;
pub(crate) mod instant;
mod kinds;
pub(crate) mod links;
mod meaning;
mod operator;
pub(crate) mod text;
mod warnings;

pub(crate) use directory::{Cohort, Listed, SearchWords, UserFilter, UserKind, UserRecord};
pub(crate) use http::router;
pub use links::PortalLinkError;
pub(crate) use operator::{Operator, OperatorId, OperatorName, PortalLink, PortalSession, SESSION_LIFETIME};
