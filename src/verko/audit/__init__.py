"""What a reviewer needs: the manifest of everything made, and the check that it can be made again."""
