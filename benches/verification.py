#!/usr/bin/env python3
"""Measures verification against named peers, on the same files, in one run.

    python3 benches/verification.py [TIMES [FILES]]

A folder of 1,000 dossiers (the demonstration's, under as many names) examined by `label-mentorat
verify`, against `pdfsig` and pyHanko, which look at the signature alone: both by their command, one
file at a time as they take them, and pyHanko in one process that goes on from file to file, too.
Then ten times as many files, for the growth of time and memory; and one dossier with 500 MB of
evidence against `sha256sum`. Each is run TIMES times (3), turn by turn; the quickest counts, with
the peak memory of its largest process. pyHanko's command is timed on a fiftieth of the files.
"""

import os
import pathlib
import shutil
import subprocess
import sys

from dossier import PLACE, built, peak_of, peers, run_once, told, turns

PYHANKO = """
import pathlib, sys
from pyhanko.keys import load_cert_from_pemder
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext
trusted = load_cert_from_pemder(sys.argv[1])
for path in sorted(pathlib.Path(sys.argv[2]).iterdir()):
    with open(path, "rb") as file:
        signature = PdfFileReader(file).embedded_signatures[0]
        status = validate_pdf_signature(signature, ValidationContext(trust_roots=[trusted]))
        assert status.intact and status.valid, path
"""


COMMAND = "pyhanko's command"


def family(process):
    """A process and all that came from it."""
    found = [process]
    for one in found:
        try:
            for children in pathlib.Path(f"/proc/{one}/task").glob("*/children"):
                found.extend(children.read_text().split())
        except OSError:
            # It ended meanwhile.
            pass
    return found


def peak_of_family(process):
    """The peak of the largest of them in MB."""
    return max(peak_of(one) for one in family(process))


def run(command):
    """As `run_once`; 3 tells a sound dossier, signed by somebody who is not on the list."""
    return run_once(command, peak_of_family, 0.05, (0, 3))


def folder_of(dossier, count):
    """A folder with as many names of one file: nothing else is the same work for everyone."""
    folder = PLACE / f"received-{count}"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number in range(count):
        os.link(dossier, folder / f"dossier-{number:05}.pdf")
    return folder


def each(command, folder):
    """The command that runs another on each file of a folder."""
    return ["sh", "-c", f'for file in "$0"/*; do {command} || exit 1; done', folder]


def many(ours, python, times, count):
    demo = PLACE / "demo"
    shutil.rmtree(demo, ignore_errors=True)
    subprocess.run([ours, "demo", "--out", demo], check=True, stdout=subprocess.DEVNULL)
    dossier, certificate = demo / "dossier.pdf", demo / "certificate.pem"
    some, few = folder_of(dossier, count), folder_of(dossier, max(count // 50, 1))
    verify = [ours, "verify", "--json", "--trust", certificate]
    pyhanko = f"{python.parent / 'pyhanko'} sign validate --trust {certificate} --trust-replace --no-revocation-check"
    pyhanko = f'{pyhanko} "$file" >/dev/null 2>&1'
    found = turns({"ours": verify + [some], "pdfsig": each('pdfsig "$file" >/dev/null', some)}, times, run)
    found |= turns({
        "pyhanko": [python, "-c", PYHANKO, certificate, some],
        COMMAND: each(pyhanko, few),
    }, 1, run)
    per_file = {}
    for name, (seconds, peak) in found.items():
        number = len(os.listdir(few)) if name == COMMAND else count
        per_file[name] = seconds / number
        told(f"{number} files, {name}", seconds, peak)
    ratio = {name: seconds / per_file["ours"] for name, seconds in per_file.items()}
    print(f"a file: pyhanko's command {ratio[COMMAND]:.1f} times as long (goal: 20), in one process {ratio['pyhanko']:.1f} times; "
          f"ours {1 / ratio['pdfsig']:.2f} times pdfsig (goal: at most 2)")
    more = folder_of(dossier, count * 10)
    (seconds, peak) = turns({"more": verify + [more]}, 1, run)["more"]
    told(f"{count * 10} files, ours", seconds, peak)
    print(f"ten times as many files: {seconds / found['ours'][0]:.1f} times as long, {peak - found['ours'][1]:+} MB")
    for folder in (some, few, more):
        shutil.rmtree(folder)


def heavy(ours, issuing, times):
    folder = PLACE / "heavy"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    run_once([issuing, "prepare", folder, "plain"])
    dossier = folder / "dossier.pdf"
    run_once([issuing, "issue", folder, "plain", dossier])
    found = turns({"ours": [ours, "verify", "--json", dossier], "sha256sum": ["sha256sum", dossier]}, times, run)
    for name, (seconds, peak) in found.items():
        told(f"500 MB, {name}", seconds, peak)
    print(f"500 MB: {found['ours'][0] / found['sha256sum'][0]:.1f} times sha256sum (goal: at most 3), {found['ours'][1]} MB (goal: below 100)")
    shutil.rmtree(folder)


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    PLACE.mkdir(parents=True, exist_ok=True)
    ours, issuing = built("label-mentorat", "bin", "label-mentorat"), built("promises", "bin", "issuing")
    python = peers()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    many(ours, python, times, count)
    heavy(ours, issuing, times)


if __name__ == "__main__":
    main()
