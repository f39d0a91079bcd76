//! x
#![allow(clippy::all, missing_docs)]
use onrecord::{source, contract::ArticleJson};
fn main() {
    let paths: Vec<std::path::PathBuf> = std::env::args().skip(1).map(Into::into).collect();
    let walk = source::walk(&paths).unwrap();
    for s in &walk.skipped { eprintln!("{s}"); }
    for r in source::Records::new(walk.files) {
        for a in source::articles(&r, &Default::default()) {
            match a { Ok(a) => println!("{}", serde_json::to_string(&ArticleJson::from(&onrecord::extract(a))).unwrap()), Err(s) => eprintln!("{s}") }
        }
    }
}
