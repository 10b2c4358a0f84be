"""A small file of an invented Fuqing office, with a mapping that uses everything a mapping can say."""

import csv
from pathlib import Path
from typing import Any

from linli.cases.importing.mapping import Mapping, parse_mapping
from tests.factories import GRID, VILLAGE

HEAD = ("编号", "事项", "描述", "地址", "经度", "纬度", "区划", "承办", "来源", "状态", "受理时间", "办结时间", "时限")
MAPPING: dict[str, Any] = {
    "source": "old-office", "external_id": "编号", "time_zone": "Asia/Shanghai", "moment_formats": ["%Y/%m/%d %H:%M"],
    "words": "{描述}", "place": "{地址}",
    "kind": {"column": "事项", "by": "name", "map": {"灯坏了": "M01037"}},
    "point": {"lon": "经度", "lat": "纬度", "datum": "wgs84", "least_decimals": 3},
    "area": {"column": "区划"}, "unit": {"column": "承办"},
    "source_map": {"column": "来源", "map": {"电话": "hotline"}, "other": "import"},
    "state": {"column": "状态", "map": {
        "新": {"state": "collected"}, "在办": {"state": "handling"}, "等材料": {"state": "waiting"},
        "办结": {"state": "closed", "outcome": "resolved"}, "怪": {"state": "nowhere"}}},
    "moments": {"opened": "受理时间", "closed": "办结时间", "due": "时限"},
}  # fmt: skip
PLAIN = {
    "编号": "A-1", "事项": "灯坏了", "描述": "路灯不亮", "地址": "", "经度": "", "纬度": "", "区划": VILLAGE, "承办": "",
    "来源": "电话", "状态": "新", "受理时间": "2026/11/20 09:30", "办结时间": "", "时限": "",
}  # fmt: skip
CLOSED = {"状态": "办结", "办结时间": "2026/11/21 10:00"}
IN_GRID = GRID


def mapping(**changes: Any) -> Mapping:
    return parse_mapping({**MAPPING, **changes}, name="old-office")


def write_csv(file: Path, *rows: dict[str, str], encoding: str = "utf-8-sig") -> Path:
    with file.open("w", encoding=encoding, newline="") as stream:
        writer = csv.DictWriter(stream, HEAD)
        writer.writeheader()
        writer.writerows(PLAIN | {"编号": f"A-{number}"} | cells for number, cells in enumerate(rows, start=1))
    return file
