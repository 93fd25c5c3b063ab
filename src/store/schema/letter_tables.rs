//! The table of mail on its way.

diesel::table! {
    letter (id) {
        id -> Uuid,
        user_id -> Nullable<Uuid>,
        recipient -> Text,
        language -> Text,
        kind -> Text,
        sealed -> Nullable<Bytea>,
        made_at -> Timestamptz,
        due_at -> Timestamptz,
        stale_at -> Timestamptz,
        tries -> Integer,
        state -> Text,
        ended_at -> Nullable<Timestamptz>,
        trouble -> Nullable<Text>,
        said -> Nullable<Text>,
    }
}
