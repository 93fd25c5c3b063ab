//! What keeps somebody out whatever is typed: asked at sign-in, and by whoever wants to know why it does not work.

use super::failure::SignInFailure;
use super::lockout::Lock;
use super::user::Status;

/// An account, as a sign-in finds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Whether there is a password here.
    pub has_password: bool,
    /// Whether it is a temporary one that is over.
    pub is_over: bool,
    /// What wrong passwords have closed.
    pub lock: Option<Lock>,
    /// What wrong second steps have closed.
    pub step_lock: Option<Lock>,
    /// The state of the account.
    pub status: Status,
}

impl Standing {
    /// Everything that stands in the way of the right password, in the order in which a sign-in meets it.
    pub fn obstacles(&self) -> Vec<SignInFailure> {
        let blocked = (self.status == Status::Blocked).then_some(SignInFailure::Blocked);
        let over = self.is_over.then_some(SignInFailure::TemporaryPasswordOver);
        let missing = (!self.has_password).then_some(SignInFailure::NoPassword);
        let step = self.step_lock.map(|_| SignInFailure::TooManyCodes);
        [missing, self.lock.map(SignInFailure::from), blocked, over, step].into_iter().flatten().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_in_the_way_is_told_in_the_order_in_which_it_is_met() {
        let clear =
            Standing { has_password: true, is_over: false, lock: None, step_lock: None, status: Status::Active };
        assert_eq!(clear.obstacles(), []);
        let closed = Some(Lock::Off);
        let all =
            Standing { has_password: false, is_over: true, lock: closed, step_lock: closed, status: Status::Blocked };
        let expected = [
            SignInFailure::NoPassword,
            SignInFailure::PasswordOff,
            SignInFailure::Blocked,
            SignInFailure::TemporaryPasswordOver,
            SignInFailure::TooManyCodes,
        ];
        assert_eq!(all.obstacles(), expected);
    }
}
