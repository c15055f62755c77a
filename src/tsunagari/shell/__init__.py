"""The thin shell: the only layer besides the command line and the service that touches files."""
