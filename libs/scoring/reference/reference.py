"""Reference evaluations for reference.spec.ts, computed from single cases with numpy, scipy and statsmodels.

Written from scoring.md and metrics.md without looking at the TypeScript: replicates are formed by dropping cases (not by
subtracting sums), curves come from statsmodels, composites from the correlation matrix of the replicates.

    python3 -m venv venv && venv/bin/pip install scipy statsmodels && venv/bin/python reference.py > reference.json
"""
import json
import sys
from collections import Counter, defaultdict

import numpy as np
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight
from statsmodels.stats.inter_rater import cohens_kappa
from statsmodels.stats.proportion import proportion_confint

rng = np.random.default_rng(20260301)
Z = stats.norm.ppf(0.975)


def replicates(theta, groups, present, estimate, changing=None):
    """(deviations, v_J, G) of estimate(mask), or None; groups: of each case; present: those that G counts."""
    deviations = np.zeros(20)
    for g in set(groups) & set(changing or present):
        left = estimate(groups != g)
        if left is None:
            return None
        deviations[g] = left - theta
    G = len(set(present))
    return (deviations, (G - 1) / G * (deviations**2).sum(), G) if G >= 3 else None


def student(G, level=0.95):
    return stats.t.ppf(1 - (1 - level) / 2, G - 1)


def clip(theta, half, least, most):
    return max(least, theta - half), min(most, theta + half)


def wilson(p, n, z):
    # statsmodels takes counts and a level; its level gives back our quantile.
    low, high = proportion_confint(p * n, n, alpha=2 * stats.norm.sf(z), method="wilson")
    return max(0.0, float(low)), min(1.0, float(high))


def share_interval(p, n, jk):
    if jk is None:
        return [100 * limit for limit in wilson(p, n, Z)]
    binomial = p * (1 - p) / n
    deff = max(1, jk[1] / binomial) if binomial > 0 else 1
    return [100 * limit for limit in wilson(p, n / deff, student(jk[2]))]


def result(value, interval, n, jk, n_eff=None, sign=1):
    return {
        "value": value,
        "interval": [None if limit == np.inf else limit for limit in interval],
        "n": int(n),
        "nEff": n_eff,
        "deviations": None if jk is None else (sign * jk[0]).tolist(),
    }


def proportion(g, y):
    def share(mask):
        return y[mask].mean() if mask.any() else None

    p = share(g >= 0)
    jk = replicates(p, g, g, share)
    return result(100 * p, share_interval(p, len(y), jk), len(y), jk)


def rate(events, contacts, per):
    """events, contacts: groups of the events and of the contacts."""

    def density(keep):
        exposure = np.isin(contacts, keep).sum()
        return per * np.isin(events, keep).sum() / exposure if exposure else None

    theta = density(range(20))
    x, e = len(events), len(contacts)
    jk = replicates(theta, np.arange(20), contacts, lambda mask: density(np.arange(20)[mask]))
    poisson = x * (per / e) ** 2
    deff = max(1, jk[1] / poisson) if jk and poisson > 0 else 1
    low = stats.chi2.ppf(0.025, 2 * x / deff) / 2 if x else 0.0
    high = stats.chi2.ppf(0.975, 2 * x / deff + 2) / 2
    return result(theta, [low / (e / deff) * per, high / (e / deff) * per], e, jk)


def mean(g, a, level=0.95):
    def average(mask):
        return a[mask].mean() if mask.any() else None

    theta = average(g >= 0)
    jk = replicates(theta, g, g, average)
    if jk:
        interval = clip(theta, student(jk[2], level) * np.sqrt(jk[1]), 0, 100)
    else:
        interval = clip(theta, stats.t.ppf(1 - (1 - level) / 2, len(a) - 1) * stats.sem(a), 0, 100)
    return result(theta, interval, len(a), jk)


def bin_of(seconds):
    if seconds < 256:
        return seconds
    e = int(seconds).bit_length() - 8
    return 128 * e + (int(seconds) >> e)


def bounds(b):
    if b < 256:
        return b, b + 1
    e = b // 128 - 1
    return (b - 128 * e) << e, (b - 128 * e + 1) << e


class Curve:
    def __init__(self, bins, ended):
        fit = SurvfuncRight(bins, ended)
        self.bins, self.survival, self.fit = fit.surv_times, fit.surv_prob, fit
        self.n_events, self.n_risk = fit.n_events, fit.n_risk

    def crossing(self, level):
        for i, b in enumerate(self.bins):
            if self.survival[i] <= level + 1e-12:
                before = self.survival[i - 1] if i else 1.0
                low, high = bounds(int(b))
                return i, (before - level) / (before - self.survival[i]), low, high
        return None

    def read(self, level):
        if level >= 1:
            return 0.0
        at = self.crossing(level) if level > 0 else None
        return np.inf if at is None else at[2] + at[1] * (at[3] - at[2])

    def at(self, seconds):
        before = 1.0
        for i, b in enumerate(self.bins):
            low, high = bounds(int(b))
            if seconds < low:
                return before
            if seconds < high:
                return before + (self.survival[i] - before) * (seconds - low) / (high - low)
            before = self.survival[i]
        return before


def percentile(g, seconds, ended):
    bins = np.array([bin_of(s) for s in seconds])
    curve = Curve(bins, ended)
    p90 = curve.read(0.1)
    jk = replicates(0.1, g, g, lambda mask: Curve(bins[mask], ended[mask]).at(p90) if mask.any() else None)
    if jk:
        half = student(jk[2]) * np.sqrt(jk[1])
    else:
        i, f, _, _ = curve.crossing(0.1)
        greenwood = (curve.fit.surv_prob_se[i - 1] / curve.survival[i - 1]) ** 2 if i else 0.0
        part = f * curve.n_events[i]
        half = Z * 0.1 * np.sqrt(greenwood + part / (curve.n_risk[i] * (curve.n_risk[i] - part)))
    interval = [curve.read(0.1 + half) / 60, curve.read(0.1 - half) / 60]
    return result(p90 / 60, interval, len(g), jk, sign=-1)


def strata_weights(strata, contact_strata):
    """Weight of each answer; strata and contact_strata: stratum of each answer and of each contact."""
    n, N = Counter(strata), Counter(s for s in contact_strata if s in set(strata))
    total_n, total_N = len(strata), sum(N.values())
    raw = {s: np.clip((N[s] / total_N) / (n[s] / total_n), 0.3, 3) if total_N else 1.0 for s in n}
    w = np.array([raw[s] for s in strata])
    return w * len(w) / w.sum()


def weighted(g, strata, a, contact_g, contact_strata, kind):
    """a: points of each answer (mean), 0/1 (proportion), -1/0/1 (net share)."""
    strata, contact_strata = np.array(strata), np.array(contact_strata)

    def ratio(answers, contacts):
        return np.average(a[answers], weights=strata_weights(strata[answers], contact_strata[contacts]))

    theta = ratio(g >= 0, contact_g >= 0)
    w = strata_weights(strata, contact_strata)
    n_eff = w.sum() ** 2 / (w**2).sum()
    jk = replicates(
        theta,
        np.arange(20),
        g,
        lambda keep: ratio(keep[g], keep[contact_g]) if keep[g].any() else None,
    )
    if kind == "weighted_proportion":
        return result(100 * theta, share_interval(theta, n_eff, jk), len(a), jk, n_eff)
    variance = np.average((a - theta) ** 2, weights=w)
    if kind == "weighted_mean":
        half = stats.t.ppf(0.975, n_eff - 1) * np.sqrt(variance * n_eff / (n_eff - 1) / n_eff)
        scale, least = 1, 0
    else:
        half, scale, least = Z * np.sqrt(variance / n_eff), 100, -100
    if jk:
        half = student(jk[2]) * np.sqrt(jk[1])
    return result(scale * theta, clip(scale * theta, scale * half, least, 100), len(a), jk, n_eff)


def index(g, item, a, mix):
    keep = np.isin(item, list(mix))
    g, item, a = g[keep], item[keep], a[keep]
    n = Counter(item)
    W = {i: mix[i] / sum(mix[j] for j in n) for i in n}
    belief = {i: n[i] / (n[i] + 20) if n[i] < 10 else 1 for i in n}

    def value(mask):
        if not mask.any():
            return None
        overall = np.mean([a[mask & (item == i)].mean() for i in W if (mask & (item == i)).any()])
        total = 0
        for i in W:
            own = a[mask & (item == i)]
            total += W[i] * (overall + (belief[i] * (own.mean() - overall) if len(own) else 0))
        return total

    theta = value(g >= 0)
    jk = replicates(theta, g, g, value)
    if jk:
        half = student(jk[2]) * np.sqrt(jk[1])
    else:
        pooled = sum(((a[item == i] - a[item == i].mean()) ** 2).sum() for i in W) / (len(a) - len(W))
        half = Z * np.sqrt(sum(W[i] ** 2 * pooled / n[i] for i in W))
    return result(theta, clip(theta, half, 0, 100), len(a), jk)


def minimum(g, item, a):
    counts = Counter(item)
    items = [i for i in counts if i != "unknown" and counts[i] >= 30]
    keep = np.isin(item, items)
    g, item, a = g[keep], item[keep], a[keep]
    level = 1 - 0.05 / len(items)
    own = {i: mean(g[item == i], a[item == i], level) for i in items}
    least = min(items, key=lambda i: own[i]["value"])
    theta = own[least]["value"]
    jk = replicates(
        theta,
        g,
        g,
        lambda mask: min((a[mask & (item == i)].mean() for i in items if (mask & (item == i)).any()), default=None),
    )
    interval = [min(own[i]["interval"][0] for i in items), min(own[i]["interval"][1] for i in items)]
    return result(theta, interval, own[least]["n"], jk)


def gap(g, focus, a):
    def difference(mask):
        if not (mask & focus).any() or not (mask & ~focus).any():
            return None
        return a[mask & focus].mean() - a[mask & ~focus].mean()

    theta = difference(g >= 0)
    jk = replicates(theta, g, set(g[focus]) & set(g[~focus]), difference, set(g))
    if jk:
        interval = clip(theta, student(jk[2]) * np.sqrt(jk[1]), -100, 100)
    else:
        interval = list(stats.ttest_ind(a[focus], a[~focus], equal_var=False).confidence_interval())
    return result(theta, interval, min(focus.sum(), (~focus).sum()), jk)


def observed_share(g, item, passed, weight, pairs):
    """pairs: by item, what the first and the second observer found. Items with 20 pairs and a kappa below 0.6 are left out."""
    def disputed(code):
        first, second = pairs[code]
        if len(first) < 20:
            return False
        table = [[sum((first == a) & (second == b)) for b in (1, 0)] for a in (1, 0)]
        return cohens_kappa(table, return_results=True).kappa < 0.6

    kept = ~np.isin(item, [code for code in pairs if disputed(code)])
    g, passed, weight = g[kept], passed[kept], weight[kept]

    def share(mask):
        return (weight * passed)[mask].sum() / weight[mask].sum() if mask.any() else None

    p = share(g >= 0)
    jk = replicates(p, g, g, share)
    n_eff = weight.sum() ** 2 / (weight**2).sum()
    return result(100 * p, share_interval(p, n_eff, jk), len(g), jk, float(n_eff))


# Sums as the library takes them.


def by_group(g):
    return np.bincount(g, minlength=20).tolist()


def add(sums, measure, key, g, amount=None):
    row = sums[measure].setdefault(key, [0] * 20)
    amounts = np.ones(len(g), int) if amount is None else amount
    for group, value in zip(g, amounts):
        row[int(group)] += int(value)


def answers(sums, keys, g, micro):
    """n, Σa, Σa² by key; a in micro-points."""
    for key, group, a in zip(keys, g, micro):
        add(sums, "n", str(key), [group])
        add(sums, "sum", str(key), [group], [int(a)])
        add(sums, "sum_squares", str(key), [group], [int(a) ** 2])


def days(n, groups):
    """Replicate group of each of n cases, over so many groups."""
    return rng.choice(rng.permutation(20)[:groups], n)


def scale(n, mean_points, spread=1.1):
    """n answers on 1–5, in micro-points."""
    return np.clip(np.rint(rng.normal(mean_points / 25 + 1, spread, n)), 1, 5).astype(int) * 25_000_000 - 25_000_000


CELLS = ["personal|onsite|none", "personal|onsite|elderly", "personal|app|none", "corporate|onsite|none"]
MIX = {"deposit": 15, "withdrawal": 15, "transfer": 12, "remittance": 4, "trade_finance": 1, "collection": 3}
SPREAD = {"n": "n", "sum": "sum", "sumSquares": "sum_squares", "unitsPerPoint": 1_000_000}


def cases():
    for groups in (20, 7, 2):
        name = f"{groups} groups of days"
        sums = defaultdict(dict)

        g = days(300, groups)
        y = (rng.random(300) < 0.8 + 0.1 * np.sin(g)).astype(int)
        add(sums, "num", "", g, y)
        add(sums, "den", "", g)
        estimator = {"kind": "proportion", "numerator": "num", "denominator": "den"}
        yield f"proportion, {name}", estimator, sums, proportion(g, y)

        sums = defaultdict(dict)
        contacts = days(9000, groups)
        events = rng.choice(contacts[contacts != contacts[0]], 25)
        add(sums, "x", "", events)
        add(sums, "contacts", "", contacts)
        estimator = {"kind": "rate", "count": "x", "exposure": "contacts", "per": 10_000}
        yield f"rate, {name}", estimator, sums, rate(events, contacts, 10_000)

        sums = defaultdict(dict)
        g, a = days(80, groups), scale(80, 78)
        answers(sums, [""] * 80, g, a)
        yield f"mean, {name}", {"kind": "mean", **SPREAD, "range": [0, 100]}, sums, mean(g, a / 1e6)

        sums = defaultdict(dict)
        g, seconds, ended = days(250, groups), rng.exponential(300, 250).astype(int), rng.random(250) < 0.9
        for group, s, end in zip(g, seconds, ended):
            add(sums, "served" if end else "abandoned", str(bin_of(int(s))), [group])
        estimator = {"kind": "percentile", "events": "served", "censored": "abandoned", "survival": 0.1, "secondsPerUnit": 60}
        yield f"percentile, {name}", estimator, sums, percentile(g, seconds, ended.astype(int))

        # Every cell has 5 answers or more and contacts, so that cells are strata.
        strata = rng.choice(CELLS, 200, p=[0.55, 0.25, 0.1, 0.1])
        contact_strata = rng.choice(CELLS, 3000, p=[0.35, 0.15, 0.48, 0.02])
        g = days(200, groups)
        contact_g = rng.choice(np.unique(g), 3000)
        a = scale(200, 70)
        plus, minus = (a == 100_000_000).astype(int), (a <= 25_000_000).astype(int)
        sums = defaultdict(dict)
        answers(sums, strata, g, a)
        for key in CELLS:
            add(sums, "contacts", key, contact_g[contact_strata == key])
            add(sums, "plus", key, g[(strata == key) & (plus == 1)])
            add(sums, "minus", key, g[(strata == key) & (minus == 1)])

        def of(values, kind, g=g, strata=strata, contact_g=contact_g, contact_strata=contact_strata):
            return weighted(g, strata, values, contact_g, contact_strata, kind)

        estimator = {"kind": "weighted_mean", **SPREAD, "contacts": "contacts"}
        yield f"weighted mean, {name}", estimator, sums, of(a / 1e6, "weighted_mean")
        estimator = {"kind": "weighted_proportion", "n": "n", "numerator": "plus", "contacts": "contacts"}
        yield f"weighted proportion, {name}", estimator, sums, of(plus, "weighted_proportion")
        estimator = {"kind": "net_share", "n": "n", "plus": "plus", "minus": "minus", "contacts": "contacts"}
        yield f"net share, {name}", estimator, sums, of(plus - minus, "net_share")

        sums = defaultdict(dict)
        item = rng.choice([*list(MIX)[:5], "gold", "unknown"], 300, p=[0.3, 0.25, 0.15, 0.13, 0.02, 0.1, 0.05])
        g, a = days(300, groups), scale(300, 72)
        answers(sums, item, g, a)
        yield f"index, {name}", {"kind": "index", **SPREAD, "mix": MIX}, sums, index(g, item, a / 1e6, MIX)
        estimator = {"kind": "minimum", **SPREAD, "itemMinimumN": 30, "minimumItems": 3}
        yield f"minimum, {name}", estimator, sums, minimum(g, item, a / 1e6)

        sums = defaultdict(dict)
        classes = rng.choice(["none", "elderly", "disabled"], 220, p=[0.8, 0.15, 0.05])
        g, a = days(220, groups), scale(220, 75)
        answers(sums, classes, g, a)
        estimator = {"kind": "gap", **SPREAD, "focus": ["elderly", "disabled", "pregnant"], "reference": ["none"]}
        yield f"gap, {name}", estimator, sums, gap(g, classes != "none", a / 1e6)
    yield from observations()


def observations():
    # A generator of its own: what stands before must not change.
    rng = np.random.default_rng(20260302)
    agreement = {"bothPassed": "pp", "firstPassed": "pf", "secondPassed": "fp", "bothFailed": "ff"}
    estimator = {
        "kind": "observed_share", "passed": "passed", "judged": "judged", "weightSquares": "squares", "items": "items",
        "sessions": "sessions", "minimumSessions": 3, "agreement": agreement, "leastPairs": 20, "leastKappaPercent": 60,
    }
    for groups in (20, 7, 2):
        g = rng.choice(rng.permutation(20)[:groups], 400)
        item = rng.choice(["clear", "vague", "new"], 400)
        weight = np.where(item == "clear", 2, np.where(item == "vague", 1, 3))
        passed = (rng.random(400) < np.where(item == "vague", 0.4, 0.85)).astype(int)
        pairs = {}
        for code, n, slip in (("clear", 40, 0.02), ("vague", 40, 0.35), ("new", 19, 0.4)):
            truth = (rng.random(n) < 0.7).astype(int)
            slips = rng.random((2, n)) < slip
            pairs[code] = tuple(np.where(slipped, 1 - truth, truth) for slipped in slips)
        sums = defaultdict(dict)
        add(sums, "sessions", "", rng.choice(g, 12))
        for key in ("clear", "vague", "new"):
            own = item == key
            add(sums, "items", key, g[own])
            add(sums, "judged", key, g[own], weight[own])
            add(sums, "squares", key, g[own], weight[own] ** 2)
            add(sums, "passed", key, g[own], (weight * passed)[own])
            for both in zip(*pairs[key]):
                add(sums, {(1, 1): "pp", (1, 0): "pf", (0, 1): "fp", (0, 0): "ff"}[both], key, [rng.choice(g)])
        yield f"observed share, {groups} groups of days", estimator, sums, observed_share(g, item, passed, weight, pairs)


def composite(scores, lowers, uppers, weights, deviations):
    """MOVER through the correlation matrix of the replicates."""
    w = np.array(weights) / sum(weights)
    R = np.eye(len(w))
    for i, di in enumerate(deviations):
        for j, dj in enumerate(deviations):
            if i != j and di is not None and dj is not None:
                R[i, j] = np.dot(di, dj) / np.sqrt(np.dot(di, di) * np.dot(dj, dj))
    down, up = w * (np.array(scores) - lowers), w * (np.array(uppers) - scores)
    S = float(w @ scores)
    return {"score": S, "lower": S - np.sqrt(down @ R @ down), "upper": S + np.sqrt(up @ R @ up)}


def composites():
    for members in (2, 5, 9):
        scores = rng.uniform(40, 90, members)
        lowers, uppers = scores - rng.uniform(0, 12, members), scores + rng.uniform(0, 9, members)
        weights = rng.choice([0.5, 1, 1.5, 2, 4], members)
        shock = rng.normal(size=20)
        deviations = [None if m == 1 else shock * rng.uniform(-1, 1) + rng.normal(size=20) for m in range(members)]
        yield {
            "scores": scores.tolist(),
            "lowers": lowers.tolist(),
            "uppers": uppers.tolist(),
            "weights": weights.tolist(),
            "deviations": [None if d is None else d.tolist() for d in deviations],
            "expected": composite(scores, lowers, uppers, weights, deviations),
        }


json.dump(
    {
        "metrics": [
            {"name": name, "estimator": estimator, "sums": sums, "expected": expected}
            for name, estimator, sums, expected in cases()
        ],
        "composites": list(composites()),
    },
    sys.stdout,
)
