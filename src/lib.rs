//! The edges of dqcheck: files, people and their terminals. What is judged, and how, is the affair of the core.

pub mod catalogue;
pub mod config;
pub mod error;
pub mod input;
pub mod report;
mod similar;
