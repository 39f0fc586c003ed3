"""What pytest's own settings say of Limen. Imported in every run that has the plugin: imports nothing itself."""

CONFIG = "limen_config"
