"""Compressors, one file a content coding. Levels and windows are those of a stream beside thousands of others."""
