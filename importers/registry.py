"""Which importer reads a file: every module of importers/sources/ with a constant IMPORTER.

A file in sources/ is registered by being there; nothing else is edited.
"""

import tomllib
from functools import cache
from importlib import import_module
from importlib.resources import files
from pathlib import PurePosixPath
from pkgutil import iter_modules

from catalogue.errors import NoTextLayer, UnknownSource, UnreadableFile
from importers import sources
from importers.base import Importer, SourceFile
from importers.limits import Shape, shape_of
from importers.readers.pdf_glyphs import check_text_layer, is_pdf


@cache
def discover() -> tuple[Importer, ...]:
    """All importers, sorted by name."""
    modules = (import_module(f"{sources.__name__}.{found.name}") for found in iter_modules(sources.__path__))
    found = (getattr(module, "IMPORTER", None) for module in modules)
    return tuple(sorted((item for item in found if isinstance(item, Importer)), key=lambda item: item.name))


def importer_for(file: SourceFile, *, name: str | None = None) -> Importer:
    """The one importer that recognises a file, or the named one.

    Raises:
        UnknownSource: none recognises it, several do, or no importer has the name.
        NoTextLayer: a PDF of images only.
    """
    known = discover()
    names = ", ".join(importer.name for importer in known)
    if name is not None:
        named = next((importer for importer in known if importer.name == name), None)
        if named is None:
            raise UnknownSource(f"Không có nguồn tên “{name}”.", hint=f"Các nguồn có: {names}.")
        return named
    found = [importer for importer in known if importer.recognise(file)]
    if len(found) == 1:
        return found[0]
    if found:
        several = ", ".join(importer.name for importer in found)
        raise UnknownSource(
            f"{file.name}: nhiều nguồn cùng nhận ra tệp ({several}).",
            hint=f"Chọn một nguồn bằng --as, ví dụ: --as {found[0].name}.",
        )
    _refuse_images(file)
    reason, hint = unread(file)
    raise UnknownSource(f"{file.name}: {reason} Đã thử: {names}.", hint=hint)


def _refuse_images(file: SourceFile) -> None:
    """Tell a PDF of page images from one that is unknown; a broken one is told by its kind."""
    try:
        if is_pdf(file):
            check_text_layer(file)
    except NoTextLayer:
        raise
    except UnreadableFile:
        return


@cache
def _unread_kinds() -> list[dict[str, str]]:
    raw = tomllib.loads(files("importers").joinpath("lookups/unread_kinds.toml").read_text("utf-8"))
    kinds: list[dict[str, str]] = raw["kind"]
    return kinds


def unread(file: SourceFile) -> tuple[str, str]:
    """Why no importer takes a file, and what to do: by shape and name, in the order of the lookup."""
    shape, name = shape_of(file.data), PurePosixPath(file.name).name.lower()
    for kind in _unread_kinds():
        if "shape" in kind and shape != Shape(kind["shape"]):
            continue
        if "holds" in kind and kind["holds"].encode() not in file.data:
            continue
        if PurePosixPath(name).match(kind.get("name", "*")):
            return kind["why"], kind["do"]
    raise LookupError("lookups/unread_kinds.toml must end with an entry for everything")  # a mistake of ours
