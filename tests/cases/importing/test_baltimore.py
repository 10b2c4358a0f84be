"""Proof on the requests of another city: what Linli shows is what a few independent lines read straight from the file.

A generated file of the same layout always; the real one wherever it is found (LINLI_BALTIMORE, or ../shared/data beside
the project), because its licence is unstated and it may not be shipped.
"""

import csv
import gzip
import os
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import median
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings

from linli.cases.importing.mapping import read_mapping
from linli.cases.importing.run import import_cases
from linli.cases.models import Case, Kind
from linli.cases.queries.agencies import agencies
from linli.cases.queries.figures import figures
from linli.cases.queries.listing import number_text
from linli.cases.queries.verification import Verified, verify_history
from linli.counties.current import county_by_code, inside
from tests.cases.importing.baltimore import write

REAL = Path(os.environ.get("LINLI_BALTIMORE") or settings.PROJECT.parent / "shared/data/baltimore_311_sample.csv.gz")
PERIOD = (date(2013, 1, 1), date(2026, 12, 31))


class Straight:
    """The same three figures, straight from the file."""

    def __init__(self, file: Path) -> None:
        with gzip.open(file, "rt", encoding="utf-8-sig", newline="") as stream:
            rows = list(csv.DictReader(stream))
        self.count = len(rows)
        self.kinds = Counter(row["SRType"] for row in rows)
        over = [row for row in rows if row["SRStatus"].startswith("Closed")]
        self.agencies = {}
        for agency in {row["Agency"] for row in over}:
            mine = [row for row in over if row["Agency"] == agency]
            limited = [row for row in mine if row["DueDate"]]
            days = [
                (self.moment(row["CloseDate"]) - self.moment(row["CreatedDate"])).total_seconds() / 86400
                for row in mine
            ]
            in_time = sum(self.moment(row["CloseDate"]) <= self.moment(row["DueDate"]) for row in limited)
            self.agencies[agency] = (len(mine), in_time / len(limited) if limited else None, median(days))

    @staticmethod
    def moment(text: str) -> datetime:
        local = datetime.strptime(text, "%m/%d/%Y %I:%M:%S %p").replace(tzinfo=ZoneInfo("America/New_York"))
        return local.astimezone(UTC)  # two moments of one zone are subtracted as if no clock had ever been changed


def prove(file: Path, reader) -> None:
    straight = Straight(file)
    done = import_cases(file, read_mapping("baltimore"))

    assert (done.rows, done.written, done.known, done.rejected) == (straight.count, straight.count, 0, 0)
    sheet = figures(reader, *PERIOD)
    names = dict(Kind.objects.values_list("code", "name"))
    assert {names[line.code]: line.opened.value for line in sheet.by_kind} == straight.kinds
    shown = {agency.name: agency for agency in agencies(reader, source="baltimore311")}
    assert {name: agency.closed for name, agency in shown.items()} == {
        name: row[0] for name, row in straight.agencies.items()
    }
    assert {name: agency.share for name, agency in shown.items()} == {
        name: row[1] for name, row in straight.agencies.items()
    }
    assert {name: agency.median_days for name, agency in shown.items()} == pytest.approx(
        {name: row[2] for name, row in straight.agencies.items()}, rel=1e-9
    )
    found = Verified()
    assert list(verify_history(found)) == []
    assert found.cases == straight.count

    again = import_cases(file, read_mapping("baltimore"))

    assert (again.written, again.known, again.rejected) == (0, straight.count, 0)
    assert Case.objects.count() == straight.count


def test_generated_requests_show_what_the_file_says(baltimore, administrator, tmp_path):
    prove(write(tmp_path / "requests.csv.gz", 2_500), administrator)


@pytest.mark.skipif(not REAL.exists(), reason=f"the real requests are not here ({REAL.name}; see LINLI_BALTIMORE)")
def test_real_requests_show_what_the_file_says(baltimore, administrator, tmp_path):
    file = tmp_path / REAL.name  # what an import writes beside its file is not written there
    file.write_bytes(REAL.read_bytes())

    prove(file, administrator)


def test_second_county_leaves_the_first_alone(baltimore, administrator, tmp_path):
    file = write(tmp_path / "requests.csv.gz", 20)

    import_cases(file, read_mapping("baltimore"))

    first = Case.objects.order_by("number").first()
    assert number_text(first.number, first.opened_at).startswith("BA20")
    with inside(county_by_code("350181")):
        assert Case.objects.count() == 0
        assert not Kind.objects.filter(code__startswith="BA-").exists()
