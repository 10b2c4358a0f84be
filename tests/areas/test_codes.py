import pytest

from linli.areas.codes import faults_of, is_code, level_of, lineage, parent_of, part_of, warning_of
from linli.areas.names import initials_of, short_name, stem_of


def test_a_code_knows_its_level_and_its_ancestors():
    code = "350181005004001"

    assert level_of(code) == "grid"
    assert parent_of(code) == "350181005004"
    assert parent_of("35") == ""
    assert lineage(code) == ["35", "3501", "350181", "350181005", "350181005004", code]
    assert part_of(code, "town") == "350181005"
    assert part_of("350181", "town") == ""


@pytest.mark.parametrize("text", ["", "3", "350", "350181 05", "３５", "3501810050040011"])
def test_what_is_no_code(text):
    assert not is_code(text)


def test_a_padded_code_is_refused():
    assert len(faults_of("350181005000", "village", "350181005")) == 1
    assert faults_of("350181005001", "village", "350181005") == []


def test_unusual_digits_are_warned_of_by_kind():
    assert warning_of("350181005001", "urban_community") == ""
    assert warning_of("350181005201", "urban_community").startswith("350181005201")
    assert warning_of("350181", "") == ""


@pytest.mark.parametrize(
    ("listed", "short", "stem", "initials"),
    [
        ("宏侨社区居委会", "宏侨社区", "宏侨", "hqsq"),
        ("溪头村委会", "溪头村", "溪头", "xtc"),
        ("前村村委会", "前村", "前村", "qc"),
        ("东风区村委会", "东风区", "东风区", "dfq"),
        ("东张水库社区", "东张水库社区", "东张水库", "dzsksq"),
        ("宏路街道", "宏路街道", "宏路", "hljd"),
        ("江镜华侨农场", "江镜华侨农场", "江镜华侨", "jjhqnc"),
    ],
)
def test_names_as_people_say_them(listed, short, stem, initials):
    assert (short_name(listed), stem_of(short), initials_of(short)) == (short, stem, initials)
