-- Letters that anybody can cause without signing in, counted over the last hour (R-250f).
CREATE INDEX letter_asked ON letter (id) WHERE kind IN ('reset-code', 'reset-refused', 'help-asked');
