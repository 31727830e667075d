"""The service's page: which period, which five questions, and what is known of each."""
