"""Writes the demo's own random keys once, as NAME=value lines that only their owner can read.

Usage: demo_keys.py var/demo.env
"""

import os
import secrets
import sys
from pathlib import Path


def write_once(target: Path) -> None:
    """Create `target` (mode 600) whole or not at all; leave an existing one as it is."""
    if target.exists():
        return
    draft = target.with_name(f".{target.name}.{os.getpid()}")
    lines = [f"{name}={secrets.token_urlsafe(48)}\n" for name in ("SECRET_KEY", "DATA_KEY")]
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.writelines(lines)
    try:
        os.link(draft, target)
    except FileExistsError:
        pass
    finally:
        draft.unlink()


if __name__ == "__main__":
    write_once(Path(sys.argv[1]))
