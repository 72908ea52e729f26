"""What the procedure that asks for a paper tells of who made it and which register holds it.

Here: procedures for foreigners, foreign ships, adopters abroad, awards, medicine, vehicles.
Not here: act and object that a title leaves open (resolve.py), makers told by the row itself (makers.py).
"""

from functools import lru_cache

from analysis.documents.lexicon import Head, named_pattern, pattern
from analysis.documents.makers import holder_of
from analysis.documents.reading import Holder, Maker
from catalogue.text import fold

FOREIGNERS = named_pattern("foreigners")
"""Procedures in which only foreigners apply."""
AWARDS = named_pattern("awards")
"""Procedures in which agencies themselves propose whom to award."""
OF_PROPOSERS = ("application", "minutes", "list", "report")
ADOPTERS_ABROAD = named_pattern("adopters_abroad")
"""Procedures in which who adopts lives under another State."""
OF_ADOPTERS = ("passport", "criminal_record")
ADOPTED = pattern(r"(?:trẻ|con|người được nhận)(?: |$)")
"""Words that tell whose paper it is: not that of who adopts."""
FOREIGN_CRAFT = named_pattern("foreign_craft")
"""Procedures for ships and vehicles of other States."""
CRAFT_HERE = pattern(r"(?:tàu|phương tiện|xe)(?: [\w]+){0,4} việt nam(?:,| và) |tuyến nội địa")
"""Those that are for Vietnamese ones as well."""
CRAFT_PAPER = pattern(
    r"^(?:giấy|sổ|chứng chỉ|bằng|chứng nhận)[^;]*"
    r"(?:đăng ký(?:, đăng kiểm)? (?:của )?(?:tàu|phương tiện|xe)|liên vận|vận tải đường bộ"
    r"|an toàn (?:kỹ thuật|hàng hải)|kiểm định|bảo hiểm|phòng ngừa ô nhiễm|chuyên môn|định biên|tad$"
    r"|người khai thác)"
)
"""Papers that the State of a ship or vehicle gives."""
VIETNAM = "việt nam"
CERTIFICATE = fold("giấy chứng nhận")
PRACTISE = fold("hành nghề")
MEDICINE = pattern(r"khám bệnh|chữa bệnh|phòng khám|bệnh viện|nhà thuốc|quầy thuốc|(?<!thú y )dược|y học")
"""A bare licence to practise, in a procedure of medicine."""
VEHICLE = pattern(
    r"đăng ký(?: của| cho)? phương tiện"
    r"|an toàn kỹ thuật(?:,| và)? bảo vệ môi trường"
    r"(?! (?:của |đối với )?(?:linh kiện|kiểu loại|phụ tùng|thiết bị|máy|phao))"
)
ON_WATER = pattern(r"thủy|tàu|thuyền|bến|cảng|đò |bè |đường sắt|hàng không")
"""Phương tiện of these are in no register of road vehicles."""
OF_VESSELS = pattern(r"đăng ký(?: lại| lần đầu)? phương tiện")
"""Procedures that register phương tiện register vessels; road vehicles are xe."""
INSPECTION, OF_CARS = fold("giấy chứng nhận kiểm định"), pattern(r"(?<!\w)(?:xe|ô tô)(?!\w)")
"""Bare, and in a procedure on cars: the inspection of a car."""


def is_of_other_state(kind: str, low: str, told: str, procedure: str | None) -> bool:
    """A listed paper is another State's: its procedure is for foreigners, adopters abroad or their ships.

    `kind`: its class; `low`: its name, folded; `told`: the name with the words behind it.
    """
    if kind == "passport" and VIETNAM not in low and _for_foreigners(procedure):
        return True
    if kind in OF_ADOPTERS and ADOPTED.search(told) is None and _for_adopters_abroad(procedure):
        return True
    return _of_craft_abroad(low, procedure)


def maker_by_procedure(head: Head | None, low: str, maker: Maker, procedure: str | None) -> Maker:
    """Who made an unlisted paper of the State, where the procedure tells that the State did not."""
    if maker is not Maker.STATE:
        return maker
    if _of_craft_abroad(low, procedure):
        return Maker.THIRD_PARTY
    proposed = head is not None and head.kind in OF_PROPOSERS and _for_awards(procedure)
    return Maker.APPLICANT if proposed else maker


def holder_by_procedure(
    head: Head | None, low: str, told: str, maker: Maker, rest: str, procedure: str | None
) -> Holder:
    """The register that holds a paper; what its name leaves open, the procedure that asks tells.

    A bare licence to practise is of medicine where the procedure is, a bare vehicle runs on roads.
    """
    holder = holder_of(head, low, maker, rest)
    title = fold(procedure or "")
    if low == INSPECTION and OF_CARS.search(title) is not None and holder is Holder.OTHER_LICENCE:
        return Holder.VEHICLE_DRIVER
    if holder is Holder.OTHER_LICENCE and VEHICLE.search(low) is not None:
        vessel = ON_WATER.search(f"{low} {rest} {title}") or OF_VESSELS.search(title)
        return holder if vessel is not None else Holder.VEHICLE_DRIVER
    if head is not None and low == head.word == CERTIFICATE and holder is Holder.OTHER_LICENCE:
        vehicle = VEHICLE.search(told) is not None and ON_WATER.search(f"{told} {title}") is None
        return Holder.VEHICLE_DRIVER if vehicle else holder
    if head is None or head.kind not in ("licence", "practice"):
        return holder
    if holder is Holder.OTHER_LICENCE and low.endswith(PRACTISE) and MEDICINE.search(title) is not None:
        return Holder.HEALTH
    by_matter = holder_of(head, f"{low} {told}", maker, rest)
    return by_matter if by_matter is Holder.HEALTH else holder


@lru_cache(maxsize=8192)
def _for_foreigners(procedure: str | None) -> bool:
    return procedure is not None and FOREIGNERS.search(fold(procedure)) is not None


@lru_cache(maxsize=8192)
def _for_awards(procedure: str | None) -> bool:
    return procedure is not None and AWARDS.search(fold(procedure)) is not None


@lru_cache(maxsize=8192)
def _for_adopters_abroad(procedure: str | None) -> bool:
    return procedure is not None and ADOPTERS_ABROAD.search(fold(procedure)) is not None


@lru_cache(maxsize=8192)
def _craft_abroad(procedure: str) -> bool:
    title = fold(procedure)
    return FOREIGN_CRAFT.search(title) is not None and CRAFT_HERE.search(title) is None


def _of_craft_abroad(low: str, procedure: str | None) -> bool:
    """The papers of a ship or vehicle in a procedure for foreign ones: another State gave them."""
    return procedure is not None and CRAFT_PAPER.search(low) is not None and _craft_abroad(procedure)
