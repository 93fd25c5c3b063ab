DROP TABLE list_choice;
