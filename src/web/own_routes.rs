//! The front door of everybody: signing in, a forgotten password, the own account.

use actix_web::http::Method;
use actix_web::web;

use super::any_handler::AnyHandler;
use super::gate::Gate;
use super::route::{Gates, Ledger, READS, Route, routes};
use crate::domain::modules::Modules;

/// What a device is asked for proves nothing yet.
const ASKS: Ledger = Ledger::Quiet("a question to a device proves nothing: what comes of its answer is written down");

routes! {
    "/" {
        GET Person READS => super::home::index::show;
    }
    "/sign-in" {
        GET Anyone READS => super::signin::password::new;
        POST Anyone Ledger::Grows => super::signin::password::create;
    }
    "/sign-in/second-step" {
        GET Step READS => super::signin::second_step::new;
        POST Step Ledger::Grows => super::signin::second_step::create;
    }
    "/sign-in/second-step/passkey" {
        POST Step ASKS => super::signin::second_step::ask;
    }
    "/change-password" {
        GET Pending READS => super::signin::forced_change::new;
        POST Pending Ledger::Grows => super::signin::forced_change::create;
    }
    "/reset-password" {
        GET Outside READS => super::reset::begin::new;
        POST Outside Ledger::Grows => super::reset::begin::create;
    }
    "/reset-password/verify" {
        GET Outside READS => super::reset::verify::show;
        POST Outside Ledger::Grows => super::reset::verify::create;
    }
    "/reset-password/verify/passkey" {
        POST Outside Ledger::Quiet("what a device is asked to sign proves nothing yet") => super::reset::verify::ask;
    }
    "/reset-password/new" {
        GET Outside READS => super::reset::new::show;
        POST Outside Ledger::Grows => super::reset::new::create;
    }
    "/reset-password/unlock" {
        POST Outside Ledger::Grows => super::reset::unlock::create;
    }
    "/reset-password/cancel" {
        POST Outside Ledger::Grows => super::reset::cancel::create;
    }
    "/reset-password/help" {
        POST Outside Ledger::Grows => super::reset::help::create;
    }
    "/sign-out" {
        POST Known Ledger::Grows => super::signin::signout::create;
    }
    "/preferences" {
        POST Anyone Ledger::Quiet("language and theme stay in the browser") => super::preferences::create;
    }
    "/account" {
        GET Person READS => super::account::home::show;
    }
    "/account/security" {
        GET Own READS => super::account::security::show;
    }
    "/account/security/app" {
        GET Own READS => super::account::app::new;
        POST Own Ledger::Grows => super::account::app::create;
    }
    "/account/security/app/remove" {
        GET Own READS => super::account::app::ask_remove;
        POST Own Ledger::Grows => super::account::app::remove;
    }
    "/account/security/passkeys" {
        GET Own READS => super::account::passkeys::new;
        POST Own Ledger::Grows => super::account::passkeys::create;
    }
    "/account/security/passkeys/ask" {
        POST Own ASKS => super::account::passkeys::ask;
    }
    "/account/security/passkeys/{id}" {
        GET Own READS => super::account::passkeys::edit;
        POST Own Ledger::Grows => super::account::passkeys::rename;
    }
    "/account/security/passkeys/{id}/remove" {
        GET Own READS => super::account::passkeys::ask_remove;
        POST Own Ledger::Grows => super::account::passkeys::remove;
    }
    "/account/security/codes" {
        POST Own Ledger::Grows => super::account::codes::create;
    }
    "/account/registration" {
        GET Own READS => super::account::registration::show;
        POST Own Ledger::Grows => super::account::registration::answer;
    }
    "/account/security/address" {
        GET Proofs READS => super::account::address::show;
        POST Proofs Ledger::Grows => super::account::address::create;
    }
    "/account/security/address/code" {
        POST Proofs Ledger::Grows => super::account::address::save;
    }
    "/account/security/address/remove" {
        POST Proofs Ledger::Grows => super::account::address::remove;
    }
    "/account/security/phone" {
        GET Proofs READS => super::account::phone::show;
        POST Proofs Ledger::Grows => super::account::phone::create;
    }
    "/account/security/phone/code" {
        POST Proofs Ledger::Grows => super::account::phone::save;
    }
    "/account/security/phone/remove" {
        POST Proofs Ledger::Grows => super::account::phone::remove;
    }
    "/account/security/questions" {
        GET Proofs READS => super::account::questions::show;
        POST Proofs Ledger::Grows => super::account::questions::create;
    }
    "/account/security/questions/remove" {
        POST Proofs Ledger::Grows => super::account::questions::remove;
    }
    "/account/proof" {
        POST Own Ledger::Grows => super::account::proof::create;
    }
    "/account/proof/passkey" {
        POST Own ASKS => super::account::proof::ask;
    }
    "/account/photo" {
        GET Person READS => super::photo::own;
        POST Person Ledger::Grows => super::photo::save_own;
    }
    "/photos/{id}/{name}" {
        GET Person READS => super::photo::file;
    }
    "/account/profile" {
        GET Person READS => super::account::profile::show;
    }
    "/account/sessions" {
        GET Person READS => super::account::sessions::show;
    }
    "/account/sessions/end-others" {
        POST Person Ledger::Grows => super::account::sessions::end_others;
    }
    "/account/sessions/{id}/end" {
        POST Person Ledger::Grows => super::account::sessions::end;
    }
    "/account/activity" {
        GET Person READS => super::account::activity::show;
    }
    "/account/activity/not-me" {
        POST Person Ledger::Grows => super::account::activity::not_me;
    }
    "/account/groups" {
        GET Person READS => super::account::groups::show;
    }
    "/account/password" {
        GET Person READS => super::account::password::new;
        POST Person Ledger::Grows => super::account::password::create;
    }
}
