DROP TABLE directory_health, writeback, directory_run, directory_person, directory_account;
