//! The command line: declarations only. A command's doc comment is its long help, and its first line the short help.

use clap::{Parser, Subcommand};

mod extract;
mod filters;
mod format;
mod index;
mod manual;
mod place;
mod query;
mod rules;
mod saved;
mod show;
mod speaker;

pub(crate) use extract::{EvalArgs, ExtractArgs, ExtractFormat, TrainArgs};
pub(crate) use filters::Filters;
pub(crate) use format::{ExportFormat, Format};
pub(crate) use index::{CheckArgs, IndexArgs, RepairArgs, WatchArgs};
pub(crate) use manual::{CompletionsArgs, HelpArgs, ManArgs};
pub(crate) use place::{Asked, IndexPlace};
pub(crate) use query::{FacetName, ListArgs, QueryArgs, SortOrder};
pub(crate) use rules::{OwnNames, OwnOutlets, OwnTopics};
pub(crate) use saved::{RunArgs, SaveArgs};
pub(crate) use show::{ExplainArgs, ShowArgs, VerifyArgs};
pub(crate) use speaker::{CompareArgs, SpeakerArgs};

/// Find out who said what in a folder of news articles.
///
/// Ask for everything a person said, narrowed by outlet, organization, topic, date and words. The answer has the exact words,
/// who said them, in what role, and where to find them. onrecord works offline: nothing leaves your machine.
#[derive(Debug, Parser)]
#[command(
    name = "onrecord",
    version,
    propagate_version = true,
    disable_help_subcommand = true,
    max_term_width = 100,
    after_help = "\
Examples:
  onrecord query --corpus articles --speaker nephew
  onrecord index articles
  onrecord query budget --outlet \"Plains Courier\" --since 2022
  onrecord list speakers --topic health
  onrecord extract article.html | jq '.statements[].quote'
  onrecord help query-language"
)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Index(IndexArgs),
    Query(QueryArgs),
    List(ListArgs),
    Speaker(SpeakerArgs),
    Compare(CompareArgs),
    Save(SaveArgs),
    Run(RunArgs),
    Show(ShowArgs),
    Explain(ExplainArgs),
    Check(CheckArgs),
    Repair(RepairArgs),
    Verify(VerifyArgs),
    Watch(WatchArgs),
    Extract(ExtractArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
    Eval(EvalArgs),
    Train(TrainArgs),
    Help(HelpArgs),
}
