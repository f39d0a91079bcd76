//! Where a container sends what it finds.

use std::ops::ControlFlow;
use std::sync::Arc;

use super::budget::Budget;
use crate::source::Fault;
use crate::source::byte_stream::ByteStream;
use crate::source::kind::Kind;
use crate::source::member::Member;

/// The receiver of a container's members and faults. Every method may break off the whole run.
pub(in crate::source) trait Sink {
    /// What the file may still hold.
    fn budget(&mut self) -> &mut Budget;

    /// Takes a member whose kind its name says; `depth` archives are around it.
    fn member(&mut self, member: Member, depth: usize, stream: ByteStream<'_>) -> ControlFlow<()>;

    /// Takes a stream of this kind, which may be compressed.
    fn stream(
        &mut self,
        member: Option<&Arc<Member>>,
        kind: Kind,
        depth: usize,
        stream: ByteStream<'_>,
    ) -> ControlFlow<()>;

    /// Takes what is wrong with the file or a member.
    fn fault(&mut self, member: Option<&Arc<Member>>, fault: Fault) -> ControlFlow<()>;

    /// Takes a member that is not an article, and is only counted.
    fn skip(&mut self, what: &str) -> ControlFlow<()> {
        self.fault(None, Fault::not_an_article(what, ""))
    }

    /// Counts a member of an archive, and reports when there are too many.
    fn count_member(&mut self, archive: Option<&Arc<Member>>) -> ControlFlow<()> {
        if self.budget().count_member() {
            let what = format!("an archive of more than {} files", self.budget().limits().members);
            self.fault(archive, Fault::new(&what, "split it into several archives; the files up to there were read"))?;
        }
        ControlFlow::Continue(())
    }

    /// Whether the container should stop, because the file's limits are used up.
    fn is_spent(&mut self) -> bool {
        self.budget().is_spent()
    }
}
