#!/usr/bin/env python3
"""Measures verification against named peers, on the same files, in one run.

    python3 benches/verification.py [TIMES [FILES]]

A folder of 1,000 dossiers (the demonstration's evidence, each with texts of its own) examined by
`label-mentorat verify`, against `pdfsig` and pyHanko, which look at the signature alone: both by
their command, one file at a time as they take them, and pyHanko in one process that goes on from
file to file, too. Then ten times as many files (ten names for each), for the growth of time and
memory; and one dossier with 500 MB of evidence against `sha256sum`. Each is run TIMES times (3),
turn by turn; the quickest counts, with the peak memory of its largest process. pyHanko's command is
timed on a fiftieth of the files.
"""

import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import uuid
from concurrent.futures import ThreadPoolExecutor

from dossier import DEMO, PLACE, built, peak_of, peers, run_once, told, turns

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


CERTIFICATE = """
import pathlib, sys
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
_, certificate, _ = pkcs12.load_key_and_certificates(pathlib.Path(sys.argv[1]).read_bytes(), sys.argv[2].encode())
pathlib.Path(sys.argv[3]).write_bytes(certificate.public_bytes(Encoding.PEM))
"""
PASSPHRASE = "une phrase à retenir"


def empty(name):
    folder = PLACE / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def varied(assessment, number):
    """The same answers in words that stand in another order: no line is another dossier's."""
    draw = random.Random(number)
    assessment = json.loads(json.dumps(assessment))
    assessment["id"] = str(uuid.UUID(int=draw.getrandbits(128), version=4))
    assessment["campaign"]["title"] = f"Auto-évaluation {number}"
    for answer in assessment["answers"]:
        words = answer.get("comment", "").split()
        draw.shuffle(words)
        if words:
            answer["comment"] = " ".join(words)
    return assessment


def issued(ours, python, count):
    """A folder with so many dossiers, and the certificate of whoever signed them."""
    place = empty("issued")
    run = lambda *command: subprocess.run([ours, *command], check=True, stdout=subprocess.DEVNULL, env=os.environ | {
        "LABEL_MENTORAT_IDENTITY_PASSPHRASE": PASSPHRASE})
    demo, identity, certificate = place / "demo", place / "identity.p12", place / "certificate.pem"
    run("demo", "--out", demo)
    run("identity", "new", "--organisation", "Passerelles Vallombre", "--out", identity)
    subprocess.run([python, "-c", CERTIFICATE, identity, PASSPHRASE, certificate], check=True)
    assessment, folder = json.loads(DEMO.read_text()), empty(f"received-{count}")

    def issue(first):
        # A workspace for twenty-five, or each import would cost more than the one before.
        workspace, written = place / f"{first}.mentorat", place / f"{first}.json"
        for number in range(first, min(first + 25, count)):
            one = varied(assessment, number)
            written.write_text(json.dumps(one, ensure_ascii=False))
            run("import", written, "--workspace", workspace, "--evidence", demo / "evidence")
            run("issue", "--workspace", workspace, "--assessment", one["id"], "--identity", identity,
                "--out", folder / f"dossier-{number:05}.pdf")

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(issue, range(0, count, 25)))
    return folder, certificate


def linked(folder, name, wanted):
    """A folder with so many names, in turn those of the files of another."""
    linked, files = empty(name), sorted(folder.iterdir())
    for number in range(wanted):
        os.link(files[number % len(files)], linked / f"dossier-{number:05}.pdf")
    return linked


def each(command, folder):
    """The command that runs another on each file of a folder."""
    return ["sh", "-c", f'for file in "$0"/*; do {command} || exit 1; done', folder]


def many(ours, python, times, count):
    some, certificate = issued(ours, python, count)
    few = linked(some, "received-few", max(count // 50, 1))
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
    more = linked(some, "received-more", count * 10)
    # One after the other: an hour's change of the machine would look like growth.
    grown = turns({"once": verify + [some], "ten times": verify + [more]}, 1, run)
    for name, (seconds, peak) in grown.items():
        told(f"{name} as many files, ours", seconds, peak)
    (once, little), (often, much) = grown["once"], grown["ten times"]
    print(f"ten times as many files: {often / once:.1f} times as long, {much - little:+} MB")
    for folder in (some, few, more, PLACE / "issued"):
        shutil.rmtree(folder)


def heavy(ours, issuing, times):
    folder = empty("heavy")
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
