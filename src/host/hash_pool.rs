//! Argon2id on a bounded set of threads, apart from everything that answers requests.
