"""What the backends in AWS share: settings, sessions without a key, the exchange bucket, errors."""
