"""The portal's own pages; those of the CMS have their templates only."""
