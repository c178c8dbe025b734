//! The edges of dqcheck: files, people and their terminals. What is judged, and how, is the affair of the core.

mod attached;
pub mod catalogue;
pub mod checklist;
pub mod cli;
pub mod config;
mod dialect;
pub mod docs;
pub mod error;
pub mod explain;
pub mod init;
pub mod input;
pub mod job;
pub mod lint;
pub mod output;
mod package;
mod progress;
pub mod reference;
pub mod report;
pub mod run;
