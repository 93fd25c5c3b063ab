//! The front door of administrators, and what every page is made of.

use actix_web::http::Method;
use actix_web::web;

use super::any_handler::AnyHandler;
use super::gate::Gate;
use super::route::{Gates, Ledger, READS, Route, routes};
use crate::domain::modules::Modules;

routes! {
    "/users" {
        GET Administrator READS => super::users::index::show;
    }
    "/users/new" {
        GET Administrator READS => super::users::new::new;
        POST Administrator Ledger::Grows => super::users::new::create;
    }
    "/users/deleted" {
        GET Administrator READS => super::users::deleted::index;
    }
    "/users/places" {
        GET Administrator READS => super::users::places::show;
        POST Administrator Ledger::Grows => super::users::places::let_in;
    }
    "/users/columns" {
        GET Administrator READS => super::users::columns::show;
        POST Administrator Ledger::Quiet("how lists look to oneself tells nothing of anybody") => super::users::columns::save;
    }
    "/users/export.csv" {
        GET Administrator Ledger::Grows => super::users::export::show;
    }
    "/users/suggest" {
        GET Administrator READS => super::users::suggest::show;
    }
    "/users/bulk" {
        GET Administrator READS => super::users::bulk::ask;
        POST Administrator Ledger::Grows => super::users::bulk::order;
    }
    "/jobs" {
        GET Administrator READS => super::jobs::index::show;
    }
    "/jobs/{id}" {
        GET Administrator READS => super::jobs::show::show;
    }
    "/jobs/{id}/progress" {
        GET Administrator READS => super::jobs::show::progress;
    }
    "/jobs/{id}/stop" {
        POST Administrator Ledger::Grows => super::jobs::show::stop;
    }
    "/users/{id}" {
        GET Administrator READS => super::users::show::show;
    }
    "/users/{id}/groups" {
        GET Administrator READS => super::users::groups::show;
        POST Administrator Ledger::Grows => super::users::groups::add;
    }
    "/users/{id}/photo" {
        GET Administrator READS => super::photo::show;
        POST Administrator Ledger::Grows => super::photo::save;
    }
    "/users/{id}/edit" {
        GET Administrator READS => super::users::edit::show;
        POST Administrator Ledger::Grows => super::users::edit::save;
    }
    "/users/{id}/reset-password" {
        GET Administrator READS => super::users::password_reset::new;
        POST Administrator Ledger::Grows => super::users::password_reset::create;
    }
    "/users/{id}/block" {
        GET Administrator READS => super::users::access::ask_block;
        POST Administrator Ledger::Grows => super::users::access::block;
    }
    "/users/{id}/second-step/remove" {
        GET Administrator READS => super::users::access::ask_clear;
        POST Administrator Ledger::Grows => super::users::access::clear;
    }
    "/users/{id}/contain" {
        GET Administrator READS => super::users::access::ask_contain;
        POST Administrator Ledger::Grows => super::users::access::contain;
    }
    "/users/{id}/re-register" {
        GET Administrator READS => super::users::access::ask_reregister;
        POST Administrator Ledger::Grows => super::users::access::reregister;
    }
    "/users/{id}/unblock" {
        GET Administrator READS => super::users::access::ask_unblock;
        POST Administrator Ledger::Grows => super::users::access::unblock;
    }
    "/users/{id}/sign-ins" {
        GET Administrator READS => super::users::sign_ins::show;
    }
    "/users/{id}/open-reset" {
        POST Administrator Ledger::Grows => super::users::opening::open;
    }
    "/users/{id}/unlock" {
        POST Administrator Ledger::Grows => super::users::unlocking::unlock;
    }
    "/users/{id}/sign-out" {
        GET Administrator READS => super::users::access::ask_sign_out;
        POST Administrator Ledger::Grows => super::users::access::sign_out;
    }
    "/users/{id}/revoke-password" {
        GET Administrator READS => super::users::access::ask_revoke_password;
        POST Administrator Ledger::Grows => super::users::access::revoke_password;
    }
    "/users/{id}/expire-password" {
        GET Administrator READS => super::users::access::ask_expire;
        POST Administrator Ledger::Grows => super::users::access::expire;
    }
    "/users/{id}/exemption" {
        GET Administrator READS => super::users::exemption::show;
        POST Administrator Ledger::Grows => super::users::exemption::decide;
    }
    "/users/{id}/delete" {
        GET Administrator READS => super::users::deletion::ask_delete;
        POST Administrator Ledger::Grows => super::users::deletion::delete;
    }
    "/users/{id}/restore" {
        POST Administrator Ledger::Grows => super::users::restoration::restore;
    }
    "/users/{id}/purge" {
        GET Administrator READS => super::users::deletion::ask_purge;
        POST Administrator Ledger::Grows => super::users::deletion::purge;
    }
    "/users/{id}/roles" {
        GET Administrator READS => super::users::roles::show;
    }
    "/users/{id}/roles/{role}/assign" {
        GET Administrator READS => super::users::roles::ask_assign;
        POST Administrator Ledger::Grows => super::users::roles::assign;
    }
    "/users/{id}/roles/{role}/remove" {
        GET Administrator READS => super::users::roles::ask_remove;
        POST Administrator Ledger::Grows => super::users::roles::remove;
    }
    "/roles" {
        GET Administrator READS => super::roles::index::show;
    }
    "/groups" {
        GET Administrator READS => super::groups::index::show;
    }
    "/groups/suggest" {
        GET Administrator READS => super::groups::suggest::show;
    }
    "/groups/new" {
        GET Administrator READS => super::groups::new::new;
        POST Administrator Ledger::Grows => super::groups::new::create;
    }
    "/groups/deleted" {
        GET Administrator READS => super::groups::index::deleted;
    }
    "/groups/{id}" {
        GET Person READS => super::groups::show::show;
        POST Person Ledger::Grows => super::groups::edit::save;
    }
    "/groups/{id}/edit" {
        GET Person READS => super::groups::edit::show;
    }
    "/groups/{id}/members" {
        GET Person READS => super::groups::members::show;
        POST Person Ledger::Grows => super::groups::membership::members;
    }
    "/groups/{id}/members/add" {
        GET Person READS => super::groups::members::add;
    }
    "/groups/{id}/owners" {
        GET Person READS => super::groups::owners::show;
        POST Person Ledger::Grows => super::groups::membership::owners;
    }
    "/groups/{id}/owners/add" {
        GET Person READS => super::groups::owners::add;
    }
    "/groups/{id}/delete" {
        GET Administrator READS => super::groups::removal::ask;
        POST Administrator Ledger::Grows => super::groups::removal::delete;
    }
    "/groups/{id}/restore" {
        POST Administrator Ledger::Grows => super::groups::removal::restore;
    }
    "/roles/matrix" {
        GET Administrator READS => super::roles::matrix::show;
    }
    "/roles/{role}" {
        GET Administrator READS => super::roles::show::show;
    }
    "/sign-ins" {
        GET Administrator READS => super::sign_ins::index::show;
    }
    "/reports/password-resets" {
        GET Administrator READS => super::reports::resets::show;
    }
    "/reports/password-resets.csv" {
        GET Administrator Ledger::Grows => super::reports::resets::file;
    }
    "/reports/registration-activity" {
        GET Administrator READS => super::reports::registrations::show;
    }
    "/reports/registration-activity.csv" {
        GET Administrator Ledger::Grows => super::reports::registrations::file;
    }
    "/reports/registration" {
        GET Administrator READS => super::reports::registration::show;
    }
    "/reports/registration.csv" {
        GET Administrator Ledger::Grows => super::reports::registration::file;
    }
    "/reports/events" {
        GET Administrator READS => super::reports::events::show;
    }
    "/reports/usage" {
        GET Administrator READS => super::reports::usage::show;
    }
    "/reports/methods" {
        GET Administrator READS => super::reports::registration::methods;
    }
    "/sign-ins/export.csv" {
        GET Administrator Ledger::Grows => super::sign_ins::index::file;
    }
    "/audit/export.csv" {
        GET Administrator Ledger::Grows => super::audit::file::csv;
    }
    "/audit/export.json" {
        GET Administrator Ledger::Grows => super::audit::file::json;
    }
    "/audit" {
        GET Administrator READS => super::audit::index::show;
    }
    "/audit/streams" {
        GET Administrator READS => super::audit::streams::show;
    }
    "/audit/{id}" {
        GET Administrator READS => super::audit::show::show;
    }
    "/troubleshoot" {
        GET Administrator READS => super::troubleshoot::index::show;
    }
    "/temporary-passwords" {
        GET Administrator READS => super::passwords::index::show;
    }
    "/static/{file:.+}" {
        GET Anyone READS => super::files::show;
    }
}
