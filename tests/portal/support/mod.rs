//! What the tests stand on.
pub(crate) mod app;
pub(crate) mod changing;
pub(crate) mod cluster;
pub(crate) mod device;
#[cfg(target_os = "linux")]
pub(crate) mod disk;
pub(crate) mod form;
pub(crate) mod gateway;
mod groups;
pub(crate) mod jobs;
pub(crate) mod listener;
pub(crate) mod log;
pub(crate) mod mailbox;
#[cfg(feature = "failpoints")]
pub(crate) mod mortal;
pub(crate) mod page;
pub(crate) mod people;
pub(crate) mod post;
pub(crate) mod program;
pub(crate) mod proxy;
pub(crate) mod samba;
pub(crate) mod server;
pub(crate) mod sink;
pub(crate) mod slapd;
pub(crate) mod verify;
pub(crate) mod visitor;
