"""Generate a file of the layout of Baltimore's 311 requests: its columns, its date format, its odd values. All invented."""

import csv
import gzip
from datetime import datetime, timedelta
from pathlib import Path
from random import Random

COLUMNS = [
    "SRRecordID",
    "ServiceRequestNum",
    "SRType",
    "MethodReceived",
    "CreatedDate",
    "SRStatus",
    "StatusDate",
    "DueDate",
    "CloseDate",
    "Agency",
    "LastActivity",
    "LastActivityDate",
    "Outcome",
    "Address",
    "ZipCode",
    "Neighborhood",
    "CouncilDistrict",
    "PoliceDistrict",
    "PolicePost",
    "Latitude",
    "Longitude",
    "GeoLocation",
    "2010 Census Wards Precincts",
    "2010 Census Neighborhoods",
    "Zip Codes",
    "DaysOpen",
]
FORMAT = "%m/%d/%Y %I:%M:%S %p"
TYPES = [(f"{office}-{what}", agency) for office, agency in (("SW", "Solid Waste"), ("TRS", "Transportation"), ("WW", "Water Wastewater"), ("HCD", "Mayor's Office"))
         for what in ("Lamp Out", "Dirty Alley", "Leak (Street)", "Bulk/Scheduled", "Sign Gone")]  # fmt: skip
OPEN = ("New", "Open", "Pending", "In Progress", "Open (Duplicate)", "New (Duplicate)")
OVER = ("Closed", "Closed", "Closed", "Closed (Duplicate)", "Closed (Transferred)")


def row(number: int, draw: Random) -> dict[str, str]:
    """One request, drawn."""
    opened = datetime(2014, 1, 1) + timedelta(seconds=draw.randrange(5 * 365 * 86_400))  # noqa: DTZ001  (as the file has it)
    kind, agency = draw.choice(TYPES)
    is_over = draw.random() < 0.97
    closed = opened + timedelta(seconds=int(draw.expovariate(1 / 400_000)))
    has_due = draw.random() < 0.97
    due = opened + timedelta(days=draw.choice((1, 7, 30)))
    lat, lon = _point(draw)
    return dict.fromkeys(COLUMNS, "") | {
        "SRRecordID": f"{opened:%y}-{number:08d}", "ServiceRequestNum": f"{opened:%y}-{number:08d}", "SRType": kind,
        "MethodReceived": draw.choice(("Phone", "API", "Internal", "Mail", "Other")),
        "CreatedDate": opened.strftime(FORMAT), "SRStatus": draw.choice(OVER if is_over else OPEN),
        "DueDate": due.strftime(FORMAT) if has_due else "", "CloseDate": closed.strftime(FORMAT) if is_over else "",
        "Agency": agency, "Address": f"{draw.randrange(1, 5000)} INVENTED ST, BALTIMORE, MD", "Neighborhood": "Nowhere Hill",
        "Latitude": lat, "Longitude": lon, "DaysOpen": "0",
    }  # fmt: skip


def _point(draw: Random) -> tuple[str, str]:
    chance = draw.random()
    if chance < 0.09:
        return "39", "-77"  # rounded to whole degrees
    if chance < 0.15:
        return "", ""
    return f"{39.2 + draw.random() / 6:.6f}", f"{-76.7 + draw.random() / 6:.6f}"


def write(file: Path, count: int, *, seed: int = 240510, odd: list[dict[str, str]] | None = None) -> Path:
    """Write `count` drawn rows and then the odd ones given, which overwrite cells of a drawn row."""
    draw = Random(seed)
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "wt", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(row(number, draw) for number in range(count))
        writer.writerows(row(count + number, draw) | cells for number, cells in enumerate(odd or []))
    return file
