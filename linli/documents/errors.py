"""Every way in which a file can be refused, with its code and its sentence."""

from django.utils.translation import gettext_lazy as _

from linli.common.errors import Refusal


class FileEmpty(Refusal):
    code = "file_empty"
    status = 422
    sentence = _("“%(name)s” is empty (0 bytes). Choose it again, or take the photo anew.")


class FileTooLarge(Refusal):
    code = "file_too_large"
    status = 413
    sentence = _("“%(name)s” is larger than %(most)s MB. Send a smaller copy; everything else is kept.")


class UploadTooLarge(FileTooLarge):
    """Refused by its announced length, before a byte of it was read: it has no name yet."""

    sentence = _("The file is larger than %(most)s MB. Send a smaller copy; everything else is kept.")


class ImageTooLarge(Refusal):
    code = "image_too_large"
    status = 413
    sentence = _("“%(name)s” has more than %(most)s million pixels. Send a smaller copy; everything else is kept.")


class FileTypeRefused(Refusal):
    code = "file_type_refused"
    status = 415
    sentence = _("“%(name)s” is not a photo (JPEG, PNG, WebP, GIF), PDF, Word (DOCX) or Excel (XLSX) file.")


class HeicRefused(FileTypeRefused):
    code = "file_type_heic"
    sentence = _(
        "“%(name)s” is an HEIC photo, which cannot be read here. "
        "On the iPhone choose Settings › Camera › Formats › Most Compatible, or send a screenshot of it."
    )


class FileDamaged(FileTypeRefused):
    code = "file_damaged"
    sentence = _("“%(name)s” is damaged or was cut off on the way. Send it again.")


class MacrosRefused(FileTypeRefused):
    code = "file_type_macros"
    sentence = _("“%(name)s” carries macros. Save it without them, or as PDF, and send that.")


class TooManyFiles(Refusal):
    code = "too_many_files"
    status = 422
    sentence = _("At most %(most)s files go with one form. Take one out before you add another.")


class TooManyUploads(Refusal):
    code = "too_many_uploads"
    status = 429
    sentence = _("Too many files in a short time. Wait %(minutes)s minutes; what was sent is kept.")


class BasketForeign(Refusal):
    code = "basket_foreign"
    status = 422
    sentence = _("The page stood open too long, so its photos are gone. Your words are kept; choose the photos again.")


class StoreAway(Refusal):
    code = "store_away"
    status = 503
    sentence = _("“%(name)s” could not be kept just now. Your words are safe; send the file again in a moment.")


class FileAway(Refusal):
    code = "file_away"
    status = 503
    sentence = _("“%(name)s” cannot be fetched just now. Nothing is lost; try again in a moment.")


class NotErasable(Refusal):
    code = "document_not_erasable"
    status = 403
    sentence = _("Only an administrator may erase a file.")


class AlreadyErased(Refusal):
    code = "document_already_erased"
    sentence = _("This file has already been erased.")


class PaperWithdrawn(Refusal):
    code = "paper_withdrawn"
    sentence = _("This paper has already been withdrawn.")


class TooManyChecks(Refusal):
    code = "too_many_checks"
    status = 429
    sentence = _("Too many codes in a short time. Wait %(minutes)s minutes, then try again.")
