-- Which state of a person's attributes an editor looked at: whoever saves over a newer one is told.
ALTER TABLE users ADD COLUMN version integer NOT NULL DEFAULT 1;
