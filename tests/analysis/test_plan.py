"""The optimiser against every subset; limits, budgets, curves and why a target is out of reach."""

import random
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.plan import curve, essential, reach, save
from analysis.plan_problem import Candidate, Effort, Infeasible, Limits, Plan, PlanMetric, Problem, Unit

ROWS, COST = PlanMetric.ROWS, PlanMetric.COST


def instance(seed: int) -> Problem:
    """A small problem with overlaps, rows of two papers, shared acts and prices."""
    told = random.Random(seed)
    keys = [f"m{n}" for n in range(told.randint(1, 8))]
    acts, agencies = [f"a{n}" for n in range(5)], [f"b{n}" for n in range(3)]
    candidates = tuple(
        Candidate(
            key,
            frozenset(told.sample(acts, told.choice([0, 1, 1, 1, 2]))),
            frozenset(told.sample(agencies, 1)),
            told.randint(0, 9),
        )
        for key in keys
    )

    def units(most: int) -> tuple[Unit, ...]:
        return tuple(
            Unit(
                told.randint(1, most),
                tuple(
                    frozenset(told.sample(keys, told.randint(1, min(3, len(keys)))))
                    for _ in range(told.choice([1, 1, 2]))
                ),
            )
            for _ in range(told.randint(1, 8))
        )

    burdens = tuple(
        Unit(-told.randint(1, 300), (frozenset(told.sample(keys, told.randint(1, min(3, len(keys))))),))
        for _ in range(told.choice([0, 0, 1, 2]))
    )
    return Problem(candidates, {ROWS: units(3), COST: units(1000) + burdens}, {ROWS: 30, COST: 9000})


def effort_of(problem: Problem, chosen: frozenset[str], effort: Effort) -> int:
    if effort is Effort.GIVEN:
        return sum(problem.by_key[key].effort or 0 for key in chosen)
    return len({price for key in chosen for price in problem.by_key[key].prices(effort)})


def subsets(problem: Problem, limits: Limits) -> list[frozenset[str]]:
    keys = [key for key in problem.by_key if key not in limits.keep]
    found = [frozenset(s) for size in range(len(keys) + 1) for s in combinations(keys, size)]
    return [s for s in found if limits.include <= s and _acts(problem, s) <= (limits.most_acts or 99)]


def _acts(problem: Problem, chosen: frozenset[str]) -> int:
    return len({act for key in chosen for act in problem.by_key[key].acts})


def limits_of(problem: Problem, seed: int) -> Limits:
    told = random.Random(seed)
    keys = list(problem.by_key)
    keep = {key: "giữ lại" for key in keys if told.random() < 0.15}
    rest = [key for key in keys if key not in keep]
    include = frozenset(told.sample(rest, 1)) if rest and told.random() < 0.3 else frozenset()
    return Limits(keep, include, told.choice([None, None, 2, 3]))


SEEDS = range(1000)
PARTS = 10


@pytest.mark.parametrize("part", range(PARTS))
def test_every_subset_agrees_on_a_thousand_problems(part: int) -> None:
    for seed in SEEDS[part::PARTS]:
        problem = instance(seed)
        limits = limits_of(problem, seed)
        effort = list(Effort)[seed % len(Effort)]
        told = random.Random(seed)
        targets = {metric: told.randint(1, top) for metric, top in ((ROWS, 12), (COST, 3000))[: seed % 2 + 1]}
        every = subsets(problem, limits)
        fitting = [s for s in every if all(problem.reached(m, s) >= w for m, w in targets.items())]
        found = reach(problem, targets, effort=effort, limits=limits)
        if not fitting:
            assert isinstance(found, Infeasible), seed
            continue
        assert isinstance(found, Plan), seed
        assert found.effort == min(effort_of(problem, s, effort) for s in fitting), seed
        assert found.gap == 0, seed
        assert all(found.reached[metric] >= wanted for metric, wanted in targets.items()), seed
        assert limits.include <= set(found.measures)
        assert not set(found.measures) & set(limits.keep)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_subset_agrees_on_the_most_within_a_budget(part: int) -> None:
    for seed in SEEDS[part::PARTS][:40]:
        problem = instance(seed)
        effort = list(Effort)[seed % len(Effort)]
        budget = random.Random(seed).randint(0, 6)
        found = save(problem, COST, budget, effort=effort)
        every = [s for s in subsets(problem, Limits()) if effort_of(problem, s, effort) <= budget]
        assert found.reached[COST] == max(problem.reached(COST, s) for s in every), seed
        assert found.effort <= budget


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_a_larger_target_never_costs_less(seed: int) -> None:
    plans = curve(instance(seed), COST, steps=5)
    efforts = [plan.effort for plan in plans]
    assert efforts == sorted(efforts)


def test_the_same_problem_has_the_same_plan() -> None:
    first = reach(instance(7), {COST: 500})
    again = reach(instance(7), {COST: 500})
    assert isinstance(first, Plan)
    assert isinstance(again, Plan)
    assert (first.measures, first.paid) == (again.measures, again.paid)


A = Candidate("m1", frozenset({"luật"}), frozenset({"Bộ A"}))
B = Candidate("m2", frozenset({"nghị định"}), frozenset({"Bộ A"}))
C = Candidate("m3", frozenset({"nghị định"}), frozenset({"Bộ B"}))


def problem(*units: Unit, candidates: tuple[Candidate, ...] = (A, B, C)) -> Problem:
    return Problem(candidates, {COST: units}, {COST: 100})


def only(key: str, value: int) -> Unit:
    return Unit(value, (frozenset({key}),))


def test_measures_of_an_act_that_is_open_already_are_taken() -> None:
    found = reach(problem(only("m1", 5), only("m2", 9), only("m3", 9)), {COST: 8})
    assert isinstance(found, Plan)
    assert found.measures == ("m2", "m3")
    assert found.paid == ("act:nghị định",)
    assert found.reached[COST] == 18


def test_a_row_of_two_papers_is_cut_only_whole() -> None:
    both = Unit(10, (frozenset({"m1"}), frozenset({"m2"})))
    found = reach(problem(both), {COST: 10})
    assert isinstance(found, Plan)
    assert found.effort == 2
    assert problem(both).reached(COST, ["m1"]) == 0


def test_a_target_out_of_reach_names_what_binds() -> None:
    told = problem(only("m1", 5), only("m2", 9))
    found = reach(told, {COST: 12}, limits=Limits(keep={"m1": "giữ luật"}))
    assert isinstance(found, Infeasible)
    assert found.most == {COST: 9}
    assert found.binding == (("giữ luật", {COST: 14}),)
    by_acts = reach(told, {COST: 12}, limits=Limits(most_acts=1))
    assert isinstance(by_acts, Infeasible)
    assert by_acts.most == {COST: 9}
    assert by_acts.binding == (("at most 1 acts", {COST: 14}),)


def test_what_every_best_plan_pays_for() -> None:
    told = problem(only("m1", 5), only("m2", 9), only("m3", 1))
    found = reach(told, {COST: 6})
    assert isinstance(found, Plan)
    assert essential(told, {COST: 6}, found) == ("act:nghị định",)


def test_agencies_are_another_effort() -> None:
    told = problem(only("m1", 5), only("m2", 5), only("m3", 5))
    found = reach(told, {COST: 10}, effort=Effort.AGENCIES)
    assert isinstance(found, Plan)
    assert found.paid == ("agency:Bộ A",)
