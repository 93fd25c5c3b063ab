DROP TABLE address_challenge;
DROP TABLE reset_tries;
DROP TABLE reset_flow;
