//! The tables of jobs.

diesel::table! {
    job (id) {
        id -> Uuid,
        deed -> Text,
        state -> Text,
        made_at -> Timestamptz,
        made_by -> Uuid,
        made_by_name -> Text,
        session_id -> Uuid,
        request_id -> Uuid,
        address -> Nullable<Text>,
        reason -> Text,
        total -> Integer,
        done -> Integer,
        passed_over -> Integer,
        stop_asked -> Bool,
        leased_until -> Timestamptz,
        troubles -> Integer,
        ended_at -> Nullable<Timestamptz>,
        group_id -> Nullable<Uuid>,
        group_name -> Nullable<Text>,
        group_role_assignable -> Nullable<Bool>,
        properties -> Nullable<Text>,
    }
}

diesel::table! {
    job_person (job_id, position) {
        job_id -> Uuid,
        position -> Integer,
        user_id -> Uuid,
        user_name -> Text,
        outcome -> Nullable<Text>,
    }
}
