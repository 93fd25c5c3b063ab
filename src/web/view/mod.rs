//! The pages: one struct each, with its template in the mirrored folder of `templates/`.
pub mod access;
pub mod account;
pub mod account_address;
pub mod account_questions;
pub mod account_registration;
pub mod address;
pub mod audit;
pub mod audit_event;
pub mod audit_streams;
pub mod deleted;
pub mod deletion;
pub mod diagnostics;
pub mod directory_password;
pub mod directory_status;
pub mod directory_tested;
pub mod errors;
pub mod exemption;
pub mod group;
pub mod group_form;
pub mod group_members;
pub mod group_removal;
pub mod groups;
pub mod home;
pub mod jobs;
pub mod own_sessions;
pub mod passkeys;
pub mod password;
pub mod password_reset;
pub mod person_form;
pub mod photo;
pub mod places;
pub mod proof;
pub mod report_events;
pub mod report_query;
pub mod report_registration;
pub mod report_registrations;
pub mod report_resets;
pub mod report_usage;
pub mod reset;
pub mod roles;
pub mod roles_matrix;
pub mod security;
pub mod self_service_form;
pub mod settings;
pub mod settings_branding;
pub mod settings_directory;
pub mod settings_letters;
pub mod settings_lockout;
pub mod settings_mail;
pub mod settings_policy;
pub mod settings_questions;
pub mod settings_registration;
pub mod settings_resets;
pub mod settings_retention;
pub mod settings_second_step;
pub mod settings_self_service;
pub mod settings_sessions;
pub mod settings_trial;
pub mod settings_words;
pub mod sign_ins;
pub mod signin;
pub mod temporary_passwords;
pub mod troubleshoot;
pub mod user;
pub mod user_columns;
pub mod user_edit;
pub mod user_groups;
mod user_lock;
pub mod user_new;
pub mod user_roles;
mod user_why;
pub mod users;
pub mod users_bulk;
mod users_rows;

/// The version in the corner of the navigation.
pub(crate) const VERSION: &str = env!("CARGO_PKG_VERSION");

/// A page that becomes HTML.
pub trait View: askama::Template {
    /// About how many bytes it becomes, so that one buffer is enough.
    fn room(&self) -> usize {
        24 * 1024
    }

    /// The page.
    ///
    /// # Errors
    /// Only when writing to memory fails.
    fn html(&self) -> askama::Result<String> {
        let mut html = String::with_capacity(self.room());
        self.render_into(&mut html)?;
        Ok(html)
    }
}
