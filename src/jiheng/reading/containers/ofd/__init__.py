"""OFD documents (GB/T 33190-2016): pages of characters and lines, as a PDF has them."""
