"""Issue a paper in the transaction of the deed it tells of; its files are made by the worker."""

import hashlib
import logging
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate, now

from linli.common.domain.audit import note_deed
from linli.common.domain.outbox import leave_word
from linli.common.ids import uuid7
from linli.documents import store
from linli.documents.enums import PaperKind, Purpose
from linli.documents.errors import PaperWithdrawn
from linli.documents.models import Document, Paper, PaperSeries
from linli.documents.official.codes import grouped, new_code
from linli.documents.official.seal import UNSEALED, the_seal
from linli.documents.official.sheet import Marks, Sheet, read_sheet, written
from linli.documents.papers import PDF, WORD
from linli.people.reader import Reader

logger = logging.getLogger(__name__)


def issue_paper(
    sheet: Sheet,
    *,
    kind: PaperKind,
    holder_kind: str,
    holder_id: UUID,
    by: Reader,
    event_seq: int | None = None,
    at: datetime | None = None,
) -> Paper:
    """Give a paper its number, day and code, and have its files made. The right to do so is its holder's verb's check."""
    moment = at or now()
    on = localdate(moment)
    with transaction.atomic():
        paper = Paper.objects.create(
            kind=kind, year=on.year, number=_next_number(kind, on.year), code=new_code(), issuer=sheet.issuer,
            holder_kind=holder_kind, holder_id=holder_id, event_seq=event_seq, issued_on=on, issued_at=moment,
            issued_by=by.actor_id, sheet=written(sheet), is_invented=sheet.is_invented,
        )  # fmt: skip
        leave_word("documents.paper", paper=str(paper.id))
    return paper


def _next_number(kind: PaperKind, year: int) -> int:
    """The next of a series. Two at once wait for each other; one that is rolled back gives its number back."""
    table = PaperSeries._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"""INSERT INTO {table} AS series (id, kind, year, last) VALUES (%s, %s, %s, 1)
                ON CONFLICT (kind, year) DO UPDATE SET last = series.last + 1 RETURNING last""",  # noqa: S608
            [uuid7(), kind, year],
        )
        return int(cursor.fetchone()[0])


def withdraw_paper(paper: Paper, *, by: Reader, reason: str, at: datetime | None = None) -> Paper:
    """Say of a paper that it holds no more. The reason is read by whoever checks it: it names nobody.

    Raises PaperWithdrawn. The right to do so is its holder's verb's check.
    """
    with transaction.atomic():
        locked = Paper.objects.select_for_update(of=("self",)).get(pk=paper.pk)
        if locked.withdrawn_at is not None:
            raise PaperWithdrawn
        locked.withdrawn_at, locked.withdrawn_reason = at or now(), reason[:200]
        locked.save(update_fields=["withdrawn_at", "withdrawn_reason"])
        note_deed(
            "paper.withdrawn", by=by, subject_kind=locked.holder_kind, subject_id=locked.holder_id, paper=str(locked.id)
        )
    paper.withdrawn_at, paper.withdrawn_reason = locked.withdrawn_at, locked.withdrawn_reason
    return locked


def make_files(paper_id: UUID, *, at: datetime | None = None) -> Paper | None:
    """Make the files of a paper and let go of what it said. Harmless the second time; None where it was erased before."""
    with transaction.atomic():
        paper = Paper.objects.select_for_update(of=("self",)).filter(pk=paper_id).first()
        if paper is None or paper.is_made or not paper.sheet:
            return paper if paper and paper.is_made else None
        sheet, moment = read_sheet(paper.sheet), at or now()
        seal = the_seal()
        paper.is_sealed = seal.seals(sheet.issuer)
        marks = marks_of(paper)
        pdf = _pdf(sheet, marks)
        if pdf and paper.is_sealed:
            pdf = seal.put_on(pdf, issuer=sheet.issuer, number=paper.full_number)
        paper.is_sealed = paper.is_sealed and bool(pdf)
        paper.pdf = _keep(paper, pdf, PDF, moment) if pdf else None
        # Whoever can edit a document can take a seal off it or put one on: it never bears one, and says so.
        paper.docx = _keep(paper, _docx(sheet, replace(marks, seal=f"{UNSEALED}。")), WORD, moment)
        paper.made_at, paper.sheet = moment, ""
        paper.save()
    return paper


def marks_of(paper: Paper) -> Marks:
    """What stands on a paper beside its words."""
    root = settings.LINLI_ADDRESS.rstrip("/")
    return Marks(
        paper.full_number, paper.issued_on, grouped(paper.code),
        root + reverse("papers:paper", kwargs={"code": paper.code}), root + reverse("papers:verify"),
        "" if paper.is_sealed else f"{UNSEALED}。",
    )  # fmt: skip


def _pdf(sheet: Sheet, marks: Marks) -> bytes:
    from linli.documents.official.pdf import as_pdf

    try:
        return as_pdf(sheet, marks)
    except OSError:
        logger.warning("no PDF of a paper: Pango (libpango-1.0) is not installed")
        return b""


def _docx(sheet: Sheet, marks: Marks) -> bytes:
    from linli.documents.official.word import as_docx

    return as_docx(sheet, marks)


def _keep(paper: Paper, data: bytes, kind: tuple[str, str], at: datetime) -> Document:
    extension, media_type = kind
    number = uuid7()
    name = f"{PaperKind(paper.kind).label} {paper.full_number}.{extension}"
    key = store.keep(store.key_of(number, at), data, name=name)
    return Document.objects.create(
        id=number, holder_kind=paper.holder_kind, holder_id=paper.holder_id, event_seq=paper.event_seq,
        purpose=Purpose.OFFICIAL, file_name=name, media_type=media_type, size=len(data),
        sha256=hashlib.sha256(data).hexdigest(), path=key, uploaded_by=None, uploaded_at=at, is_for_reporter=True,
    )  # fmt: skip
