"""Files as people send them, made in the test."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageCms
from PIL.ExifTags import GPS, IFD, Base
from PIL.PngImagePlugin import PngInfo

RED, BLUE = (200, 20, 20), (20, 20, 200)


def upload(data, name="photo.jpg", content_type="image/jpeg"):
    return SimpleUploadedFile(name, data, content_type)


def halves(size=(80, 40), mode="RGB"):
    """A picture whose left half is red and whose right half is blue, so that a turn shows."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    return picture.convert(mode)


def encoded(picture, encoding, **options):
    buffer = io.BytesIO()
    picture.save(buffer, encoding, **options)
    return buffer.getvalue()


def jpeg(size=(80, 40), **options):
    return encoded(halves(size), "JPEG", **options)


def png(size=(80, 40), **options):
    return encoded(halves(size), "PNG", **options)


def telling_jpeg(orientation=6):
    """A phone's photo: where and by what it was taken, a comment, a colour profile; lying on its side."""
    exif = Image.Exif()
    exif[Base.Orientation] = orientation
    exif[Base.Make] = "Telltale Phone"
    exif.get_ifd(IFD.GPSInfo).update(
        {GPS.GPSLatitudeRef: "N", GPS.GPSLatitude: (25.0, 43.0, 12.0), GPS.GPSLongitudeRef: "E",
         GPS.GPSLongitude: (119.0, 22.0, 30.0)}
    )  # fmt: skip
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return jpeg((200, 100), exif=exif, comment=b"Telltale comment", icc_profile=profile)


def telling_png():
    words = PngInfo()
    words.add_text("Author", "Telltale Author")
    return png(pnginfo=words)


def see_through_png():
    picture = halves(mode="RGBA")
    picture.putpixel((0, 0), (0, 0, 0, 0))
    return encoded(picture, "PNG")


def pixel_bomb(width=8000, height=8000):
    """64 million pixels in a few kilobytes."""
    return encoded(Image.new("1", (width, height)), "PNG", compress_level=9)


def pdf(inside=b""):
    return encoded(halves(), "PDF") if not inside else encoded(halves(), "PDF").replace(b"%%EOF", inside + b"\n%%EOF")


def package(*parts, types="<Types/>"):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        if types:
            archive.writestr("[Content_Types].xml", types)
        for part in parts:
            archive.writestr(part, "<x/>")
    return buffer.getvalue()


DOCX = package("word/document.xml")
XLSX = package("xl/workbook.xml")
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + b"\0" * 200


def broken_inside(packing):
    """An office file whose list of types was altered on the way, in each packing that a ZIP file knows."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", packing) as archive:
        archive.writestr("[Content_Types].xml", b"<Types>" + bytes(range(256)) * 40)
        archive.writestr("word/document.xml", b"x")
        begins = archive.getinfo("[Content_Types].xml").header_offset + 30 + len("[Content_Types].xml")
    data = bytearray(buffer.getvalue())
    data[begins + 12 : begins + 80] = b"\xff" * 68
    return bytes(data)
