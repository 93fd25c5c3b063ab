//! The tables of people who help themselves.

diesel::table! {
    reset_flow (id) {
        id -> Uuid,
        token_hash -> Bytea,
        user_id -> Nullable<Uuid>,
        is_open -> Bool,
        subject -> Uuid,
        credential_epoch -> Integer,
        needed -> SmallInt,
        methods -> Array<Text>,
        proved -> Array<Text>,
        shown -> Text,
        wrong -> Integer,
        begun_at -> Timestamptz,
        ends_at -> Timestamptz,
        code_mac -> Nullable<Bytea>,
        code_until -> Nullable<Timestamptz>,
        text_mac -> Nullable<Bytea>,
        text_until -> Nullable<Timestamptz>,
        asks -> Array<Text>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    reset_tries (subject) {
        subject -> Uuid,
        wrong -> Array<Timestamptz>,
        sent -> Array<Timestamptz>,
        last_at -> Timestamptz,
        place -> Nullable<Text>,
        held_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    address_challenge (user_id, point) {
        user_id -> Uuid,
        point -> Text,
        address -> Text,
        code_mac -> Bytea,
        code_until -> Timestamptz,
        wrong -> Integer,
    }
}

diesel::table! {
    proof_registration (user_id) {
        user_id -> Uuid,
        confirmed_at -> Nullable<Timestamptz>,
        put_off -> Integer,
        put_off_until -> Nullable<Timestamptz>,
        demanded -> Bool,
        invited_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    user_photo (user_id) {
        user_id -> Uuid,
        digest -> Text,
        bytes -> Bytea,
        given_at -> Timestamptz,
    }
}

diesel::table! {
    security_answers (user_id) {
        user_id -> Uuid,
        questions -> Array<Text>,
        sealed -> Array<Bytea>,
        answered_at -> Timestamptz,
    }
}

diesel::table! {
    logo (digest) {
        digest -> Text,
        format -> Text,
        bytes -> Bytea,
        given_at -> Timestamptz,
    }
}
