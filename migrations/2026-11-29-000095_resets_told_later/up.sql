-- A reset in the directory whose end is learned later, when its day was counted already: that day, and what came behind it, is counted anew, so
-- that figures and rows agree. Of today nothing is counted yet, and nothing is locked.
CREATE FUNCTION recount_password_resets() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    since date;
BEGIN
    UPDATE password_reset_counted SET until_day = (NEW.at AT TIME ZONE time_zone)::date
        WHERE until_day > (NEW.at AT TIME ZONE time_zone)::date RETURNING until_day INTO since;
    IF since IS NOT NULL THEN
        DELETE FROM password_reset_day WHERE day >= since;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER password_reset_told_later AFTER UPDATE ON password_reset FOR EACH ROW
    WHEN (OLD.result IS DISTINCT FROM NEW.result) EXECUTE FUNCTION recount_password_resets();
