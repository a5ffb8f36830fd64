"""Single sign-on: services outside of the office that say who a person is; off unless named."""
