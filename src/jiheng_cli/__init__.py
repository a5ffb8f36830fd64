"""The command line: arguments → core → exit code. No logic worth testing twice."""
