-- A reset may have a code on its way to a phone besides the one in the mail.
ALTER TABLE reset_flow
    ADD COLUMN text_mac bytea,
    ADD COLUMN text_until timestamptz,
    ADD CONSTRAINT reset_flow_text CHECK ((text_mac IS NULL) = (text_until IS NULL));

-- How many text messages were caused of late.
CREATE INDEX letter_texted ON letter (id) WHERE kind IN ('reset-text', 'phone-text');

-- An address and a phone may wait for their codes at the same time.
ALTER TABLE address_challenge
    ADD COLUMN point text NOT NULL DEFAULT 'authentication_email'
        CHECK (point IN ('authentication_email', 'authentication_phone')),
    DROP CONSTRAINT address_challenge_pkey,
    ADD PRIMARY KEY (user_id, point);
ALTER TABLE address_challenge ALTER COLUMN point DROP DEFAULT;
