"""gunicorn's settings, all but address and number of workers, which `limen serve` is told.

Chosen, not defaulted: gunicorn's own defaults suit a synchronous application behind another proxy.
"""

worker_class = "entrypoints.serve.worker.GatewayWorker"
logger_class = "entrypoints.serve.logger.ProcessLogger"
graceful_timeout = 30  # seconds; above the worker's own, so that its lifespan always ends in order
timeout = 60  # seconds without a heartbeat until a worker is taken for hung
keepalive = 75  # seconds; above what common clients and load balancers keep a connection idle for
preload_app = False  # a worker opens its own sockets and keys
control_socket_disable = True  # a way to steer the master that nobody here uses is one to misuse
