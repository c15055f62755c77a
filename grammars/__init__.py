"""The grammar of the tsunagari rule language; ships as the package `tsunagari.grammars`."""
