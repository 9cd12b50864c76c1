"""The data contract: reads, checks, and writes the tables of a forecast.

rows = read(Path("lake/demand"))
checked = check(rows, Contract(frequency="D", min_rows=90))
checksum(checked.history)
"""

from forecast_platform.data.check import CheckedData, check, examine, refuse_bad
from forecast_platform.data.checksum import checksum
from forecast_platform.data.contract import Contract
from forecast_platform.data.frequency import Frequency
from forecast_platform.data.problem import Problem, problem_table
from forecast_platform.data.reach import Reach, reaches
from forecast_platform.data.read import read
from forecast_platform.data.rows import RawRows
from forecast_platform.data.write import write_table

__all__ = [
    "CheckedData",
    "Contract",
    "Frequency",
    "Problem",
    "RawRows",
    "Reach",
    "check",
    "checksum",
    "examine",
    "problem_table",
    "reaches",
    "read",
    "refuse_bad",
    "write_table",
]
