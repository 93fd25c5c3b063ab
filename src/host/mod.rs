//! What this machine lends the portal: the private Postgres, the keys, the threads that hash.
pub mod argon;
pub mod backup_file;
pub mod breach_list;
pub mod cluster;
pub mod darkroom;
pub mod files;
pub mod hash_pool;
mod hash_queue;
pub mod head_file;
pub mod heads_aside;
pub mod keyring;
pub mod keys;
pub mod master_key;
pub mod passkeys;
pub mod service_manager;
pub mod step_down;
pub mod sub_key;
