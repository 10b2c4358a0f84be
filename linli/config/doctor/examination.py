"""`linli doctor`: what is there, what is wrong, and how to mend it."""

from collections.abc import Iterator

from linli.config.doctor import background, county, database, house
from linli.config.doctor.finding import Finding, Verdict


def examine() -> Iterator[Finding]:
    """Look at everything; where the database does not answer, only at what can be seen without it."""
    yield from house.findings()
    first = database.answers()
    yield first
    if first.verdict is Verdict.UNKNOWN:
        return
    for look in (database.findings, county.findings, background.findings):
        yield from look()


def exit_status(found: list[Finding]) -> int:
    """0 fine, 1 something is wrong, 2 cannot tell."""
    verdicts = {finding.verdict for finding in found}
    if Verdict.WRONG in verdicts:
        return 1
    return 2 if Verdict.UNKNOWN in verdicts else 0
