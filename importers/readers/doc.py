"""Legacy Word documents (.doc, .rtf) to blocks, through LibreOffice where it is installed.

Here: finding LibreOffice, one conversion to .docx in a folder and profile of its own, with a time
limit and without macros; a look at the words of a file that costs no conversion.
Not here: reading the .docx that comes of it (docx.py), choosing a reader by shape (any.py).
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from catalogue.errors import ConverterMissing, UnreadableFile
from catalogue.text import nfc
from importers.limits import MAGIC, Shape
from importers.readers.blocks import Blocks
from importers.readers.docx import read_docx

OLE = next(magic for magic, shape in MAGIC if shape is Shape.OLE)
RTF = b"{\\rtf"
WORD = "WordDocument".encode("utf-16-le")
"""Name of the stream that makes an OLE file a Word document."""
FIB, ENCRYPTED = b"\xec\xa5", 0x01
"""First bytes of that stream; the bit of its twelfth byte that tells a password."""
SECONDS = 18
"""Time for one file. A sheet of 15 pages takes about one second, a first start three."""
NAMES = ("soffice", "libreoffice")
INSTALL = (
    "Cài LibreOffice: trên Debian, Ubuntu chạy apt install libreoffice-writer-nogui; trên Windows, macOS "
    "cài bộ LibreOffice. Hoặc mở tệp bằng Word, lưu thành .docx rồi nhập tệp mới."
)
AGAIN = "Mở tệp bằng Word hoặc LibreOffice, lưu thành .docx rồi nhập tệp mới."
FILTERS = {".doc": "MS Word 97", ".rtf": "Rich Text Format"}
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" \
oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" \
oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop \
oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse">\
<value>0</value></prop></item>
</oor:items>
"""
"""Settings of the profile: no macro runs, nothing that a document links to is fetched."""
LETTERS = re.compile(r"[\t\n\r\x07 -\u036f\u1e00-\u1eff\u2010-\u2026]{4,}")
"""Runs of letters that Vietnamese text uses; \\x07 ends a cell."""
BREAKS = str.maketrans({"\x07": "\n", "\r": "\n"})
RTF_BYTES = 400_000
BREAK = re.compile(r"\\(?:pard?|line|cell|row)(?![a-z])-?\d* ?")
LETTER = re.compile(r"\\u(-?\d{1,5}) ?(?:\\'[0-9a-f]{2}|\?)?", re.IGNORECASE)
APART = re.compile(r"\{\\\*[^{}]*\}")
"""Groups that print nothing: bookmarks, names of styles."""
CONTROL = re.compile(r"\\'[0-9a-f]{2}|\\[a-z]+-?\d* ?|\\[^a-z]|[{}\r\n]", re.IGNORECASE)
KEPT = 4
"""Conversions kept in this process: a file is recognised, then read."""
_converted: dict[str, bytes] = {}
_one_at_a_time = threading.Lock()


def is_doc(data: bytes) -> bool:
    """Whether the bytes are a legacy Word document or rich text, whatever the name."""
    return data.startswith(RTF) or (data.startswith(OLE) and WORD in data)


def find_converter(environment: Mapping[str, str] = os.environ) -> str | None:
    """The program of LibreOffice: on the search path, else where its installers put it; None: not found."""
    for name in NAMES:
        if found := shutil.which(name, path=environment.get("PATH", "")):
            return found
    places = [
        Path(environment[folder]) / "LibreOffice" / "program" / "soffice.com"
        for folder in ("ProgramFiles", "ProgramFiles(x86)")
        if folder in environment
    ]
    if sys.platform == "darwin":
        places.append(Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"))
    return next((str(place) for place in places if place.is_file()), None)


def read_doc(data: bytes) -> Blocks:
    """Blocks of a legacy Word document or rich text; pages and tables are those of the .docx.

    Raises:
        ConverterMissing: LibreOffice is not installed.
        UnreadableFile: no Word document, protected by a password, broken, or over the time limit.
    """
    return read_docx(to_docx(data))


def to_docx(data: bytes) -> bytes:
    """The same document as .docx; bytes seen lately are not converted again. Raises as `read_doc`."""
    if not is_doc(data):
        raise UnreadableFile("Tệp không phải văn bản Word định dạng cũ (.doc).", hint=AGAIN)
    if _has_password(data):
        raise UnreadableFile(
            "Văn bản Word được đặt mật khẩu nên không đọc được.",
            hint="Mở tệp bằng mật khẩu, bỏ mật khẩu, lưu lại rồi nhập lại.",
        )
    key = sha256(data).hexdigest()
    with _one_at_a_time:
        if key not in _converted:
            converter = find_converter()
            if converter is None:
                raise ConverterMissing(
                    "Tệp Word định dạng cũ cần LibreOffice để đọc, máy này chưa cài.", hint=INSTALL
                )
            while len(_converted) >= KEPT:
                del _converted[next(iter(_converted))]
            _converted[key] = convert(data, converter=converter)
        return _converted[key]


def _has_password(data: bytes) -> bool:
    """Whether the header of the document says that it is encrypted; it begins at a sector."""
    if not data.startswith(OLE):
        return False
    starts = (at for at in range(512, len(data) - 12, 512) if data[at : at + 2] == FIB)
    return any(data[at + 11] & ENCRYPTED for at in starts)


def convert(data: bytes, *, converter: str, seconds: float = SECONDS) -> bytes:
    """One run of LibreOffice in a temporary folder, with a profile of its own.

    Raises:
        UnreadableFile: it fails, or takes longer than `seconds`.
    """
    suffix = ".rtf" if data.startswith(RTF) else ".doc"
    with tempfile.TemporaryDirectory(prefix="dongian-doc-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source, told = folder / f"source{suffix}", folder / "out" / "source.docx"
        source.write_bytes(data)
        settings = folder / "profile" / "user"
        settings.mkdir(parents=True)
        (settings / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        arguments = [
            converter,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *(
                "--headless",
                "--norestore",
                "--nologo",
                "--nodefault",
                "--nolockcheck",
                "--nofirststartwizard",
            ),
            f"--infilter={FILTERS[suffix]}",
            *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(told.parent), str(source)),
        ]
        words = run_program(arguments, folder, seconds, called="LibreOffice", hint=AGAIN)
        if not told.is_file():
            raise UnreadableFile(
                f"LibreOffice không mở được văn bản: {words[:200] or 'không rõ'}.", hint=AGAIN
            )
        return told.read_bytes()


def run_program(
    arguments: list[str],
    folder: Path,
    seconds: float,
    *,
    called: str,
    hint: str,
    environment: Mapping[str, str] | None = None,
) -> str:
    """What another program prints; it is stopped with its children when the time is over.

    Raises:
        UnreadableFile: it takes longer than `seconds`.
    """
    process = subprocess.Popen(
        arguments,
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        told, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        _stop(process)
        raise UnreadableFile(
            f"{called} đọc tệp quá {seconds:g} giây nên bị dừng; tệp có thể hỏng.", hint=hint
        ) from error
    return " ".join(told.decode("utf-8", "replace").split())


def _stop(process: "subprocess.Popen[bytes]") -> None:
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)  # its own session, so that nobody else is in the group
    process.communicate()


def glance(data: bytes) -> str:
    """Words of a Word document as they are stored, for recognising it without a conversion.

    Letters of two bytes, as Vietnamese is stored, or those that rich text spells; a line for each
    paragraph and cell. A document kept in pieces or in a font of before Unicode gives little.
    """
    if data.startswith(RTF):
        return _spelled(data[:RTF_BYTES].decode("latin-1"))
    if not data.startswith(OLE):
        return ""
    found = LETTERS.findall(data.decode("utf-16-le", "replace"))
    return nfc("\n".join(found).translate(BREAKS))


def _spelled(text: str) -> str:
    """Rich text without its control words."""
    text = APART.sub("", text)
    text = LETTER.sub(lambda found: chr(int(found[1]) % 0x10000), BREAK.sub("\x07", text))
    return nfc(CONTROL.sub("", text).translate(BREAKS))
