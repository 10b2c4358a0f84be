"""The probes: what is asked for, and what it should cost."""

from tools.bench.case_probes import CASE_PROBES
from tools.bench.hall_probes import HALL_PROBES
from tools.bench.probe import Probe

PROBES = [*CASE_PROBES, *HALL_PROBES]


def probes_of(words: str) -> list[Probe]:
    """Those whose name holds one of some words, parted by commas; all where none are said. Raises SystemExit for none."""
    wanted = [word.strip() for word in words.split(",") if word.strip()]
    found = [probe for probe in PROBES if not wanted or any(word in probe.name for word in wanted)]
    if not found:
        raise SystemExit(f"No probe is called {words}. There are: {', '.join(probe.name for probe in PROBES)}.")
    return found
