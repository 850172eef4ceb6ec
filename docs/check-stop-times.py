#!/usr/bin/env python3
"""Recomputes the median and the 95 % bound of each guest's shutdown from the measured stops, with none of Lastwatt's code.

    lastwatt samples export > samples.jsonl
    curl -s http://127.0.0.1:8380/api/v1/guests > guests.json
    python3 docs/check-stop-times.py samples.jsonl guests.json

The formulas are those of docs/estimator.md. The integrals are summed here over a fixed fine grid of medians and spreads, and the
quantiles found by bisection, so that neither the tables nor the adaptive grid of the model are repeated. Where guests.json says what
the service states (plan.method is shutdown: plan.stopTime) it is compared, to the second. What the policy says of updates is taken from
"updates" of each guest, "pending", "expected" (its patch window is open), "none" or "unknown", which has to be added by hand where it
is not unknown; likewise "os", "windows" or "linux". Memory that has moved by less than a tenth since the service began is as it was.

Ends with 0 if all agree, with 1 if not, with 2 if a file cannot be read. Python 3.8 or later, standard library only.
"""
import json
import math
import re
import sys
from statistics import NormalDist

GIB = 2.0 ** 30
STEP = 0.05  # of the log medians
Z_STEP = 0.5  # of the log spreads, in their standard deviations
REACH = 2.6  # of the log spreads
SLOW, SLOW_SPREAD = math.log(4.2), 0.3
UNEXPLAINED, HANGS = 0.0015, 0.01
HABITS = ("steady", "light", "erratic")
SLOW_SHARE = {"steady": 0.0, "light": 0.0, "erratic": 0.11}
# share of light guests, share of erratic guests, how probable such a host is
MIXES = ((0.05, 0.005, 0.22), (0.95, 0.005, 0.2), (0.4, 0.1, 0.05), (0.33, 0.33, 0.5), (0.1, 0.5, 0.03))
LEVELS = (0.004, 0.012, 0.025, 0.05, 0.1, 0.2, 0.35)
LEVELS_AROUND = {"windows": (0.09, 0.4), "linux": (0.012, 0.5), "unknown": (0.05, 0.7)}
SLOWER = {"leaf": 0.02, "carrier": 0.55, "middle": 0.93, "foundation": 0.06}
ODD, ODD_SPREAD, SLOWER_KIND = 0.01, 1.4, math.log(2.5)
SPREAD_OF_SPREAD = 0.23
CAUTION = {0: 0.8, 1: 0.6, 2: 0.96, 3: 0.96, 4: 0.96}
TOLERANCE = 1.0
phi = NormalDist().cdf


def duration(text):
    """Seconds of an ISO 8601 duration as Java writes it."""
    m = re.fullmatch(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d*\.?\d+)S)?", text)
    if not m:
        raise ValueError("not a duration: " + text)
    hours, minutes, seconds = m.groups()
    return int(hours or 0) * 3600 + int(minutes or 0) * 60 + float(seconds or 0)


def density(z):
    return math.exp(-0.5 * z * z) / math.sqrt(2 * math.pi)


class Law:
    """One stop around a log median, for one spread of the logarithm."""

    def __init__(self, spread):
        self.spread = spread
        self.wide = math.hypot(spread, SLOW_SPREAD)
        precision = 1 / spread ** 2
        self.shape = 0.5 * precision * (1 + math.sqrt(1 + 2 / precision))
        self.third = 1 - 1 / (9 * self.shape)
        self.offset = math.log(self.shape) + 3 * math.log(self.third)

    def usual(self, habit, y):
        if habit != "light":
            return density(y / self.spread) / self.spread
        z = y + self.offset
        return math.exp(self.shape * z - math.exp(min(z, 50)) - math.lgamma(self.shape))

    def usual_by(self, habit, y):
        if habit != "light":
            return phi(y / self.spread)
        return phi((self.third * math.exp(min(y, 60) / 3) - self.third) * 3 * math.sqrt(self.shape))

    def slow(self, y):
        return density((y - SLOW) / self.wide) / self.wide

    def slow_by(self, y, times=1):
        return phi((y - times * SLOW) / self.wide)

    def log_likelihood(self, habit, updates, stop, median):
        share = 1 - (1 - updates) * (1 - SLOW_SHARE[habit])
        y = stop.log - median
        if stop.ended:
            return stop.weight * math.log((1 - share) * self.usual(habit, y) + share * self.slow(y) + UNEXPLAINED)
        by = (1 - share) * self.usual_by(habit, y) + share * self.slow_by(y)
        return stop.weight * math.log(1 - (1 - HANGS) * by)


class Stop:
    def __init__(self, line, age, memory):
        doublings = math.log2(memory / line["memoryBytes"]) if line["memoryBytes"] > 0 else 0.0
        self.log = math.log(duration(line["took"])) + 0.1 * doublings
        self.weight = 0.99 ** age * (0.3 if abs(doublings) > 0.3 else 1)
        self.ended = line["ending"] == "stopped"


class Guest:
    def __init__(self, said, lines, roles):
        self.id = said["id"]
        self.name = said.get("name", self.id)
        self.os = said.get("os", "unknown")
        self.updates = said.get("updates", "unknown")
        self.memory = max(1, said["memoryBytes"])
        self.role = roles[self.id]
        latest = [s for s in lines if s["method"] == "shutdown"][-60:]
        self.stops = [Stop(s, len(latest) - 1 - i, self.memory) for i, s in enumerate(latest)]
        self.count = sum(s.ended for s in self.stops)
        self.likelihoods = {}
        near = [s.log for s in self.stops]
        # After three stops that ended the median is near them; before, it may be anywhere.
        anywhere = self.count < 3
        low = min([math.log(10) - 4.5] * anywhere + [y - 2.5 for y in near])
        high = max([math.log(30) + 5.5] * anywhere + [y + 1 for y in near])
        self.medians = [low + STEP * i for i in range(int((high - low) / STEP) + 2)]

    def prior(self, pool):
        """(weight, is Windows, centre, shift, spread, is odd) of each possibility of its log median."""
        memory = 0.1 * math.log2(self.memory / (8 * GIB))
        slower = SLOWER[self.role]
        for windows in (True, False):
            share = 0.5 if self.os == "unknown" else float((self.os == "windows") == windows)
            centre = pool["windows"] if windows else pool["linux"]
            if share:
                yield share * (1 - slower - ODD), windows, centre, memory, pool["guests"], False
                yield share * slower, windows, centre, memory + SLOWER_KIND, pool["guests"], False
                yield share * ODD, windows, centre, memory, ODD_SPREAD, True

    def levels(self):
        if not self.stops:
            return {0.05: 1.0}
        return assumed_levels(self.os)

    def likelihood(self, level, spread):
        """By habit and median."""
        key = (level, spread)
        if key not in self.likelihoods:
            law = Law(spread)
            self.likelihoods[key] = {
                h: [math.exp(sum(law.log_likelihood(h, level, s, m) for s in self.stops)) for m in self.medians]
                for h in HABITS}
        return self.likelihoods[key]

    def look(self, pool):
        """How well each level and habit explains the history, within that pool."""
        self.places = []
        self.parts = list(self.prior(pool))
        for m in self.medians:
            self.places.append([w * density((m - c - s) / sd) / sd for w, _, c, s, sd, _ in self.parts])
        here = [sum(p) * STEP for p in self.places]
        self.here = here
        self.explained = {
            (l, h): sum(w * sum(a * b for a, b in zip(self.likelihood(l, spread)[h], here)) for spread, w in pool["spreads"])
            for l in self.levels() for h in HABITS}

    def weigh(self, host, pool):
        """Probabilities by habit and spread of each median, with the host taken into account."""
        self.posterior = {}
        for l in self.levels():
            for k, (light, erratic, _) in enumerate(MIXES):
                share = {"steady": 1 - light - erratic, "light": light, "erratic": erratic}
                probable = host[self.os][k][l] if self.stops else sum(host[self.os][k].values())
                norm = sum(share[h] * self.explained[l, h] for h in HABITS)
                for h in HABITS:
                    factor = probable * share[h] / norm
                    for spread, w in pool["spreads"]:
                        row = self.posterior.setdefault((h, spread), [0.0] * len(self.medians))
                        like = self.likelihood(l, spread)[h]
                        for i, place in enumerate(self.here):
                            row[i] += factor * w * like[i] * place
        total = sum(map(sum, self.posterior.values()))
        for row in self.posterior.values():
            row[:] = [p / total for p in row]

    def ended_by(self, log, risk):
        by = 0.0
        for (habit, spread), row in self.posterior.items():
            law, r = Law(spread), SLOW_SHARE[habit]
            for p, m in zip(row, self.medians):
                if p > 1e-9:
                    y = log - m
                    by += p * ((1 - risk) * (1 - r) * law.usual_by(habit, y)
                               + (risk * (1 - r) + (1 - risk) * r) * law.slow_by(y) + risk * r * law.slow_by(y, 2))
        return by

    def quantile(self, probability, risk):
        low, high = -5.0, 15.0
        while high - low > 1e-5:
            middle = (low + high) / 2
            if self.ended_by(middle, risk) < probability:
                low = middle
            else:
                high = middle
        return math.exp(high)


def assumed_levels(os):
    centre, spread = LEVELS_AROUND[os]
    raw = {l: math.exp(-0.5 * (math.log(l / centre) / spread) ** 2) for l in LEVELS}
    kept = {l: w for l, w in raw.items() if w >= 0.02 * sum(raw.values())}
    return {l: w / sum(kept.values()) for l, w in kept.items()}


def spreads(centre):
    steps = int(REACH / Z_STEP)
    raw = [(math.exp(centre + SPREAD_OF_SPREAD * Z_STEP * i), math.exp(-0.5 * (Z_STEP * i) ** 2)) for i in range(-steps, steps + 1)]
    return [(s, w / sum(w for _, w in raw)) for s, w in raw]


def host_of(guests):
    """By operating system, mix and level: how probable they are after all histories."""
    logs = {os: [{l: math.log(p) for l, p in assumed_levels(os).items()} for _ in MIXES] for os in LEVELS_AROUND}
    for g in guests:
        if g.stops:
            for k, (light, erratic, _) in enumerate(MIXES):
                for l in logs[g.os][k]:
                    e = g.explained
                    logs[g.os][k][l] += math.log(
                        (1 - light - erratic) * e[l, "steady"] + light * e[l, "light"] + erratic * e[l, "erratic"] + 1e-300)
    mixes = []
    for k, (_, _, assumed) in enumerate(MIXES):
        log = math.log(assumed)
        for os in logs:
            best = max(logs[os][k].values())
            total = sum(math.exp(x - best) for x in logs[os][k].values())
            log += best + math.log(total)
            logs[os][k] = {l: math.exp(x - best) / total for l, x in logs[os][k].items()}
        mixes.append(log)
    best = max(mixes)
    mixes = [math.exp(m - best) for m in mixes]
    return {os: [{l: p * mixes[k] / sum(mixes) for l, p in logs[os][k].items()} for k in range(len(MIXES))] for os in logs}


def pool_of(guests):
    """The pool after two rounds of expectation and maximisation, each starting from the assumption."""
    assumed = dict(windows=math.log(30), linux=math.log(10), guests=0.42, stops=math.log(0.29))
    pool = dict(assumed, spreads=spreads(assumed["stops"]))
    measured = [g for g in guests if g.count]
    for _ in range(2):
        for g in measured:
            g.look(pool)
        host = host_of(measured)
        n = dict(windows=0.0, linux=0.0)
        at = dict(windows=0.0, linux=0.0)
        squares = stops = scattering = 0.0
        for g in measured:
            g.weigh(host, pool)
            marginal = [sum(row[i] for row in g.posterior.values()) for i in range(len(g.medians))]
            for i, m in enumerate(g.medians):
                for part, (_, windows, centre, shift, _, odd) in zip(g.places[i], g.parts):
                    if not odd and sum(g.places[i]) > 0:
                        p = marginal[i] * part / sum(g.places[i])
                        os = "windows" if windows else "linux"
                        n[os] += p
                        at[os] += p * (m - shift)
                        squares += p * (m - shift - centre) ** 2
            if g.count >= 4:
                scattering += 1
                stops += sum(sum(row) * math.log(spread) for (_, spread), row in g.posterior.items())
        sure, one = 1 / 0.5 ** 2, 1 / assumed["guests"] ** 2
        for os in n:
            pool[os] = (assumed[os] * sure + at[os] * one) / (sure + n[os] * one)
        pool["guests"] = math.sqrt((8 * assumed["guests"] ** 2 + squares) / (8 + len(measured)))
        sure, one = 1 / 0.12 ** 2, 1 / SPREAD_OF_SPREAD ** 2
        pool["stops"] = (assumed["stops"] * sure + stops * one) / (sure + scattering * one)
        pool["spreads"] = spreads(pool["stops"])
    return pool


def update_risks(guests, host):
    told = [g for g in guests if g.updates in ("pending", "none")]
    odds = 0.12 / 0.88
    for g in told:
        if g.os != "linux":
            inside, outside = 0.6 * 0.8, 0.02 * 0.8
            odds *= inside / outside if g.updates == "pending" else (1 - inside) / (1 - outside)
    for g in guests:
        window = 0.0 if g.os == "linux" else odds / (1 + odds)
        if g.updates == "pending":
            risk = 0.95
        elif g.updates == "expected":
            risk = 0.6
        elif not told:
            risk = sum(p * l for by_level in host[g.os] for l, p in by_level.items())
        elif g.updates == "unknown":
            risk = window * 0.6 + (1 - window) * 0.02
        else:
            risk = max(0.007, window * 0.6 * 0.2 / (1 - 0.6 * 0.8))
        yield g, risk


def roles_of(said):
    servers = {g["id"]: [d["id"] for d in g.get("dependsOn", [])] for g in said}
    carriers = {on for ons in servers.values() for on in ons}
    middle = {g for g, ons in servers.items() if g in carriers and ons}
    foundations = {on for g in middle for on in servers[g]}
    return {g: "middle" if g in middle else "foundation" if g in foundations else "carrier" if g in carriers else "leaf" for g in servers}


def main(arguments):
    if len(arguments) != 2:
        print(__doc__)
        return 2
    try:
        with open(arguments[0], encoding="utf-8-sig") as file:
            lines = [json.loads(line) for line in file if line.strip()]
        with open(arguments[1], encoding="utf-8-sig") as file:
            said = json.load(file)
        said = said["guests"] if isinstance(said, dict) else said
        lines.sort(key=lambda s: s["at"])
        roles = roles_of(said)
        guests = [Guest(g, [s for s in lines if s["guest"] == g["id"]], roles) for g in said]
    except (OSError, ValueError, KeyError, TypeError) as e:
        print(f"cannot be read: {e!r}")
        return 2
    pool = pool_of(guests)
    for g in guests:
        g.look(pool)
    host = host_of(guests)
    measured = sum(g.count > 0 for g in guests)
    little_shown = measured == 0 or measured < min(5, len(guests) // 2)
    wrong = 0
    stated = {g["id"]: g["plan"]["stopTime"] for g in said if (g.get("plan") or {}).get("method") == "shutdown"}
    for g, risk in update_risks(guests, host):
        g.weigh(host, pool)
        p50 = g.quantile(0.5, risk)
        p95 = g.quantile(1 - 0.05 * CAUTION.get(g.count, 1), risk)
        if little_shown and not g.count and p95 < 300:
            p50, p95 = p50 * 300 / p95, 300.0
        line = f"{g.name}: {g.count} stops, p50 {p50:.2f} s, p95 {p95:.2f} s"
        if g.id in stated:
            p50_stated, p95_stated = duration(stated[g.id]["median"]), duration(stated[g.id]["upper"])
            agrees = abs(p50_stated - p50) <= TOLERANCE and abs(p95_stated - p95) <= TOLERANCE
            wrong += not agrees
            line += "; agrees" if agrees else f"; stated {p50_stated:.2f} s and {p95_stated:.2f} s: WRONG"
        print(line)
    print(f"{len(stated)} compared, {wrong} wrong" if stated else "nothing to compare with")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
