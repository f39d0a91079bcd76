//! One JSON object a line.

use std::io::{self, Write};

use serde::Serialize;

use super::{Base, Render, noun};
use crate::contract::{ArticleJson, StatementJson};
use crate::search::{ArticleHit, Counted, Facet, Found, StatementHit};

/// Writes each hit as one JSON object on a line of its own.
#[derive(Clone, Debug, Default)]
pub struct JsonLines {
    /// Where paths are shown from.
    pub base: Base,
}

fn line<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer(&mut *out, value)?;
    out.write_all(b"\n")
}

impl Render for JsonLines {
    fn statements(&self, found: &Found<StatementHit>, out: &mut dyn Write) -> io::Result<()> {
        for hit in &found.hits {
            let mut hit = hit.clone();
            hit.path = self.base.show(&hit.path).to_owned();
            line(&hit, out)?;
        }
        Ok(())
    }

    fn articles(&self, found: &Found<ArticleHit>, out: &mut dyn Write) -> io::Result<()> {
        for hit in &found.hits {
            let mut hit = hit.clone();
            hit.article.path = self.base.show(&hit.article.path).to_owned();
            line(&hit, out)?;
        }
        Ok(())
    }

    fn counts(&self, facet: Facet, counts: &[Counted], out: &mut dyn Write) -> io::Result<()> {
        for counted in counts {
            line(&serde_json::json!({ noun(facet): counted.name, "count": counted.count }), out)?;
        }
        Ok(())
    }

    fn article(&self, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        let path = self.base.show(&article.path).to_owned();
        line(&ArticleJson { path, ..article.clone() }, out)
    }

    fn statement(&self, statement: &StatementJson, article: &ArticleJson, out: &mut dyn Write) -> io::Result<()> {
        self.article(&ArticleJson { statements: vec![statement.clone()], ..article.clone() }, out)
    }
}
