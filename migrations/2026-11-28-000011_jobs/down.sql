DROP TABLE job_person, job;
