"""The process in the box that draws pages: gives up its rights, draws, answers in raw pixels.

Its owner is `page_drawing`. It is started as a module of its own, never imported by the program.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from chronology_app.errors import ImportFileError
from importers.box_child import close_doors, limit_process, load_late
from importers.page_lines import (
    DrawnPages,
    DrawRequest,
    PageRefusal,
    parse_request,
    write_answer,
    write_refusal,
)


def run() -> int:
    """Read the request from standard input, answer on standard output; return the exit code."""
    data, request = parse_request(sys.stdin.buffer.read())
    limit_process(request.limits)
    for part in _answer(data, request):
        sys.stdout.buffer.write(part)
    sys.stdout.buffer.flush()
    return 0


def _answer(data: bytes, request: DrawRequest) -> Sequence[bytes]:
    try:
        return write_answer(_draw(data, request))
    except (ImportFileError, PageRefusal) as refusal:
        return write_refusal(refusal.code)
    except MemoryError:
        return write_refusal("too_large")


def _draw(data: bytes, request: DrawRequest) -> DrawnPages:
    if request.media_format == "pdf":
        from importers.page_pdf import draw
    else:
        from importers.page_picture import draw, prepare

        prepare()
    load_late()
    close_doors()
    return draw(data, request)


if __name__ == "__main__":
    sys.exit(run())
