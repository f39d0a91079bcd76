//! `onrecord train`: learns the extractor's weights.

use std::fs;
use std::io;
use std::path::Path;

use crate::extract::train;
use crate::{Error, ErrorKind};

use super::{Outcome, say};
use crate::cli::TrainArgs;

pub(crate) fn run(args: &TrainArgs) -> anyhow::Result<Outcome> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error: io::Error| Error::new(ErrorKind::Path, error.to_string(), "check the path").at(path)
    };
    let read = |path: &Path| fs::read_to_string(path).map_err(failed(path));
    let weights = train(&read(&args.gold)?, &read(&args.unseen)?, &read(&args.vectors)?, args.epochs, &say)?;
    fs::write(&args.output, &weights).map_err(failed(&args.output))?;
    say(&format!("{}: {} bytes", args.output.display(), weights.len()));
    Ok(Outcome::Found)
}
