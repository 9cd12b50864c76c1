"""Models: which one is trained, kept, in charge, and how MLflow knows them."""
