//! The tables of the directory outside.

use super::{groups, users};

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
        name_key -> Nullable<Bytea>,
        manager_key -> Nullable<Bytea>,
    }
}

diesel::table! {
    directory_group (group_id) {
        group_id -> Uuid,
        anchor -> Text,
        name_key -> Bytea,
        digest -> Bytea,
        seen_in -> BigInt,
        gone_at -> Nullable<Timestamptz>,
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
        back -> Integer,
        gone -> Integer,
        held_back -> Integer,
        passed_over -> Integer,
        groups_read -> Integer,
        groups_added -> Integer,
        groups_updated -> Integer,
        groups_back -> Integer,
        groups_gone -> Integer,
        groups_held_back -> Integer,
        groups_passed_over -> Integer,
        members_added -> Integer,
        members_removed -> Integer,
        members_held_back -> Integer,
        members_unknown -> Integer,
        managers -> Integer,
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
diesel::joinable!(directory_group -> groups (group_id));
diesel::allow_tables_to_appear_in_same_query!(directory_person, users);
diesel::allow_tables_to_appear_in_same_query!(directory_group, groups);
