//! Every integration test in one program, because linking Tantivy once takes a minute less than linking it thirty times.
//!
//! Each module tests one room or one promise. The five at the end are what the others share.

mod archives;
mod asking;
mod bad_input;
mod brute_force;
mod cli;
mod containers;
mod counting;
mod damaged;
mod determinism;
mod duplicates;
mod exporting;
mod faults;
mod folding;
mod following;
mod fuzzing;
mod hostile;
mod killed;
mod licences;
mod linear;
mod memory;
mod naming;
mod organizations;
mod pages;
mod planted;
mod query;
mod sample_corpus;
mod saved;
mod seed;
mod shapes;
mod silences;
mod topics;
mod verifying;
mod watching;

mod fuzz;
mod newsroom;
mod packing;
mod plain;
mod transcript;
