from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from linli.documents.enums import PaperKind
from linli.documents.models import Document, Paper


@dataclass(frozen=True)
class Checked:
    """What everybody may know of a paper that they hold in their hands: nothing about a person or a matter."""

    kind: str
    number: str
    issuer: str
    issued_on: date
    code: str
    prints: tuple[tuple[str, str], ...]  # PDF, DOCX → SHA-256
    is_made: bool
    is_sealed: bool
    withdrawn_at: datetime | None
    withdrawn_reason: str
    is_invented: bool


def paper_of_code(code: str) -> Checked | None:
    """The paper with a code. One statement."""
    paper = Paper.objects.filter(code=code).select_related("pdf", "docx").first()
    if paper is None:
        return None
    return Checked(
        str(PaperKind(paper.kind).label), paper.full_number, paper.issuer, paper.issued_on, paper.grouped_code,
        tuple((file.kind_word if not file.is_erased else name, file.sha256)
              for name, file in (("PDF", paper.pdf), ("DOCX", paper.docx)) if file),
        paper.is_made, paper.is_sealed, paper.withdrawn_at, paper.withdrawn_reason, paper.is_invented,
    )  # fmt: skip


@dataclass(frozen=True)
class IssuedPaper:
    """A paper as it stands with its matter. The right to the matter is the caller's check."""

    paper: Paper
    pdf: Document | None
    docx: Document | None

    @property
    def title(self) -> str:
        return str(PaperKind(self.paper.kind).label)


def papers_of(holder_kind: str, holder_id: UUID) -> list[IssuedPaper]:
    """The papers issued to a holder, oldest first. One statement."""
    rows = Paper.objects.filter(holder_kind=holder_kind, holder_id=holder_id).defer("sheet")
    found = rows.select_related("pdf", "docx").order_by("issued_at", "id")
    return [IssuedPaper(row, row.pdf, row.docx) for row in found]
