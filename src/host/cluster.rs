//! The Postgres cluster that a Latchkey without a database URL owns.
