//! Logs: one subscriber, JSON or text.
