import pytest

from linli.people.errors import PhoneFaulty
from linli.people.phones import last_four, mask_phone, normalise_mobile, normalise_phone


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("13800004217", "+8613800004217"),
        ("138 0000 4217", "+8613800004217"),
        ("138-0000-4217", "+8613800004217"),
        ("138—0000—4217", "+8613800004217"),
        ("１３８００００４２１７", "+8613800004217"),
        ("+86 138 0000 4217", "+8613800004217"),
        ("＋８６　１３８００００４２１７", "+8613800004217"),
        ("0086 13800004217", "+8613800004217"),
        ("8613800004217", "+8613800004217"),
        ("\u202a138\u00a00000\u200b4217\u202c", "+8613800004217"),
        ("0591-85123456", "+8659185123456"),
        ("(0591) 8512 3456", "+8659185123456"),
        ("+852 6123 4567", "+85261234567"),
        ("00852 6123 4567", "+85261234567"),
        ("+886 912 345 678", "+886912345678"),
        ("+81 90-1234-5678", "+819012345678"),
        ("+1 (212) 555-0123", "+12125550123"),
    ],
)
def test_a_number_is_kept_in_one_form(typed, kept):
    assert normalise_phone(typed) == kept


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "phone_missing"),
        ("  - ", "phone_missing"),
        ("+", "phone_missing"),
        ("138O0004217", "phone_sign_faulty"),
        ("13800004217转8", "phone_sign_faulty"),
        ("138٠٠٠٠٤٢١٧", "phone_sign_faulty"),
        ("++8613800004217", "phone_sign_faulty"),
        ("12345", "phone_too_short"),
        ("1380000421", "phone_too_short"),
        ("85123456", "phone_too_short"),
        ("+86 12", "phone_too_short"),
        ("138000042171", "phone_too_long"),
        ("1" * 30, "phone_too_long"),
        ("12800004217", "phone_unknown"),
        ("85261234567", "phone_unknown"),
        ("+999 12345678", "phone_unknown"),
    ],
)
def test_what_is_no_number_is_refused_with_its_reason(typed, code):
    with pytest.raises(PhoneFaulty) as refused:
        normalise_phone(typed)

    assert refused.value.code == code
    assert str(refused.value)


@pytest.mark.parametrize("typed", ["0591-85123456", "400 123 4567"])
def test_a_code_goes_to_mobile_phones_only(typed):
    with pytest.raises(PhoneFaulty) as refused:
        normalise_mobile(typed)

    assert refused.value.code == "phone_not_mobile"


@pytest.mark.parametrize("typed", ["19912345678", "+1 212 555 0123", "+852 6123 4567"])
def test_mobile_numbers_of_home_and_abroad_are_taken(typed):
    assert normalise_mobile(typed) == normalise_phone(typed)


@pytest.mark.parametrize(
    ("phone", "masked"),
    [
        ("+8613800004217", "138****4217"),
        ("+8659185123456", "0591****3456"),
        ("+85261234567", "+852 ****4567"),
        ("+12125550123", "+1 ****0123"),
        ("+6902345", "+690 ****45"),
        ("", ""),
        ("not a number", "****"),
    ],
)
def test_the_middle_is_hidden(phone, masked):
    assert mask_phone(phone) == masked


def test_the_last_four_digits():
    assert last_four("+8613800004217") == "4217"
