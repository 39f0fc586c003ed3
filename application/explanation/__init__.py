"""Why a request is decided as it is: what each room saw, said with the places in the configuration that caused it."""
