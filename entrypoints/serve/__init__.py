"""The production server: gunicorn as the master, our uvicorn worker below it."""
