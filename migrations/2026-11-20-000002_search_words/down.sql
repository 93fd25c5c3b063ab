DROP TRIGGER keep_words ON users;
DROP FUNCTION keep_words();
DROP FUNCTION words_of(text);
DROP TABLE user_word;
DROP TABLE search_word;
