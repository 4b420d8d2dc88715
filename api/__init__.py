"""The service and the page: FastAPI around `scanner`.  The scanner never imports from here."""
