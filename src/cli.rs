//! The command line: declarations only. A command's doc comment is its long help, and its first line the short help.

use clap::{Parser, Subcommand};

mod extract;
mod filters;
mod folders;
mod format;
mod index;
mod manual;
mod names;
mod place;
mod query;
mod rules;
mod saved;
mod show;
mod speaker;

#[cfg(feature = "train")]
pub(crate) use extract::TrainArgs;
pub(crate) use extract::{EvalArgs, ExtractArgs, ExtractFormat};
pub(crate) use filters::Filters;
pub(crate) use folders::{FoldersArgs, ForgetArgs, ListFormat};
pub(crate) use format::{ColorWhen, ExportFormat, Format};
pub(crate) use index::{CheckArgs, IndexArgs, RepairArgs, WatchArgs};
pub(crate) use manual::{CompletionsArgs, HelpArgs, ManArgs};
pub(crate) use names::NameArgs;
pub(crate) use place::{Asked, IndexPlace};
pub(crate) use query::{FacetName, ListArgs, QueryArgs, SortOrder};
pub(crate) use rules::{OwnNames, OwnOutlets, OwnRules, OwnTopics};
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
    /// When to use colors and styles: auto is on a terminal, unless NO_COLOR is set
    #[arg(long, value_name = "WHEN", global = true, default_value = "auto")]
    pub(crate) color: ColorWhen,
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
    Folders(FoldersArgs),
    Forget(ForgetArgs),
    Repair(RepairArgs),
    Verify(VerifyArgs),
    Watch(WatchArgs),
    Extract(ExtractArgs),
    Completions(CompletionsArgs),
    Man(ManArgs),
    Eval(EvalArgs),
    #[cfg(feature = "train")]
    Train(TrainArgs),
    Help(HelpArgs),
}

#[cfg(test)]
mod tests {
    use clap::{Command, CommandFactory};

    use super::*;

    /// The words of an example, up to a pipe, a redirection or a comment.
    fn words(example: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut quote = None;
        for c in example.chars() {
            match (quote, c) {
                (None, '|' | '>' | '&' | '#') if words.last().is_some_and(String::is_empty) => break,
                (None, '"' | '\'') => quote = Some(c),
                (Some(open), _) if c == open => quote = None,
                (None, ' ') => words.push(String::new()),
                _ => words.last_mut().expect("a word").push(c),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    fn examples(command: &Command) -> Vec<String> {
        let text = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        text.lines().filter_map(|line| line.strip_prefix("  ")).map(str::to_owned).collect()
    }

    #[test]
    fn the_examples_of_every_command_can_be_parsed() {
        let program = Cli::command();
        for command in program.get_subcommands().chain([&program]) {
            let examples = examples(command);
            assert!(!examples.is_empty(), "{} has no examples", command.get_name());
            for example in examples {
                assert!(Cli::try_parse_from(words(&example)).is_ok(), "{example}");
            }
        }
    }

    #[test]
    fn help_names_no_file_of_the_source_tree() {
        let mut program = Cli::command();
        program.build();
        for command in program.get_subcommands_mut() {
            let help = command.render_long_help().to_string();
            assert!(!help.contains("src/") && !help.contains(".rs"), "{help}");
        }
    }
}
