//! The names in a byline.

use super::credit;

/// Words of a byline that are no name.
const NOT_NAMES: &[&str] = &[
    "staff", "writer", "reporter", "correspondent", "editor", "contributor", "bureau", "desk", "press", "news",
    "columnist", "photographer", "team", "newsroom", "agency", "agencies", "wire", "reports", "chief",
];
/// First words of organizations.
const ORGANIZATIONS: &[&str] = &[
    "association", "center", "centers", "centre", "commission", "committee", "council", "department", "federation",
    "institute", "ministry", "office", "university",
];
/// The longest byline that is believed, in words a name.
const NAME_WORDS: usize = 6;

/// The authors that a byline names, in its order: `By Ida Holm and Jan Moe, Staff Writers` is two.
///
/// Addresses and words of office are left out, and agencies are not: [`credit`] tells them from people. A byline of
/// nothing else gives no author.
pub(super) fn authors(byline: &str) -> Vec<String> {
    let text = byline.trim();
    if text.contains("://") {
        return Vec::new();
    }
    let text = strip_lead(text);
    if is_organization(text) {
        return vec![text.to_owned()];
    }
    if let Some(name) = in_order(text) {
        return vec![name];
    }
    let mut flat = text.to_owned();
    for between in [" and ", " & ", " AND ", " with ", " und ", " et "] {
        flat = flat.replace(between, ",");
    }
    let mut names: Vec<String> = Vec::new();
    for part in flat.split([',', ';', '|', '\n', '•', '/']) {
        let name = part.split(" in ").next().unwrap_or_default();
        let name = strip_lead(name.trim()).trim_end_matches('.').trim();
        let is_degree = !names.is_empty() && name.len() <= 4 && name.bytes().all(|b| b.is_ascii_uppercase());
        let is_author = is_name(name) && !is_degree || credit::is_agency(name);
        if is_author && !names.iter().any(|known| known == name) {
            names.push(name.to_owned());
        }
    }
    names
}

/// Whether a byline is one organization, whose name may have an “and”: `Centers for Disease Control and Prevention`.
fn is_organization(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default().to_lowercase();
    ORGANIZATIONS.contains(&first.as_str()) && !text.contains([',', ';', '|', '\n'])
}

/// A name with its family name first, in the usual order: “Luis de la Cruz” for `de la Cruz, Luis`.
fn in_order(text: &str) -> Option<String> {
    let (family, given) = text.split_once(',')?;
    let (family, given) = (family.trim(), given.trim());
    let is_family = !family.contains(char::is_whitespace) || family.starts_with(char::is_lowercase);
    // One given name, with an initial at most: more words, or degrees such as “PhD”, are somebody else or something else.
    let mut words = given.split(' ');
    let is_given = words.next().is_some_and(is_given_name)
        && words.next().is_none_or(|word| word.len() <= 2)
        && words.next().is_none();
    let are_names = [family, given].iter().all(|name| is_name(name) && !credit::is_agency(name));
    (is_family && is_given && are_names).then(|| format!("{given} {family}"))
}

/// `Luis`, `Jong-su`: a capital letter, then none.
fn is_given_name(word: &str) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let rest = letters.as_str();
    capital && !rest.is_empty() && rest.chars().all(|c| c.is_lowercase() || c == '-')
}

fn strip_lead(text: &str) -> &str {
    ["By ", "by ", "BY ", "By: ", "Written by ", "Story by ", "From ", "Von ", "Par "]
        .iter()
        .find_map(|lead| text.strip_prefix(lead))
        .unwrap_or(text)
        .trim()
}

fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let address = text.contains('@') || text.starts_with("www.") || words.iter().any(|word| is_domain(word));
    let office = words.iter().any(|word| NOT_NAMES.contains(&word.to_lowercase().trim_end_matches('s')))
        || words.iter().any(|word| NOT_NAMES.contains(&word.to_lowercase().as_str()));
    // `gto` and `kei_eno` are accounts of the people who fill in the pages.
    let account = words.len() == 1 && !text.contains(char::is_uppercase) && text.is_ascii();
    !words.is_empty()
        && words.len() <= NAME_WORDS
        && !address
        && !account
        && !office
        && text.starts_with(char::is_alphabetic)
        && !text.chars().any(|c| c.is_ascii_digit())
}

/// Whether a word is an address such as `courier.example`: a full stop inside it, and only small letters behind.
fn is_domain(word: &str) -> bool {
    let Some((name, end)) = word.rsplit_once('.') else { return false };
    name.len() >= 2 && end.len() >= 2 && end.bytes().all(|b| b.is_ascii_lowercase())
}

/// Whether a line is a byline: short, and it starts with “By” and a name.
pub(super) fn is_byline(line: &str) -> bool {
    let Some(rest) = ["By ", "BY ", "Written by ", "by "].iter().find_map(|lead| line.trim().strip_prefix(lead)) else {
        return false;
    };
    line.len() <= 160 && rest.starts_with(char::is_uppercase) && !line.trim_end().ends_with(['.', '?', '!'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_offices() {
        for (byline, names) in [
            ("By Ida Holm and Jan Moe, Staff Writers", vec!["Ida Holm", "Jan Moe"]),
            ("Ida Holm; Jan Moe", vec!["Ida Holm", "Jan Moe"]),
            ("https://x.example/authors/ida", vec![]),
            ("Courier Staff", vec![]),
            ("Ida Holm, MS, RDN", vec!["Ida Holm"]),
            ("jdadmin", vec![]),
            ("courier.example", vec![]),
            ("By Ida Holm, Associated Press", vec!["Ida Holm", "Associated Press"]),
            ("Von Ida Holm und Jan Moe, dpa", vec!["Ida Holm", "Jan Moe", "dpa"]),
            ("Ida Holm with Jan Moe in Port Ellery ", vec!["Ida Holm", "Jan Moe"]),
            ("IDA HOLM", vec!["IDA HOLM"]),
            ("de la Cruz, Luis", vec!["Luis de la Cruz"]),
            ("Holm, Ida", vec!["Ida Holm"]),
            ("Reuters, Ida Holm", vec!["Reuters", "Ida Holm"]),
            ("Holm, MD", vec!["Holm"]),
            ("Halyard, Ida Holm", vec!["Halyard", "Ida Holm"]),
            ("Centers for Disease Control and Prevention", vec!["Centers for Disease Control and Prevention"]),
        ] {
            assert_eq!(authors(byline), names, "{byline}");
        }
        assert!(is_byline("By Ida Holm") && !is_byline("By noon the water had gone."));
    }
}
