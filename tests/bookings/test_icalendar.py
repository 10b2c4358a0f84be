"""The calendar against RFC 5545: folding at 75 octets, escaping, line ends."""

import re
from datetime import UTC, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from linli.bookings.icalendar import OCTETS, Entry, calendar_text, escaped, folded

HOSTILE = "a;,:\\\n\r\t\0\x7f 林𠮷é\u2028"
ENTRY = Entry(
    uid="7@linli", starts_at=datetime(2026, 11, 30, 1, tzinfo=UTC), ends_at=datetime(2026, 11, 30, 2, tzinfo=UTC),
    summary="书画室; 两张长案, 四人\n带纸", changed_at=datetime(2026, 11, 25, tzinfo=UTC), location="宏侨\\中心",
)  # fmt: skip


def unfolded(text):
    return text.replace("\r\n ", "")


def unescaped(text):
    return re.sub(r"\\(.)", lambda found: "\n" if found[1] in "nN" else found[1], text)


def test_a_calendar_is_written_line_for_line():
    assert unfolded(calendar_text("我的预约", [ENTRY])) == (
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Linli//Bookings//ZH\r\nCALSCALE:GREGORIAN\r\nMETHOD:PUBLISH\r\n"
        "X-WR-CALNAME:我的预约\r\nBEGIN:VEVENT\r\nUID:7@linli\r\nDTSTAMP:20261125T000000Z\r\nDTSTART:20261130T010000Z\r\n"
        "DTEND:20261130T020000Z\r\nSUMMARY:书画室\\; 两张长案\\, 四人\\n带纸\r\nSTATUS:CONFIRMED\r\nLOCATION:宏侨\\\\中心\r\n"
        "END:VEVENT\r\nEND:VCALENDAR\r\n"
    )


@settings(deadline=None, max_examples=40)
@given(st.text(HOSTILE, max_size=120))
def test_whatever_is_written_stays_one_value_and_can_be_read_back(text):
    line = folded(f"SUMMARY:{escaped(text)}")

    assert all(len(part.encode()) <= OCTETS for part in line.split("\r\n"))
    assert all(part.startswith(" ") for part in line.split("\r\n")[1:])
    whole = unfolded(line).removeprefix("SUMMARY:")
    assert not {"\n", "\r"} & set(whole)
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    assert unescaped(whole) == "".join(sign for sign in plain if sign in "\n\t" or (sign >= " " and sign != "\x7f"))
