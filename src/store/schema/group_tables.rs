//! The tables of groups.

use super::users;

diesel::table! {
    groups (id) {
        id -> Uuid,
        name -> Text,
        name_key -> Text,
        description -> Nullable<Text>,
        role_assignable -> Bool,
        from_directory -> Bool,
        created_at -> Timestamptz,
        created_by -> Nullable<Uuid>,
        version -> Integer,
        deleted_at -> Nullable<Timestamptz>,
        purge_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    group_member (group_id, user_id) {
        group_id -> Uuid,
        user_id -> Uuid,
        sort_name -> Text,
        added_at -> Timestamptz,
        living -> Bool,
    }
}

diesel::table! {
    group_owner (group_id, user_id) {
        group_id -> Uuid,
        user_id -> Uuid,
        added_at -> Timestamptz,
    }
}

diesel::table! {
    group_nesting (group_id, member_id) {
        group_id -> Uuid,
        member_id -> Uuid,
        added_at -> Timestamptz,
    }
}

diesel::joinable!(group_owner -> users (user_id));
diesel::joinable!(group_owner -> groups (group_id));
diesel::allow_tables_to_appear_in_same_query!(users, groups, group_owner, group_member, group_nesting);
