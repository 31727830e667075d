"""What the pages are built from: turning values into what the component templates show."""
