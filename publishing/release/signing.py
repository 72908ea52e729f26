"""Signatures of releases: ed25519 in the format of minisign, so that its own tool verifies them.

`minisign -Vm manifest.json -p KEY.pub` answers the same as `dongian release verify --public KEY.pub`.
The library is optional: pip install 'dongian[sign]'.
"""

from pathlib import Path

from catalogue.errors import CatalogueError


class SignatureProblem(CatalogueError):
    """A key or signature that cannot be used, or does not fit."""


def _library() -> None:
    try:
        import minisign  # noqa: F401  whether it is there
    except ImportError as error:
        raise SignatureProblem(
            "Chưa cài phần ký số.", hint="Chạy: pip install 'dongian[sign]', hoặc dùng công cụ minisign."
        ) from error


def make_keys(secret: Path, public: Path, *, password: str | None) -> None:
    """A new pair of keys in two files that did not exist; the secret one is readable by its owner only.

    Raises:
        SignatureProblem: a file exists, or the library is missing.
    """
    _library()
    import minisign

    for path in (secret, public):
        if path.exists():
            raise SignatureProblem(f"{path} đã có; không ghi đè khóa.", hint="Chọn tên khác.")
    pair = minisign.KeyPair.generate()
    if password:
        pair.secret_key.encrypt(password)
    secret.touch(mode=0o600)
    secret.write_bytes(bytes(pair.secret_key) + b"\n")
    public.write_bytes(bytes(pair.public_key) + b"\n")


def sign(data: bytes, key: Path, *, password: str | None, comment: str) -> bytes:
    """The signature of a manifest; equal inputs give equal bytes.

    Raises:
        SignatureProblem: no key, or a wrong password.
    """
    _library()
    import minisign

    try:
        secret = minisign.SecretKey.from_file(key)
        with secret:
            if secret.is_encrypted():
                if not password:
                    raise SignatureProblem(
                        f"Khóa {key.name} có mật khẩu.", hint="Đặt biến môi trường DONGIAN_KEY_PASSWORD."
                    )
                secret.decrypt(password)
            signature = secret.sign(data, untrusted_comment="dongian release", trusted_comment=comment)
    except (minisign.Error, OSError, ValueError) as error:
        raise SignatureProblem(
            f"Không ký được bằng {key.name}: {error}.", hint="Kiểm tra tệp khóa và mật khẩu."
        ) from error
    return bytes(signature) + b"\n"


def verify(data: bytes, signature: bytes, public: Path) -> str:
    """The comment that is signed with the manifest.

    Raises:
        SignatureProblem: the signature is not of these bytes by this key.
    """
    _library()
    import minisign

    try:
        key = minisign.PublicKey.from_file(public)
        told = minisign.Signature.from_bytes(signature)
        key.verify(data, told)
    except (minisign.Error, OSError, ValueError) as error:
        raise SignatureProblem(
            f"Chữ ký không hợp lệ với khóa {public.name}: {error}.",
            hint="Bản phát hành bị sửa, hoặc không phải do người giữ khóa này phát hành.",
        ) from error
    return str(told.trusted_comment)
