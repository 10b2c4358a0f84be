import pytest

from linli.cases.learning import Judgement, Learned, learn, measure

LAMPS = [("lamps", {"路灯", "不亮"}), ("lamps", {"路灯", "闪烁"}), ("lamps", {"路灯", "灯杆"})]
WASTE = [("waste", {"垃圾", "不亮"}), ("waste", {"垃圾", "满溢"}), ("waste", {"垃圾", "路灯"})]


def test_the_label_that_the_words_speak_for_is_judged_with_its_reasons():
    judged = learn(LAMPS + WASTE).judge(["垃圾", "没人", "收走"])

    assert judged is not None
    assert (judged.label, judged.reasons) == ("waste", ("垃圾",))
    assert judged.share == pytest.approx(0.8)  # (3 + 1) / (3 + 2) against (0 + 1) / (3 + 2)


def test_a_piece_that_only_few_examples_hold_is_not_kept():
    learned = learn([*LAMPS, ("lamps", {"林小满"}), ("lamps", {"林小满"})])

    assert dict(learned.pieces) == {"路灯": {"lamps": 3}}


def test_words_never_learned_are_not_judged():
    assert learn(LAMPS).judge(["井盖"]) is None
    assert learn([]).judge(["路灯"]) is None


def test_equal_scores_are_judged_alike_every_time():
    learned = Learned({"b": 1, "a": 1}, {"路灯": {"a": 1, "b": 1}})

    assert learned.judge(["路灯"]) == Judgement("a", 0.5, ())


def test_pieces_cut_out_of_one_word_are_joined_again():
    learned = Learned({"lamps": 9, "waste": 9}, {piece: {"lamps": 9} for piece in ("路灯", "灯不", "不亮", "晚上")})

    judged = learned.judge(["路灯", "灯不", "不亮", "亮了", "晚上", "上走"])

    assert judged is not None
    assert judged.reasons == ("路灯不亮", "晚上")


def test_a_long_text_does_not_overflow():
    learned = Learned({"a": 5, "b": 5}, {str(number): {"a": 5} for number in range(5_000)})

    judged = learned.judge(str(number) for number in range(5_000))

    assert judged is not None
    assert (judged.label, judged.share) == ("a", 1.0)


def test_what_was_kept_apart_measures_it():
    measured = measure(
        learn(LAMPS + WASTE), [("lamps", {"路灯"}), ("waste", {"路灯"}), ("waste", {"井盖"})], sure_from=0.7
    )

    assert (measured.held_out, measured.right, measured.sure, measured.sure_right) == (3, 1, 0, 0)
