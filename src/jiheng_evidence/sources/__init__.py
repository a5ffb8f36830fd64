"""Sources of evidence (佐证来源) loaded into the database, each within its bounds."""
