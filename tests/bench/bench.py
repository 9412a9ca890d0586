#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Measures Jarida beside its floors in the same run and prints ratios (budgets: CONTRIBUTING.md).

  bench.py --build DIR [--large] [start] [refresh] [article] [list] [pictures] [moderation] [search]

Only loopback is used; everything is written to a throw-away folder. Run it through ./dev bench."""

import argparse, json, os, re, shutil, statistics, subprocess, sys, tempfile, time, urllib.request

HERE = os.path.dirname(os.path.abspath(__file__))


def pss_mb(pid):
    """PSS of a process and all its children, in MB of 10^6 bytes."""
    todo, total = [pid], 0
    while todo:
        one = todo.pop()
        try:
            for line in open(f"/proc/{one}/smaps_rollup"):
                if line.startswith("Pss:"):
                    total += int(line.split()[1]) * 1024
            for task in os.listdir(f"/proc/{one}/task"):
                todo += [int(child) for child in open(f"/proc/{one}/task/{task}/children").read().split()]
        except OSError:
            pass
    return total / 1e6


def cpu_seconds(pid):
    """CPU of a running process, with threads that have ended."""
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


class Bench:
    def __init__(self, build, large):
        self.build, self.large = os.path.abspath(build), large
        self.work = tempfile.mkdtemp(prefix="jarida-bench-")
        self.env = dict(os.environ, GSK_RENDERER="cairo", GDK_DEBUG="gl-disable", G_DEBUG="", JARIDA_TRACE="1",
                        GSETTINGS_SCHEMA_DIR=os.path.join(self.build, "data"),
                        JARIDA_IMAGE_HELPER=os.path.join(self.build, "src/core/images/jarida-image-helper"))
        self.rows = []

    def path(self, name):
        return os.path.join(self.build, name)

    def row(self, what, floor, ours, unit, budget, ratio=None, at_least=False):
        """budget: the most (at_least: the least) that `ours` may be, a number in `unit`, or a function of the floor."""
        limit = budget(floor) if callable(budget) else budget
        good = limit is None or (ours >= limit if at_least else ours <= limit)
        reached = "no budget" if limit is None else "reached" if good else "NOT reached"
        self.rows.append((what, reached))
        show = lambda value: "–" if value is None else f"{value:.3g}"
        quotient = "–" if not floor else f"{ours / floor:.2f}"
        print(f"| {what} | {show(floor)} | {show(ours)} | {unit} | {quotient} | {show(limit)} | {reached} |", flush=True)

    def close(self):
        """Says again what a table may hide."""
        missed = [what for what, reached in self.rows if reached == "NOT reached"]
        n_budgets = sum(reached != "no budget" for _, reached in self.rows)
        print(f"\n{n_budgets - len(missed)} of {n_budgets} budgets reached.")
        for what in missed:
            print(f"NOT reached: {what}")

    # Starting.

    def until_painted(self, command, runs=5, wait=1.0):
        """Medians: seconds from the start of a program to its first whole frame, CPU seconds of all its threads until
        then (which others on the machine disturb less), and its PSS a second later."""
        times, costs, weights = [], [], []
        for _ in range(runs):
            begin = time.monotonic()
            process = subprocess.Popen(command, env=self.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
            for line in process.stdout:
                if line.strip() == b"painted":
                    break
            else:
                raise SystemExit(f"bench: {command[0]} ended before it painted")
            times.append(time.monotonic() - begin)
            costs.append(cpu_seconds(process.pid))
            time.sleep(wait)
            weights.append(pss_mb(process.pid))
            process.terminate()
            process.wait()
        return statistics.median(times), statistics.median(costs), statistics.median(weights)

    def shelf(self, n_articles):
        folder = os.path.join(self.work, f"shelf-{n_articles}")
        if not os.path.isdir(folder):
            begin = time.monotonic()
            subprocess.run([self.path("tests/bench/jarida-fill"), folder, "200", str(n_articles)],
                           env=self.env, check=True, stdout=subprocess.DEVNULL)
            open(os.path.join(folder, "settings.ini"), "w").write("[Jarida]\nlast-place=(0, int64 0)\n")
            print(f"<!-- shelf of {n_articles} filled in {time.monotonic() - begin:.1f} s -->", flush=True)
        return folder

    def start(self):
        _, _, empty = self.until_painted([self.path("tests/bench/floor-window")])
        for n_articles in [20000, 100000] + ([1000000] if self.large else []):
            shelf = self.shelf(n_articles)
            floor, floor_cpu, _ = self.until_painted([self.path("tests/bench/floor-window"), "--list", str(n_articles)])
            ours, cpu, pss = self.until_painted(self.program(shelf))
            self.row(f"start to a painted list, {n_articles} articles", floor, ours, "s", lambda floor: 1.6 * floor)
            self.row(f"the same, CPU of all threads, {n_articles}", floor_cpu, cpu, "s", lambda floor: 1.6 * floor)
            self.row(f"PSS with that list (floor: empty window), {n_articles}", empty, pss, "MB", lambda floor: floor + 25)
            if n_articles == 100000:
                self.article_open(shelf, empty)

    def program(self, shelf):
        return [self.path("src/app/jarida"), "--data", shelf, "--cache", os.path.join(self.work, "cache")]

    def article_open(self, shelf, empty):
        """The program begins with the article that was open when it ended."""
        folder = os.path.join(self.work, "shelf-article")
        shutil.copytree(shelf, folder)
        newest = [self.path("src/cli/jarida-cli"), "--data", folder, "headlines", "--json", "--limit", "1"]
        article = json.loads(subprocess.run(newest, env=self.env, stdout=subprocess.PIPE, check=True).stdout)[0]["id"]
        open(os.path.join(folder, "settings.ini"), "w").write(f"[Jarida]\nlast-place=(0, int64 0)\nlast-article={article}\n")
        _, _, pss = self.until_painted(self.program(folder))
        self.row("PSS with an article open (floor: empty window)", empty, pss, "MB", lambda floor: floor + 45)
        shutil.rmtree(folder)

    # Refreshing.

    def serve(self, *options):
        port_file = os.path.join(self.work, "port")
        if os.path.exists(port_file):
            os.remove(port_file)
        process = subprocess.Popen([self.path("src/demo/jarida-demo"), "--port", "0", "--port-file", port_file, *options],
                                   stdout=subprocess.DEVNULL)
        for _ in range(2000):
            if os.path.exists(port_file) and open(port_file).read().strip():
                return process, int(open(port_file).read())
            time.sleep(0.01)
        raise SystemExit("bench: the demo server did not start")

    def timed(self, command):
        """Seconds, CPU seconds and peak of resident memory (MB) of a command."""
        begin = time.monotonic()
        process = subprocess.Popen(command, env=self.env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024 / 1e6

    def refresh_size(self, n_feeds, stored_budget, same_budget, same_cpu_budget):
        # Of today and the days before, as what newspapers publish is: only of those stories are looked for.
        server, port = self.serve("--many-hosts", "--latency=50-150", "--recent", "--synthetic", str(n_feeds), "100")
        try:
            folder = os.path.join(self.work, f"refresh-{n_feeds}")
            cli = [self.path("src/cli/jarida-cli"), "--data", folder, "--cache", os.path.join(self.work, "cache")]
            opml = urllib.request.urlopen(f"http://127.0.0.1:{port}/synthetic.opml").read()
            opml_file = os.path.join(self.work, "feeds.opml")
            open(opml_file, "wb").write(opml)
            addresses = re.findall(rb'xmlUrl="([^"]+)"', opml)
            list_file = os.path.join(self.work, "addresses")
            open(list_file, "wb").write(b"\n".join(addresses) + b"\n")
            subprocess.run(cli + ["import", opml_file], env=self.env, check=True, stdout=subprocess.DEVNULL)

            validators = os.path.join(self.work, f"validators-{n_feeds}")
            fetch = [self.path("tests/bench/floor-fetch"), list_file, validators]
            self.timed(fetch[:-1])                 # the server writes its feeds now, once
            floor, _, _ = self.timed(fetch)
            floor_same, floor_same_cpu, _ = self.timed(fetch)
            wall, cpu, peak = self.timed(cli + ["refresh", "--force"])
            self.row(f"first refresh, {n_feeds} feeds x 100, stored (floor: fetching alone)", floor, wall, "s", stored_budget)
            self.row(f"first refresh, {n_feeds} feeds, CPU", None, cpu, "s", None)
            self.row(f"first refresh, {n_feeds} feeds, peak of resident memory", None, peak, "MB", 120)
            wall, cpu, _ = self.timed(cli + ["refresh", "--force"])
            self.row(f"nothing new, {n_feeds} feeds, after a restart", floor_same, wall, "s", same_budget)
            self.row(f"nothing new, {n_feeds} feeds, CPU", floor_same_cpu, cpu, "s", same_cpu_budget)
            count = json.loads(subprocess.run(cli + ["list", "--json"], env=self.env, stdout=subprocess.PIPE, check=True).stdout)
            total = sum(source["total"] for source in count)
            if total != n_feeds * 100:
                print(f"<!-- {total} articles kept of {n_feeds * 100} -->")
        finally:
            server.terminate()
            server.wait()

    def refresh(self):
        self.refresh_size(200, 2.5, 0.7, 0.25)
        self.refresh_size(1000, 10, 2.4, 1.0)

    # Reading: programs of our own that measure inside and print JSON lines of the arguments of row().

    def inside(self, program, *arguments):
        output = subprocess.run([self.path(program), *arguments], env=self.env, stdout=subprocess.PIPE, check=True).stdout
        for line in output.decode().splitlines():
            if line.startswith("{"):
                self.row(**json.loads(line))

    def article(self):
        self.inside("tests/bench/bench-article")

    def list(self):
        self.inside("tests/bench/bench-list", self.shelf(1000000 if self.large else 100000))

    def offline(self):
        picture = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../data/sample/pictures/bread.jpg")
        self.inside("tests/bench/bench-offline", "ahead", os.path.join(self.work, "ahead"), picture)
        folder = os.path.join(self.work, "shelf-leave")
        shutil.copytree(self.shelf(100000), folder)
        self.inside("tests/bench/bench-offline", "leave", folder)
        shutil.rmtree(folder)

    def pictures(self):
        self.inside("tests/bench/bench-pdq")

    # Reports of pictures: the rule, the block list, the service.

    def moderation(self):
        self.inside("tests/bench/bench-reports", "1000000000" if self.large else "100000000")
        self.inside("tests/bench/bench-service", "60" if self.large else "10")
        if self.large:
            self.mutations(1000000)
        self.env["JARIDA_TEST_DURABLE"] = "1"
        self.inside(os.path.join(HERE, "../moderation/with-postgres"), self.path("tests/bench/bench-postgres"),
                    "60" if self.large else "10")

    def mutations(self, n):
        env = dict(self.env, JARIDA_MUTATIONS=str(n))
        begin = time.monotonic()
        result = subprocess.run([self.path("tests/moderation/test-hostile"), "--tap", "-p", "/moderation/hostile/i8-mutations"], env=env,
                                stdout=subprocess.DEVNULL)
        self.row(f"T-I8 {n} mutated reports over HTTP: the service ends or answers 500", None, result.returncode != 0, "times", 0)
        self.row("T-I8 they take", None, time.monotonic() - begin, "s", None)


    # Searching.

    def search(self):
        """Articles with a vocabulary of 60,000 words; the floor of the size is their text, of the indexing nothing."""
        for n_articles in [10000, 100000] + ([1000000] if self.large else []):
            folder = os.path.join(self.work, f"search-{n_articles}")
            filled = subprocess.run([self.path("tests/bench/jarida-fill"), folder, "200", str(n_articles), "2700", "words"],
                                    env=self.env, check=True, stdout=subprocess.PIPE, text=True).stdout
            text = float(re.search(r"([0-9.]+) MB of text", filled).group(1))
            lines = subprocess.run([self.path("tests/bench/bench-search"), folder], env=self.env, check=True,
                                   stdout=subprocess.PIPE, text=True).stdout.splitlines()
            values = {name: (float(value), unit) for name, value, unit in (line.split() for line in lines)}
            self.row(f"index of {n_articles} articles (floor: their text)", text, values.pop("index-size")[0], "MB", lambda floor: 0.6 * floor)
            if "index-cpu" in values:
                self.row("to index one of them, CPU", None, values.pop("index-cpu")[0], "us", None)
            for name, (value, unit) in values.items():
                budget = 50 if name.endswith("p95") and unit == "ms" and not name.startswith("number") else None
                self.row(f"search, {name}, {n_articles} articles", None, value, unit, budget)
            shutil.rmtree(folder)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--build", required=True)
    parser.add_argument("--large", action="store_true", help="1,000,000 articles, 10^9 look-ups, 5 minutes of overload, 10^6 mutated reports (takes up to an hour)")
    parser.add_argument("parts", nargs="*", choices=["start", "refresh", "article", "list", "pictures", "moderation", "search", "offline", []], default=[])
    options = parser.parse_args()
    bench = Bench(options.build, options.large)
    print("| what | floor | ours | unit | ratio | budget | reached |\n|---|---|---|---|---|---|---|")
    try:
        for part in options.parts or ["start", "list", "article", "pictures", "moderation", "search", "offline", "refresh"]:
            getattr(bench, part)()
        bench.close()
    finally:
        shutil.rmtree(bench.work, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
