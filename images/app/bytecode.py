"""Usage: bytecode.py CACHE DIRECTORY...

Compiles every Python file below the directories, as `python -m compileall` does, and keeps the result in CACHE: a change
of one pin compiles that package alone. A pyc holds the hash of its source, not its time, so that it stays valid wherever
it is copied. A file that this Python cannot read is left out: packages carry some that nobody imports.
"""
import compileall
import hashlib
import importlib.util
import multiprocessing
import os
import py_compile
import shutil
import sys


def main(cache, directories):
    # Python 3.6 knows no hash in a pyc, and a time is worth nothing in a cache.
    if sys.version_info < (3, 7):
        for directory in directories:
            compileall.compile_dir(directory, quiet=2)
        return
    os.makedirs(cache, exist_ok=True)
    with multiprocessing.Pool() as pool:
        work = ((cache, path) for directory in directories for path in sources(directory))
        for _ in pool.imap_unordered(compile_one, work, chunksize=64):
            pass


def sources(directory):
    for parent, _, names in os.walk(directory):
        for name in names:
            if name.endswith(".py"):
                yield os.path.join(parent, name)


def compile_one(work):
    cache, path = work
    with open(path, "rb") as file:
        source = file.read()
    target = importlib.util.cache_from_source(path)
    if is_current(target, source):
        return
    kept = os.path.join(cache, key_of(path, source))
    if not os.path.exists(kept) and not compiled(path, kept):
        return
    os.makedirs(os.path.dirname(target), exist_ok=True)
    shutil.copyfile(kept, target)


def is_current(target, source):
    """Whether the pyc is there, of this Python and of this source (PEP 552)."""
    try:
        with open(target, "rb") as file:
            head = file.read(16)
    except OSError:
        return False
    return head == importlib.util.MAGIC_NUMBER + (0b11).to_bytes(4, "little") + importlib.util.source_hash(source)


def key_of(path, source):
    """A pyc names its source's path."""
    return hashlib.sha256(importlib.util.MAGIC_NUMBER + path.encode("utf-8", "surrogateescape") + b"\0" + source).hexdigest()


def compiled(path, kept):
    """Written whole and renamed by py_compile itself: two builds may share the cache."""
    try:
        py_compile.compile(path, kept, doraise=True, invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH)
    except (py_compile.PyCompileError, ValueError):
        return False
    return True


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
