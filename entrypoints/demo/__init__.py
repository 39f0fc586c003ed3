"""The shop: three small real services, and the runner that starts them behind the gateway (`limen demo`).

The services know nothing of Limen: what they need from the gateway arrives over HTTP, as in any real deployment.
"""
