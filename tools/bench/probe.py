from collections.abc import Callable
from dataclasses import dataclass

from tools.bench.load import Request
from tools.bench.world import World


@dataclass(frozen=True)
class Probe:
    """One thing to measure: who asks what, the aim in CPU milliseconds and in words, and how many requests a round."""

    name: str
    aim: float | None
    aim_words: str
    make: Callable[[World, int], Request]
    count: int = 400
    with_worker: bool = True
    ready: Callable[[World], None] | None = None  # what is put right before each round

    def get_ready(self, world: World) -> None:
        if self.ready:
            self.ready(world)
