import pytest

from linli.documents.names import LONGEST, clean_name, shown_name


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("灯坏了 💡.jpg", "灯坏了 💡.jpg"),
        ("一家👨‍👩‍👧.png", "一家👨‍👩‍👧.jpg"),
        ("𠮷㙟.jpeg", "𠮷㙟.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\照片\\a.jpg", "a.jpg"),
        ("a\r\nSet-Cookie: x=1.jpg", "aSet-Cookie_ x=1.jpg"),
        ("gpj\u202e.exe.png", "gpj.exe.jpg"),
        ('<img src=x onerror="1">.png', "_img src=x onerror=_1__.jpg"),
        ("..", "file.jpg"),
        ("", "file.jpg"),
        (".hidden", "hidden.jpg"),
        ("a/", "a.jpg"),
        ("e\u0301te.jpg", "\u00e9te.jpg"),
        ("无扩展名", "无扩展名.jpg"),
    ],
)
def test_a_name_is_shown_without_path_and_hidden_signs(sent, kept):
    assert clean_name(sent, "jpg") == kept


def test_a_long_name_keeps_its_extension():
    name = clean_name("长" * 300 + ".docx", "docx")

    assert name == "长" * (LONGEST - 5) + ".docx"


def test_a_refusal_names_the_file_as_it_was_sent():
    assert shown_name("../照片.svg") == "照片.svg"
    assert shown_name("照片") == "照片"
    assert shown_name("") == "file"
