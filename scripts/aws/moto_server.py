"""moto's server that ends with whoever started it, however that ended: its standard input closes then."""

import os
import sys
import threading


def end_with_parent() -> None:
    while sys.stdin.buffer.read(4096):
        pass
    os._exit(0)


threading.Thread(target=end_with_parent, daemon=True).start()

from moto.server import main  # noqa: E402  (the import takes most of a second: the thread watches before)

main()
