"""`python -m platform_emulator`: one line of JSON on stdout when ready, then runs until stdin ends or a signal comes."""

import argparse
import json
import os
import signal
import sys

from platform_emulator.server import end_with_stdin, listen


def main() -> None:
    parser = argparse.ArgumentParser(prog="platform_emulator", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="loopback address to bind (default: %(default)s)")
    parser.add_argument("--port", type=int, default=0, help="port to bind; 0 takes a free one (default: %(default)s)")
    arguments = parser.parse_args()
    try:
        server = listen(arguments.host, arguments.port)
    except (ValueError, OSError) as error:
        parser.error(str(error))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: sys.exit(0))
    end_with_stdin(server)
    print(json.dumps({"port": server.port, "pid": os.getpid()}), flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
