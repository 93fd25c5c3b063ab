//! The tables of the directory outside.

use super::users;

diesel::table! {
    directory_account (only_one) {
        only_one -> Bool,
        sealed -> Bytea,
        set_at -> Timestamptz,
    }
}

diesel::table! {
    directory_person (user_id) {
        user_id -> Uuid,
        anchor -> Text,
        digest -> Bytea,
        disabled -> Bool,
        locked -> Bool,
        protected -> Bool,
        never_ends -> Bool,
        must_change -> Bool,
        seen_in -> BigInt,
    }
}

diesel::table! {
    directory_run (id) {
        id -> BigInt,
        walk -> Text,
        stage -> Text,
        asked_at -> Timestamptz,
        started_at -> Nullable<Timestamptz>,
        beat_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        read -> Integer,
        added -> Integer,
        updated -> Integer,
        gone -> Integer,
        held_back -> Integer,
        passed_over -> Integer,
        trouble -> Nullable<Text>,
        said -> Nullable<Text>,
    }
}

diesel::table! {
    writeback (id) {
        id -> Uuid,
        user_id -> Uuid,
        name -> Text,
        operation -> Text,
        begun_at -> Timestamptz,
        ended_at -> Nullable<Timestamptz>,
        outcome -> Nullable<Text>,
        said -> Nullable<Text>,
        millis -> Nullable<Integer>,
        read_back -> Nullable<Text>,
        form_key -> Nullable<Uuid>,
        reset_id -> Nullable<Uuid>,
        password_before -> Nullable<Timestamptz>,
        settled_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    directory_health (only_one) {
        only_one -> Bool,
        checked_at -> Timestamptz,
        answered_at -> Nullable<Timestamptz>,
        millis -> Nullable<Integer>,
        failed_at -> Nullable<Timestamptz>,
        trouble -> Nullable<Text>,
        said -> Nullable<Text>,
    }
}

diesel::joinable!(directory_person -> users (user_id));
diesel::allow_tables_to_appear_in_same_query!(directory_person, users);
