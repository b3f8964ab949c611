"""`python -m bench.serve PORT` runs the service as `saiyai serve` does, with lists of 50 rows a page."""

import sys

from saiyai.site import opening
from saiyai.site.cli import main

ROWS_A_PAGE = 50

if __name__ == "__main__":
    opening.start_django(opening.existing_home())
    from saiyai.network.views import directory

    directory.ROWS_A_PAGE = ROWS_A_PAGE
    sys.argv = ["saiyai", "serve", "--port", sys.argv[1]]
    main()
