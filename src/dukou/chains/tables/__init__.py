"""Tables of chains: nodes, firms, advice with its reasons, the working lists, the evidence."""
