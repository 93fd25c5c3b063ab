//! The tables of wrong guesses.

diesel::table! {
    throttle (user_id, factor, recognised) {
        user_id -> Uuid,
        factor -> Text,
        recognised -> Bool,
        serial -> BigInt,
        failures -> Integer,
        in_a_row -> Integer,
        recent -> Array<Integer>,
        addresses -> Array<Text>,
        first_at -> Nullable<Timestamptz>,
        last_at -> Nullable<Timestamptz>,
        locked_until -> Nullable<Timestamptz>,
        undo_failures -> Nullable<Integer>,
        undo_in_a_row -> Nullable<Integer>,
        undo_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    throttle_source (prefix) {
        prefix -> Text,
        wide -> Bool,
        failures -> Integer,
        window_from -> Timestamptz,
        names -> Array<Integer>,
        names_from -> Timestamptz,
        minute_failures -> Integer,
        minute_from -> Timestamptz,
        untold -> Integer,
        last_at -> Timestamptz,
        held_until -> Nullable<Timestamptz>,
    }
}
