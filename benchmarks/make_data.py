"""Rows of dossiers made from grammars of our own: as wordy and as repetitive as published ones.

Here: a snapshot of N component rows, the same for the same seed; it needs no file from outside.
Not here: measuring (the other files of this folder). Names of papers are real kinds of papers;
procedures, agencies and numbers of decrees are made up.
"""

# ruff: noqa: E501 (grammars read better in long lines)

import random
from collections.abc import Iterator
from datetime import date

from catalogue.records import Case, Component, Coverage, Level, Outcome, Place, Procedure, Source
from catalogue.snapshot import Snapshot

DAY = date(2026, 6, 1)
ROWS_EACH = 6
"""Component rows of a procedure, on average, as in the national list."""

ACTS = [
    "Cấp",
    "Cấp lại",
    "Gia hạn",
    "Điều chỉnh",
    "Thu hồi",
    "Cấp đổi",
    "Công nhận",
    "Chấp thuận",
    "Phê duyệt",
    "Đăng ký",
]
HEADS = [
    "Giấy phép",
    "Giấy chứng nhận",
    "Chứng chỉ",
    "Quyết định",
    "Văn bản chấp thuận",
    "Giấy xác nhận",
    "Thẻ",
]
DOINGS = ["khai thác", "nuôi trồng", "sản xuất", "kinh doanh", "nhập khẩu", "xuất khẩu", "vận chuyển", "đào tạo", "thăm dò",
          "hành nghề", "kiểm định", "lắp đặt", "bảo trì", "xây dựng", "thiết kế", "giám định", "tư vấn", "lưu hành"]  # fmt: skip
THINGS = ["nước dưới đất", "nước mặt", "giống thủy sản", "giống cây trồng", "thuốc thú y", "phân bón", "tàu cá", "tàu biển",
          "phương tiện thủy nội địa", "công trình đường bộ", "nhà ở riêng lẻ", "khoáng sản", "bản đồ", "chất thải nguy hại",
          "thức ăn chăn nuôi", "thuốc bảo vệ thực vật", "rừng sản xuất", "bến thủy nội địa", "cảng hàng không", "xe cơ giới",
          "đấu giá tài sản", "công chứng", "luật sư", "thừa phát lại", "giám định tư pháp", "trọng tài thương mại"]  # fmt: skip
SCOPES = ["", "", "", " cấp tỉnh", " thuộc thẩm quyền của Bộ", " đối với tổ chức", " đối với cá nhân", " có yếu tố nước ngoài",
          " hạng I", " hạng II", " loại nhỏ", " quy mô lớn", " trong khu công nghiệp", " ngoài khu dân cư"]  # fmt: skip
KNOWN = ["Giấy khai sinh", "Thẻ căn cước công dân", "Giấy chứng minh nhân dân", "Hộ chiếu", "Giấy chứng nhận kết hôn",
         "Giấy chứng nhận đăng ký doanh nghiệp", "Giấy chứng nhận quyền sử dụng đất", "Phiếu lý lịch tư pháp số 1",
         "Giấy khám sức khỏe", "Giấy phép lái xe", "Sổ bảo hiểm xã hội", "Giấy đăng ký xe", "Giấy phép xây dựng",
         "Sơ yếu lý lịch", "Báo cáo tài chính", "Văn bản ủy quyền", "Bằng tốt nghiệp đại học", "02 ảnh màu 4x6",
         "Giấy xác nhận tình trạng hôn nhân", "Trích lục khai tử", "Giấy chứng nhận đăng ký hộ kinh doanh"]  # fmt: skip
NATIONAL = 33_000
"""Component rows of the national list: about 6,000 procedures."""
REWORDED = 0.15
"""Share of rows that a province words in its own way."""
LEADS = ["", "", "- ", "+ ", "a) ", "1. ", "* "]
FORMS = ["", "", "Bản sao ", "Bản chính ", "Bản sao có chứng thực ", "Bản sao hoặc bản sao điện tử ",
         "Bản sao kèm bản chính để đối chiếu hoặc bản sao có chứng thực "]  # fmt: skip
TAILS = ["", "", ";", ".", " đã được cấp", " còn hiệu lực", " (nếu có)", " của người đề nghị",
         " theo Mẫu số {n:02d} Phụ lục {r} ban hành kèm theo Nghị định số {n}/2026/NĐ-CP",
         " (trường hợp không khai thác được thông tin từ cơ sở dữ liệu)",
         ", trừ trường hợp cơ quan có thẩm quyền khai thác được dữ liệu điện tử thì không phải nộp"]  # fmt: skip
OWN = ["Đơn đề nghị {act} {paper}", "Tờ khai {act} {paper}", "Văn bản đề nghị {act} {paper}", "Bản thuyết minh điều kiện {thing}",
       "Phương án {thing}", "Báo cáo tình hình {thing} trong {n} năm gần nhất", "Danh sách người {thing}",
       "Hợp đồng thuê địa điểm {thing}", "Bản vẽ mặt bằng {thing}", "Bản cam kết thực hiện quy định về {thing}"]  # fmt: skip
NOTES = ["Lưu ý: người nộp hồ sơ xuất trình bản chính khi cơ quan tiếp nhận yêu cầu đối chiếu.", "Hồ sơ gồm:",
         "Trường hợp nộp trực tuyến thì tải lên bản điện tử của giấy tờ:", "Một trong các giấy tờ sau đây:"]  # fmt: skip
CASES = [
    "Đối với trường hợp {thing}: ",
    "Trường hợp tổ chức, cá nhân đề nghị {thing} thì nộp thêm ",
    "Đối với hộ gia đình, cá nhân {thing} trước ngày 01 tháng 7 năm 2025 theo quy định của pháp luật: ",
]
_ABROAD = (
    "Trường hợp giấy tờ bằng tiếng nước ngoài thì phải dịch ra tiếng Việt và chứng thực bản dịch theo quy định. "
    "Người nộp hồ sơ chịu trách nhiệm về tính chính xác của nội dung bản dịch."
)
_LOOKED_UP = (
    "Trường hợp cơ quan giải quyết thủ tục đã khai thác được thông tin từ cơ sở dữ liệu quốc gia, cơ sở dữ liệu "
    "chuyên ngành về {thing} thì người đề nghị không phải nộp; trường hợp không khai thác được hoặc thông tin không "
    "đầy đủ, không chính xác thì cơ quan giải quyết yêu cầu bổ sung và đề nghị cập nhật dữ liệu theo quy định."
)
_ISSUED = "do cơ quan nhà nước có thẩm quyền cấp theo quy định của pháp luật về {thing} qua các thời kỳ."
REMARKS = [_ISSUED, _ABROAD, _LOOKED_UP]
PAPERS_EACH = (1, 1, 1, 1, 1, 1, 1, 1, 2, 4)
REUSED = 0.30
"""Share of rows that procedures copy from one another, word for word."""
REFUSALS = [
    "Phiếu từ chối tiếp nhận, giải quyết hồ sơ",
    "Cập nhật thông tin trong cơ sở dữ liệu",
    "Thông báo kết quả giải quyết",
]
AGENCIES = ["Ủy ban nhân dân cấp xã", "Ủy ban nhân dân cấp tỉnh", "Sở Tư pháp", "Sở Xây dựng", "Sở Nông nghiệp và Môi trường",
            "Cục Hàng không Việt Nam", "Cục Thủy sản và Kiểm ngư", "Bộ Xây dựng", "Bộ Nông nghiệp và Môi trường"]  # fmt: skip
APPLICANTS = ["Công dân Việt Nam", "Doanh nghiệp", "Tổ chức nước ngoài", "Người nước ngoài", "Hợp tác xã"]
SOURCE = Source(file="made.json", sha256="0" * 64, importer="made")


def snapshot_of(rows: int, *, seed: int = 7, fresh: bool = True) -> Snapshot:
    """A snapshot with exactly so many component rows.

    `fresh`: every procedure is invented. Else what is beyond the size of the national list is, as in
    the country, provinces' own publications of its procedures: the same names, most rows word for word.
    """
    chance = random.Random(seed)
    if fresh or rows <= NATIONAL:
        return Snapshot.of(DAY, _procedures(rows, chance))
    national = list(_procedures(NATIONAL, chance))
    return Snapshot.of(DAY, [*national, *_provincial(national, rows - NATIONAL, chance)])


def _provincial(national: list[Procedure], rows: int, chance: random.Random) -> Iterator[Procedure]:
    """Publications of national procedures by provinces, until there are so many rows."""
    said = [row.text for procedure in national for row in procedure.components]
    number = 0
    while rows > 0:
        province, at = divmod(number, len(national))
        number += 1
        model = national[at]
        texts = [row.text for row in model.components][:rows]
        rows -= len(texts)
        texts = [chance.choice(said) if chance.random() < REWORDED else text for text in texts]
        place = f"tỉnh số {province + 1}"
        yield model.model_copy(
            update={
                "code": f"{model.code}.H{province + 1:02d}",
                "handling_agencies": (f"{model.handling_agencies[0]} {place}",),
                "cases": (_case(1, texts),),
            }
        )


def _thing(chance: random.Random) -> str:
    return f"{chance.choice(DOINGS)} {chance.choice(THINGS)}{chance.choice(SCOPES)}"


def _procedures(rows: int, chance: random.Random) -> Iterator[Procedure]:
    number, said = 0, [chance.choice(NOTES)]
    while rows > 0:
        number += 1
        count = min(rows, chance.randint(1, 2 * ROWS_EACH - 1))
        rows -= count
        yield _procedure(number, count, said, chance)


def _procedure(number: int, count: int, said: list[str], chance: random.Random) -> Procedure:
    act, head, thing = chance.choice(ACTS), chance.choice(HEADS), _thing(chance)
    paper = f"{head} {thing}"
    texts = []
    for _ in range(count):
        reused = chance.random() < REUSED
        texts.append(chance.choice(said) if reused else _row(act, paper, thing, chance))
        said.append(texts[-1])
    half = chance.randrange(len(texts) + 1) if chance.random() < 0.2 else 0
    cases = [texts[:half], texts[half:]] if half else [texts]
    issued = head if chance.random() < 0.1 else paper
    outcomes = [issued, *chance.sample(REFUSALS, chance.random() < 0.1)]
    return Procedure(
        code=f"{1 + number // 900_000}.{number % 900_000:06d}",
        name=f"{act} {paper}",
        coverage=Coverage.FULL,
        levels=(chance.choice(list(Level)),),
        handling_agencies=(chance.choice(AGENCIES),),
        applicants=tuple(chance.sample(APPLICANTS, chance.randint(0, 2))),
        cases=tuple(_case(case, texts) for case, texts in enumerate(cases, 1)),
        outcomes=tuple(Outcome(name=name) for name in outcomes),
        source=SOURCE,
    )


def _case(number: int, texts: list[str]) -> Case:
    components = (Component(text=text, originals=1, place=Place(row=at)) for at, text in enumerate(texts, 1))
    return Case(name=f"Trường hợp {number}", components=tuple(components))


def _row(act: str, paper: str, thing: str, chance: random.Random) -> str:
    if chance.random() < 0.08:
        return chance.choice(NOTES)
    papers = [_paper(act, paper, thing, chance) for _ in range(chance.choice(PAPERS_EACH))]
    case = chance.choice(CASES).format(thing=_thing(chance)) if chance.random() < 0.35 else ""
    remark = " " + chance.choice(REMARKS).format(thing=_thing(chance)) if chance.random() < 0.22 else ""
    return f"{chance.choice(LEADS)}{case}{'; '.join(papers)}{remark}"


def _paper(act: str, paper: str, thing: str, chance: random.Random) -> str:
    roll = chance.random()
    if roll < 0.40:
        said = chance.choice(OWN).format(act=act.lower(), paper=paper, thing=thing, n=chance.randint(2, 5))
    elif roll < 0.75:
        said = " hoặc ".join(chance.sample(KNOWN, chance.choice((1, 1, 1, 2, 3))))
    else:
        said = paper if chance.random() < 0.4 else f"{chance.choice(HEADS)} {_thing(chance)}"
    tail = chance.choice(TAILS).format(n=chance.randint(1, 60), r=chance.choice(["I", "II", "III", "IV"]))
    return f"{chance.choice(FORMS)}{said}{tail}"
