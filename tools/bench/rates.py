"""How fast points find their grids, and files come in: rates of the process itself, in CPU seconds."""

import csv
import random
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

POINTS = 200_000
ROWS = 5_000
COUNTY_BOX = (119.05, 25.25, 119.7, 25.85)  # degrees; a little more than the county, so that some lie outside
MAPPING = {
    "source": "bench", "external_id": "number", "time_zone": "Asia/Shanghai", "moment_formats": ["%Y-%m-%d %H:%M"],
    "words": "{words}", "kind": {"column": "kind", "by": "code"}, "area": {"column": "area"},
    "point": {"lon": "lon", "lat": "lat", "datum": "wgs84", "least_decimals": 3},
    "state": {"column": "state", "map": {"new": {"state": "collected"}, "done": {"state": "closed", "outcome": "resolved"}}},
    "moments": {"opened": "opened", "closed": "closed"},
}  # fmt: skip
HEAD = ("number", "words", "kind", "area", "lon", "lat", "state", "opened", "closed")


def points_a_second() -> float:
    """Points to grids in memory, over all the polygons of the county."""
    from linli.areas.queries.place import locate_many

    draw = random.Random(1)
    west, south, east, north = COUNTY_BOX
    x = [draw.uniform(west, east) for _ in range(POINTS)]
    y = [draw.uniform(south, north) for _ in range(POINTS)]
    locate_many(x[:10], y[:10])  # the polygons are in memory from here on
    began = time.process_time()
    locate_many(x, y)
    return POINTS / (time.process_time() - began)


def rows_a_second() -> float:
    """Rows of a file to cases in the database: the time of this process; PostgreSQL works beside it."""
    from linli.cases.importing.mapping import parse_mapping
    from linli.cases.importing.run import import_cases

    with tempfile.TemporaryDirectory() as folder:
        file = _write(Path(folder) / "rows.csv")
        began = time.process_time()
        done = import_cases(file, parse_mapping(MAPPING, name="bench"), rejected=Path(folder) / "rejected.csv")
        seconds = time.process_time() - began
    if done.written != ROWS:
        raise RuntimeError(f"the import took {done.written} of {ROWS} rows")
    return ROWS / seconds


def _write(file: Path) -> Path:
    draw = random.Random(2)
    first = datetime(2026, 1, 5, 9)  # noqa: DTZ001  (as offices write it: local time without a zone)
    with file.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(HEAD)
        for number in range(ROWS):
            opened, is_done = first + timedelta(minutes=17 * number), draw.random() < 0.9
            closed = f"{opened + timedelta(hours=30):%Y-%m-%d %H:%M}" if is_done else ""
            writer.writerow(
                [f"B-{time.time_ns()}-{number}", "路灯不亮", "M01037", "350181005004", "", "", "done" if is_done else "new",
                 f"{opened:%Y-%m-%d %H:%M}", closed]
            )  # fmt: skip
    return file
