from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    FINE = "fine"
    NOTE = "note"  # works, and somebody should know
    WRONG = "wrong"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Finding:
    """One thing looked at: what was found and, where it is not fine, what to do."""

    subject: str
    verdict: Verdict
    says: str
    mend: str = ""


def fine(subject: str, says: str) -> Finding:
    return Finding(subject, Verdict.FINE, says)


def note(subject: str, says: str, mend: str) -> Finding:
    return Finding(subject, Verdict.NOTE, says, mend)


def wrong(subject: str, says: str, mend: str) -> Finding:
    return Finding(subject, Verdict.WRONG, says, mend)


def unknown(subject: str, says: str, mend: str) -> Finding:
    return Finding(subject, Verdict.UNKNOWN, says, mend)
