"""What Office files are packed in: zips of XML parts, and OLE compound files."""
