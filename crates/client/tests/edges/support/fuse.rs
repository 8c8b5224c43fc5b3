//! Failures on demand: every use of a port passes the fuse twice, before it acts and after it acted.

use std::sync::Mutex;

/// What happens at the chosen point.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Failure {
    /// The program is killed: nothing works until it is started again.
    Kill,
    /// One message is lost; the program goes on. Stores do not lose messages.
    LostMessage,
}

#[derive(Debug, Default)]
struct State {
    armed: Option<(usize, Failure)>,
    passed: usize,
    dead: bool,
    blown: bool,
}

#[derive(Debug, Default)]
pub(crate) struct Fuse(Mutex<State>);

impl Fuse {
    /// Fails at the point number `point`, counted from now.
    pub(crate) fn arm(&self, point: usize, failure: Failure) {
        *self.state() = State { armed: Some((point, failure)), ..State::default() };
    }

    /// The program is started again; nothing fails any more.
    pub(crate) fn mend(&self) {
        *self.state() = State::default();
    }

    /// Whether the chosen point was reached.
    pub(crate) fn has_blown(&self) -> bool {
        self.state().blown
    }

    fn state(&self) -> std::sync::MutexGuard<'_, State> {
        self.0.lock().expect("no test panics while it holds the fuse")
    }

    /// Passes a point of a store or of the network; `false` means that it fails here.
    pub(crate) fn pass(&self, is_network: bool) -> bool {
        let mut state = self.state();
        if state.dead {
            return false;
        }
        let here = state.passed;
        match state.armed {
            Some((_, Failure::LostMessage)) if !is_network => return true,
            Some((point, failure)) if point == here => {
                state.blown = true;
                state.dead = failure == Failure::Kill;
                state.passed += 1;
                return false;
            }
            _ => {}
        }
        state.passed += 1;
        true
    }
}
