"""PDF files → ink: what PDFium says about characters, paths and clips, turned upright."""
