"""Programs that build, check and set up the project; none of them is part of the running product."""
