from datetime import date

import pytest

from linli.people.enums import IdentityKind
from linli.people.errors import IdentityFaulty
from linli.people.identity import birth_of, mask_identity, mask_name, normalise_identity

# The specimen of GB 11643 and others made with its check digit; nobody's.
SPECIMEN = "11010519491231002X"


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        (IdentityKind.RESIDENT_ID, SPECIMEN, SPECIMEN),
        (IdentityKind.RESIDENT_ID, "11010519491231002x", SPECIMEN),
        (IdentityKind.RESIDENT_ID, "１１０１０５ １９４９１２３１ ００２ｘ", SPECIMEN),
        (IdentityKind.RESIDENT_ID, "110105-19491231-002X", SPECIMEN),
        (IdentityKind.PASSPORT, "e12345678", "E12345678"),
        (IdentityKind.PASSPORT, "AB 123 4567", "AB1234567"),
        (IdentityKind.HK_MACAU_PERMIT, "h12345678", "H12345678"),
        (IdentityKind.HK_MACAU_PERMIT, "M1234567801", "M1234567801"),
        (IdentityKind.TAIWAN_PERMIT, "01234567", "01234567"),
        (IdentityKind.TAIWAN_PERMIT, "0123456789A", "0123456789A"),
        (IdentityKind.FOREIGN_PERMIT, "911124198108030024", "911124198108030024"),
        (IdentityKind.FOREIGN_PERMIT, "deu350081070101", "DEU350081070101"),
    ],
)
def test_a_number_is_kept_in_one_form(kind, typed, kept):
    assert normalise_identity(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "code"),
    [
        (IdentityKind.RESIDENT_ID, "", "identity_missing"),
        (IdentityKind.RESIDENT_ID, " - ", "identity_missing"),
        (IdentityKind.RESIDENT_ID, "1101051949123100", "identity_length"),
        (IdentityKind.RESIDENT_ID, "1101051949123100212", "identity_length"),
        (IdentityKind.RESIDENT_ID, "1101O519491231002X", "identity_sign"),
        (IdentityKind.RESIDENT_ID, "11010519491231002Y", "identity_sign"),
        (IdentityKind.RESIDENT_ID, "11010519491231002京", "identity_sign"),
        (IdentityKind.RESIDENT_ID, "99010519491231002X", "identity_division"),
        (IdentityKind.RESIDENT_ID, "11010519490230002X", "identity_date"),
        (IdentityKind.RESIDENT_ID, "11010520991231002X", "identity_date"),
        (IdentityKind.RESIDENT_ID, "11010517491231002X", "identity_date"),
        (IdentityKind.RESIDENT_ID, "110105194912310021", "identity_check_digit"),
        (IdentityKind.RESIDENT_ID, "11010519491231020X", "identity_check_digit"),
        (IdentityKind.PASSPORT, "E1234", "identity_length"),
        (IdentityKind.PASSPORT, "E123456789012", "identity_length"),
        (IdentityKind.PASSPORT, "ABCDEFGH", "identity_shape"),
        (IdentityKind.PASSPORT, "E1234_678", "identity_sign"),
        (IdentityKind.HK_MACAU_PERMIT, "H1234567", "identity_shape"),
        (IdentityKind.HK_MACAU_PERMIT, "A12345678", "identity_shape"),
        (IdentityKind.TAIWAN_PERMIT, "1234567", "identity_shape"),
        (IdentityKind.FOREIGN_PERMIT, "811124198108030024", "identity_shape"),
        (IdentityKind.FOREIGN_PERMIT, "911124198108030025", "identity_check_digit"),
        (IdentityKind.FOREIGN_PERMIT, "911124198113030024", "identity_date"),
        (IdentityKind.FOREIGN_PERMIT, "DEU35008107010", "identity_length"),
        (IdentityKind.FOREIGN_PERMIT, "DEU35008107010A", "identity_sign"),
        (IdentityKind.FOREIGN_PERMIT, "9111241981080300", "identity_length"),
    ],
)
def test_what_is_wrong_is_said(kind, typed, code):
    with pytest.raises(IdentityFaulty) as refused:
        normalise_identity(kind, typed)

    assert refused.value.code == code
    assert "%(" not in str(refused.value)


def test_a_birth_before_the_epoch_of_computers_and_on_a_leap_day():
    assert birth_of("110105190402290020") == date(1904, 2, 29)
    assert birth_of("110105190302290020") is None


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        (SPECIMEN, "110*************2X"),
        ("E12345678", "E12****78"),
        ("01234567", "0*****67"),
        ("", ""),
    ],
)
def test_the_middle_of_a_number_is_hidden(number, masked):
    assert mask_identity(number) == masked


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("陈建国", "陈**"),
        ("陈某", "陈**"),
        ("欧阳娜娜", "欧阳**"),
        ("欧阳", "欧**"),
        ("𠮷野家", "𠮷**"),
        ("㙟三", "㙟**"),
        ("john smith", "J***"),
        ("Ömer", "Ö***"),
        ("  陈建国 ", "陈**"),
        ("", ""),
        ("   ", ""),
    ],
)
def test_a_name_keeps_its_surname_only(name, masked):
    assert mask_name(name) == masked
