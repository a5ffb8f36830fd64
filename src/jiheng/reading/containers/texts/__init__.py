"""Text files and web pages → sheets: values parted by commas or tabs, Markdown and HTML."""
