//! People and their passwords.
mod access;
mod columns;
mod contact;
mod edit;
mod export;
mod export_stream;
mod filters;
mod new;
mod one_moment;
mod paging;
mod password_reset;
mod reset_forgery;
mod reset_secret;
mod reset_twice;
mod search;
mod search_oracle;
mod show;
