-- Jobs about deleted people, and jobs that change what is known of people.
ALTER TABLE job DROP CONSTRAINT job_deed_check,
    ADD CONSTRAINT job_deed_check CHECK (deed IN ('block', 'unblock', 'sign-out', 'revoke-password', 'expire-password', 'add-to-group',
        'restore', 'purge', 'edit')),
    -- What the people of the job shall have, one `property=value` a line; nothing behind it for nothing. No value has a line break.
    ADD COLUMN properties text,
    ADD CONSTRAINT job_properties_whole CHECK ((deed = 'edit') = (properties IS NOT NULL));
