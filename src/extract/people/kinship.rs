//! Words for relatives: “her son Kit”.

use super::gender::Gender;

/// Nouns for relatives, and their gender.
pub(crate) const KIN: &[(&str, Gender)] = &[
    ("son", Gender::Male),
    ("daughter", Gender::Female),
    ("wife", Gender::Female),
    ("husband", Gender::Male),
    ("brother", Gender::Male),
    ("sister", Gender::Female),
    ("mother", Gender::Female),
    ("father", Gender::Male),
    ("uncle", Gender::Male),
    ("aunt", Gender::Female),
    ("cousin", Gender::Unknown),
    ("nephew", Gender::Male),
    ("niece", Gender::Female),
    ("grandson", Gender::Male),
    ("granddaughter", Gender::Female),
    ("grandmother", Gender::Female),
    ("grandfather", Gender::Male),
    ("stepson", Gender::Male),
    ("stepdaughter", Gender::Female),
    ("partner", Gender::Unknown),
    ("girlfriend", Gender::Female),
    ("boyfriend", Gender::Male),
    ("fiancé", Gender::Male),
    ("fiancée", Gender::Female),
    ("twin", Gender::Unknown),
    ("widow", Gender::Female),
    ("widower", Gender::Male),
];
