"""The running service: a supervisor, the web server, one worker, one minute-clock."""
