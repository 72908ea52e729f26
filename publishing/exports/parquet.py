"""The catalogue as one Parquet file: a row per procedure, its parts nested and typed as in the record.

pyarrow is an optional extra (dongian[parquet]). The schema is derived from the canonical record.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import NoneType
from typing import TYPE_CHECKING, Any, get_args, get_origin

from pydantic import BaseModel

from catalogue.errors import CatalogueError
from catalogue.records import Procedure, Record
from publishing.exports.files import Advance, replacing, silent
from publishing.exports.stamp import Stamp

if TYPE_CHECKING:
    import pyarrow as pa

GROUP = 1_000
"""Procedures in one row group: what is in memory at a time."""


class ParquetMissing(CatalogueError):
    """pyarrow is not installed."""


def _pyarrow() -> Any:
    try:
        import pyarrow as pa
        import pyarrow.parquet
    except ImportError as error:
        raise ParquetMissing(
            "Chưa cài pyarrow, thư viện ghi tệp Parquet.", hint="pip install 'dongian[parquet]'"
        ) from error
    return pa


@cache
def schema() -> "pa.Schema":
    """The canonical record as an Arrow schema: text, whole numbers, days, lists and structures.

    Raises:
        ParquetMissing: pyarrow is not installed.
    """
    arrow = _pyarrow()
    return arrow.schema(_fields(Procedure))


def _fields(model: type[BaseModel]) -> list[Any]:
    arrow = _pyarrow()
    return [
        arrow.field(name, _type(info.annotation), nullable=NoneType in get_args(info.annotation))
        for name, info in model.model_fields.items()
    ]


def _type(annotation: Any) -> Any:
    arrow = _pyarrow()
    options = [one for one in get_args(annotation) if one is not NoneType]
    if get_origin(annotation) is tuple:
        return arrow.list_(arrow.field("element", _type(options[0]), nullable=False))
    if hasattr(annotation, "__metadata__") or NoneType in get_args(annotation):
        return _type(options[0])
    if issubclass(annotation, Record):
        return arrow.struct(_fields(annotation))
    if issubclass(annotation, StrEnum):
        return arrow.string()
    return {str: arrow.string(), int: arrow.int64(), float: arrow.float64(), date: arrow.date32()}[annotation]


def write_parquet(
    target: Path, records: Sequence[Procedure], stamp: Stamp, *, advance: Advance = silent
) -> int:
    """Write the records; rows written. The stamp stands in the metadata of the file.

    Raises:
        ParquetMissing: pyarrow is not installed.
        CannotWrite: the target cannot be written.
    """
    arrow = _pyarrow()
    told = {f"dongian.{name}": str(value) for name, value in stamp.told().items()}
    stamped = schema().with_metadata(told)
    options = {"compression": "zstd", "version": "2.6"}
    with replacing(target) as beside, arrow.parquet.ParquetWriter(beside, stamped, **options) as out:
        for part in _groups(records):
            rows = [record.model_dump() for record in part]
            out.write_table(arrow.Table.from_pylist(rows, schema=stamped))
            advance(len(part))
    return len(records)


def _groups(records: Sequence[Procedure]) -> Iterator[Sequence[Procedure]]:
    for start in range(0, len(records), GROUP):
        yield records[start : start + GROUP]


def read_parquet(source: Path) -> Iterator[Procedure]:
    """The records of a file that `write_parquet` wrote.

    Raises:
        ParquetMissing: pyarrow is not installed.
    """
    arrow = _pyarrow()
    with arrow.parquet.ParquetFile(source) as opened:
        for batch in opened.iter_batches(batch_size=GROUP):
            yield from (Procedure.model_validate(row) for row in batch.to_pylist())
