//! The master key and the sub-keys derived from it.
