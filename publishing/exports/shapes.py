"""Checking linked data against the shapes of CPSV-AP 3.2 that the project carries.

pyshacl is an optional extra (dongian[cpsv]). Not here: the shapes (lookups/cpsv-ap-3.2.shapes.ttl).
"""

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from catalogue.errors import CatalogueError

FORMATS = {".ttl": "turtle", ".jsonld": "json-ld", ".rdf": "xml"}


class ShaclMissing(CatalogueError):
    """pyshacl is not installed."""


@dataclass(frozen=True)
class Violation:
    """One thing that is not as the profile wants it."""

    node: str
    path: str
    message: str


def violations(path: Path) -> tuple[Violation, ...]:
    """What a file of linked data breaks of the profile, by node; () where it conforms.

    Raises:
        ShaclMissing: pyshacl is not installed.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise ShaclMissing("Chưa cài pyshacl.", hint="pip install 'dongian[cpsv]'") from error
    from rdflib import Graph
    from rdflib.namespace import SH

    shapes = Graph().parse(
        data=files("publishing").joinpath("lookups/cpsv-ap-3.2.shapes.ttl").read_text("utf-8"),
        format="turtle",
    )
    told = Graph().parse(path, format=FORMATS[path.suffix.lower()])
    conforms, report, _ = pyshacl.validate(told, shacl_graph=shapes, inference="none", advanced=False)
    if conforms:
        return ()
    found: Any = report
    return tuple(
        sorted(
            (
                Violation(
                    str(found.value(one, SH.focusNode)),
                    str(found.value(one, SH.resultPath) or ""),
                    str(found.value(one, SH.resultMessage) or ""),
                )
                for one in found.objects(None, SH.result)
            ),
            key=lambda one: (one.node, one.path),
        )
    )
