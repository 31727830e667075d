"""Forms that survive the loss of the network: the key of a device's tray, and the page for those without a network."""
