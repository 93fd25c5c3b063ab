//! The tables, as diesel sees them; `tests/portal/schema.rs` compares them with the migrated database. `users` and `deleted_user` are
//! views of one table, `user_record`: nobody sees a deleted person who does not ask for one.
mod audit_tables;
mod directory_tables;
mod group_tables;
mod job_tables;
mod letter_tables;
mod lockout_tables;
mod report_tables;
mod second_step_tables;
mod self_service_tables;

pub(super) use audit_tables::*;
pub(super) use directory_tables::*;
pub(super) use group_tables::*;
pub(super) use job_tables::*;
pub(super) use letter_tables::*;
pub(super) use lockout_tables::*;
pub(super) use report_tables::*;
pub(super) use second_step_tables::*;
pub(super) use self_service_tables::*;

diesel::table! {
    organisation (only_one) {
        only_one -> Bool,
        name -> Text,
        domains -> Array<Text>,
        time_zone -> Text,
        language -> Text,
        service_desk -> Nullable<Text>,
        installed_at -> Timestamptz,
    }
}

diesel::table! {
    key_generation (id) {
        id -> SmallInt,
        wrapped -> Bytea,
        used_from -> Timestamptz,
        resealed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    users (id) {
        id -> Uuid,
        user_name -> Text,
        display_name -> Text,
        given_name -> Nullable<Text>,
        surname -> Nullable<Text>,
        mail -> Nullable<Text>,
        employee_id -> Nullable<Text>,
        job_title -> Nullable<Text>,
        department -> Nullable<Text>,
        company_name -> Nullable<Text>,
        office -> Nullable<Text>,
        mobile -> Nullable<Text>,
        telephone -> Nullable<Text>,
        city -> Nullable<Text>,
        country -> Nullable<Text>,
        usage_location -> Nullable<Text>,
        preferred_language -> Nullable<Text>,
        manager_id -> Nullable<Uuid>,
        source -> Text,
        enabled -> Bool,
        role_bits -> Integer,
        password_kind -> Nullable<Text>,
        password_changed_at -> Nullable<Timestamptz>,
        password_expires_at -> Nullable<Timestamptz>,
        last_sign_in_at -> Nullable<Timestamptz>,
        credential_epoch -> Integer,
        created_at -> Timestamptz,
        sort_name -> Text,
        search_text -> Text,
        department_key -> Nullable<Text>,
        status -> SmallInt,
        version -> Integer,
        privileged_group -> Bool,
        employee_type -> Nullable<Text>,
        hire_date -> Nullable<Text>,
        other_mails -> Nullable<Text>,
        street_address -> Nullable<Text>,
        postal_code -> Nullable<Text>,
        state -> Nullable<Text>,
        age_group -> Nullable<Text>,
        consent -> Nullable<Text>,
        photo -> Nullable<Text>,
    }
}

diesel::table! {
    deleted_user (id) {
        id -> Uuid,
        user_name -> Text,
        display_name -> Text,
        given_name -> Nullable<Text>,
        surname -> Nullable<Text>,
        mail -> Nullable<Text>,
        employee_id -> Nullable<Text>,
        job_title -> Nullable<Text>,
        department -> Nullable<Text>,
        company_name -> Nullable<Text>,
        office -> Nullable<Text>,
        mobile -> Nullable<Text>,
        telephone -> Nullable<Text>,
        city -> Nullable<Text>,
        country -> Nullable<Text>,
        usage_location -> Nullable<Text>,
        preferred_language -> Nullable<Text>,
        manager_id -> Nullable<Uuid>,
        source -> Text,
        role_bits -> Integer,
        password_kind -> Nullable<Text>,
        password_changed_at -> Nullable<Timestamptz>,
        password_expires_at -> Nullable<Timestamptz>,
        last_sign_in_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        status -> SmallInt,
        version -> Integer,
        deleted_at -> Timestamptz,
        deleted_by_id -> Nullable<Uuid>,
        deleted_by_name -> Text,
        purge_at -> Timestamptz,
        privileged_group -> Bool,
        employee_type -> Nullable<Text>,
        hire_date -> Nullable<Text>,
        other_mails -> Nullable<Text>,
        street_address -> Nullable<Text>,
        postal_code -> Nullable<Text>,
        state -> Nullable<Text>,
        age_group -> Nullable<Text>,
        consent -> Nullable<Text>,
        photo -> Nullable<Text>,
    }
}

diesel::table! {
    list_choice (user_id) {
        user_id -> Uuid,
        column_bits -> Nullable<Integer>,
        page_rows -> Nullable<SmallInt>,
    }
}

diesel::table! {
    authentication_contact (user_id) {
        user_id -> Uuid,
        phone -> Nullable<Text>,
        alternative_phone -> Nullable<Text>,
        mail -> Nullable<Text>,
    }
}

diesel::table! {
    account_block (user_id) {
        user_id -> Uuid,
        at -> Timestamptz,
        by_name -> Text,
        reason -> Nullable<Text>,
    }
}

diesel::table! {
    login_name (canonical) {
        canonical -> Text,
        user_id -> Uuid,
        kind -> Text,
    }
}

diesel::table! {
    credential (user_id) {
        user_id -> Uuid,
        kind -> Text,
        sealed -> Bytea,
        set_at -> Timestamptz,
        set_by -> Nullable<Uuid>,
        expires_at -> Nullable<Timestamptz>,
        first_used_at -> Nullable<Timestamptz>,
        demanded_at -> Nullable<Timestamptz>,
        exempt_until -> Nullable<Timestamptz>,
        end_told -> SmallInt,
    }
}

diesel::table! {
    password_history (user_id, set_at) {
        user_id -> Uuid,
        set_at -> Timestamptz,
        sealed -> Bytea,
    }
}

diesel::table! {
    role_assignment (user_id, role) {
        user_id -> Uuid,
        role -> Text,
        bit -> Integer,
        assigned_at -> Timestamptz,
        assigned_by -> Nullable<Uuid>,
        assigned_by_name -> Nullable<Text>,
    }
}

diesel::table! {
    auth_session (id) {
        id -> Uuid,
        token_hash -> Bytea,
        user_id -> Uuid,
        kind -> Text,
        created_at -> Timestamptz,
        last_seen_at -> Timestamptz,
        idle_until -> Timestamptz,
        absolute_until -> Timestamptz,
        address -> Nullable<Text>,
        credential_epoch -> Integer,
        revoked_at -> Nullable<Timestamptz>,
        revoke_reason -> Nullable<Text>,
        proved_at -> Timestamptz,
        device -> Nullable<Text>,
        second_step_due -> Nullable<Timestamptz>,
        registration -> Nullable<Text>,
        stays -> Bool,
    }
}

diesel::table! {
    form_use (key, user_id) {
        key -> Uuid,
        user_id -> Uuid,
        form -> Text,
        subject_id -> Nullable<Uuid>,
        used_at -> Timestamptz,
    }
}

diesel::table! {
    search_word (word) {
        word -> Text,
    }
}

diesel::table! {
    user_word (word, sort_name, user_id) {
        word -> Text,
        sort_name -> Text,
        user_id -> Uuid,
    }
}

diesel::joinable!(auth_session -> users (user_id));
diesel::joinable!(list_choice -> users (user_id));
diesel::joinable!(authenticator_app -> users (user_id));
diesel::joinable!(passkey -> users (user_id));
diesel::joinable!(login_name -> users (user_id));
diesel::joinable!(credential -> users (user_id));
diesel::joinable!(role_assignment -> users (user_id));
diesel::allow_tables_to_appear_in_same_query!(
    users,
    login_name,
    credential,
    auth_session,
    role_assignment,
    list_choice,
    authenticator_app,
    passkey,
    throttle
);

diesel::table! {
    setting (section) {
        section -> Text,
        body -> Text,
        version -> Integer,
        changed_at -> Timestamptz,
        changed_by -> Nullable<Uuid>,
        changed_by_name -> Text,
    }
}

diesel::table! {
    temporary_password (user_id, made_at) {
        user_id -> Uuid,
        made_at -> Timestamptz,
        origin -> Text,
        made_by -> Nullable<Uuid>,
        made_by_name -> Text,
        verified_by -> Nullable<Text>,
        reason -> Nullable<Text>,
        expires_at -> Nullable<Timestamptz>,
        first_used_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
        ending -> Nullable<Text>,
        living -> Bool,
    }
}

diesel::joinable!(temporary_password -> users (user_id));
diesel::allow_tables_to_appear_in_same_query!(temporary_password, users);
