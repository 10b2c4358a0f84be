import pytest

from linli.common.calendar import Limit, LimitError, LimitUnit, Statute, statutory_unit


@pytest.mark.parametrize("text", ["4 business_hours", "20 working_days", "60 calendar_days", "3 months", "9999 months"])
def test_limit_is_written_as_it_is_read(text: str) -> None:
    assert str(Limit.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["", "5", "5 days", "five months", "-1 months", "1.5 months", "５ months", "5working_days"]
)
def test_limit_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(LimitError, match="is not a limit like '5 working_days'"):
        Limit.parse(text)


@pytest.mark.parametrize("amount", [-1, 0, 10_000])
def test_limit_out_of_range_is_refused(amount: int) -> None:
    with pytest.raises(LimitError, match="a limit runs from 1 to 9999 units"):
        Limit(amount, LimitUnit.MONTHS)


@pytest.mark.parametrize(
    ("statute", "working"),
    [
        (Statute.LICENSING, {1, 2, 3, 4, 5, 6, 7, 10, 11, 15, 20, 45, 90}),
        (Statute.PENALTIES, {2, 3, 5, 7}),
        (Statute.COERCION, {1, 2, 3, 4, 5, 6, 7, 10}),
    ],
)
def test_days_of_a_law_are_working_days_where_it_says_so(statute: Statute, working: set[int]) -> None:
    asked = (1, 2, 3, 4, 5, 6, 7, 10, 11, 15, 20, 45, 90)

    assert {days for days in asked if statutory_unit(statute, days) is LimitUnit.WORKING_DAYS} == working
    assert {statutory_unit(statute, days) for days in asked} <= {LimitUnit.WORKING_DAYS, LimitUnit.CALENDAR_DAYS}
