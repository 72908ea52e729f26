"""Names of a resolution become codes and rows; what is not found stays."""

from analysis.resolving import resolve
from catalogue.measures import Measure, Target
from catalogue.options import Option
from catalogue.snapshot import Snapshot
from tests.analysis.cost_cases import DAY, case, procedure

ONE = procedure(case("Tờ khai", "Bản sao Giấy khai sinh (nếu có)"), code="1.000001", name="Đăng ký kết hôn")
TWO = procedure(case("Giấy khai sinh"), code="1.000002", name="Đăng ký  Kết hôn")
SNAPSHOT = Snapshot.of(DAY, [ONE, TWO])


def measure(**target: object) -> Measure:
    return Measure(option=Option.BO_GIAY_TO, targets=(Target.model_validate(target),))


def test_a_name_and_a_paper_are_found_at_every_level() -> None:
    told = measure(procedure_name="đăng ký kết hôn", component_text="Giấy khai sinh")
    (found,) = resolve([told], SNAPSHOT)
    assert found.key == told.key
    assert [(t.procedure, t.component) for t in found.targets] == [("1.000001", 1), ("1.000002", 0)]


def test_what_is_not_found_stays() -> None:
    other = measure(procedure_name="Ly hôn", component_text="Giấy khai sinh")
    assert resolve([other], SNAPSHOT) == (other,)
    (found,) = resolve([measure(procedure="1.000001", component_text="Hộ chiếu")], SNAPSHOT)
    assert found.targets[0].component is None


def test_a_code_and_row_that_are_told_are_left() -> None:
    told = measure(procedure="1.000001", component=0)
    assert resolve([told], SNAPSHOT) == (told,)
