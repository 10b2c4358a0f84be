from time import perf_counter

import pytest

from linli.people.scan import scan


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("我电话13800004217，晚上在家", "我电话138****4217，晚上在家"),
        ("电话１３８ ００００ ４２１７", "电话138****4217"),
        ("1 3 8 0 0 0 0 4 2 1 7", "138****4217"),
        ("138-0000-4217/139.0000.4218", "138****4217/139****4218"),
        ("+86 138 0000 4217", "138****4217"),
        ("008613800004217", "138****4217"),
        ("打0591-85123456找他", "打0591****3456找他"),
        ("(0591)8512 3456", "0591****3456"),
        ("我在香港 +852 6123 4567", "我在香港 +852 ****4567"),
        ("日本 0081 90 1234 5678", "日本 +81 ****5678"),
        ("😀13800004217😀", "😀138****4217😀"),
    ],
)
def test_phones_are_found_however_they_are_written(text, masked):
    found = scan(text)

    assert found.masked == masked
    assert found.kinds == {"phone"}


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("身份证11010519491231002x", "身份证110*************2X"),
        ("证号１１０１０５ １９４９１２３１ ００２Ｘ。", "证号110*************2X。"),
        ("mistyped 110105194912310021", "mistyped 110*************21"),
        ("回乡证H12345678", "回乡证H12****78"),
        ("护照E12345678", "护照E12****78"),
        ("护照号码：AB1234567", "护照号码：AB1****67"),
        ("台胞证 01234567", "台胞证 0*****67"),
        ("passport no. c01x00t47 / permit number 12345678", "passport no. c01x00t47 / permit number 1*****78"),
        ("永居911124198108030024", "永居911*************24"),
    ],
)
def test_papers_are_found(text, masked):
    found = scan(text)

    assert found.masked == masked
    assert found.kinds == {"identity"}


def test_both_kinds_in_one_text():
    found = scan("我是11010519491231002X，电话13800004217")

    assert found.masked == "我是110*************2X，电话138****4217"
    assert found.kinds == {"identity", "phone"}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "案件FQ2026-004217没有人管",
        "FQ2026-13800004",
        "网格350181001201003的下水道",
        "编码350181001201",
        "请打12345或110",
        "2026-11-23 13:00",
        "花了+3000元，收据20261123",
        "订单138000042171234",
        "单号12345678901234567890",
        "GB/T 47678.5-2026",
        "𠮷㙟",
    ],
)
def test_what_is_no_secret_stays_as_it_was(text):
    found = scan(text)

    assert found.masked == text
    assert not found.kinds


def test_a_phone_dressed_up_as_a_number_of_a_matter_is_found():
    assert scan("FQ2026-13800004217").kinds == {"phone"}


def test_a_long_text_of_digits_is_scanned_in_reasonable_time():
    began = perf_counter()

    scan("1 3 8 0 " * 500 + "1" * 2000)

    assert perf_counter() - began < 1
