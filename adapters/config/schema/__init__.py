"""The JSON Schema of the configuration file: what the models take, said in the words that editors understand."""
