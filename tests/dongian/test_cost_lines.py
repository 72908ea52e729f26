"""cost show CODE: each group has its own sum, and the parts add up to C1."""

import pytest

from analysis.cost import ProcedureCost, cost_of_procedure
from catalogue.records import ChannelKind
from dongian.cost_lines import cases_of, channels_of, parts_of
from tests.analysis.cost_cases import DAY, case, channel, fee, flat, mention, procedure, reading

BOUNDS = ("low", "central", "high")


@pytest.fixture
def cost() -> ProcedureCost:
    ways = (
        channel(ChannelKind.IN_PERSON, fee("900")),
        channel(ChannelKind.ONLINE, fee("500")),
        channel(ChannelKind.POST),
    )
    p = procedure(case("a", name="Trường hợp 1"), case("b", "c", name="Trường hợp 2"), channels=ways)
    found = cost_of_procedure(p, (reading(mention()),) * 3, flat(time__obtain_paper=10), day=DAY)
    assert found is not None
    return found


def test_lines_add_up_within_their_case_and_channel(cost: ProcedureCost) -> None:
    for group in (*cases_of(cost), *channels_of(cost)):
        known = [line for line in group["lines"] if line["cost"] is not None]
        assert sum(line["cost"] for line in known) == group["central"]
        assert sum(line["cost_low"] for line in known) == group["low"]


def test_the_parts_add_up_to_c1_bound_by_bound(cost: ProcedureCost) -> None:
    dossier, handing, c1 = parts_of(cost)
    assert [dossier[b] + handing[b] for b in BOUNDS] == [c1[b] for b in BOUNDS]
    assert [c1[b] for b in BOUNDS] == [510, 715, 920]


def test_the_channel_without_fee_is_shown_as_unknown_and_has_no_share(cost: ProcedureCost) -> None:
    post = channels_of(cost)[2]
    assert (post["counted"], post["share"]) == (False, None)
    assert [line["fee"] for line in post["lines"]] == [0, None, 0]
    assert sum(group["share"] or 0 for group in channels_of(cost)) == 1
