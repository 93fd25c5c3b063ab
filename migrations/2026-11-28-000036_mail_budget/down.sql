DROP INDEX letter_asked;
