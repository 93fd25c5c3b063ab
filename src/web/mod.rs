//! What people see: pages, their words and their looks.
pub mod assets;
pub mod field;
pub mod filters;
pub mod forms;
pub mod icons;
pub mod page;
pub mod sentences;
pub mod view;
