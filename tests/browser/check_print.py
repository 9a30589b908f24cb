"""Prints the text of a PDF, page by page. `check-print.mjs` reads it."""
import sys

from pypdf import PdfReader

for page in PdfReader(sys.argv[1]).pages:
    print(page.extract_text())
