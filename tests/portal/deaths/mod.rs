//! `kill -9` at every boundary of what a server does by itself: letters, jobs, the log on its way to others, what has had its time. Nothing
//! of it is lost, and the next start goes on. Needs the feature `failpoints`.

mod jobs;
mod letters;
mod streams;
mod tidying;
