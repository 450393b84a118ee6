"""Runs one program after the other, in one process.

Reads the path of each from a line, and writes what it printed, or else its errors, in Base64 on a line.
"""

import base64
import contextlib
import io
import runpy
import sys
import traceback

for line in sys.stdin:
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            runpy.run_path(line.rstrip("\n"), run_name="__main__")
        except BaseException:
            traceback.print_exc()
    printed = output.getvalue() or errors.getvalue()
    print(base64.b64encode(printed.encode()).decode(), flush=True)
