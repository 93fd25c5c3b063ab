-- Search at a million: trigrams find the people with a word, but in no order, and a common surname has thousands. So every word
-- of a search text also has a list of its people in the order of their names; a page of hits is read from the lists' beginnings.

-- Every word there ever was, and every domain of an address (with its @). Words that nobody has any more do no harm.
CREATE TABLE search_word (
    word text COLLATE "C" PRIMARY KEY
);
CREATE INDEX search_word_by_part ON search_word USING gin (word gin_trgm_ops);

-- Who has a word, by name. Domains have no list: nearly everybody would be in it.
CREATE TABLE user_word (
    word text COLLATE "C" NOT NULL,
    sort_name text COLLATE "C" NOT NULL,
    user_id uuid NOT NULL,
    PRIMARY KEY (word, sort_name, user_id)
);

CREATE FUNCTION words_of(search_text text) RETURNS SETOF text LANGUAGE sql IMMUTABLE AS $$
    SELECT DISTINCT word[1] FROM regexp_matches(search_text, '@\S*|[a-z]{3,}', 'g') AS word
$$;

-- Keeps the lists whatever writes people. (No foreign key: the trigger is what keeps them true.)
CREATE FUNCTION keep_words() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM user_word USING words_of(OLD.search_text) AS gone (word)
        WHERE user_word.word = gone.word AND sort_name = OLD.sort_name AND user_id = OLD.id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        -- In one order always: two who bring the same new words do not wait for each other in a circle.
        INSERT INTO search_word SELECT word FROM words_of(NEW.search_text) AS new (word) ORDER BY word ON CONFLICT DO NOTHING;
        INSERT INTO user_word SELECT word, NEW.sort_name, NEW.id FROM words_of(NEW.search_text) AS new (word)
        WHERE word NOT LIKE '@%';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER keep_words AFTER INSERT OR DELETE OR UPDATE OF search_text, sort_name ON users
    FOR EACH ROW EXECUTE FUNCTION keep_words();

GRANT SELECT, INSERT ON search_word TO latchkey_app;
GRANT SELECT, INSERT, DELETE ON user_word TO latchkey_app;

INSERT INTO search_word SELECT DISTINCT word FROM users, words_of(search_text) AS all_of (word);
INSERT INTO user_word SELECT word, sort_name, id FROM users, words_of(search_text) AS all_of (word) WHERE word NOT LIKE '@%';
