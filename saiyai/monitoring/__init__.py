"""Monitoring and evaluation: projects, series, collections, reports and their way up."""
