"""The config source: one YAML file, read strictly; every value keeps its place, every fault of form is reported."""
