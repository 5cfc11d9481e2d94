"""What the import of a module takes, in milliseconds: `importing.py MODULE`. A program of its own, for nothing but
the module and what it needs may be loaded by it."""

import sys
import time

began = time.perf_counter()
__import__(sys.argv[1])
print(f"ms {(time.perf_counter() - began) * 1e3:.2f}")
