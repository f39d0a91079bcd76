//! The licences of all that is built in, and how many crates come in two versions, as cargo tells them offline.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::Value;

/// Licences under which a crate may be part of a program under MIT.
const ALLOWED: &[&str] = &[
    "0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "BSL-1.0", "CC0-1.0", "ISC", "MIT", "MIT-0",
    // Of each file: it binds who changes that file, not who uses it.
    "MPL-2.0", "Unicode-3.0", "Unlicense", "Zlib",
    // The licence of the bzip2 library itself, which is a BSD licence of three clauses in other words.
    "bzip2-1.0.6",
];

/// How many crates may come in two versions. Each is time to build; raise it only when no dependency can be moved.
const DUPLICATES: usize = 9;

/// Whether a licence expression lets us use what stands under it, by the rules of SPDX: `AND` binds closer than `OR`.
fn is_allowed(expression: &str) -> bool {
    // Crates from before SPDX wrote a slash for OR.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut rest = words.as_slice();
    any_of(&mut rest) && rest.is_empty()
}

fn any_of(rest: &mut &[&str]) -> bool {
    let mut allowed = all_of(rest);
    while let [first, more @ ..] = *rest
        && *first == "OR"
    {
        *rest = more;
        allowed |= all_of(rest);
    }
    allowed
}

fn all_of(rest: &mut &[&str]) -> bool {
    let mut allowed = one(rest);
    while let [first, more @ ..] = *rest
        && *first == "AND"
    {
        *rest = more;
        allowed &= one(rest);
    }
    allowed
}

fn one(rest: &mut &[&str]) -> bool {
    let [first, more @ ..] = *rest else { return false };
    *rest = more;
    if *first == "(" {
        let allowed = any_of(rest);
        let [close, more @ ..] = *rest else { return false };
        *rest = more;
        return allowed && *close == ")";
    }
    // An exception only ever allows more.
    if let [with, _, more @ ..] = *rest
        && *with == "WITH"
    {
        *rest = more;
    }
    ALLOWED.contains(first)
}

#[test]
fn expressions_are_read_as_spdx_means_them() {
    for (expression, allowed) in [
        ("MIT", true),
        ("MIT OR GPL-3.0-only", true),
        ("GPL-3.0-only/MIT", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("MIT OR Apache-2.0 AND GPL-2.0-only", true),
        ("(MIT OR Apache-2.0) AND GPL-2.0-only", false),
        ("Apache-2.0 WITH LLVM-exception", true),
        ("GPL-3.0-or-later WITH Classpath-exception-2.0", false),
        ("CC-BY-NC-4.0", false),
        ("LGPL-2.1-or-later", false),
        ("(MIT", false),
        ("MIT)", false),
        ("", false),
    ] {
        assert_eq!(is_allowed(expression), allowed, "{expression}");
    }
}

/// The crates that this machine builds the program and its tests from, as cargo describes them; nothing without cargo.
fn packages() -> Option<Vec<Value>> {
    let told = Command::new("rustc").arg("-vV").output().ok()?;
    let told = String::from_utf8_lossy(&told.stdout).into_owned();
    // Crates of other systems were never downloaded, so that cargo could not describe them offline.
    let host = told.lines().find_map(|line| line.strip_prefix("host: "))?;
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let asked = ["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host];
    let output = Command::new(cargo).args(asked).current_dir(env!("CARGO_MANIFEST_DIR")).output().ok()?;
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let described: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let nodes = described["resolve"]["nodes"].as_array().expect("what is built");
    let built: Vec<&Value> = nodes.iter().map(|node| &node["id"]).collect();
    let all = described["packages"].as_array().expect("packages");
    Some(all.iter().filter(|package| built.contains(&&package["id"])).cloned().collect())
}

#[test]
fn every_dependency_may_be_used() {
    let Some(packages) = packages() else { return eprintln!("skipped: cargo or rustc is not here") };
    assert!(packages.len() > 100, "{} packages", packages.len());
    let refused: Vec<String> = packages
        .iter()
        .filter(|package| !package["license"].as_str().is_some_and(is_allowed))
        .map(|package| format!("{} {}: {}", package["name"], package["version"], package["license"]))
        .collect();
    assert!(refused.is_empty(), "{}", refused.join("\n"));
}

#[test]
fn few_dependencies_come_twice() {
    let Some(packages) = packages() else { return eprintln!("skipped: cargo or rustc is not here") };
    let mut versions: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for package in &packages {
        let told = |field: &str| package[field].as_str().expect("a text");
        versions.entry(told("name")).or_default().push(told("version"));
    }
    versions.retain(|_, versions| versions.len() > 1);
    assert!(versions.len() <= DUPLICATES, "{} crates in several versions: {versions:?}", versions.len());
    assert!(versions.values().all(|versions| versions.len() == 2), "{versions:?}");
}
