"""Learn from examples which label goes with which words, and say by which words. Pure: no database, no clock.

Naive Bayes over the pieces of a text, each counted once a text (McCallum and Nigam, 1998, with add-one smoothing): it is
learned in one pass, weighs a few thousand examples in a second, and every judgement can be taken apart into its words.
"""

import math
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

SEEN_AT_LEAST = 3  # a piece that fewer examples hold may be somebody's name: it is not kept
MOST_PIECES = 20_000
MOST_REASONS = 3
MOST_LETTERS = 6

Example = tuple[str, Collection[str]]  # the label and the pieces of a text


@dataclass(frozen=True)
class Judgement:
    """A label, how sure (0 to 1, among the labels that were learned), and the pieces that speak most for it."""

    label: str
    share: float
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Learned:
    """How many examples of each label there were, and how many of them held each piece."""

    examples: Mapping[str, int]
    pieces: Mapping[str, Mapping[str, int]]

    @cached_property
    def _total(self) -> int:
        return sum(self.examples.values())

    def judge(self, text: Iterable[str]) -> Judgement | None:
        """Return the likeliest label for the pieces of a text in their order; None where none was ever learned."""
        pieces = list(text)
        known = [piece for piece in dict.fromkeys(pieces) if piece in self.pieces]
        if not known:
            return None
        scores = {
            label: math.log(count / self._total) + sum(self._weight(piece, label) for piece in known)
            for label, count in self.examples.items()
        }
        best = max(sorted(scores), key=scores.__getitem__)
        share = 1 / sum(math.exp(max(score - scores[best], -700)) for score in scores.values())
        return Judgement(best, share, self._reasons(pieces, best))

    def _weight(self, piece: str, label: str) -> float:
        return math.log((self.pieces[piece].get(label, 0) + 1) / (self.examples[label] + 2))

    def _lift(self, piece: str, label: str) -> float:
        """How much more often a piece is found with this label than in general."""
        if piece not in self.pieces:
            return 0
        return self._weight(piece, label) - math.log((sum(self.pieces[piece].values()) + 1) / (self._total + 2))

    def _reasons(self, pieces: list[str], label: str) -> tuple[str, ...]:
        """The most telling words; pieces that were cut out of one word, such as 路灯 and 灯不, are joined again."""
        found: list[tuple[float, str]] = []
        joins = False
        for piece in pieces:
            lift = self._lift(piece, label)
            if lift <= 0:
                joins = False
                continue
            before, words = found[-1] if found else (0.0, "")
            if joins and words[-1] == piece[0] and len(words) < MOST_LETTERS:
                found[-1] = (max(before, lift), words + piece[1:])
            else:
                found.append((lift, piece))
            joins = True
        best = sorted({words: lift for lift, words in found}.items(), key=lambda row: -row[1])
        return tuple(words for words, _ in best[:MOST_REASONS])


def learn(examples: Iterable[Example]) -> Learned:
    """Count labels and pieces."""
    labels: Counter[str] = Counter()
    found: dict[str, Counter[str]] = {}
    for label, text in examples:
        labels[label] += 1
        for piece in set(text):
            found.setdefault(piece, Counter())[label] += 1
    often = [(sum(counts.values()), piece) for piece, counts in found.items()]
    kept = sorted((row for row in often if row[0] >= SEEN_AT_LEAST), key=lambda row: (-row[0], row[1]))[:MOST_PIECES]
    return Learned(dict(labels), {piece: dict(found[piece]) for _, piece in kept})


@dataclass(frozen=True)
class Measured:
    """Of so many examples that were kept apart, how many were judged rightly, and how many of those judged surely."""

    held_out: int
    right: int
    sure: int
    sure_right: int


def measure(learned: Learned, examples: Iterable[Example], *, sure_from: float) -> Measured:
    """Judge examples that were not learned from."""
    held_out = right = sure = sure_right = 0
    for label, text in examples:
        held_out += 1
        judged = learned.judge(text)
        if judged is None:
            continue
        is_right, is_sure = judged.label == label, judged.share >= sure_from
        right += is_right
        sure += is_sure
        sure_right += is_right and is_sure
    return Measured(held_out, right, sure, sure_right)
