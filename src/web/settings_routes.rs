//! The front door of the settings.

use actix_web::http::Method;
use actix_web::web;

use super::any_handler::AnyHandler;
use super::gate::Gate;
use super::route::{Gates, Ledger, READS, Route, routes};
use crate::domain::modules::Modules;

routes! {
    "/settings" {
        GET Administrator READS => super::settings::index::show;
    }
    "/settings/password-policy" {
        GET Administrator READS => super::settings::password_policy::show;
        POST Administrator Ledger::Grows => super::settings::password_policy::save;
    }
    "/settings/password-policy/try" {
        GET Administrator READS => super::settings::try_password::show;
        POST Administrator Ledger::Quiet("a password that is only tried is kept nowhere") => super::settings::try_password::attempt;
    }
    "/settings/banned-words" {
        GET Administrator READS => super::settings::banned_words::show;
        POST Administrator Ledger::Grows => super::settings::banned_words::save;
    }
    "/settings/self-service" {
        GET Administrator READS => super::settings::self_service::show;
        POST Administrator Ledger::Grows => super::settings::self_service::save;
    }
    "/settings/branding" {
        GET Administrator READS => super::settings::branding::show;
        POST Administrator Ledger::Grows => super::settings::branding::save;
    }
    "/settings/branding/logo" {
        POST Administrator Ledger::Grows => super::settings::branding::logo;
    }
    "/settings/letters" {
        GET Administrator READS => super::settings::letters::index;
    }
    "/settings/letters/{kind}" {
        GET Administrator READS => super::settings::letters::show;
        POST Administrator Ledger::Grows => super::settings::letters::save;
    }
    "/settings/security-questions" {
        GET Administrator READS => super::settings::questions::show;
        POST Administrator Ledger::Grows => super::settings::questions::save;
    }
    "/settings/registration" {
        GET Administrator READS => super::settings::registration::show;
        POST Administrator Ledger::Grows => super::settings::registration::save;
    }
    "/settings/registration/invite" {
        GET Administrator READS => super::settings::invite::show;
        POST Administrator Ledger::Grows => super::settings::invite::order;
    }
    "/settings/directory" {
        GET Administrator READS => super::settings::directory::show;
        POST Administrator Ledger::Grows => super::settings::directory::save;
    }
    "/settings/directory/password" {
        GET Administrator READS => super::settings::directory_account::show;
        POST Administrator Ledger::Grows => super::settings::directory_account::save;
    }
    "/settings/directory/test" {
        POST Administrator Ledger::Quiet("a test changes nothing, here or there") => super::settings::directory_account::test;
    }
    "/settings/directory/status" {
        GET Administrator READS => super::settings::directory_status::show;
    }
    "/settings/directory/load" {
        POST Administrator Ledger::Grows => super::settings::directory_status::load;
    }
    "/settings/mail" {
        GET Administrator READS => super::settings::mail::show;
        POST Administrator Ledger::Grows => super::settings::mail::create;
    }
    "/settings/mail/text" {
        POST Administrator Ledger::Grows => super::settings::mail::create_text;
    }
    "/settings/resets" {
        GET Administrator READS => super::settings::resets::show;
        POST Administrator Ledger::Grows => super::settings::resets::save;
    }
    "/settings/second-step" {
        GET Administrator READS => super::settings::second_step::show;
        POST Administrator Ledger::Grows => super::settings::second_step::save;
    }
    "/settings/lockout" {
        GET Administrator READS => super::settings::lockout::show;
        POST Administrator Ledger::Grows => super::settings::lockout::save;
    }
    "/settings/retention" {
        GET Administrator READS => super::settings::retention::show;
        POST Administrator Ledger::Grows => super::settings::retention::save;
    }
    "/settings/sessions" {
        GET Administrator READS => super::settings::sessions::show;
        POST Administrator Ledger::Grows => super::settings::sessions::save;
    }
}
