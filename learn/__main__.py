"""`python -m learn` (or `make learn`): learn the weights anew, write them, and say how they did."""

from __future__ import annotations

from learn.examples import collect
from learn.train import train
from scanner.rulebook import load
from scanner.second.weights import FILE, save


def main() -> None:
    """Write `scanner/second/weights.npz` and print how each label did on examples kept apart."""
    examples = collect(load())
    weights, trials = train(examples)
    save(weights)
    print(f"{len(examples):,} clauses; {FILE.stat().st_size / 1024:.0f} KB")
    print(f"{'label':22} examples  found  right")
    for trial in trials:
        print(f"{trial.label:22} {trial.examples:8} {trial.found:6.2f} {trial.right:6.2f}")


if __name__ == "__main__":
    main()
