"""Limits a reading process puts on itself, and how far they are raised while characters are recognised."""

CPU_SECONDS = 30
MEMORY_BYTES = 1536 * 1024 * 1024
RECOGNITION_CPU_SECONDS = 30
"""For each page recognised, besides a fixed share for starting; a page takes 2 to 6, a crowded one that must be turned up to 20."""
RECOGNITION_MEMORY_BYTES = 3 * 1024 * 1024 * 1024
"""Address space, of which recognition really uses a sixth: threads and models are mapped generously."""
_limited = False


def limit_this_process() -> None:
    """Put soft limits on this process where the system knows them; a converter it starts may lift its own."""
    global _limited
    _limited = True
    _set(CPU_SECONDS, MEMORY_BYTES)


def raise_limits(pages: int) -> None:
    """Raise the limits of a limited process by what recognising so many pages takes; a process without limits keeps none."""
    if _limited:
        _set(CPU_SECONDS + 10 + RECOGNITION_CPU_SECONDS * pages, RECOGNITION_MEMORY_BYTES)


def _set(cpu_seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:
        return
    for kind, most in ((resource.RLIMIT_CPU, cpu_seconds), (resource.RLIMIT_AS, memory), (resource.RLIMIT_CORE, 0)):
        _, hard = resource.getrlimit(kind)
        resource.setrlimit(kind, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
