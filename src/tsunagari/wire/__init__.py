"""JSON in and JSON out: the shapes that other programs rely on, and nothing else."""
