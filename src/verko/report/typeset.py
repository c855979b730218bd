"""Typst as a program of its own: `python typeset.py ROOT TARGET < source`, so that it can be stopped.

Prints one message a line on standard error; ends with 1 when there is no PDF.
"""

from __future__ import annotations

import sys


def main() -> int:
    import typst

    root, target = sys.argv[1:3]
    try:
        pdf, warnings = typst.compile_with_warnings(
            sys.stdin.buffer.read(),
            root=root,
            font_paths=[],
            ignore_system_fonts=True,
            pdf_standards=["ua-1"],
            timestamp=0,
        )
    except typst.TypstError as error:
        print(_one_line(error), file=sys.stderr)
        return 1
    for warning in warnings:
        print(_one_line(warning), file=sys.stderr)
    with open(target, "wb") as file:
        file.write(pdf)
    return 0


def _one_line(problem: object) -> str:
    parts = [getattr(problem, "message", str(problem)), *getattr(problem, "hints", [])]
    return " – ".join(" ".join(str(part).split()) for part in parts)


if __name__ == "__main__":
    raise SystemExit(main())
