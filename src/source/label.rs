//! Editorial labels, and subject codes of the IPTC's vocabularies.

/// The ends of the vocabularies' addresses, and their short names.
const SCHEMES: &[(&str, &str)] =
    &[("newscodes/mediatopic", "medtop"), ("newscodes/subjectcode", "subj"), ("newscodes/genre", "genre")];

/// Adds a label that is not there yet.
pub(super) fn add(labels: &mut Vec<String>, label: String) {
    if !label.is_empty() && !labels.contains(&label) {
        labels.push(label);
    }
}

/// A code with its vocabulary: `medtop:20000002` for `20000002` of the IPTC's Media Topics.
pub(super) fn code(scheme: &str, code: &str) -> String {
    if code.contains(':') {
        return code.to_owned();
    }
    let scheme = scheme.trim_end_matches(['/', ':']);
    match SCHEMES.iter().find(|(address, name)| scheme.ends_with(address) || scheme == *name) {
        Some((_, name)) => format!("{name}:{code}"),
        None if scheme.is_empty() || scheme.contains('/') => code.to_owned(),
        None => format!("{scheme}:{code}"),
    }
}

/// The code in the address of an IPTC subject.
pub(super) fn of_uri(uri: &str) -> Option<String> {
    let (scheme, last) = uri.trim_end_matches('/').rsplit_once('/')?;
    let (_, name) = SCHEMES.iter().find(|(address, _)| scheme.ends_with(address))?;
    Some(format!("{name}:{last}"))
}

/// The labels of an old IPTC Subject Code such as `07001000`: the code, and the Media Topic of its first two digits, which
/// are the same in both vocabularies.
pub(super) fn subject_code(code: &str) -> Vec<String> {
    let number = code.len() == 8 && code.bytes().all(|b| b.is_ascii_digit());
    if !number {
        return vec![code.to_owned()];
    }
    let top = &code[..2];
    let mut labels = vec![format!("subj:{code}")];
    if ("01"..="17").contains(&top) {
        labels.push(format!("medtop:{top}000000"));
    }
    labels
}
