//! The core of dqcheck: bytes become rows, rows meet a compiled plan of checks, findings come out as facts.
//!
//! Nothing in here opens a file, a socket, a clock or a thread, reads the environment or prints: the edges
//! (the `dqcheck` program, a browser) do that, and turn facts into words. The rooms, from the ground up,
//! each of which imports only from those before it:
//!
//! [`message`] → [`check`] → [`diagnostic`] → [`source`], [`rows`] → [`schema`] → [`geodesy`] → [`types`] →
//! [`checks`] → [`plan`] → [`engine`], [`lint`] → [`infer`].

pub mod check;
pub mod checks;
pub mod diagnostic;
pub mod engine;
pub mod geodesy;
pub mod infer;
pub mod lint;
pub mod message;
pub mod plan;
pub mod rows;
pub mod schema;
pub mod source;
pub mod types;

/// The communes of France, asked without a file: what a code, a name or a point stands for.
pub use dqcheck_reference as reference;
