"""Pages of the BENCHMARK stage."""
