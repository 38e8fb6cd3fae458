"""What the checks have found, as text for people, as JSON and as SARIF for programs. Pure: findings in, text
or plain data out."""
