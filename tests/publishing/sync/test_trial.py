"""A real server that misbehaves, a client that is killed: every procedure ends right, none twice."""

import random
from pathlib import Path

import pytest

from publishing.portals.shapes import shapes
from tests.publishing.sync.trial import Trial, fill, made, report_of

PROCEDURES, KILLS = 400, 8


def show(trial: Trial, numbers: range, *, changed: bool) -> None:
    """Let the portal show procedures before we come."""
    shape = shapes()[trial.shape]
    with trial.shown as database:
        for number in numbers:
            record = made(number, changed=changed)
            row = (record.code, shape.write(record), f"trước-{number}".encode().hex()[:24])
            database.execute("INSERT INTO shown VALUES (?,?,?)", row)
    database.close()


def test_killed_at_random_points_every_procedure_ends_right_and_none_twice(tmp_path: Path) -> None:
    trial = Trial(tmp_path, seed=7, options=("--hold", "0.002"))
    records = [made(number) for number in range(PROCEDURES)]
    ended = [made(number) for number in range(PROCEDURES, PROCEDURES + 10)]
    fill(trial.url, records, ended)
    with trial.serving(trouble=0.0):
        show(trial, range(80), changed=False)
        show(trial, range(80, 240), changed=True)
        show(trial, range(PROCEDURES, PROCEDURES + 10), changed=False)
        planned = trial.told("plan", "--out", "plan.json")
        counts = {kind: count for kind, count in planned["counts"].items() if count}
        assert counts == {"missing": 160, "differing": 160, "surplus": 10}
        assert (planned["wanted"], planned["equal"]) == (400, 80)
        trial.kill_server()
        trial.start_server(trouble=2.0)
        points = sorted(random.Random(3).sample(range(1, 325), KILLS))
        for number, point in enumerate(points):
            assert trial.apply_until(point), f"not killed at {point}"
            if number == KILLS // 2:
                trial.kill_server()
                trial.start_server(trouble=2.0)
        for _ in range(10):
            if trial.run("apply", "plan.json").returncode == 0:
                break
        again = trial.told("apply", "plan.json")
        assert (again["complete"], again["sent"], again["counts"]) == (True, 0, {"done": 330})
        told = report_of(trial)
        assert told["twice"] == []
        assert (told["effects"], told["shown"]) == (330, 400)
        assert told["deliveries"] > 330
        trial.kill_server()
        trial.start_server(trouble=1.0)
        verified = trial.told("verify")
        assert (verified["right"], verified["wanted"], verified["over"], verified["ok"]) == (
            400,
            400,
            0,
            True,
        )
    assert trial.run("log", "--check").returncode == 2  # the option --portal is not of this command


@pytest.mark.parametrize("options", [("--forgetful",), ("--no-tags",)], ids=["no-idempotency-key", "no-tags"])
def test_a_portal_that_knows_less_is_served_as_well(tmp_path: Path, options: tuple[str, ...]) -> None:
    trial = Trial(tmp_path, seed=11, options=options, timeout=0.3)
    fill(trial.url, [made(number) for number in range(40)])
    with trial.serving(trouble=0.0):
        show(trial, range(20), changed=True)
        trial.told("plan", "--out", "plan.json")
        trial.kill_server()
        trial.start_server(trouble=2.0)
        trial.apply_until(15)
        for _ in range(6):
            if trial.run("apply", "plan.json").returncode == 0:
                break
        assert report_of(trial)["twice"] == []
        assert trial.told("verify")["right"] == 40
