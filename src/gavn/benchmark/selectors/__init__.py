"""Reads of the BENCHMARK stage."""
