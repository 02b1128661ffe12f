#!/usr/bin/python3
# SPDX-License-Identifier: MIT
"""fetch - brings the sources of the libraries that the page is built from into a folder.

    fetch.py FOLDER

sources.json names them: Debian's source packages, which apt brings and checks, in directories of its own so that neither
root nor the machine's lists are touched; and packages of npm, which must have the digest that stands there. Where a
mirror has moved on from a version of Debian's, the newest is taken instead and said. Each is unpacked as FOLDER/NAME, and
what was brought is printed with its SHA-256. A folder that is complete is left alone.
"""
import base64
import functools
import hashlib
import json
import os
import shutil
import ssl
import subprocess
import sys
import urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))
REGISTRY = "https://registry.npmjs.org"
STAMP = "complete.json"


def say(text):
    print(f"fetch: {text}", flush=True)


def digest(path, method="sha256"):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, method)


def is_complete(folder, wanted):
    try:
        with open(os.path.join(folder, STAMP), encoding="utf-8") as file:
            return json.load(file) == wanted
    except (FileNotFoundError, ValueError):
        return False


class Apt:
    """apt with lists, caches and state of its own, for sources alone, from where this machine has its packages."""

    def __init__(self, folder):
        self.folder = folder
        for name in ("lists/partial", "archives/partial"):
            os.makedirs(os.path.join(folder, name), exist_ok=True)
        sources = os.path.join(folder, "sources.list")
        with open(sources, "w", encoding="utf-8") as file:
            file.writelines(self.lines())
        self.options = [
            f"-oDir::Etc::SourceList={sources}", "-oDir::Etc::SourceParts=/dev/null",
            f"-oDir::State={folder}", f"-oDir::State::Lists={folder}/lists", f"-oDir::Cache={folder}",
            "-oDir::State::Status=/dev/null", "-oAPT::Sandbox::User=", "-oAcquire::Languages=none", "-oAcquire::Retries=3",
        ]

    @staticmethod
    def lines():
        asked = ["apt-get", "indextargets", "--format", "$(SITE) $(RELEASE)", "Created-By: Packages"]
        known = subprocess.run(asked, check=True, capture_output=True, text=True).stdout.split("\n")
        for repository in sorted({line for line in known if "debian" in line}):
            yield f"deb-src {repository} main\n"

    def run(self, program, *words, **options):
        return subprocess.run([program, *self.options, "-qq", *words], cwd=self.folder, check=False, **options)

    def update(self):
        if self.run("apt-get", "update").returncode:
            sys.exit("fetch: apt-get update failed; is the network there?")

    def versions(self, name):
        """All that the mirror names, the newest first."""
        told = self.run("apt-cache", "showsrc", "--only-source", name, capture_output=True, text=True).stdout
        found = {line.split(" ")[1] for line in told.split("\n") if line.startswith("Version: ")}
        older = functools.cmp_to_key(
            lambda a, b: -1 if subprocess.run(["dpkg", "--compare-versions", a, "lt", b], check=False).returncode == 0 else 1)
        return sorted(found, key=older, reverse=True)

    def source(self, name, pinned):
        """The path of the package's .dsc, brought into the folder."""
        for version in [pinned, *self.versions(name)]:
            if self.run("apt-get", "source", "--download-only", f"{name}={version}", stderr=subprocess.DEVNULL).returncode:
                continue
            if version != pinned:
                say(f"{name}: {pinned} is not to be had; {version} is taken")
            return os.path.join(self.folder, f"{name}_{version.split(':')[-1]}.dsc")
        sys.exit(f"fetch: no source of {name} could be brought")


def fetch_debian(folder, packages):
    work = os.path.join(folder, "apt")
    apt = Apt(work)
    apt.update()
    for name, version in packages.items():
        path = apt.source(name, version)
        subprocess.run(["dpkg-source", "--no-check", "--no-copy", "-x", path, os.path.join(folder, name)], check=True,
                       stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        say(f"{digest(path).hexdigest()}  {os.path.basename(path)}")
    shutil.rmtree(work)


def npm_registry():
    """Where npm itself would look, for machines that have a mirror."""
    if shutil.which("npm"):
        asked = subprocess.run(["npm", "config", "get", "registry"], capture_output=True, text=True, check=False)
        if asked.stdout.startswith("http"):
            return asked.stdout.strip().rstrip("/")
    return REGISTRY


def fetch_npm(folder, packages):
    """Whoever sends a package: it is what its digest says. So a machine without certificates will do."""
    anybody = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    anybody.check_hostname = False
    anybody.verify_mode = ssl.CERT_NONE
    for name, pin in packages.items():
        file = f"{name}-{pin['version']}.tgz"
        path = os.path.join(folder, file)
        with urllib.request.urlopen(f"{npm_registry()}/{name}/-/{file}", context=anybody) as answer, open(path, "wb") as out:
            shutil.copyfileobj(answer, out)
        found = "sha512-" + base64.b64encode(digest(path, "sha512").digest()).decode()
        if found != pin["integrity"]:
            sys.exit(f"fetch: {file} is not what was expected: {found}")
        os.makedirs(os.path.join(folder, name))
        subprocess.run(["tar", "-xzf", path, "-C", os.path.join(folder, name), "--strip-components=1"], check=True)
        say(f"{digest(path).hexdigest()}  {file}")
        os.remove(path)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = os.path.abspath(sys.argv[1])
    with open(os.path.join(HERE, "sources.json"), encoding="utf-8") as file:
        wanted = json.load(file)
    if is_complete(folder, wanted):
        return
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    fetch_debian(folder, wanted["debian"])
    fetch_npm(folder, wanted["npm"])
    with open(os.path.join(folder, STAMP), "w", encoding="utf-8") as file:
        json.dump(wanted, file)


if __name__ == "__main__":
    main()
