//! Configuration: file and environment into one typed struct, read once.
