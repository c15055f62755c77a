"""The product beside other engines that can be asked the same question; run by `benchmarks/peers.py`."""
