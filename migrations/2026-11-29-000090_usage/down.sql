DROP INDEX authentication_contact_mail, authentication_contact_phone;
DROP FUNCTION count_usage(timestamptz);
DROP FUNCTION usage_is_much(timestamptz, timestamptz);
DROP FUNCTION usage_between(timestamptz, timestamptz, text);
DROP FUNCTION usage_of(text, text, text, text);
DROP FUNCTION usage_details(text);
DROP FUNCTION usage_activities();
DROP TABLE usage_counted;
DROP TABLE usage_hour;
