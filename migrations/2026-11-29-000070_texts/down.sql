DROP INDEX letter_texted;
DELETE FROM letter WHERE kind IN ('text-trial', 'reset-text', 'phone-text');
DELETE FROM address_challenge WHERE point <> 'authentication_email';
ALTER TABLE address_challenge
    DROP CONSTRAINT address_challenge_pkey,
    DROP COLUMN point,
    ADD PRIMARY KEY (user_id);
ALTER TABLE reset_flow DROP COLUMN text_mac, DROP COLUMN text_until;
