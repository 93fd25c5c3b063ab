-- Whether whoever signed in wanted to stay so when the browser is closed.
ALTER TABLE auth_session ADD COLUMN stays boolean NOT NULL DEFAULT false;
