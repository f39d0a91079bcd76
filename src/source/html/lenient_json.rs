//! JSON as pages really have it: inside comments, with line breaks in strings, with trailing commas.

use serde_json::{Deserializer, Value};

/// The JSON values of a script. Common mistakes are corrected; anything else that is not JSON is skipped.
pub(super) fn parse(script: &str) -> Vec<Value> {
    match serde_json::from_str(script.trim()) {
        Ok(value) => vec![value],
        Err(_) => Deserializer::from_str(&corrected(unwrapped(script))).into_iter().map_while(Result::ok).collect(),
    }
}

/// The script from its first bracket to its last, without the comments and CDATA markers around it.
fn unwrapped(script: &str) -> &str {
    let opens = |at: usize| !script[at..].starts_with("[CDATA[") && !script[..at].ends_with("[CDATA");
    let closes = |at: usize| !script[at..].starts_with("]]>") && !script[at..].starts_with("]>");
    let start = script.match_indices(['{', '[']).map(|(at, _)| at).find(|at| opens(*at));
    let end = script.rmatch_indices(['}', ']']).map(|(at, _)| at + 1).find(|end| closes(end - 1));
    start.zip(end).and_then(|(start, end)| script.get(start..end)).unwrap_or_default()
}

/// Escapes control characters inside strings, and drops trailing commas.
fn corrected(text: &str) -> String {
    let mut corrected = String::with_capacity(text.len());
    let mut in_string = false;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '"' if !escaped => in_string = !in_string,
            '\n' if in_string => {
                corrected.push_str("\\n");
                escaped = false;
                continue;
            }
            c if in_string && c.is_control() => {
                corrected.push(' ');
                continue;
            }
            '}' | ']' if !in_string => {
                let kept = corrected.trim_end().trim_end_matches(',').len();
                corrected.truncate(kept);
            }
            _ => {}
        }
        escaped = in_string && c == '\\' && !escaped;
        corrected.push(c);
    }
    corrected
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn common_mistakes_are_corrected() {
        for script in [
            "{\"a\":\"one\\ntwo\"}",
            "{\"a\":\"one\ntwo\",}",
            "<!-- {\"a\":\"one\ntwo\"} -->",
            "\n//<![CDATA[\n{\"a\":\"one\\ntwo\"}\n//]]>\n",
            "/* <![CDATA[ */ {\"a\":\"one\ntwo\", } /* ]]> */",
            "{\"a\":\"one\\ntwo\"};",
        ] {
            let values = parse(script);
            assert_eq!(values.first().and_then(|v| v["a"].as_str()), Some("one\ntwo"), "{script}: {values:?}");
        }
        assert_eq!(parse("{\"a\":[1,2,],}\n{\"b\":2}").len(), 2);
        assert_eq!(parse("{\"a\":\"said \\\"no,\\\" then]\"}")[0]["a"], "said \"no,\" then]");
        assert!(parse("window.x = 1").is_empty() && parse("{\"a\": \"cut o").is_empty() && parse("]").is_empty());
    }
}
