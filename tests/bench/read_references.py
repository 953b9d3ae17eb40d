"""Reads a file of references as a Python program would, with bibtexparser or with rispy.

Usage: python read_references.py <library> <file>; prints JSON. Fails if the library is not installed.
"""

import json
import os
import sys
import time


def main():
    library, file = sys.argv[1:]
    read = {"bibtexparser": open_bibtexparser, "rispy": open_rispy}[library]()
    started, cpu = time.perf_counter(), time.process_time()
    records = read(file)
    print(
        json.dumps(
            {
                "records": records,
                "megabytes": os.path.getsize(file) / 1e6,
                "seconds": time.perf_counter() - started,
                "cpuSeconds": time.process_time() - cpu,
            }
        )
    )


def open_bibtexparser():
    import bibtexparser

    # Version 2 has parse_file; version 1 does not.
    if hasattr(bibtexparser, "parse_file"):
        return lambda file: len(bibtexparser.parse_file(file).entries)

    def read(file):
        parser = bibtexparser.bparser.BibTexParser(common_strings=True, ignore_nonstandard_types=False)
        with open(file, encoding="utf-8") as source:
            return len(bibtexparser.load(source, parser).entries)

    return read


def open_rispy():
    import rispy

    def read(file):
        with open(file, encoding="utf-8") as source:
            return len(rispy.load(source))

    return read


main()
