"""Who may call what: routes against roles, each cell decided for all callers and all requests that it stands for."""
