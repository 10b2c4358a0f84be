"""Whether a small count can be reckoned from what is published: tried over every set of small counts."""

from itertools import product

import pytest

from linli.ratings.suppression import FEWEST, GOOD, GRADES, LOW, publish


def counts(five=0, four=0, three=0, two=0, one=0):
    return {5: five, 4: four, 3: three, 2: two, 1: one}


@pytest.mark.parametrize(
    ("given", "whole", "good", "bound", "cells"),
    [
        (counts(), None, None, "", ()),
        (counts(five=5, four=4), 9, None, "", ()),
        (counts(five=4), None, None, "", ()),
        (counts(five=9, four=6), 15, 15, "", (9, 6, 0, 0, 0)),
        (counts(five=60, four=30, three=6, two=2), 98, 94, "at_least", (60, 30, None, "<5", 0)),
        (counts(five=60, four=30, two=7, one=6), 103, 90, "", (60, 30, 0, 7, 6)),
        (counts(five=60, two=7, one=2), 69, 60, "", (60, 0, 0, None, "<5")),
        (counts(three=2, two=20, one=30), 52, 4, "at_most", (0, 0, "<5", None, 30)),
    ],
)
def test_what_is_said_of_some_counts(given, whole, good, bound, cells):
    found = publish(given)

    shown = tuple("<5" if cell.is_few else cell.value for cell in found.cells)
    assert (found.whole, found.good, found.bound, shown) == (whole, good, bound, cells)


@pytest.mark.parametrize(
    ("given", "percent"),
    [
        (counts(five=17, two=9), 65),  # 17 of 26
        (counts(five=60, two=7, one=6), 82),  # 60 of 73 is 82.19
        (counts(five=56, two=6, one=7), 81),  # 56 of 69 is 81.16
        (counts(five=59, two=6, one=9), 80),  # 59 of 74 is 79.73
        (counts(five=60, four=30, three=6, two=2), 95),  # at least 94 of 98: never more than what holds
        (counts(three=2, two=20, one=30), 8),  # at most 4 of 52: never less
    ],
)
def test_a_share_is_rounded_and_a_bound_still_holds(given, percent):
    assert publish(given).percent == percent


def could_be(said):
    """What each small count could be for somebody who reads all that is said and subtracts: grade → numbers."""
    few = [cell.grade for cell in said.cells if cell.is_few]
    held = [cell.grade for cell in said.cells if cell.value is None and not cell.is_few]
    shown = {cell.grade: cell.value for cell in said.cells if cell.value is not None}
    sides = [(GRADES, said.whole)]
    if said.good is not None and not said.bound:
        sides += [(GOOD, said.good), (LOW, said.whole - said.good)]
    found = {grade: set() for grade in few}
    for numbers in product(range(1, FEWEST), repeat=len(few)):
        guess = dict(zip(few, numbers, strict=True)) | shown
        if all(_fits(guess, held, side, whole) for side, whole in sides):
            for grade in few:
                found[grade].add(guess[grade])
    return found


def _fits(guess, held, side, whole):
    left = whole - sum(guess[grade] for grade in side if grade in guess)
    beside = sum(grade in held for grade in side)
    return left >= FEWEST * beside if beside else left == 0


def test_no_small_count_can_be_reckoned_from_what_is_said():
    for given in product((0, 1, 2, 4, 5, 6, 9), repeat=5):
        said = publish(dict(zip(GRADES, given, strict=True)))

        assert not said.cells or all(len(numbers) > 1 for numbers in could_be(said).values()), (given, said)
        low = sum(given[3:])
        if said.good is not None and 0 < low < FEWEST:
            assert said.bound == "at_least"
