"""An archive is checked before anything is touched."""

import io
import tarfile

import pytest

import linli
from linli.config.archive import BadArchive, new_archive, put, put_files, put_manifest, unpack


def quiet(line):
    return None


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "files"
    (folder / "a").mkdir(parents=True)
    (folder / "a" / "one.jpg").write_bytes(b"one")
    (folder / "two.pdf").write_bytes(b"two" * 100_000)
    return folder


def make(target, files, **facts):
    with new_archive(target) as archive:
        put_manifest(archive, put_files(archive, files, say=quiet), **facts)
    return target


def test_what_went_in_comes_out(tmp_path, files):
    archive = make(tmp_path / "b.tar.gz", files, rows={"t": 1})

    manifest = unpack(archive, tmp_path / "out", say=quiet)

    assert manifest["rows"] == {"t": 1}
    assert manifest["linli"] == linli.__version__
    assert (tmp_path / "out" / "files" / "two.pdf").read_bytes() == b"two" * 100_000
    assert archive.stat().st_mode & 0o777 == 0o600


def test_an_archive_in_the_making_has_no_name_yet(tmp_path, files):
    target = tmp_path / "b.tar.gz"

    def interrupted(line):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make_slowly(target, files, say=interrupted)

    assert list(tmp_path.glob("*.gz*")) == []


def make_slowly(target, files, *, say):
    with new_archive(target) as archive:
        put_files(archive, files, say=quiet)
        say("half of it")


def rewritten(source, target, change):
    """The archive with its entries changed by a function of name and content; None leaves the entry out."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for entry in old:
            content = change(entry.name, old.extractfile(entry).read())
            if content is not None:
                entry.size = len(content)
                new.addfile(entry, io.BytesIO(content))
    return target


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda name, data: b"0ne" if name.endswith("one.jpg") else data, "files/a/one.jpg is not what"),
        (lambda name, data: None if name.endswith("one.jpg") else data, "The archive lacks files/a/one.jpg"),
        (lambda name, data: None if name == "manifest.json" else data, "is cut short"),
        (lambda name, data: data.replace(b'"linli": "', b'"linli": "9'), "written by Linli 9"),
    ],
)
def test_an_altered_archive_is_refused(tmp_path, files, change, says):
    archive = rewritten(make(tmp_path / "b.tar.gz", files), tmp_path / "c.tar.gz", change)

    with pytest.raises(BadArchive, match=says):
        unpack(archive, tmp_path / "out", say=quiet)


def test_a_part_that_the_manifest_does_not_name_is_refused(tmp_path, files):
    with new_archive(tmp_path / "b.tar.gz") as archive:
        parts = put_files(archive, files, say=quiet)
        put(archive, "files/extra", files / "two.pdf")
        put_manifest(archive, parts)

    with pytest.raises(BadArchive, match="files/extra is not what"):
        unpack(tmp_path / "b.tar.gz", tmp_path / "out", say=quiet)


def test_an_archive_cannot_write_outside_its_folder(tmp_path, files):
    with new_archive(tmp_path / "b.tar.gz") as archive:
        put(archive, "../outside", files / "two.pdf")

    with pytest.raises(BadArchive, match="a place outside"):
        unpack(tmp_path / "b.tar.gz", tmp_path / "out", say=quiet)
    assert not (tmp_path / "outside").exists()


def test_something_else_is_not_an_archive(tmp_path):
    (tmp_path / "b.tar.gz").write_bytes(b"not an archive")

    with pytest.raises(BadArchive, match="is damaged or is no archive"):
        unpack(tmp_path / "b.tar.gz", tmp_path / "out", say=quiet)
