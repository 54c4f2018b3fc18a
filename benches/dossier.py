#!/usr/bin/env python3
"""Measures the dossier against named peers, on the same content, in one run.

    python3 benches/dossier.py [TIMES]

A dossier of about 200 pages (PDF/A-3a and PDF/UA-1) against Typst's own export to both norms and
WeasyPrint's to PDF/A-3a; 500 MB of evidence, written, and then issued from a workspace (rendered,
filled, signed, synced), against copying the same bytes and hashing them once; a file of 100 MB
signed, against pyHanko. Each is run TIMES times (3) in a process of its own, turn by turn; the
quickest counts, with the peak of its memory. Peers go into a virtual environment under
target/benches. The evidence takes 2 GB of disk.
"""

import hashlib
import html
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
PLACE = TARGET / "benches"
GRID = ROOT / "standards/indicative-mentorat/2026-1.json"
DEMO = ROOT / "fixtures/demo/assessment.json"
FONTS = ROOT / "crates/quality/fonts"
PHRASE = (
    "L’équipe relit la procédure chaque année ; elle est affichée, et chacun sait où la trouver. "
    "Les nouveaux mentors la reçoivent à leur arrivée, la lisent et la signent ; la coordinatrice garde "
    "la feuille d’émargement. "
)
VERDICTS = {
    "met": "Conforme",
    "partly_met": "Partiellement conforme",
    "not_met": "Non conforme",
    "not_applicable": "Sans objet",
}


def content(rounds):
    """A grid and an assessment, as long as so many editions one after the other."""
    grid, assessment = json.loads(GRID.read_text()), json.loads(DEMO.read_text())
    standards, answers = grid["standards"], {a["standard"]: a for a in assessment["answers"]}
    longer_grid, longer_answers = list(standards), []
    for number in range(1, rounds):
        for standard in standards:
            longer_grid.append({**standard, "id": f"{standard['id']}-{number}"})
    for standard in longer_grid:
        answer = dict(answers[re.sub(r"-\d+$", "", standard["id"])])
        answer["standard"] = standard["id"]
        answer["comment"] = (answer.get("comment") or "") + " " + PHRASE * 2
        longer_answers.append(answer)
    grid["standards"], assessment["answers"] = longer_grid, longer_answers
    written = json.dumps(grid, ensure_ascii=False).encode()
    assessment["grid"]["file_digest"] = "sha256:" + hashlib.sha256(written).hexdigest()
    (PLACE / "grid.json").write_bytes(written)
    (PLACE / "assessment.json").write_text(json.dumps(assessment, ensure_ascii=False))
    return grid, assessment


def cards(grid, assessment):
    """What each card of a standard says: title, facts, statement, answer, comment, evidence."""
    answers = {answer["standard"]: answer for answer in assessment["answers"]}
    evidence = {piece["id"]: (number, piece) for number, piece in enumerate(assessment["evidence"], 1)}
    levels = {level["id"]: level["title"] for level in grid["levels"]}
    for stage in grid["stages"]:
        for standard in (s for s in grid["standards"] if s["stage"] == stage["id"]):
            answer = answers[standard["id"]]
            pieces = []
            for link in answer["evidence"]:
                number, piece = evidence[link["evidence"]]
                facts = f"document du {piece.get('document_date', '')} · empreinte {piece['digest'][7:19]}"
                pieces.append((f"Pièce {number} · {piece['title']}", facts))
            yield (
                stage["title"],
                f"{standard['id']}  {standard['title']}",
                f"Niveau · {levels[standard['level']]} · {standard['obligation']}",
                standard["statement"],
                VERDICTS.get(answer.get("verdict"), "Pas de réponse"),
                answer["comment"],
                pieces,
            )


def register(assessment):
    for number, piece in enumerate(assessment["evidence"], 1):
        digest = re.sub("(....)", r"\1 ", piece["digest"][7:])
        yield str(number), piece["title"], digest, piece.get("document_date", ""), str(piece["size_bytes"])


def plan(assessment):
    for action in assessment["actions"]:
        yield action["standard"], action["action"], action.get("owner") or "", action.get("due_on") or ""


def typst_source(grid, assessment):
    """The same content for Typst, with the same measures."""
    q = lambda text: json.dumps(text, ensure_ascii=False)
    out = [
        '#set document(title: "Dossier", author: "Essai", date: datetime(year: 2026, month: 11, day: 22))',
        '#set text(font: "Source Sans 3", size: 10pt, lang: "fr", hyphenate: true)',
        '#set page(paper: "a4", margin: 20mm, header: text(8pt)[Programme · édition], footer: context text(8pt)'
        "[page #counter(page).display() sur #counter(page).final().first()])",
        "#outline(depth: 1)",
        "#let card(title, facts, statement, verdict, comment, pieces) = block(width: 100%, stroke: 0.7pt + gray, inset: 11pt,"
        " radius: 6pt, breakable: false)[#heading(level: 2, title) #text(8.5pt, facts) #parbreak() #text(8.5pt, statement)"
        " #parbreak() #strong(verdict) #parbreak() #comment #list(..pieces.map(p => [#strong(p.at(0)) #linebreak() #text(8.5pt, p.at(1))]))]",
    ]
    last = None
    for stage, title, facts, statement, verdict, comment, pieces in cards(grid, assessment):
        if stage != last:
            out.append(f"#pagebreak()\n#heading(level: 1, {q(stage)})")
            last = stage
        listed = "".join(f"({q(name)}, {q(told)})," for name, told in pieces)
        out.append(f"#card({q(title)}, {q(facts)}, {q(statement)}, {q(verdict)}, {q(comment)}, ({listed}))")
    for title, head, rows in (
        ("Plan", ["Standard", "Action", "Responsable", "Échéance"], plan(assessment)),
        ("Registre", ["N°", "Pièce", "Empreinte", "Date", "Taille"], register(assessment)),
    ):
        cells = ",".join(f"text(8.5pt, {q(cell)})" for row in rows for cell in row)
        heads = ",".join(q(cell) for cell in head)
        out.append(f"#pagebreak()\n#heading(level: 1, {q(title)})\n#table(columns: {len(head)}, table.header({heads}), {cells})")
    return "\n".join(out)


def html_source(grid, assessment):
    """The same content for WeasyPrint."""
    e = html.escape
    faces = "".join(
        f"@font-face{{font-family:S;src:url({(FONTS / f'SourceSans3-{name}.ttf').as_uri()});font-weight:{weight}}}"
        for name, weight in (("Regular", 400), ("SemiBold", 600), ("Bold", 700))
    )
    out = [
        '<!doctype html><html lang="fr"><meta charset="utf-8"><title>Dossier</title><style>',
        faces,
        "@page{size:A4;margin:20mm;@top-left{content:'Programme · édition';font-size:8pt}"
        "@bottom-left{content:'page ' counter(page) ' sur ' counter(pages);font-size:8pt}}"
        "body{font:10pt/1.45 S;hyphens:auto}h1{break-before:page}small,td{font-size:8.5pt}"
        "section{border:.7pt solid #bbb;border-radius:6pt;padding:11pt;margin:10pt 0;break-inside:avoid}</style><body>",
    ]
    last = None
    for stage, title, facts, statement, verdict, comment, pieces in cards(grid, assessment):
        if stage != last:
            out.append(f"<h1>{e(stage)}</h1>")
            last = stage
        listed = "".join(f"<li><b>{e(name)}</b><br><small>{e(told)}</small></li>" for name, told in pieces)
        out.append(
            f"<section><h2>{e(title)}</h2><p><small>{e(facts)}</small></p><p><small>{e(statement)}</small></p>"
            f"<p><b>{e(verdict)}</b></p><p>{e(comment)}</p><ul>{listed}</ul></section>"
        )
    for title, rows in (("Plan", plan(assessment)), ("Registre", register(assessment))):
        body = "".join("<tr>" + "".join(f"<td>{e(cell)}</td>" for cell in row) + "</tr>" for row in rows)
        out.append(f"<h1>{title}</h1><table>{body}</table>")
    return "".join(out)


def peak_of(process):
    """The peak of a running process's memory in MB: what it took itself, not the one that began it."""
    try:
        found = re.search(r"VmHWM:\s+(\d+)", pathlib.Path(f"/proc/{process}/status").read_text())
    except OSError:
        return 0
    return int(found.group(1)) // 1024 if found else 0


def run_once(command, peak_now=peak_of, pause=0.002, sound=(0,)):
    """How long a command takes in seconds, and the peak of its memory in MB.

    `peak_now` says the latter of a process, and is asked every `pause` seconds; a command that ends
    with another code than the `sound` ones ends everything.
    """
    begun, peak = time.perf_counter(), 0
    child = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while child.poll() is None:
        peak = max(peak, peak_now(child.pid))
        time.sleep(pause)
    seconds = time.perf_counter() - begun
    if child.returncode not in sound:
        sys.exit(f"{command[0]} ended with {child.returncode}")
    return seconds, peak


def turns(commands, times, run=run_once):
    """For each command, the quickest of so many turns and the largest peak."""
    found = {name: (float("inf"), 0) for name in commands}
    for _ in range(times):
        for name, command in commands.items():
            seconds, peak = run(command)
            best, most = found[name]
            found[name] = (min(best, seconds), max(most, peak))
    return found


def pages(path):
    said = subprocess.run(["pdfinfo", path], capture_output=True, text=True, check=True).stdout
    return int(re.search(r"Pages:\s+(\d+)", said).group(1))


def peers():
    python = PLACE / "peers/bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", PLACE / "peers"], check=True)
        wanted = ["typst==0.15.2", "weasyprint==70.0", "pyhanko==0.38.0", "pyhanko-cli==0.6.0"]
        subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", *wanted], check=True)
    return python


COPY = """
import hashlib, os, sys
state = hashlib.sha256()
with open(sys.argv[1], "rb") as source, open(sys.argv[2], "wb") as target:
    while piece := source.read(1 << 20):
        state.update(piece)
        target.write(piece)
    if sys.argv[3:] == ["sync"]:
        target.flush()
        os.fsync(target.fileno())
"""


def told(name, seconds, peak):
    print(f"{name:<34}{seconds:8.2f} s {peak:6} MB", flush=True)


def built(package, kind, name):
    subprocess.run(["cargo", "build", "--release", "-p", package, f"--{kind}", name], cwd=ROOT, check=True)
    return TARGET / "release" / ("examples" if kind == "example" else "") / name


def laying_out(ours, python, times):
    grid, assessment = content(9)
    (PLACE / "dossier.typ").write_text(typst_source(grid, assessment))
    (PLACE / "dossier.html").write_text(html_source(grid, assessment))
    typst = f"import typst; typst.compile({str(PLACE / 'dossier.typ')!r}, output={str(PLACE / 'typst.pdf')!r},"
    typst += f" font_paths=[{str(FONTS)!r}], pdf_standards=['a-3a', 'ua-1'])"
    weasy = f"import weasyprint; weasyprint.HTML({str(PLACE / 'dossier.html')!r}).write_pdf({str(PLACE / 'weasyprint.pdf')!r},"
    weasy += " pdf_variant='pdf/a-3a', pdf_tags=True)"
    commands = {
        "ours": [ours, PLACE / "grid.json", PLACE / "assessment.json", PLACE / "ours.pdf"],
        "typst": [python, "-c", typst],
    }
    found = turns(commands, times) | turns({"weasyprint": [python, "-c", weasy]}, 1)
    per_page = {}
    for name, (seconds, peak) in found.items():
        count = pages(PLACE / f"{name}.pdf")
        per_page[name] = seconds / count
        told(f"{name}, {count} pages", seconds, peak)
    print(f"a page: typst {per_page['typst'] / per_page['ours']:.1f} times as long (goal: 2), "
          f"weasyprint {per_page['weasyprint'] / per_page['ours']:.1f} times (goal: 10)")
    if shutil.which("qpdf"):
        subprocess.run(["qpdf", "--check", PLACE / "ours.pdf"], check=True, stdout=subprocess.DEVNULL)


def large(ours, size_bytes, name):
    """The command that writes the example with so many bytes of evidence, and its file."""
    heavy = json.loads(DEMO.read_text())
    for piece in heavy["evidence"]:
        piece["size_bytes"] = size_bytes // len(heavy["evidence"])
    (PLACE / f"{name}.json").write_text(json.dumps(heavy, ensure_ascii=False))
    written = PLACE / f"{name}.pdf"
    return [ours, GRID, PLACE / f"{name}.json", written], written


def carrying(ours, issuing, times):
    write, written = large(ours, 500_000_000, "heavy")
    copy = [sys.executable, "-c", COPY, written, PLACE / "copy"]
    run_once(write)
    found = turns({"written": write, "copied": copy}, times)
    for kind in ("plain", "encrypted"):
        folder = PLACE / kind
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        run_once([issuing, "prepare", folder, kind])
        issue = [issuing, "issue", folder, kind, folder / "dossier.pdf"]
        run_once(issue)
        copy = [sys.executable, "-c", COPY, folder / "dossier.pdf", PLACE / "copy", "sync"]
        found |= turns({f"issued, {kind}": issue, f"copied and synced, {kind}": copy}, times)
        shutil.rmtree(folder)
    for name, (seconds, peak) in found.items():
        told(f"500 MB {name}", seconds, peak)
    ratio = lambda one, other: found[one][0] / found[other][0]
    print(f"500 MB: written {ratio('written', 'copied'):.1f} times the copy with one hash (goal: at most 2.5); issued "
          f"{ratio('issued, plain', 'copied and synced, plain'):.1f} times, from an encrypted workspace "
          f"{ratio('issued, encrypted', 'copied and synced, encrypted'):.1f} times")
    written.unlink()
    (PLACE / "copy").unlink()


def signing(ours, issuing, python, times):
    folder = PLACE / "signing"
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    run_once([issuing, "identity", folder])
    write, written = large(ours, 100_000_000, "place-kept")
    run_once(write)
    os.environ["LABEL_MENTORAT_DRAFT"] = "1"
    draft, unsigned = large(ours, 100_000_000, "unsigned")
    run_once(draft)
    del os.environ["LABEL_MENTORAT_DRAFT"]
    # The passphrase of every identity here (tests/worker.rs).
    (folder / "passphrase").write_text("quatre mots faciles à retenir")
    pyhanko = [python.parent / "pyhanko", "sign", "addsig", "--field", "Signature", "--use-pades", "pkcs12",
               "--passfile", folder / "passphrase", unsigned, folder / "pyhanko.pdf", folder / "identite.p12"]
    commands = {
        "ours": [issuing, "sign", written, folder / "ours.pdf", folder],
        "pyhanko": pyhanko,
        "key opened": [issuing, "open", folder],
    }
    found = turns(commands, times)
    for name, (seconds, peak) in found.items():
        told(f"100 MB signed, {name}", seconds, peak)
    # A passphrase is slow to try by design, and the same work for both.
    opened, _ = found["key opened"]
    (seconds, peak), (their_seconds, their_peak) = found["ours"], found["pyhanko"]
    print(f"100 MB signed: pyhanko {(their_seconds - opened) / (seconds - opened):.1f} times as long (goal: 5), with the key's "
          f"passphrase {their_seconds / seconds:.1f} times; {their_peak / peak:.1f} times the memory (goal: 10)")
    shutil.rmtree(folder)
    written.unlink()
    unsigned.unlink()


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    PLACE.mkdir(parents=True, exist_ok=True)
    ours, issuing = built("quality", "example", "dossier"), built("promises", "bin", "issuing")
    python = peers()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    laying_out(ours, python, times)
    carrying(ours, issuing, times)
    signing(ours, issuing, python, times)


if __name__ == "__main__":
    main()
