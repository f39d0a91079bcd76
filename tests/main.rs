//! All integration tests, in one program because each program has to link Tantivy.
//!
//! Some tests need more than a Rust toolchain, or a quiet machine. They are ignored, and the first word of their name says
//! what they need. Run each group with one command:
//!
//! | command | needs |
//! |---|---|
//! | `cargo test -- --ignored data_` | other people's texts in `../shared` |
//! | `cargo test -- --ignored system_` | Linux and root, to mount file systems |
//! | `cargo test -- --ignored --test-threads=1 timing_` | a process of their own, to measure processor time |
//!
//! The last five modules are shared by the others.

mod archives;
mod asking;
mod bad_input;
mod brute_force;
mod cli;
mod containers;
mod counting;
mod damaged;
mod determinism;
mod extract;
mod faults;
mod folding;
mod following;
mod fuzzing;
mod hostile;
mod identity;
mod killed;
mod licences;
mod linear;
mod memory;
mod naming;
mod no_comment;
mod organizations;
mod pages;
mod planted;
mod query;
mod sample_corpus;
mod saved;
mod seed;
mod shapes;
mod topics;
mod verifying;
mod watching;

mod fuzz;
mod newsroom;
mod packing;
mod plain;
mod transcript;
