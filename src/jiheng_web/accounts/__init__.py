"""People, organizations and the roles they hold."""
