"""Style sheets as they are sent: one file for what is written as several, so that a page waits once."""

import re
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

IMPORT = re.compile(r'@import url\("(?P<name>[^":]+)"\)(?: layer\((?P<layer>\w+)\))?(?: (?P<media>\w+))?;')
Paths = dict[str, tuple[Any, str]]  # by name, the place of a file and its path there


class BundledStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # whitenoise has no types
    """What WhiteNoise keeps, with every sheet standing where it is imported."""

    def post_process(self, paths: Paths, dry_run: bool = False, **options: Any) -> Iterator[Any]:
        """Put imported sheets in place before names are made from contents."""
        whole = dict(paths)
        for name in paths:
            if name.endswith(".css") and not dry_run and IMPORT.search(text := _text(paths, name)):
                Path(self.path(name)).write_text(_bundled(text, name, paths), "utf-8")
                whole[name] = (self, name)
        yield from super().post_process(whole, dry_run=dry_run, **options)


def _bundled(text: str, name: str, paths: Paths) -> str:
    """Return a sheet with those that it imports in their place, each in its layer and for its medium."""

    def sheet(found: re.Match[str]) -> str:
        other = str(PurePosixPath(name).parent / found["name"])
        if other not in paths:
            return found[0]
        said = _bundled(_text(paths, other), other, paths)
        for rule in (f"@layer {found['layer']}" if found["layer"] else "", _medium(found["media"])):
            said = f"{rule} {{\n{said}\n}}" if rule else said
        return said

    return IMPORT.sub(sheet, text)


def _medium(name: str | None) -> str:
    return f"@media {name}" if name else ""


def _text(paths: Paths, name: str) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        content: bytes = file.read()
    return content.decode()
