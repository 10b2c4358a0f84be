"""Workbooks of several sheets, as offices exchange them."""

from linli.common.workbooks import XLSX, as_file, workbook

__all__ = ["XLSX", "as_file", "workbook"]
