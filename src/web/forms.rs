//! The names of the forms: a CSRF token is good for one of them.

/// `POST /sign-in`.
pub const SIGN_IN: &str = "sign-in";
/// `POST /change-password`.
pub const CHANGE_PASSWORD: &str = "change-password";
/// `POST /account/password`.
pub const ACCOUNT_PASSWORD: &str = "account-password";
/// `POST /users/{id}/reset-password`.
pub const RESET_PASSWORD: &str = "reset-password";
/// `POST /sign-out`.
pub const SIGN_OUT: &str = "sign-out";
/// `POST /preferences`.
pub const PREFERENCES: &str = "preferences";
