import pytest

from linli.hall.choosing import Rule, Verdict, choose

OLD = Rule("age", frozenset({"older", "oldest"}))
HARD = Rule("situation", frozenset({"hardship", "illness"}))
NOT_AWAY = Rule("residence", frozenset({"elsewhere"}), is_against=True)


@pytest.mark.parametrize(
    ("rules", "answers", "verdict", "met", "unmet", "unanswered"),
    [
        ([OLD], {"age": {"older"}}, Verdict.FITS, 1, 0, 0),
        ([OLD], {"age": {"adult"}}, Verdict.FITS_NOT, 0, 1, 0),
        ([OLD], {}, Verdict.MAY_FIT, 0, 0, 1),
        ([OLD], {"age": set()}, Verdict.MAY_FIT, 0, 0, 1),  # nothing chosen is no answer
        ([OLD], {"situation": {"hardship"}}, Verdict.MAY_FIT, 0, 0, 1),
        ([OLD, HARD], {"age": {"older"}}, Verdict.MAY_FIT, 1, 0, 1),
        ([OLD, HARD], {"age": {"older"}, "situation": {"none"}}, Verdict.FITS_NOT, 1, 1, 0),
        ([OLD, HARD], {"age": {"older"}, "situation": {"illness", "none"}}, Verdict.FITS, 2, 0, 0),
        ([NOT_AWAY], {"residence": {"village"}}, Verdict.FITS, 1, 0, 0),
        ([NOT_AWAY], {"residence": {"elsewhere"}}, Verdict.FITS_NOT, 0, 1, 0),
        ([NOT_AWAY], {"residence": {"village", "elsewhere"}}, Verdict.FITS_NOT, 0, 1, 0),
        ([NOT_AWAY], {}, Verdict.MAY_FIT, 0, 0, 1),  # silence speaks neither for nor against
        ([HARD, HARD], {"situation": {"hardship"}}, Verdict.FITS, 2, 0, 0),
        ([], {"age": {"older"}}, Verdict.MAY_FIT, 0, 0, 0),
    ],
)
def test_what_fits_follows_from_rules_and_answers(rules, answers, verdict, met, unmet, unanswered):
    choice = choose(rules, answers)

    assert (choice.verdict, len(choice.met), len(choice.unmet), len(choice.unanswered)) == (
        verdict, met, unmet, unanswered,
    )  # fmt: skip


def test_a_rule_is_read_from_its_row():
    assert Rule.read({"question": "age", "one_of": ["older"], "reason": "满六十", "reason_en": "sixty"}) == Rule(
        "age", frozenset({"older"}), reason="满六十", reason_en="sixty"
    )
    assert Rule.read({"question": "age", "none_of": ["child"]}).is_against
