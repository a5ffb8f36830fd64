"""The office: the yearly cycle of budget performance as a web application (Django)."""
