#!/usr/bin/env python3
"""Recomputes a budget from its own inputs, with none of Lastwatt's code.

    lastwatt budget --json > budget.json
    python3 docs/check-budget.py budget.json [more.json ...]

From each guest's p95, what must be down before it, the limits, the host's shutdown, the reserve, the runtime and the credit for a
falling load (both as stated: the credit needs the battery's law) it works out every
latest start, TIMEOUT, slack, the commit point and the margin, and compares them to the second with those in the file. Ends with 0 if
all agree, with 1 if not, with 2 if a file cannot be read. Python 3.7 or later, standard library only.

How: time runs backwards from the commit point. A guest may begin (that is, end) when every guest that it must outlive, its servers,
has been placed, and its resource is free: a shutdown takes one of concurrentShutdowns slots, a save one of savesPerVolume slots of
its volume, turning off none. Of those that may begin the one of the lowest rank goes first; the ranks are the plan's own choice and
stand in the file. Ends are worked off one at a time, in their order, then by rank.
"""
import heapq
import json
import re
import sys
from datetime import datetime, timezone

TOLERANCE = 1.0


def duration(text):
    """Seconds of an ISO 8601 duration as Java writes it: PT1M2.5S, PT-3S, -PT5S."""
    m = re.fullmatch(r"(-?)P(?:(-?\d+)D)?(?:T(?:(-?\d+)H)?(?:(-?\d+)M)?(?:(-?\d*\.?\d+)S)?)?", text)
    if not m:
        raise ValueError("not a duration: " + text)
    days, hours, minutes = (int(g or 0) for g in m.groups()[1:4])
    seconds = ((days * 24 + hours) * 60 + minutes) * 60 + float(m.group(5) or 0)
    return -seconds if m.group(1) else seconds


def instant(text):
    """Seconds since 1970."""
    m = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d+)?Z", text)
    if not m:
        raise ValueError("not a time: " + text)
    whole = datetime.strptime(m.group(1), "%Y-%m-%dT%H:%M:%S").replace(tzinfo=timezone.utc)
    return whole.timestamp() + float(m.group(2) or 0)


def backwards(stops, saves_per_volume, shutdowns, saves_on_volume):
    """For each guest, how long before the commit point its stop must begin."""
    by_id = {s["guest"]: s for s in stops}
    cost = {}

    def saves(s):
        return saves_on_volume.get(s.get("volume"), saves_per_volume)

    for s in stops:
        # Saves on one volume share its pace, and disturb each other by 3 % for each further one.
        share = saves(s) * (1 + 0.03 * (saves(s) - 1)) if s["method"] == "save" else 1
        cost[s["guest"]] = max(0.001, duration(s["p95"]) * share)
    clients = {g: [c for c in by_id[g]["after"] if c in by_id] for g in by_id}
    servers = {g: [] for g in by_id}
    for g, cs in clients.items():
        for c in cs:
            servers[c].append(g)

    def resource(g):
        s = by_id[g]
        return ("save", s.get("volume")) if s["method"] == "save" else (s["method"], None)

    def slots(g):
        return {"save": saves(by_id[g]), "shutdown": shutdowns}.get(by_id[g]["method"], float("inf"))

    def rank(g):
        return by_id[g]["rank"]

    waiting = sorted((g for g in by_id if not servers[g]), key=rank)
    unplaced = {g: len(servers[g]) for g in by_id}
    busy, ends, start, now = {}, [], {}, 0.0
    while waiting or ends:
        held = []
        for g in waiting:
            if busy.get(resource(g), 0) < slots(g):
                busy[resource(g)] = busy.get(resource(g), 0) + 1
                start[g] = now + cost[g]
                heapq.heappush(ends, (round(start[g], 3), rank(g), g))
            else:
                held.append(g)
        waiting = held
        now, _, done = heapq.heappop(ends)
        busy[resource(done)] -= 1
        for c in clients[done]:
            unplaced[c] -= 1
            if unplaced[c] == 0:
                waiting.append(c)
        waiting.sort(key=rank)
    return start


def check(budget):
    """Every disagreement, in words."""
    wrong = []

    def same(what, ours, theirs):
        if abs(ours - theirs) >= TOLERANCE:
            wrong.append("%s: recomputed %.3f s, stated %.3f s" % (what, ours, theirs))

    stops = budget["stops"]
    if any("requestedAt" in s and s["requestedAt"] for s in stops):
        return ["a run is under way: what is left of a stop cannot be recomputed from this file"]
    times = budget["times"]
    failed = instant(times["powerFailedAt"])
    empty = instant(budget["madeAt"]) + duration(budget["remaining"]["lowerBound"]) + duration(budget["loadCredit"])
    host, reserve = duration(budget["host"]), duration(budget["reserve"])
    commit = empty - reserve - host
    same("commit point", commit - failed, instant(times["commitPoint"]) - failed)
    same("battery empty", empty - failed, instant(times["emptyAt"]) - failed)
    limits = budget["limits"]
    start = backwards(stops, limits["savesPerVolume"], limits["concurrentShutdowns"], limits.get("savesOnVolume") or {})
    earliest = instant(times["earliestStart"])
    for s in stops:
        latest = commit - start[s["guest"]]
        if s.get("shed"):
            # Shed early by the policy: its own time, which must not be later than the latest safe one.
            if instant(s["latestStart"]) > latest + TOLERANCE:
                wrong.append("%s is shed later than it must stop" % s["name"])
            latest = instant(s["latestStart"])
        same("TIMEOUT of " + s["name"], latest - failed, duration(s["timeout"]))
        same("latest start of " + s["name"], latest - failed, instant(s["latestStart"]) - failed)
        same("slack of " + s["name"], latest - earliest, duration(s["slack"]))
        same("expected end of " + s["name"], latest + duration(s["p50"]) - failed, instant(s["expectedEnd"]) - failed)
    guests = max([0.0, duration(limits["othersNeed"])] + list(start.values()))
    same("guests", guests, duration(budget["guests"]))
    same("needed", guests + host + reserve, duration(budget["needed"]))
    same("margin", empty - earliest - guests - host - reserve, duration(budget["margin"]))
    if budget["fits"] != (duration(budget["margin"]) >= 0):
        wrong.append("fits does not go with the margin")
    return wrong


def main(paths):
    if not paths:
        print(__doc__)
        return 2
    bad = 0
    for path in paths:
        try:
            with open(path, encoding="utf-8") as f:
                budget = json.load(f)
            wrong = check(budget)
        except (OSError, ValueError, KeyError, TypeError) as e:
            print("%s: cannot be read as a budget: %r" % (path, e))
            return 2
        for line in wrong:
            print("%s: %s" % (path, line))
        bad += bool(wrong)
        if not wrong:
            print("%s: %d guests, all figures agree" % (path, len(budget["stops"])))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
