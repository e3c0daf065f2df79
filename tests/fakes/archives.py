"""Small zip archives and the manifest entries that describe them."""

import hashlib
import io
import zipfile

from voicedrill.engines.manifest import Manifest, ModelEntry, Source

FOLDER = "assets/tiny"
FILES = {"am/final.mdl": b"acoustic" * 500, "conf/model.conf": b"--beam=10", "README": b"a tiny model"}


def zipped(members: dict[str | zipfile.ZipInfo, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def tiny_archive() -> bytes:
    return zipped({"AndroidManifest.xml": b"<x/>"} | {f"{FOLDER}/{name}": data for name, data in FILES.items()})


def source(url: str | None, archive: bytes, **changes: object) -> Source:
    values = {"url": url, "sha256": hashlib.sha256(archive).hexdigest(), "size": len(archive), "folder": FOLDER}
    return Source.model_validate(values | changes)


def manifest(*sources: Source, **changes: object) -> Manifest:
    values = {"name": "tiny", "version": "1.0", "purpose": "speech model", "description": "d", "licence": "CC0-1.0"}
    return Manifest(models=(ModelEntry.model_validate(values | {"sources": sources} | changes),))
