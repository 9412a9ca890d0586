# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs jarida-probe over many files and compares what it says: what all the scorers share."""

import fnmatch
import json
import os
import re
import subprocess
import sys
import urllib.parse
from html.parser import HTMLParser


class Probe:
    """One running probe that is asked again and again; started anew, and counted, when it dies."""

    def __init__(self, program):
        self.program = program
        self.process = None

    def ask(self, *words):
        if self.process is None:
            self.process = subprocess.Popen([self.program, "--batch"], stdin=subprocess.PIPE,
                                            stdout=subprocess.PIPE, text=True, encoding="utf-8")
        self.process.stdin.write("\t".join(words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            self.process.wait()
            self.process = None
            return {"crashed": True}
        return json.loads(line)


class Tokens(HTMLParser):
    """HTML as a list of tags and words, so that two spellings of the same thing are equal."""

    def __init__(self, base):
        super().__init__(convert_charrefs=True)
        self.base = base
        self.tokens = []
        self.hidden = False      # in a script or a style

    def handle_starttag(self, tag, attrs):
        values = []
        self.hidden = tag in ("script", "style")
        for name, value in sorted(attrs):
            value = value or ""
            if name.startswith("xmlns"):
                continue
            if name in ("href", "src", "cite"):
                value = same_address(resolve(self.base, value)) or ""
            values.append((name, " ".join(value.split())))
        self.tokens.append((tag, tuple(values)))

    def handle_endtag(self, tag):
        self.hidden = False
        if tag not in ("br", "img", "hr", "input", "p", "li"):
            self.tokens.append("/" + tag)

    def handle_data(self, data):
        if self.hidden:
            return
        if self.tokens and isinstance(self.tokens[-1], list):
            self.tokens[-1].append(data)
        elif data.strip():
            self.tokens.append([data])

    def result(self):
        self.close()
        return ["".join("".join(t).split()) if isinstance(t, list) else t for t in self.tokens]


def resolve(base, reference):
    try:
        return urllib.parse.urljoin(base or "", reference.strip())
    except ValueError:
        return reference


def same_address(address):
    """The same address in one spelling: host in lower case, no empty path, no percent signs, no user."""
    if not address:
        return None
    try:
        parts = urllib.parse.urlsplit(address.strip())
    except ValueError:
        return address
    host = parts.netloc.lower().rpartition("@")[2]
    path = urllib.parse.unquote(parts.path)
    return urllib.parse.urlunsplit((parts.scheme.lower(), host, path if path != "/" else "",
                                    urllib.parse.unquote(parts.query), urllib.parse.unquote(parts.fragment)))


def html_tokens(html, base=None):
    parser = Tokens(base)
    parser.feed(html or "")
    tokens = parser.result()
    # The div around an Atom text is not part of it.
    if len(tokens) > 1 and tokens[0] == ("div", ()) and tokens[-1] == "/div" and tokens.count("/div") == 1:
        tokens = tokens[1:-1]
    return tokens


def plain(text):
    """The words of a text that may be HTML, without white space."""
    return "".join(t for t in html_tokens(text) if isinstance(t, str) and not t.startswith("/"))


def squeeze(text):
    return re.sub(r"\s+", " ", text or "").strip()


class Score:
    """Counts what is met, lists what is not, and holds that against the differences somebody has explained."""

    def __init__(self, suite, differences):
        self.suite = suite
        self.met = self.total = 0
        self.known = read_differences(differences, suite)
        self.unknown = []
        self.met_again = dict(self.known)

    def check(self, case, field, expected, got, same):
        self.total += 1
        if same:
            self.met += 1
            return
        key = f"{case} {field}"
        for pattern in self.known:
            if fnmatch.fnmatchcase(key, pattern):
                self.met_again.pop(pattern, None)
                return
        self.unknown.append((key, expected, got))

    def finish(self, goal, verbose=True):
        share = 100 * self.met / max(self.total, 1)
        print(f"{self.suite}: {self.met} of {self.total} met, {share:.1f} % (goal {goal} %), "
              f"{self.total - self.met - len(self.unknown)} explained, {len(self.unknown)} not")
        if verbose:
            for key, expected, got in self.unknown:
                print(f"  {key}\n    expected {shorten(expected)}\n    got      {shorten(got)}")
        for key in self.met_again:
            print(f"  listed as a difference, but met: {key}")
        return share >= goal and not self.unknown and not self.met_again


def shorten(value):
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) < 260 else text[:260] + "…"


def read_differences(path, suite):
    """Lines "SUITE | CASE FIELD | why"; case and field may hold asterisks."""
    known = {}
    if path is None or not os.path.exists(path):
        return known
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            parts = [part.strip() for part in line.split("|")]
            if len(parts) == 3 and parts[0] == suite:
                known[parts[1]] = parts[2]
    return known


def corpus(name):
    """The folder of a suite, or an end with the code for "skipped"."""
    folder = os.path.join(os.environ.get("JARIDA_SHARED", ""), "corpora", name)
    if not os.path.isdir(folder):
        print(f"{name}: not here, nothing to score (JARIDA_SHARED={os.environ.get('JARIDA_SHARED', '')})")
        sys.exit(77)
    return folder
