DROP TABLE account_block;
DROP TABLE authentication_contact;
DROP TABLE list_choice;
