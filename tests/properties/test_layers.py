"""What each layer promises, whatever it is given; benchmarks/harness.py does the same a million times."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from layer_cases import LAYERS

# Inputs that broke a promise once: layer and seed, as benchmarks/harness.py tells them.
FOUND = [("JSON to document", 20), ("blocks to structure", 10248), ("bytes to source", 11491)]
FOUND += [("bytes to source", 1084374)]
FOUND += [("blocks to structure", 1034690), ("blocks to structure", 1115989)]


@pytest.mark.parametrize("name", LAYERS)
@settings(max_examples=150, suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False))
def test_a_layer_keeps_its_promises(name: str, chance: random.Random) -> None:
    layer = LAYERS[name]
    layer.hold(layer.make(chance))


@pytest.mark.parametrize(("name", "seed"), FOUND)
def test_what_broke_one_breaks_it_no_more(name: str, seed: int) -> None:
    layer = LAYERS[name]
    layer.hold(layer.make(random.Random(seed)))
