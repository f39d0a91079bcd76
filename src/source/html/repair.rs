//! JSON in pages as it is found: wrapped in comments, with raw line breaks in its texts, with commas too many.

use serde_json::{Deserializer, Value};

/// The values of a script; what is no JSON is mended where that is cheap, and otherwise passed over.
pub(super) fn values(script: &str) -> Vec<Value> {
    match serde_json::from_str(script.trim()) {
        Ok(value) => vec![value],
        Err(_) => Deserializer::from_str(&mend(unwrap(script))).into_iter().map_while(Result::ok).collect(),
    }
}

/// The text from its first bracket to its last, without the comments and CDATA marks that hide scripts from old readers.
fn unwrap(script: &str) -> &str {
    let opens = |at: usize| !script[at..].starts_with("[CDATA[") && !script[..at].ends_with("[CDATA");
    let closes = |at: usize| !script[at..].starts_with("]]>") && !script[at..].starts_with("]>");
    let start = script.match_indices(['{', '[']).map(|(at, _)| at).find(|at| opens(*at));
    let end = script.rmatch_indices(['}', ']']).map(|(at, _)| at + 1).find(|end| closes(end - 1));
    start.zip(end).and_then(|(start, end)| script.get(start..end)).unwrap_or_default()
}

/// Escapes control characters inside texts, and drops commas before a closing bracket.
fn mend(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let mut in_text = false;
    let mut escaped = false;
    for c in text.chars() {
        match c {
            '"' if !escaped => in_text = !in_text,
            '\n' if in_text => {
                mended.push_str("\\n");
                escaped = false;
                continue;
            }
            c if in_text && c.is_control() => {
                mended.push(' ');
                continue;
            }
            '}' | ']' if !in_text => {
                let kept = mended.trim_end().trim_end_matches(',').len();
                mended.truncate(kept);
            }
            _ => {}
        }
        escaped = in_text && c == '\\' && !escaped;
        mended.push(c);
    }
    mended
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cheap_faults_are_mended() {
        for script in [
            "{\"a\":\"one\\ntwo\"}",
            "{\"a\":\"one\ntwo\",}",
            "<!-- {\"a\":\"one\ntwo\"} -->",
            "\n//<![CDATA[\n{\"a\":\"one\\ntwo\"}\n//]]>\n",
            "/* <![CDATA[ */ {\"a\":\"one\ntwo\", } /* ]]> */",
            "{\"a\":\"one\\ntwo\"};",
        ] {
            let values = values(script);
            assert_eq!(values.first().and_then(|v| v["a"].as_str()), Some("one\ntwo"), "{script}: {values:?}");
        }
        assert_eq!(values("{\"a\":[1,2,],}\n{\"b\":2}").len(), 2);
        assert_eq!(values("{\"a\":\"said \\\"no,\\\" then]\"}")[0]["a"], "said \"no,\" then]");
        assert!(values("window.x = 1").is_empty() && values("{\"a\": \"cut o").is_empty() && values("]").is_empty());
    }
}
