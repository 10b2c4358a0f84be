from uuid import UUID

from linli.common.jobs import job, nightly
from linli.documents import store
from linli.documents.domain import erasure, sweeping
from linli.documents.domain import paper as papers
from linli.people.reader import system


@job("documents.discard")
def discard(keys: list[str]) -> None:
    """Delete files whose rows have let go of them."""
    store.discard(*keys)


@job("documents.erase")
def erase(holder_kind: str, holder_id: str) -> None:
    """Erase every file of a holder whose personal data were erased."""
    erasure.erase_all_of(holder_kind, UUID(holder_id), by=system("documents.erase"), reason="asked")


@nightly("documents.sweep", hour=3, minute=40)
def sweep() -> None:
    """Remove drafts that no form ever sent, and files without a row."""
    sweeping.sweep()


@job("documents.paper")
def make_paper(paper: str) -> None:
    """Make the files of an official paper."""
    papers.make_files(UUID(paper))
