import warnings
import zipfile

import numpy as np
import pyogrio
import pytest
import shapely
from pyproj import Transformer

from linli.areas.datum import to_bd09, to_gcj02
from linli.areas.domain.boundaries import import_boundaries
from linli.areas.enums import Rejection
from linli.areas.errors import BoundaryFileUnreadable, CodeFieldMissing, DatumContradicts, DatumUnknown, LayerUnclear
from linli.areas.metres import METRES_A_DEGREE
from linli.areas.models import Area, Boundary
from linli.areas.queries.coverage import is_schematic, shape_of
from linli.areas.queries.map import area_map, grids_of
from linli.areas.queries.place import locate
from linli.common.models import AuditEntry

pytestmark = pytest.mark.django_db

VILLAGES = ("350181005004", "350181005001")
DRIVERS = {"geojson": "GeoJSON", "gpkg": "GPKG", "shp": "ESRI Shapefile"}


def moved(shape, move):
    return shapely.transform(shape, lambda xy: np.column_stack(move(xy[:, 0], xy[:, 1])))


def written(path, features, crs="EPSG:4326", field="code", names=None):
    """Write a file of boundaries: pairs of code and shape."""
    columns, fields = [np.array([code for code, _ in features], dtype=object)], [field]
    if names:
        columns, fields = [*columns, np.array(names, dtype=object)], [*fields, "name"]
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "'crs' was not provided")  # such files exist, and are what we test
        pyogrio.raw.write(
            path, geometry=shapely.to_wkb(np.array([shape for _, shape in features], dtype=object)),
            field_data=columns, fields=fields, crs=crs, driver=DRIVERS[path.suffix[1:]],
            geometry_type="Polygon" if path.suffix == ".shp" else "Unknown",
        )  # fmt: skip
    return path


def smaller(code):
    """A village's shape, drawn a little smaller, as a survey might."""
    return shape_of(code).buffer(-0.0003)


def bring_in(file, by, **options):
    options = {"datum": "wgs84", "code_field": "code", "level": "village", "source": "自然资源局 2026"} | options
    return import_boundaries(file, by=by, **options)


@pytest.mark.parametrize("ending", ["geojson", "gpkg", "shp", "zip"])
def test_every_format_replaces_the_schematic_boundary_and_keeps_it_as_history(tmp_path, by, ending):
    shapes = {code: smaller(code) for code in VILLAGES}
    file = written(tmp_path / f"villages.{'shp' if ending == 'zip' else ending}", list(shapes.items()))
    if ending == "zip":
        file = tmp_path / "villages.zip"
        with zipfile.ZipFile(file, "w") as archive:
            for part in tmp_path.glob("villages.*"):
                if part != file:
                    archive.write(part, part.name)

    done = bring_in(file, by)

    assert (done.taken, done.replaced, done.rejected, done.is_dry_run) == (2, 2, (), False)
    for code, shape in shapes.items():
        assert shape_of(code).equals_exact(shape, 1e-6, normalize=True)
        assert not is_schematic(code)
        old, new = Boundary.objects.filter(area=code).order_by("-is_schematic")
        assert (old.is_schematic, new.is_schematic) == (True, False)
        assert old.until_on == new.from_on
        assert (new.until_on, new.source, new.datum) == (None, "自然资源局 2026", "wgs84")
    entry = AuditEntry.objects.get(action="import_boundaries")
    assert (entry.detail["taken"], entry.actor_label) == (2, by.label)


def test_a_trial_run_says_the_same_and_writes_nothing(tmp_path, by):
    file = written(tmp_path / "v.geojson", [(code, smaller(code)) for code in VILLAGES])
    before = Boundary.objects.count()

    trial = bring_in(file, by, dry_run=True)

    assert (trial.taken, trial.replaced, trial.is_dry_run) == (2, 2, True)
    assert Boundary.objects.count() == before
    assert is_schematic(VILLAGES[0])
    assert not AuditEntry.objects.filter(action="import_boundaries").exists()


@pytest.mark.parametrize(
    ("datum", "move", "crs"), [("gcj02", to_gcj02, None), ("gcj02", to_gcj02, "EPSG:4326"), ("bd09", to_bd09, None)]
)
def test_shifted_coordinates_come_back_to_where_they_were(tmp_path, by, datum, move, crs):
    shape = smaller(VILLAGES[0])
    file = written(tmp_path / "v.gpkg", [(VILLAGES[0], moved(shape, move))], crs=crs)

    bring_in(file, by, datum=datum)

    away = shapely.hausdorff_distance(shape_of(VILLAGES[0]), shape) * METRES_A_DEGREE
    assert away < 0.1
    assert Boundary.objects.get(area=VILLAGES[0], until_on__isnull=True).datum == datum


@pytest.mark.parametrize("crs", ["EPSG:4549", "EPSG:4490"])
def test_the_files_own_projection_is_honoured(tmp_path, by, crs):
    shape = smaller(VILLAGES[0])
    into = Transformer.from_crs("EPSG:4490", crs, always_xy=True)
    file = written(tmp_path / "v.gpkg", [(VILLAGES[0], moved(shape, into.transform))], crs=crs)

    bring_in(file, by, datum="cgcs2000")

    assert shapely.hausdorff_distance(shape_of(VILLAGES[0]), shape) * METRES_A_DEGREE < 0.1


def test_gcj02_in_a_web_map_projection_is_taken_and_in_a_survey_projection_refused(tmp_path, by):
    shape = smaller(VILLAGES[0])
    shifted = moved(shape, to_gcj02)
    web = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True).transform
    survey = Transformer.from_crs("EPSG:4490", "EPSG:4549", always_xy=True).transform
    wrong = written(tmp_path / "survey.gpkg", [(VILLAGES[0], moved(shifted, survey))], crs="EPSG:4549")

    bring_in(written(tmp_path / "web.gpkg", [(VILLAGES[0], moved(shifted, web))], crs="EPSG:3857"), by, datum="gcj02")

    assert shapely.hausdorff_distance(shape_of(VILLAGES[0]), shape) * METRES_A_DEGREE < 0.1
    with pytest.raises(DatumContradicts):
        bring_in(wrong, by, datum="gcj02")


def test_what_is_not_taken_is_reported_with_its_row_and_reason(tmp_path, by):
    good, bow = smaller(VILLAGES[0]), smaller(VILLAGES[1])
    x, y = bow.centroid.x, bow.centroid.y
    crossed = shapely.Polygon([(x, y), (x + 0.001, y + 0.001), (x + 0.001, y), (x, y + 0.001)])
    Area.objects.filter(code="350181005003").update(is_active=False)
    rows = [
        (VILLAGES[0], good),
        ("350181005999", good),
        ("", good),
        ("350181005", good),
        ("350181005002", shapely.transform(good, lambda xy: np.add(xy, (0.5, 0)))),
        ("350181005003", good),
        ("350181005201", good),
        ("350181005201", good),
        ("350181005202", shapely.LineString([(x, y), (x + 0.01, y)])),
        ("350181005203", None),
        (VILLAGES[1], crossed),
        ("350181005204", shapely.transform(good, lambda xy: xy * 100_000)),
    ]

    done = bring_in(written(tmp_path / "v.gpkg", rows, crs=None), by)

    assert done.taken == 2
    assert [(one.row, one.code, one.reason) for one in done.rejected] == [
        (2, "350181005999", Rejection.NO_SUCH_AREA),
        (3, "", Rejection.NO_SUCH_AREA),
        (4, "350181005", Rejection.WRONG_LEVEL),
        (5, "350181005002", Rejection.OUTSIDE),
        (6, "350181005003", Rejection.CLOSED),
        (7, "350181005201", Rejection.TWICE),
        (8, "350181005201", Rejection.TWICE),
        (9, "350181005202", Rejection.NO_POLYGON),
        (10, "350181005203", Rejection.NO_POLYGON),
        (12, "350181005204", Rejection.NOT_DEGREES),
    ]
    assert next(one.metres for one in done.rejected if one.row == 5) > 10_000
    assert shape_of(VILLAGES[1]).is_valid  # the crossed outline was mended
    assert shape_of(VILLAGES[1]).geom_type == "MultiPolygon"


def test_a_boundary_a_little_over_the_county_is_taken_by_its_leeway(tmp_path, by):
    edge = next(
        code for code, facts in area_map().items()
        if facts.level == "village" and not shape_of("350181").buffer(-1e-6).contains(shape_of(code))
    )  # fmt: skip
    file = written(tmp_path / "v.geojson", [(edge, shape_of(edge).buffer(0.002))])

    assert bring_in(file, by, dry_run=True).taken == 1
    assert bring_in(file, by, dry_run=True, leeway=50).rejected[0].reason == Rejection.OUTSIDE


def test_numbers_and_padded_codes_are_read_as_codes(tmp_path, by):
    town = shape_of("350181005")
    file = tmp_path / "towns.geojson"
    pyogrio.raw.write(
        file, geometry=shapely.to_wkb(np.array([town], dtype=object)), field_data=[np.array([350181005000])],
        fields=["code"], crs="EPSG:4326", geometry_type="Polygon", driver="GeoJSON",
    )  # fmt: skip

    assert bring_in(file, by, level="town").taken == 1


def test_official_grids_are_added_and_the_invented_ones_give_way(tmp_path, by):
    village = VILLAGES[0]
    left, low, right, high = shape_of(village).bounds
    halves = [
        shape_of(village).intersection(shapely.box(left, low, (left + right) / 2, high)),
        shape_of(village).intersection(shapely.box((left + right) / 2, low, right, high)),
    ]
    features = [(f"{village}001", halves[0]), (f"{village}091", halves[1])]
    before = {grid.code for grid in grids_of(village)}
    point = halves[1].representative_point()

    done = bring_in(
        written(tmp_path / "g.gpkg", features, names=["东片网格", "西片网格"]), by, level="grid", name_field="name"
    )

    assert done.added == (f"{village}091",)
    assert set(done.retired) == before - {f"{village}001"}
    assert [grid.code for grid in grids_of(village)] == [f"{village}001", f"{village}091"]
    assert area_map()[f"{village}091"].name == "西片网格"
    assert locate(point.x, point.y).grid == f"{village}091"


def test_files_that_cannot_be_read(tmp_path, by):
    nonsense = tmp_path / "nonsense.geojson"
    nonsense.write_text("no map", "utf-8")
    file = written(tmp_path / "v.geojson", [(VILLAGES[0], smaller(VILLAGES[0]))])

    with pytest.raises(BoundaryFileUnreadable):
        bring_in(nonsense, by)
    with pytest.raises(BoundaryFileUnreadable):
        bring_in(tmp_path / "nowhere.gpkg", by)
    with pytest.raises(CodeFieldMissing) as refusal:
        bring_in(file, by, code_field="dm")
    assert refusal.value.values["known"] == "code"
    with pytest.raises(DatumUnknown):
        bring_in(file, by, datum="")


def test_a_file_of_several_layers_must_say_which(tmp_path, by):
    file = written(tmp_path / "all.gpkg", [(VILLAGES[0], smaller(VILLAGES[0]))])
    pyogrio.raw.write(
        file, geometry=shapely.to_wkb(np.array([smaller(VILLAGES[1])], dtype=object)),
        field_data=[np.array([VILLAGES[1]], dtype=object)], fields=["code"], crs="EPSG:4326", driver="GPKG",
        geometry_type="Unknown", layer="villages", append=False,
    )  # fmt: skip

    for layer in ("", "towns"):
        with pytest.raises(LayerUnclear) as refused:
            bring_in(file, by, layer=layer)
        assert "villages" in str(refused.value)
    assert bring_in(file, by, layer="villages").taken == 1


def test_exchanged_longitude_and_latitude_are_said_to_be_so(tmp_path, by):
    exchanged = moved(smaller(VILLAGES[0]), lambda x, y: (y, x))

    done = bring_in(written(tmp_path / "v.geojson", [(VILLAGES[0], exchanged)], crs=None), by)

    assert [(one.row, one.reason) for one in done.rejected] == [(1, Rejection.EXCHANGED)]


@pytest.mark.parametrize("datum", ["wgs84", "cgcs2000", "gcj02", "bd09"])
@pytest.mark.parametrize(
    "geometry",
    [
        "null",
        '{"type": "Polygon", "coordinates": []}',
        '{"type": "Polygon", "coordinates": [[]]}',
        '{"type": "Polygon", "coordinates": [[[119.3, 25.7], [119.3, 25.7], [119.3, 25.7], [119.3, 25.7]]]}',
        '{"type": "Polygon", "coordinates": [[[119.3, 25.7], [119.4, 25.7], [119.3, 25.7]]]}',
        '{"type": "Polygon", "coordinates": [[[1e308, 25.7], [119.4, 1e308], [-1e308, 25.8], [1e308, 25.7]]]}',
        '{"type": "Point", "coordinates": [119.3, 25.7]}',
        '{"type": "GeometryCollection", "geometries": []}',
        '{"type": "LineString", "coordinates": [[119.3, 25.7], [119.4, 25.7]]}',
    ],
)
def test_a_hostile_shape_is_rejected_and_not_a_fault(tmp_path, by, geometry, datum):
    file = tmp_path / "v.geojson"
    row = f'{{"type": "Feature", "properties": {{"code": "{VILLAGES[0]}"}}, "geometry": {geometry}}}'
    file.write_text(f'{{"type": "FeatureCollection", "features": [{row}]}}')

    done = bring_in(file, by, datum=datum)

    assert (done.taken, len(done.rejected)) == (0, 1)


def test_heights_are_left_out(tmp_path, by):
    shape = smaller(VILLAGES[0])

    done = bring_in(written(tmp_path / "v.gpkg", [(VILLAGES[0], shapely.force_3d(shape, 12.5))]), by)

    assert done.taken == 1
    assert not shape_of(VILLAGES[0]).has_z
