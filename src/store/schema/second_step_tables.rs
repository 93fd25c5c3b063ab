//! The tables of the second step.

diesel::table! {
    authenticator_app (user_id) {
        user_id -> Uuid,
        sealed -> Bytea,
        added_at -> Timestamptz,
        last_step -> BigInt,
        last_used_at -> Timestamptz,
    }
}

diesel::table! {
    recovery_code (user_id, hash) {
        user_id -> Uuid,
        hash -> Bytea,
    }
}

diesel::table! {
    second_step_grace (user_id) {
        user_id -> Uuid,
        since -> Timestamptz,
    }
}

diesel::table! {
    passkey (id) {
        id -> Uuid,
        user_id -> Uuid,
        credential_id -> Bytea,
        name -> Text,
        sealed -> Bytea,
        counter -> BigInt,
        discoverable -> Bool,
        added_at -> Timestamptz,
        last_used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    passkey_ceremony (bound_to, purpose) {
        bound_to -> Uuid,
        purpose -> Text,
        sealed -> Bytea,
        ends_at -> Timestamptz,
    }
}

diesel::allow_tables_to_appear_in_same_query!(authenticator_app, recovery_code);
