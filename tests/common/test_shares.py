import pytest

from linli.common.shares import hundredths


@pytest.mark.parametrize(
    ("part", "whole", "read"), [(0, 0, None), (0, 7, 0), (7, 7, 100), (520, 521, 99), (1, 999, 1), (2, 3, 67)]
)
def test_all_and_none_are_said_of_all_and_none_only(part, whole, read):
    assert hundredths(part, whole) == read
