"""RDF files to a graph, in RDF/XML, Turtle or JSON-LD; nothing is ever fetched.

A remote JSON-LD @context, an entity or a DOCTYPE is refused; addresses in the data are names only.
"""

import tomllib
import warnings
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from catalogue.errors import FileTooLarge, HostileFile, UnreadableFile
from importers.base import SourceFile
from importers.limits import Shape, megabytes, parse_xml, shape_of
from importers.readers.feed import read_json, read_text

if TYPE_CHECKING:
    from rdflib import Graph

AGAIN = "Tải lại tệp; nếu vẫn hỏng, xuất lại từ hệ thống nguồn."
LOCAL = 'Thay "@context" bằng một đối tượng ngay trong tệp (tiền tố và địa chỉ của chúng), rồi nhập lại.'


@cache
def lookup() -> dict[str, Any]:
    """Predicates, words and countries (lookups/cpsv.toml)."""
    return tomllib.loads(files("importers").joinpath("lookups/cpsv.toml").read_text("utf-8"))


def expand(name: str) -> str:
    """The address behind a prefixed name."""
    prefix, _, local = name.partition(":")
    return str(lookup()["prefixes"][prefix]) + local


def format_of(file: SourceFile) -> str | None:
    """`xml`, `json-ld` or `turtle` for a file that speaks of public services; None for any other."""
    if shape_of(file.data) is not Shape.OTHER or b"PublicService" not in file.data:
        return None
    if expand("cpsv:").encode() not in file.data and expand("cv:").encode() not in file.data:
        return None
    head = file.head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(b"<") and b"rdf:RDF" in file.head:
        return "xml"
    if head.startswith((b"{", b"[")):
        return "json-ld" if b'"@' in file.data else None
    lines = head.lower()
    return "turtle" if lines.startswith((b"@prefix", b"prefix", b"@base", b"#", b"<http")) else None


def read_graph(file: SourceFile) -> "Graph":
    """The triples of a file.

    Raises:
        UnreadableFile: broken, or it needs a context from elsewhere.
        HostileFile: entities, or nested too deeply.
        FileTooLarge: over `max_bytes` of the lookup.
    """
    from rdflib import Graph

    kind = format_of(file) or "turtle"
    limit = int(lookup()["max_bytes"])
    if len(file.data) > limit:
        raise FileTooLarge(
            f"Tệp {file.name} có {megabytes(len(file.data))}, "
            f"vượt giới hạn {megabytes(limit)} của dữ liệu RDF.",
            hint="Tách tệp theo dịch vụ rồi nhập lại.",
        )
    if kind == "xml":
        parse_xml(file.data, name=file.name)
    elif kind == "json-ld":
        _refuse_remote(read_json(file), file)
    graph = Graph()
    data = file.data if kind == "xml" else read_text(file)
    try:
        with warnings.catch_warnings():  # rdflib's own JSON-LD reader uses what rdflib deprecates
            warnings.simplefilter("ignore", DeprecationWarning)
            graph.parse(data=data, format=kind)
    except RecursionError as error:
        raise HostileFile(
            f"Tệp {file.name}: RDF lồng quá sâu, không phải dữ liệu dịch vụ công.",
            hint="Không mở tệp; xin lại tệp từ nguồn.",
        ) from error
    except Exception as error:
        told = " ".join(str(error).split())[:200]
        raise UnreadableFile(f"Tệp {file.name}: RDF ({kind}) hỏng: {told}", hint=AGAIN) from error
    return graph


def _refuse_remote(value: Any, file: SourceFile) -> None:
    """No context may be an address: reading it would fetch it.

    Raises:
        UnreadableFile: one is.
    """
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            for key, told in one.items():
                context = told if isinstance(told, list) else [told]
                if key == "@import" or (key == "@context" and any(isinstance(part, str) for part in context)):
                    address = next((part for part in context if isinstance(part, str)), "?")
                    raise UnreadableFile(
                        f"Tệp {file.name} dùng “{key}” ở địa chỉ ngoài ({address}); "
                        "chương trình không tải từ mạng.",
                        hint=LOCAL,
                        at=key,
                    )
                waiting.append(told)
