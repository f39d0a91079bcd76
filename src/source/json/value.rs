//! The values of a JSON object: fields by path or by name, and their texts.

use serde_json::{Map, Value};

/// A JSON object.
pub(super) type Object = Map<String, Value>;

/// The values at a path such as `headline.main`. A path goes into every element of an array, and `*` is every field.
pub(super) fn at<'a>(object: &'a Object, path: &str) -> Vec<&'a Value> {
    let mut parts = path.split('.');
    let first = parts.next().unwrap_or_default();
    let mut found: Vec<&Value> = object.get(first).into_iter().collect();
    for part in parts {
        found =
            found.into_iter().flat_map(elements).filter_map(Value::as_object).flat_map(|o| field(o, part)).collect();
    }
    found
}

fn field<'a>(object: &'a Object, name: &str) -> Vec<&'a Value> {
    if name == "*" { object.values().collect() } else { object.get(name).into_iter().collect() }
}

/// The elements of an array, or the value itself.
pub(super) fn elements(value: &Value) -> Vec<&Value> {
    value.as_array().map_or_else(|| vec![value], |elements| elements.iter().collect())
}

/// The first text at a path.
pub(super) fn text_at(object: &Object, path: &str) -> Option<String> {
    at(object, path).into_iter().flat_map(texts).next()
}

/// The field with this plain name.
pub(super) fn get<'a>(object: &'a Object, name: &str) -> Option<&'a Value> {
    object.iter().find(|(key, _)| plain(key) == name).map(|(_, value)| value)
}

/// A field's name in lower case, without separators.
pub(super) fn plain(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, '_' | '-' | '.' | ' ' | '@' | ':')).flat_map(char::to_lowercase).collect()
}

/// The texts of a value: a string, those of an array, or the name of an object.
pub(super) fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if !is_null_like(text) => vec![text.trim().to_owned()],
        Value::Number(number) => vec![number.to_string()],
        Value::Array(elements) => elements.iter().flat_map(texts).collect(),
        Value::Object(inner) => named(inner),
        _ => Vec::new(),
    }
}

fn named(inner: &Object) -> Vec<String> {
    for key in ["name", "title", "label", "rendered", "value", "main", "basic", "original", "text", "uri"] {
        if let Some(Value::String(text)) = inner.get(key).filter(|text| !texts(text).is_empty()) {
            return vec![text.trim().to_owned()];
        }
    }
    let part = |key: &str| inner.get(key).and_then(Value::as_str).unwrap_or_default();
    let both = format!("{} {}", part("givenName"), part("familyName"));
    if both.trim().is_empty() { Vec::new() } else { vec![both.trim().to_owned()] }
}

/// The text of a body, unchanged code point for code point.
pub(super) fn body(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !is_null_like(text) => Some(text.clone()),
        Value::Object(inner) => ["rendered", "value", "text"].iter().find_map(|key| body(inner.get(*key)?)),
        Value::Array(parts) if parts.iter().all(Value::is_string) => {
            let parts: Vec<&str> = parts.iter().filter_map(Value::as_str).filter(|part| !is_null_like(part)).collect();
            (!parts.is_empty()).then(|| parts.join("\n\n"))
        }
        _ => None,
    }
}

/// The parts of a list: the elements of an array, or a text split at commas and semicolons.
pub(super) fn list(value: &Value) -> Vec<String> {
    let Value::String(text) = value else { return texts(value) };
    if is_null_like(text) {
        return Vec::new();
    }
    let parts = match printed_list(text) {
        Some(parts) => parts,
        None => text.split([';', ',']).map(str::to_owned).collect(),
    };
    parts.into_iter().map(|part| part.trim().to_owned()).filter(|part| !is_null_like(part)).collect()
}

/// The elements of a list in Python's notation: `['Ida Holm', "Jan Moe"]`.
pub(super) fn printed_list(text: &str) -> Option<Vec<String>> {
    let mut rest = text.trim().strip_prefix('[')?.strip_suffix(']')?.trim();
    let mut parts = Vec::new();
    while let Some(mark) = rest.chars().next().filter(|c| matches!(c, '\'' | '"')) {
        let (part, after) = rest[1..].split_once(mark)?;
        parts.push(part.to_owned());
        rest = after.trim_start().trim_start_matches(',').trim_start();
    }
    (rest.is_empty() && !parts.is_empty()).then_some(parts)
}

/// Whether a text is what programs write for a missing value.
pub(in crate::source) fn is_null_like(text: &str) -> bool {
    matches!(text.trim(), "" | "None" | "none" | "null" | "NULL" | "nan" | "NaN" | "N/A" | "n/a" | "[]" | "{}")
}

pub(super) fn is_url(text: &str) -> bool {
    ["http://", "https://", "www."].iter().any(|lead| text.starts_with(lead)) && !text.contains(char::is_whitespace)
}
