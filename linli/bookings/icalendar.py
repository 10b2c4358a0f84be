"""iCalendar as RFC 5545 has it: escaped (3.3.11), folded at 75 octets (3.1), lines ended by CRLF, moments in UTC."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

OCTETS = 75


@dataclass(frozen=True)
class Entry:
    """One event of a calendar."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    summary: str
    changed_at: datetime
    location: str = ""
    status: str = "CONFIRMED"  # TENTATIVE, CANCELLED


def calendar_text(name: str, entries: Iterable[Entry]) -> str:
    """Write a calendar."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Linli//Bookings//ZH", "CALSCALE:GREGORIAN", "METHOD:PUBLISH",
             f"X-WR-CALNAME:{escaped(name)}"]  # fmt: skip
    for one in entries:
        lines += [
            "BEGIN:VEVENT", f"UID:{escaped(one.uid)}", f"DTSTAMP:{_moment(one.changed_at)}", f"DTSTART:{_moment(one.starts_at)}",
            f"DTEND:{_moment(one.ends_at)}", f"SUMMARY:{escaped(one.summary)}", f"STATUS:{one.status}",
            *([f"LOCATION:{escaped(one.location)}"] if one.location else []), "END:VEVENT",
        ]  # fmt: skip
    return "".join(f"{folded(line)}\r\n" for line in [*lines, "END:VCALENDAR"])


def escaped(text: str) -> str:
    """Write a text so that it stays one value: backslash, semicolon, comma and line ends are escaped."""
    text = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return "".join(sign for sign in text if (sign >= " " and sign != "\x7f") or sign == "\t")


def folded(line: str) -> str:
    """Fold a line after at most 75 octets, never within a character; what follows begins with a space."""
    found, held = [], b""
    for sign in line:
        octets = sign.encode()
        if len(held) + len(octets) > OCTETS:
            found.append(held)
            held = b" "
        held += octets
    return b"\r\n".join([*found, held]).decode()


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
