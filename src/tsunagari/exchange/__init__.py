"""Where do registries come from? Tables and HSDS in, rule text out, and back again; no file is touched here."""
