"""Reading, comparing and merging component rows: seconds and memory as one JSON object.

Usage: python benchmarks/documents.py [ROWS]   (default 15000; rows are made up of the words of the field)
"""

import json
import random
import resource
import sys
import time
from datetime import date

from analysis.compare import compare
from analysis.documents.read import read_snapshot
from analysis.merging import merge_types
from catalogue.records import Case, Component, Coverage, Procedure, Source
from catalogue.snapshot import Snapshot

ACTS = ("cấp", "cấp lại", "gia hạn", "điều chỉnh", "thu hồi", "công nhận", "phê duyệt", "đăng ký")
THINGS = ("giấy phép", "giấy chứng nhận", "chứng chỉ hành nghề", "thẻ", "phương án", "dự án", "quyết định")
SUBJECTS = (
    "khai thác khoáng sản",
    "vận tải hành khách",
    "bưu chính",
    "khám bệnh, chữa bệnh",
    "môi giới bất động sản",
    "sản xuất phân bón",
    "kinh doanh xăng dầu",
    "dạy nghề",
    "hóa chất",
    "lưu trữ",
    "kiểm định đồng hồ đo nước",
)
PLACES = (
    "cấp Bộ",
    "cấp tỉnh",
    "trên biển",
    "bằng tàu biển",
    "trong khu công nghiệp",
    "tại khu vực biên giới",
)
ROWS = (
    "- Đơn đề nghị {act} {thing} {subject} theo Mẫu số {n:02d} kèm theo Nghị định số {n}/2026/NĐ-CP;",
    "+ Bản sao có chứng thực hoặc bản sao kèm bản chính để đối chiếu {thing} {subject};",
    "Bản sao CCCD hoặc hộ chiếu còn hiệu lực của người đề nghị (nếu có)",
    "Giấy chứng nhận đăng ký doanh nghiệp hoặc quyết định thành lập (đối với tổ chức)",
    "0{k} ảnh 4x6 cm chụp không quá 0{k} tháng",
    "Bản thuyết minh {subject} {place}; báo cáo kết quả {subject} {n} năm gần nhất; danh sách",
    "Trường hợp {act} do bị mất {thing} {subject} thì nộp văn bản trình bày lý do",
    "Lưu ý: người nộp hồ sơ có thể nộp bản sao {thing} trực tuyến.",
    "Hợp đồng thuê địa điểm {subject} hoặc giấy tờ chứng minh quyền sử dụng đất {place}",
    "Hồ sơ gồm: Tờ trình đề nghị {act} {thing} {subject}; Bản vẽ {subject} {place}; Biên bản họp số {n}",
)


def made_up(rows: int, *, seed: int = 7) -> Snapshot:
    """A catalogue of so many component rows, six a procedure; the same for the same seed."""
    random_ = random.Random(seed)
    source = Source(file="made-up.json", sha256="0" * 64, importer="benchmark")

    def words() -> dict[str, object]:
        return {
            "act": random_.choice(ACTS),
            "thing": random_.choice(THINGS),
            "subject": f"{random_.choice(SUBJECTS)} loại {random_.randrange(40)}",
            "place": random_.choice(PLACES),
            "n": random_.randrange(1, 200),
            "k": random_.randrange(2, 7),
        }

    procedures = []
    for number in range((rows + 5) // 6):
        told = words()
        texts = [random_.choice(ROWS).format(**(told | words())) for _ in range(6)]
        procedures.append(
            Procedure(
                code=f"{1 + number // 1_000_000}.{number % 1_000_000:06d}",
                name="{act} {thing} {subject} ({place})".format(**told),
                coverage=Coverage.FULL,
                cases=(Case(components=tuple(Component(text=text) for text in texts)),),
                source=source,
            )
        )
    return Snapshot.of(date(2026, 7, 1), procedures)


def main(rows: int) -> dict[str, object]:
    """Read, compare 20,000 random pairs, merge the types."""
    snapshot = made_up(rows)
    begun = time.perf_counter()
    read = read_snapshot(snapshot)
    reading = time.perf_counter() - begun
    readings = [one for several in read.values() for one in several]
    random_ = random.Random(11)
    pairs = [(random_.choice(readings), random_.choice(readings)) for _ in range(20_000)]
    begun = time.perf_counter()
    same = sum(compare(a, b).label == "S" for a, b in pairs)
    comparing = time.perf_counter() - begun
    begun = time.perf_counter()
    merged = merge_types(readings)
    merging = time.perf_counter() - begun
    return {
        "job": "documents",
        "rows": len(readings),
        "read_seconds": round(reading, 3),
        "compare_20000_seconds": round(comparing, 3),
        "merge_seconds": round(merging, 3),
        "same_pairs": same,
        "types": len(merged),
        "canonical_types": len(set(merged.values())),
        "peak_mb": round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024),
    }


if __name__ == "__main__":
    print(json.dumps(main(int(sys.argv[1]) if len(sys.argv) > 1 else 15_000), ensure_ascii=False))
