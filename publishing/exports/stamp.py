"""What every export says of itself: day, moment of knowledge, snapshot, program version."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from catalogue.records import SCHEMA_VERSION
from catalogue.snapshot import Snapshot

LOCAL = "%d/%m/%Y"


@dataclass(frozen=True)
class Stamp:
    """Where an export comes from (xuất xứ); equal stamps and equal records give equal bytes."""

    day: date
    """Ngày có hiệu lực."""
    known: datetime
    """What the catalogue knew at this moment; where none was asked for, that of its last entry."""
    snapshot: str
    """Id of the whole snapshot, also where only a part of it is exported."""
    version: str
    """Of the program."""
    filters: tuple[str, ...] = ()
    """What the export is limited to, in words; () for everything in force."""

    @classmethod
    def of(
        cls, snapshot: Snapshot, *, known: datetime, version: str, filters: tuple[str, ...] = ()
    ) -> "Stamp":
        """The stamp of a snapshot."""
        return cls(snapshot.day, known, snapshot.id, version, filters)

    @property
    def moment(self) -> str:
        """The moment of knowledge in ISO 8601, UTC."""
        return self.known.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")

    def told(self) -> dict[str, str | list[str]]:
        """For JSON, RDF and metadata of tables."""
        return {
            "as_of": self.day.isoformat(),
            "known_at": self.moment,
            "snapshot": self.snapshot,
            "program": f"dongian {self.version}",
            "schema": f"urn:dongian:procedure:{SCHEMA_VERSION}",
            "filters": list(self.filters),
        }

    def sentence(self) -> str:
        """For people, in Vietnamese."""
        limits = f"; giới hạn: {', '.join(self.filters)}" if self.filters else ""
        return (
            f"Có hiệu lực ngày {self.day.strftime(LOCAL)}, theo dữ liệu ghi nhận đến {self.moment}"
            f"{limits}. Ảnh chụp {self.snapshot}. Đơn Giản {self.version}."
        )
