//! The tables of reports.

diesel::table! {
    password_reset (id) {
        id -> Uuid,
        at -> Timestamptz,
        kind -> Text,
        user_id -> Uuid,
        user_name -> Text,
        was_administrator -> Nullable<Bool>,
        by_id -> Nullable<Uuid>,
        by_name -> Text,
        methods -> Array<Text>,
        result -> Nullable<Text>,
        detail -> Text,
        ends_at -> Timestamptz,
        request_id -> Uuid,
    }
}

diesel::table! {
    password_reset_day (day, kind, result, by_id) {
        day -> Date,
        kind -> Text,
        result -> Text,
        by_id -> Uuid,
        by_name -> Text,
        number -> Integer,
    }
}

diesel::table! {
    password_reset_hour (day, hour, kind, result, by_id) {
        day -> Date,
        hour -> SmallInt,
        kind -> Text,
        result -> Text,
        by_id -> Uuid,
        by_name -> Text,
        number -> Integer,
    }
}

diesel::table! {
    password_reset_counted (place) {
        place -> Text,
        until_day -> Date,
        time_zone -> Text,
        hours_from -> Nullable<Timestamptz>,
        hours_until -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    usage_hour (day, hour, what, method, result) {
        day -> Date,
        hour -> SmallInt,
        what -> Text,
        method -> Text,
        result -> Text,
        number -> BigInt,
    }
}

diesel::table! {
    usage_counted (place) {
        place -> Text,
        from_at -> Timestamptz,
        until_at -> Timestamptz,
        time_zone -> Text,
    }
}
