"""Fast enough, and with memory that does not grow with the file."""

import os
import resource
import time
from pathlib import Path

import pytest

from linli.cases.importing.mapping import read_mapping
from linli.cases.importing.run import import_cases
from tests.cases.importing.baltimore import write

ROWS = 20_000
SETTLED = 8_000  # by then every cache is full
PAGE = resource.getpagesize()


def resident_bytes() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


@pytest.mark.skipif(
    "LINLI_SPEED" not in os.environ, reason="a measurement: LINLI_SPEED=1; make bench measures the speed too"
)
def test_large_file_comes_in_fast_with_flat_memory(baltimore, tmp_path):
    file = write(tmp_path / "requests.csv.gz", ROWS)
    mapping, sizes = read_mapping("baltimore"), []

    began = time.process_time()
    done = import_cases(file, mapping, progress=lambda done: sizes.append((done.rows, resident_bytes())))
    seconds = time.process_time() - began

    settled = next(size for rows, size in sizes if rows >= SETTLED)
    assert done.written == ROWS
    assert max(size for _, size in sizes) - settled < 6 * 1024 * 1024  # half a kilobyte a row, if it grew with them
    # The process's own time: the machine is shared, and how long PostgreSQL waits for its turn says nothing of us.
    assert ROWS / seconds > 1_000
