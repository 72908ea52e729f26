"""Names of agencies against the register; prints one JSON object. Never fails on time.

100,000 names as a catalogue holds them: 20,000 different ones (kinds of local bodies at communes,
districts and provinces), each seen five times. Must: 5 s. Also told: what the first name costs.
"""

import json
import time
from datetime import date

from catalogue.agencies_register import shipped
from catalogue.agencies_resolve import resolve

DAY = date(2026, 10, 1)
NAMES, TIMES = 20_000, 5
KINDS = (("UBND", "xã"), ("Công an", "phường"), ("Phòng TN&MT", "huyện"), ("TTPVHCC", "phường"))


def names() -> list[str]:
    """Different names, spelled as files spell them."""
    places = [place.name for place in shipped().places.values()]
    told = [f"Sở {field} {place}" for field in ("Y tế", "GD&ĐT", "NN&PTNT") for place in places]
    number = 0
    while len(told) < NAMES:
        number += 1
        told += [f"{head} {kind} Tân Phú {number}, {place}" for head, kind in KINDS for place in places]
    return told[:NAMES]


def main() -> None:
    """Time the first name, then all."""
    began = time.perf_counter()
    register = shipped()
    resolve("Bộ Tư pháp", DAY, register=register)
    first = time.perf_counter() - began
    told = names() * TIMES
    began, processor = time.perf_counter(), time.process_time()
    known = sum(resolve(name, DAY, register=register).known for name in told)
    print(
        json.dumps(
            {
                "job": "agencies",
                "names": len(told),
                "different": NAMES,
                "known": known,
                "first_seconds": round(first, 3),
                "seconds": round(time.perf_counter() - began, 2),
                "processor_seconds": round(time.process_time() - processor, 2),
                "must_seconds": 5,
            }
        )
    )


if __name__ == "__main__":
    main()
