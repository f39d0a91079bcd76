//! The licences of all dependencies, and the number of crates in two versions, as `cargo tree` lists them.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use spdx::{Expression, ParseMode};

/// Licences of crates that may be part of a program under MIT.
const ALLOWED: &[&str] = &[
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "MIT", "MIT-0",
    // Its duties end with each file: they bind whoever changes that file.
    "MPL-2.0", "Unicode-3.0", "Unlicense", "Zlib",
    // The licence of the bzip2 library: a BSD licence in other words.
    "bzip2-1.0.6",
];

/// The number of crates that may come in two versions. Each costs time to build. Raise it only if no dependency can move.
const DUPLICATES: usize = 9;

/// Whether an SPDX expression gives us a licence that we allow. Old crates write a slash for OR.
fn is_allowed(expression: &str) -> bool {
    // An exception (`WITH`) only grants more, so the licence alone decides.
    let is_allowed = |licence: &spdx::LicenseReq| licence.license.id().is_some_and(|id| ALLOWED.contains(&id.name));
    Expression::parse_mode(expression, ParseMode::LAX).is_ok_and(|expression| expression.evaluate(is_allowed))
}

/// Name, version and licence of each crate that the program and its tests are built from on this machine.
fn crates() -> BTreeSet<[String; 3]> {
    // Offline: cargo has downloaded these crates to build this test.
    let arguments = ["tree", "--offline", "--locked", "--prefix", "none", "--format", "{p};{l}"];
    let mut cargo = Command::new(env!("CARGO"));
    let output = cargo.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output().expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let lines = String::from_utf8(output.stdout).expect("UTF-8");
    let parse = |line: &str| {
        // For example `syn v2.0.119;MIT OR Apache-2.0`, with ` (*)` at the end of a repeated line.
        let (package, licence) = line.trim_end_matches(" (*)").split_once(';').expect("a crate and its licence");
        let mut words = package.split(' ').map(str::to_owned);
        [words.next().expect("a name"), words.next().expect("a version"), licence.to_owned()]
    };
    let crates: BTreeSet<[String; 3]> = lines.lines().filter(|line| !line.is_empty()).map(parse).collect();
    assert!(crates.len() > 100, "only {} crates", crates.len());
    crates
}

#[test]
fn a_licence_expression_must_offer_an_allowed_licence() {
    for expression in ["MIT OR GPL-3.0-only", "GPL-3.0-only/MIT", "Apache-2.0 WITH LLVM-exception"] {
        assert!(is_allowed(expression), "{expression}");
    }
    for expression in ["MIT AND GPL-3.0-only", "LGPL-2.1-or-later", "CC-BY-NC-4.0", "(MIT", ""] {
        assert!(!is_allowed(expression), "{expression}");
    }
}

#[test]
fn every_dependency_has_an_allowed_licence() {
    let mut refused = crates();
    refused.retain(|[_, _, licence]| !is_allowed(licence));
    assert!(refused.is_empty(), "{refused:?}");
}

#[test]
fn few_dependencies_come_in_two_versions() {
    let mut versions: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for [name, version, _] in crates() {
        versions.entry(name).or_default().push(version);
    }
    versions.retain(|_, versions| versions.len() > 1);
    assert!(versions.len() <= DUPLICATES, "{} crates in several versions: {versions:?}", versions.len());
    assert!(versions.values().all(|versions| versions.len() == 2), "{versions:?}");
}
