import io
from zlib import crc32

import pytest
from PIL import Image, ImageFile

from linli.documents.errors import FileDamaged, FileTypeRefused, HeicRefused, ImageTooLarge
from linli.documents.pictures import heif_is_readable, redraw
from linli.documents.sniffing import Content
from tests.documents import files


def drawn(data, content):
    picture = redraw(data, content, name="photo")
    image = Image.open(io.BytesIO(picture.data))
    image.load()
    return picture, image


def near(pixel, colour):
    return all(abs(a - b) < 30 for a, b in zip(pixel[:3], colour, strict=True))


def test_a_photo_loses_place_camera_comment_and_profile_and_stands_upright():
    picture, image = drawn(files.telling_jpeg(orientation=6), Content.JPEG)

    assert image.format == "JPEG"
    assert image.size == (100, 200) == (picture.width, picture.height)
    assert near(image.getpixel((50, 20)), files.RED)
    assert near(image.getpixel((50, 180)), files.BLUE)
    assert dict(image.getexif()) == {}
    assert not {"exif", "icc_profile", "comment", "photoshop", "xmp"} & set(image.info)
    for trace in (b"Exif", b"GPS", b"Telltale", b"ICC_PROFILE"):
        assert trace not in picture.data
        assert trace not in picture.thumbnail


def test_a_photo_with_a_faulty_exif_block_is_kept():
    data = files.telling_jpeg().replace(b"Exif\0\0MM", b"Exif\0\0XX").replace(b"Exif\0\0II", b"Exif\0\0XX")

    picture, _ = drawn(data, Content.JPEG)

    assert (picture.width, picture.height) == (200, 100)


def test_words_inside_a_png_are_dropped_and_an_opaque_one_becomes_jpeg():
    picture, image = drawn(files.telling_png(), Content.PNG)

    assert (picture.media_type, picture.extension, image.format) == ("image/jpeg", "jpg", "JPEG")
    assert b"Telltale" not in picture.data


def test_what_shows_through_stays_png():
    picture, image = drawn(files.see_through_png(), Content.PNG)

    assert (picture.media_type, picture.extension, image.mode) == ("image/png", "png", "RGBA")
    assert image.getpixel((0, 0))[3] == 0
    assert Image.open(io.BytesIO(picture.thumbnail)).mode == "RGBA"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "I;16", "RGBA"])
def test_every_mode_of_png_is_drawn(mode):
    picture, image = drawn(
        files.encoded(files.halves(mode="L" if mode == "I;16" else mode).convert(mode), "PNG"), Content.PNG
    )

    assert image.size == (80, 40)
    assert picture.media_type == "image/jpeg"


def test_grey_of_sixteen_bits_keeps_its_shades():
    grey = Image.new("I;16", (40, 40), 128 * 257)

    _, image = drawn(files.encoded(grey, "PNG"), Content.PNG)

    assert near(image.getpixel((20, 20)), (128, 128, 128))


@pytest.mark.parametrize("mode", ["L", "CMYK"])
def test_every_mode_of_jpeg_is_drawn(mode):
    _, image = drawn(files.encoded(files.halves(mode=mode), "JPEG"), Content.JPEG)

    assert (image.size, image.mode) == ((80, 40), "RGB")


def test_of_a_moving_gif_the_first_picture_stays():
    data = files.encoded(files.halves(), "GIF", save_all=True, append_images=[Image.new("RGB", (80, 40))])

    picture, image = drawn(data, Content.GIF)

    assert (picture.media_type, getattr(image, "n_frames", 1)) == ("image/png", 1)
    assert near(image.convert("RGB").getpixel((5, 5)), files.RED)


def test_of_a_photo_of_several_pictures_the_first_stays():
    data = files.encoded(files.halves(), "MPO", save_all=True, append_images=[Image.new("RGB", (80, 40))])

    picture, image = drawn(data, Content.JPEG)

    assert (picture.media_type, image.format) == ("image/jpeg", "JPEG")
    assert near(image.getpixel((5, 5)), files.RED)


def test_a_large_photo_is_made_smaller_and_has_a_small_copy():
    picture, image = drawn(files.jpeg((4000, 3000)), Content.JPEG)

    assert image.size == (2560, 1920)
    small = Image.open(io.BytesIO(picture.thumbnail))
    assert (small.format, small.size) == ("WEBP", (320, 240))


def test_a_pixel_bomb_is_refused_before_it_is_decoded(monkeypatch):
    bomb = files.pixel_bomb()
    monkeypatch.setattr(ImageFile.ImageFile, "load", lambda self: pytest.fail("decoded"))

    with pytest.raises(ImageTooLarge):
        redraw(bomb, Content.PNG, name="bomb.png")


@pytest.mark.parametrize("edge", [10_000, 20_000])
def test_a_bomb_that_alarms_pillow_itself_is_refused_by_the_same_name(edge):
    small = files.png((1, 1))
    header = small[12:16] + edge.to_bytes(4) * 2 + small[24:29]
    bomb = small[:12] + header + crc32(header).to_bytes(4) + small[33:]

    with pytest.raises(ImageTooLarge):
        redraw(bomb, Content.PNG, name="bomb.png")


@pytest.mark.parametrize("kept", [0.3, 0.6, 0.95])
def test_a_photo_cut_off_on_the_way_is_refused(kept):
    data = files.jpeg((900, 600))

    with pytest.raises(FileDamaged):
        redraw(data[: int(len(data) * kept)], Content.JPEG, name="half.jpg")


def test_a_png_with_a_wrong_check_sum_is_refused():
    data = bytearray(files.png((300, 300)))
    data[len(data) // 2] ^= 0xFF

    with pytest.raises(FileDamaged):
        redraw(bytes(data), Content.PNG, name="x.png")


def test_a_gif_header_before_html_is_no_picture():
    with pytest.raises(FileTypeRefused):
        redraw(b"GIF89a" + files.HTML, Content.GIF, name="x.gif")


def test_html_behind_a_true_picture_is_not_stored():
    picture, _ = drawn(files.encoded(files.halves(), "GIF") + files.HTML, Content.GIF)

    assert b"script" not in picture.data


def test_only_the_format_that_was_sniffed_is_opened():
    with pytest.raises(FileTypeRefused):
        redraw(files.png(), Content.JPEG, name="x.jpg")


def test_heic_is_refused_with_what_to_do_while_pillow_cannot_read_it():
    assert not heif_is_readable()

    with pytest.raises(HeicRefused) as refused:
        redraw(files.HEIC, Content.HEIF, name="IMG_1.heic")

    assert refused.value.code == "file_type_heic"
    assert "“IMG_1.heic”" in str(refused.value)


def test_a_photo_is_whole_or_refused_whatever_another_library_has_set(monkeypatch):
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    data = files.jpeg((900, 600))

    with pytest.raises(FileDamaged):
        redraw(data[: len(data) // 2], Content.JPEG, name="half.jpg")
