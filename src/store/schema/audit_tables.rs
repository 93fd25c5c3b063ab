//! The tables of the audit log.

diesel::table! {
    audit_event (id) {
        id -> Uuid,
        at -> Timestamptz,
        actor_kind -> Text,
        actor_id -> Nullable<Uuid>,
        actor_name -> Text,
        session_id -> Nullable<Uuid>,
        address -> Nullable<Text>,
        permission -> Text,
        activity -> Text,
        category -> Text,
        result -> Text,
        reason -> Nullable<Text>,
        request_id -> Uuid,
        instance -> Text,
        details -> Text,
        key_id -> SmallInt,
        row_mac -> Bytea,
    }
}

diesel::table! {
    audit_target (event_id, position) {
        event_id -> Uuid,
        position -> Integer,
        at -> Timestamptz,
        target_id -> Uuid,
        target_name -> Text,
        activity -> Text,
        outcome -> Text,
    }
}

diesel::table! {
    audit_unchained (event_id) {
        event_id -> Uuid,
    }
}

diesel::table! {
    audit_chain (seq) {
        seq -> BigInt,
        event_id -> Uuid,
        hash -> Bytea,
    }
}

diesel::table! {
    audit_head (seq) {
        seq -> BigInt,
        hash -> Bytea,
        at -> Timestamptz,
        key_id -> SmallInt,
        signature -> Bytea,
    }
}

diesel::table! {
    audit_start (seq) {
        seq -> BigInt,
        hash -> Bytea,
        before -> Timestamptz,
        at -> Timestamptz,
        key_id -> SmallInt,
        signature -> Bytea,
    }
}

diesel::table! {
    audit_finding (only_one) {
        only_one -> Bool,
        at -> Timestamptz,
        seq -> BigInt,
        broken -> Bool,
    }
}

diesel::table! {
    audit_stream (target) {
        target -> Text,
        seq -> BigInt,
        sent_at -> Nullable<Timestamptz>,
        tries -> Integer,
        next_at -> Timestamptz,
        leased_until -> Nullable<Timestamptz>,
        failed_at -> Nullable<Timestamptz>,
        trouble -> Nullable<Text>,
        said -> Nullable<Text>,
    }
}

diesel::joinable!(audit_chain -> audit_event (event_id));
diesel::allow_tables_to_appear_in_same_query!(audit_event, audit_target, audit_chain, audit_unchained);
